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

/// Get a credential.
public enum ReadCredential: CredentialOperation { public static let permission = Permission.read }
/// Create a credential.
public enum CreateCredential: CredentialOperation { public static let permission = Permission.write }
/// Change a credential.
public enum UpdateCredential: CredentialOperation { public static let permission = Permission.write }
/// Try a code against a credential.
public enum VerifyCredential: CredentialOperation { public static let permission = Permission.write }
/// Delete a credential.
public enum DeleteCredential: CredentialOperation { public static let permission = Permission.write }

/// List and get users.
public enum ReadUser: UserOperation { public static let permission = Permission.read }
/// Create, change and delete users.
public enum WriteUser: UserOperation { public static let permission = Permission.write }

/// List and get auth providers.
public enum ReadAuthProvider: AuthProviderOperation { public static let permission = Permission.read }
/// Create, change and delete auth providers.
public enum ManageAuthProvider: AuthProviderOperation { public static let permission = Permission.manage }

/// List and get realms.
public enum ReadRealm: RealmOperation { public static let permission = Permission.read }
/// Create, change, reset and delete realms.
public enum ManageRealm: RealmOperation { public static let permission = Permission.manage }

/// List and get events.
public enum ReadEvent: Operation { public static let permission = Permission.read }
