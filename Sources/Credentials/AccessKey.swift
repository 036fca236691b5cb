/// A key with which an app calls the service, less its secret.
public struct AccessKey: IdentifiedKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "ko_"

    /// The key's id, which is also the part of the key before the dash.
    public let id: AccessKeyID
    /// The account that it opens.
    public let account: AccountID
    /// The only realm that it opens, or `nil` for all of the account.
    public let realm: RealmID?
    /// What its owners call it.
    public let name: String
    /// What it allows.
    public let permission: Permission
    /// Whether it is presented in the older form, `key_…` with the account in a header of its own.
    public let legacy: Bool
    /// Whether it has been revoked, for ever.
    public let revoked: Bool

    /// Describes a key.
    public init(
        id: AccessKeyID, account: AccountID, realm: RealmID?, name: String, permission: Permission, legacy: Bool,
        revoked: Bool
    ) {
        self.id = id
        self.account = account
        self.realm = realm
        self.name = name
        self.permission = permission
        self.legacy = legacy
        self.revoked = revoked
    }
}

/// The id of an access key, `ko_…`.
public typealias AccessKeyID = Identifier<AccessKey>
