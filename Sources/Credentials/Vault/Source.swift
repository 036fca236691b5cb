/// A site that users have logins for (deck-v2.md section 6.1).
public struct Source: VaultKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "src_"

    /// The source's id.
    public let id: SourceID
    /// What its owners call it.
    public var name: String?
    /// Where the site is, `http` or `https`.
    public var url: String
    /// What the site wants to be told at a login; `nil` when that was not declared.
    public var auth: SourceAuth?
    /// When it was last changed.
    public var updatedAt: Timestamp

    /// Describes a source.
    public init(id: SourceID, name: String?, url: String, auth: SourceAuth?, updatedAt: Timestamp) {
        self.id = id
        self.name = name
        self.url = url
        self.auth = auth
        self.updatedAt = updatedAt
    }
}

/// The id of a source, `src_…`.
public typealias SourceID = Identifier<Source>

/// What a source declares about its logins (deck-v2.md section 12, U2).
public struct SourceAuth: Sendable, Equatable {
    /// The methods it offers.
    public let methods: [VaultAuthMethod]
    /// The fields it wants beyond the method's own.
    public let fields: [DeclaredField]

    /// Describes a declaration.
    public init(methods: [VaultAuthMethod], fields: [DeclaredField]) {
        self.methods = methods
        self.fields = fields
    }

    /// A field that a source wants.
    public struct DeclaredField: Sendable, Equatable {
        /// Its name, as of ``SourceFields/isKey(_:)``.
        public let key: String
        /// What to call it towards users.
        public let label: String?
        /// Whether a login must have it.
        public let isRequired: Bool
        /// Whether its value is never read back.
        public let isSecret: Bool

        /// Describes a field.
        public init(key: String, label: String?, isRequired: Bool, isSecret: Bool) {
            self.key = key
            self.label = label
            self.isRequired = isRequired
            self.isSecret = isSecret
        }
    }
}

/// How a source recognises its users (deck-v2.md section 2).
public enum VaultAuthMethod: String, Sendable, CaseIterable {
    case usernamePassword = "username_password"
    case none
}
