/// A realm's rules, read anew for each request: a change of them holds at once.
public struct RealmPolicy: Sendable, Equatable {
    /// The realm that the rules are of.
    public let realm: RealmID
    /// The account that owns the realm.
    public let account: AccountID
    /// The realm's name: the issuer of its TOTP devices.
    public let realmName: String
    /// What is kept of API keys, and so whether they can be shown again.
    public let apiKeyPolicy: APIKeyPolicy
    /// What generated API keys begin with.
    public let apiKeyPrefix: String?
    /// What human users' names must look like.
    public let usernameValidation: UsernameValidation
    /// Who may log in, and with what tokens they leave.
    public let logins: LoginRules

    /// Describes a policy; made by the store from the realm's row.
    public init(
        realm: RealmID, account: AccountID, realmName: String, apiKeyPolicy: APIKeyPolicy, apiKeyPrefix: String?,
        usernameValidation: UsernameValidation, logins: LoginRules
    ) {
        self.realm = realm
        self.account = account
        self.realmName = realmName
        self.apiKeyPolicy = apiKeyPolicy
        self.apiKeyPrefix = apiKeyPrefix
        self.usernameValidation = usernameValidation
        self.logins = logins
    }

    /// Allows `caller` the operation in this realm, or says why not.
    ///
    /// - Throws: ``Denial/hidden`` for another account's realm and for a key that is locked to another realm,
    ///   ``Denial/forbidden`` for a key that is too weak.
    public func grant<Asked: Operation>(_ operation: Asked.Type, to caller: Caller) throws(Denial) -> Grant<Asked> {
        guard caller.account == account, caller.realmLock == nil || caller.realmLock == realm else { throw .hidden }
        guard caller.may(operation) else { throw .forbidden }
        return Grant(policy: self, caller: caller)
    }

    /// Whether a user of that type may hold a credential of that type: API keys belong to API users and everything else
    /// to human ones (authrocket-v1.md section 5.1).
    public func allows(_ type: CredentialType, for userType: UserType) -> Bool {
        (type == .apiKey) == (userType == .api)
    }
}
