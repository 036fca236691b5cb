public import Secrets

/// One user's login on one source, as far as it may be read back (deck-v2.md section 2).
public struct VaultCredential: VaultKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "cred_"

    /// The credential's id.
    public let id: VaultCredentialID
    /// The site that it is for.
    public let source: SourceID
    /// How the site recognises the user.
    public let method: VaultAuthMethod
    /// Where it stands.
    public var status: VaultCredentialStatus
    /// The app's own name for it; need not be unique.
    public var externalID: String?
    /// Counts the changes of what the site is told, from 1.
    public var version: Int
    /// What may be read back of that; `nil` once the credential is deleted.
    public var summary: VaultSummary?
    /// When it was last changed.
    public var updatedAt: Timestamp

    /// Describes a credential.
    public init(
        id: VaultCredentialID, source: SourceID, method: VaultAuthMethod, status: VaultCredentialStatus,
        externalID: String?, version: Int, summary: VaultSummary?, updatedAt: Timestamp
    ) {
        self.id = id
        self.source = source
        self.method = method
        self.status = status
        self.externalID = externalID
        self.version = version
        self.summary = summary
        self.updatedAt = updatedAt
    }
}

/// The id of a vault credential, `cred_…`.
public typealias VaultCredentialID = Identifier<VaultCredential>

/// What a site is told at a login: all of it secret until a lease releases it.
public struct VaultPayload: Sendable, Equatable, Redacted {
    /// The user name, for the method that has one.
    public var username: String?
    /// The password, for the method that has one.
    public var password: Secret?
    /// The values beyond them, by key.
    public var fields: [String: Field]

    /// A value, and whether it is ever read back.
    public struct Field: Sendable, Equatable, Redacted {
        /// What the site is told.
        public let value: Secret
        /// Whether only a lease releases it.
        public var isSecret: Bool

        /// Describes a value.
        public init(value: Secret, isSecret: Bool) {
            self.value = value
            self.isSecret = isSecret
        }
    }

    /// Describes a payload.
    public init(username: String? = nil, password: Secret? = nil, fields: [String: Field] = [:]) {
        self.username = username
        self.password = password
        self.fields = fields
    }

    /// What of it may be read back.
    public var summary: VaultSummary {
        VaultSummary(
            username: username, readableFields: fields.filter { !$0.value.isSecret }.mapValues { $0.value.reveal() },
            secretFields: fields.filter(\.value.isSecret).keys.sorted())
    }
}

/// What may be read back of a login (deck-v2.md sections 2.2 and 12, U1). Personal data: it does not go into logs.
public struct VaultSummary: Sendable, Equatable, Redacted {
    /// The user name, for the method that has one.
    public let username: String?
    /// The values that are not secret, by key.
    public let readableFields: [String: String]
    /// The keys of those that are, in order.
    public let secretFields: [String]

    /// Describes a summary.
    public init(username: String?, readableFields: [String: String], secretFields: [String]) {
        self.username = username
        self.readableFields = readableFields
        self.secretFields = secretFields
    }

    /// The same with some fields among the secret ones.
    public func hiding(_ keys: Set<String>) -> VaultSummary {
        VaultSummary(
            username: username, readableFields: readableFields.filter { !keys.contains($0.key) },
            secretFields: Set(secretFields).union(keys.filter { readableFields[$0] != nil }).sorted())
    }
}
