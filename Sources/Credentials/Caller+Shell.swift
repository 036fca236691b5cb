extension Caller {
    /// The operator at a shell of the service, for one realm: they have the database and the master keys, and so need no
    /// access key.
    public static func shell(of account: AccountID, realm: RealmID) -> Caller {
        Caller(key: AccessKeyID(number: 0), account: account, permission: .manage, realmLock: realm)
    }
}
