/// An operation of the app's side of `/v2`.
public protocol VaultOperation: Operation {}

/// List and get sources.
public enum ReadSource: VaultOperation, Reading {}
/// Create, change and delete sources.
public enum WriteSource: VaultOperation, Writing {}

/// List and get vault credentials, without their secrets.
public enum ReadVaultCredential: VaultOperation, Reading {}
/// Create, change and delete vault credentials.
public enum WriteVaultCredential: VaultOperation, Writing {}

/// List and get agents.
public enum ReadAgent: VaultOperation, Reading {}
/// Create, change and delete agents.
public enum WriteAgent: VaultOperation, Writing {}

/// List and get tasks.
public enum ReadTask: VaultOperation, Reading {}
/// Create, change, reset and delete tasks.
public enum WriteTask: VaultOperation, Writing {}

/// List and get task runs.
public enum ReadTaskRun: VaultOperation, Reading {}
/// Start and cancel task runs, and answer what they ask.
public enum WriteTaskRun: VaultOperation, Writing {}

/// List and get sessions of task runs.
public enum ReadVaultSession: VaultOperation, Reading {}
/// End sessions of task runs.
public enum WriteVaultSession: VaultOperation, Writing {}

/// List and get events.
public enum ReadVaultEvent: VaultOperation, Reading {}

/// List and get event destinations and what was delivered to them.
public enum ReadEventDestination: VaultOperation, Reading {}
/// Create, change and delete event destinations.
public enum WriteEventDestination: VaultOperation, Writing {}
