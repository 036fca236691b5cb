/// Whoever presented a valid access key, and what that key allows.
public struct Caller: Sendable, Equatable {
    /// The access key; safe to log.
    public let key: AccessKeyID
    /// The account whose realms the caller sees.
    public let account: AccountID
    /// The strongest kind of operation that the key allows.
    public let permission: Permission
    /// The only realm that the key opens, or `nil` for all of the account.
    public let realmLock: RealmID?

    /// Describes a caller; made when an access key has been found and compared.
    public init(key: AccessKeyID, account: AccountID, permission: Permission, realmLock: RealmID?) {
        self.key = key
        self.account = account
        self.permission = permission
        self.realmLock = realmLock
    }

    /// Whether the caller's key reaches the permission that `operation` needs, wherever it is to happen.
    public func may(_ operation: (some Operation).Type) -> Bool {
        permission >= operation.permission
    }
}
