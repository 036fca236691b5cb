/// Something that a caller asks to do in a realm. Each is a type, so that a ``Grant`` says what it was given for.
public protocol Operation: Sendable {
    /// The weakest permission that allows it (authrocket-v1.md section 3.5).
    static var permission: Permission { get }
}

/// An operation on the credentials of a realm.
public protocol CredentialOperation: Operation {}
/// An operation on the users of a realm.
public protocol UserOperation: Operation {}
/// An operation on the auth providers of a realm.
public protocol AuthProviderOperation: Operation {}
/// An operation on the orgs of a realm.
public protocol OrgOperation: Operation {}
/// An operation on the memberships of a realm's users.
public protocol MembershipOperation: Operation {}
/// An operation on the sessions of a realm's users.
public protocol SessionOperation: Operation {}
/// An operation on a realm itself.
public protocol RealmOperation: Operation {}

/// An operation for which `read` is enough.
public protocol Reading: Operation {}
/// An operation that needs `write`.
public protocol Writing: Operation {}
/// An operation that needs `manage`.
public protocol Managing: Operation {}

extension Reading {
    /// The weakest permission that allows it.
    public static var permission: Permission { .read }
}

extension Writing {
    /// The weakest permission that allows it.
    public static var permission: Permission { .write }
}

extension Managing {
    /// The weakest permission that allows it.
    public static var permission: Permission { .manage }
}

/// Get a credential.
public enum ReadCredential: CredentialOperation, Reading {}
/// Create a credential.
public enum CreateCredential: CredentialOperation, Writing {}
/// Change a credential.
public enum UpdateCredential: CredentialOperation, Writing {}
/// Try a code against a credential.
public enum VerifyCredential: CredentialOperation, Writing {}
/// Delete a credential.
public enum DeleteCredential: CredentialOperation, Writing {}

/// Set a password by a hash that was made elsewhere.
public enum SetPasswordHash: CredentialOperation, Managing {}

/// List and get users.
public enum ReadUser: UserOperation, Reading {}
/// Create, change and delete users.
public enum WriteUser: UserOperation, Writing {}
/// Bring in users from a file, with the hashes of their passwords.
public enum ImportUsers: UserOperation, Managing {}

/// List and get auth providers.
public enum ReadAuthProvider: AuthProviderOperation, Reading {}
/// Create, change and delete auth providers.
public enum ManageAuthProvider: AuthProviderOperation, Managing {}

/// List and get realms.
public enum ReadRealm: RealmOperation, Reading {}
/// Create, change, reset and delete realms.
public enum ManageRealm: RealmOperation, Managing {}

/// Log users in, and make and use the tokens that change what they log in with (authrocket-v1.md section 6.4).
public enum AuthenticateUser: UserOperation, Writing {}

/// List and get orgs.
public enum ReadOrg: OrgOperation, Reading {}
/// Create, change and delete orgs.
public enum WriteOrg: OrgOperation, Writing {}

/// List and get memberships.
public enum ReadMembership: MembershipOperation, Reading {}
/// Create, change and delete memberships.
public enum WriteMembership: MembershipOperation, Writing {}

/// List and get sessions.
public enum ReadSession: SessionOperation, Reading {}
/// Create and delete sessions.
public enum WriteSession: SessionOperation, Writing {}

/// List, get, create and delete JWT keys.
public enum ManageJWTKey: RealmOperation, Managing {}

/// List and get app hooks.
public enum ReadAppHook: Operation, Reading {}
/// Create, change and delete app hooks.
public enum ManageAppHook: Operation, Managing {}

/// List and get events.
public enum ReadEvent: Operation, Reading {}
