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

/// List and get users.
public enum ReadUser: UserOperation, Reading {}
/// Create, change and delete users.
public enum WriteUser: UserOperation, Writing {}

/// List and get auth providers.
public enum ReadAuthProvider: AuthProviderOperation, Reading {}
/// Create, change and delete auth providers.
public enum ManageAuthProvider: AuthProviderOperation, Managing {}

/// List and get realms.
public enum ReadRealm: RealmOperation, Reading {}
/// Create, change, reset and delete realms.
public enum ManageRealm: RealmOperation, Managing {}

/// List and get events.
public enum ReadEvent: Operation, Reading {}
