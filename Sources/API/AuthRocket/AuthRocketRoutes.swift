import Credentials

/// The operations of the `/v1` family (authrocket-v1.md): this table is all that the router knows.
enum AuthRocketRoutes {
    static let all =
        realms + users + logins + authProviders + credentials + orgs + memberships + events + sessions + jwtKeys
        + appHooks

    private static let realms = [
        Route("GET", "/v1/realms", ReadRealm.self, RealmHandlers.list),
        Route("POST", "/v1/realms", ManageRealm.self, RealmHandlers.create),
        Route("GET", "/v1/realms/:id", ReadRealm.self, RealmHandlers.get),
        Route("PUT", "/v1/realms/:id", ManageRealm.self, RealmHandlers.update),
        Route("DELETE", "/v1/realms/:id", ManageRealm.self, RealmHandlers.delete),
        Route("POST", "/v1/realms/:id/reset", ManageRealm.self, RealmHandlers.reset),
    ]

    private static let users = [
        Route("GET", "/v1/users", ReadUser.self, UserHandlers.list),
        Route("POST", "/v1/users", WriteUser.self, UserHandlers.create),
        Route("GET", "/v1/users/:id", ReadUser.self, UserHandlers.get),
        Route("PUT", "/v1/users/:id", WriteUser.self, UserHandlers.update),
        Route("DELETE", "/v1/users/:id", WriteUser.self, UserHandlers.delete),
        Route("POST", "/v1/users/authenticate_key", AuthenticateUser.self, inSteps: APIKeyLoginHandlers.authenticate),
    ]

    private static let logins = [
        Route("POST", "/v1/users/:id/authenticate", AuthenticateUser.self, hashes: true, LoginHandlers.authenticate),
        Route("POST", "/v1/users/:id/authenticate_code", AuthenticateUser.self, LoginHandlers.authenticateCode),
        Route("PUT", "/v1/users/:id/update_password", AuthenticateUser.self, hashes: true, PasswordHandlers.update),
        Route(
            "POST", "/v1/users/:id/generate_password_token", AuthenticateUser.self, PasswordHandlers.generateToken),
        Route(
            "POST", "/v1/users/:id/reset_password_with_token", AuthenticateUser.self, PasswordHandlers.reset),
        Route(
            "POST", "/v1/users/:id/request_email_verification", AuthenticateUser.self,
            EmailVerificationHandlers.request),
        Route("POST", "/v1/users/:id/verify_email", AuthenticateUser.self, EmailVerificationHandlers.verify),
    ]

    private static let authProviders = [
        Route("GET", "/v1/auth_providers/authorize", ReadAuthProvider.self, SocialLoginHandlers.list),
        Route("POST", "/v1/auth_providers/authorize", AuthenticateUser.self, SocialLoginHandlers.authorize),
        Route("GET", "/v1/auth_providers/:id/authorize", ReadAuthProvider.self, SocialLoginHandlers.get),
        Route("POST", "/v1/auth_providers/:id/authorize", AuthenticateUser.self, SocialLoginHandlers.authorizeToken),
        Route("GET", "/v1/auth_providers", ReadAuthProvider.self, AuthProviderHandlers.list),
        Route("POST", "/v1/auth_providers", ManageAuthProvider.self, AuthProviderHandlers.create),
        Route("GET", "/v1/auth_providers/:id", ReadAuthProvider.self, AuthProviderHandlers.get),
        Route("PUT", "/v1/auth_providers/:id", ManageAuthProvider.self, AuthProviderHandlers.update),
        Route("DELETE", "/v1/auth_providers/:id", ManageAuthProvider.self, AuthProviderHandlers.delete),
    ]

    private static let credentials = [
        Route("POST", "/v1/credentials", CreateCredential.self, inSteps: CredentialHandlers.create),
        Route("GET", "/v1/credentials/:id", ReadCredential.self, inSteps: CredentialHandlers.get),
        Route("PUT", "/v1/credentials/:id", UpdateCredential.self, CredentialHandlers.update),
        Route("DELETE", "/v1/credentials/:id", DeleteCredential.self, CredentialHandlers.delete),
        Route("POST", "/v1/credentials/:id/verify", VerifyCredential.self, inSteps: CredentialHandlers.verify),
    ]

    private static let orgs = [
        Route("GET", "/v1/orgs", ReadOrg.self, OrgHandlers.list),
        Route("POST", "/v1/orgs", WriteOrg.self, OrgHandlers.create),
        Route("GET", "/v1/orgs/:id", ReadOrg.self, OrgHandlers.get),
        Route("PUT", "/v1/orgs/:id", WriteOrg.self, OrgHandlers.update),
        Route("DELETE", "/v1/orgs/:id", WriteOrg.self, OrgHandlers.delete),
    ]

    private static let memberships = [
        Route("GET", "/v1/memberships", ReadMembership.self, MembershipHandlers.list),
        Route("POST", "/v1/memberships", WriteMembership.self, MembershipHandlers.create),
        Route("GET", "/v1/memberships/:id", ReadMembership.self, MembershipHandlers.get),
        Route("PUT", "/v1/memberships/:id", WriteMembership.self, MembershipHandlers.update),
        Route("DELETE", "/v1/memberships/:id", WriteMembership.self, MembershipHandlers.delete),
    ]

    private static let events = [
        Route("GET", "/v1/events", ReadEvent.self, EventHandlers.list),
        Route("GET", "/v1/events/:id", ReadEvent.self, EventHandlers.get),
    ]

    private static let sessions = [
        Route("GET", "/v1/sessions", ReadSession.self, SessionHandlers.list),
        Route("POST", "/v1/sessions", WriteSession.self, SessionHandlers.create),
        Route("GET", "/v1/sessions/:id", ReadSession.self, SessionHandlers.get),
        Route("DELETE", "/v1/sessions/:id", WriteSession.self, SessionHandlers.delete),
    ]

    private static let jwtKeys = [
        Route("GET", "/v1/jwt_keys", ManageJWTKey.self, JWTKeyHandlers.list),
        Route("POST", "/v1/jwt_keys", ManageJWTKey.self, JWTKeyHandlers.create),
        Route("GET", "/v1/jwt_keys/:id", ManageJWTKey.self, JWTKeyHandlers.get),
        Route("DELETE", "/v1/jwt_keys/:id", ManageJWTKey.self, JWTKeyHandlers.delete),
    ]

    private static let appHooks = [
        Route("GET", "/v1/app_hooks", ReadAppHook.self, AppHookHandlers.list),
        Route("POST", "/v1/app_hooks", ManageAppHook.self, AppHookHandlers.create),
        Route("GET", "/v1/app_hooks/:id", ReadAppHook.self, AppHookHandlers.get),
        Route("PUT", "/v1/app_hooks/:id", ManageAppHook.self, AppHookHandlers.update),
        Route("DELETE", "/v1/app_hooks/:id", ManageAppHook.self, AppHookHandlers.delete),
    ]
}
