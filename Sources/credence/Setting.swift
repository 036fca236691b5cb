/// One thing that an operator may set.
struct Setting: Sendable {
    /// The name of the environment variable, and of the line in the configuration file.
    let name: String
    /// What holds when it is not set; `nil` when it must be, or when there is nothing to say.
    let fallback: String?
    let isSecret: Bool
    let help: String

    private init(_ name: String, fallback: String? = nil, isSecret: Bool = false, _ help: String) {
        self.name = "CREDENCE_" + name
        self.fallback = fallback
        self.isSecret = isSecret
        self.help = help
    }

    static let config = Setting("CONFIG", "file with NAME=value lines, mode 0600; the environment goes before it")
    static let listen = Setting(
        "LISTEN", fallback: "fd:0",
        "where nginx connects: unix:/path, unix:/path?mode=0660, tcp:host:port, or fd:0 (inherited)")
    static let threads = Setting(
        "THREADS", "worker threads of a process; four for each core, at least 16, when not set")
    static let connections = Setting("CONNECTIONS", fallback: "4096", "most open connections of a process")
    static let drainSeconds = Setting("DRAIN_SECONDS", fallback: "30", "time to finish what is in flight on SIGTERM")
    static let hashing = Setting(
        "HASHING", "passwords hashed at once by a process; half the cores, at least 1, when not set")
    static let hashingQueue = Setting(
        "HASHING_QUEUE",
        "threads that may wait to hash, beyond which callers get 503; half of them at most when not set")
    static let databaseHosts = Setting(
        "DB_HOSTS", fallback: "unix:/run/mysqld/mysqld.sock",
        "unix:/path or host:port, several with commas; the first is preferred")
    static let databaseName = Setting("DB_NAME", fallback: "credence", "the database")
    static let databaseUser = Setting(
        "DB_USER", fallback: "credence", "account that reads and writes rows and cannot change the schema")
    static let databasePassword = Setting("DB_PASSWORD", fallback: "", isSecret: true, "its password")
    static let databaseAuthorities = Setting(
        "DB_TLS_CA", "PEM file of the authorities that sign the database's certificate; without it there is no TLS")
    static let migrationUser = Setting("MIGRATE_USER", "account of `credence migrate`, which may change the schema")
    static let migrationPassword = Setting("MIGRATE_PASSWORD", fallback: "", isSecret: true, "its password")
    static let masterKeysFile = Setting("MASTER_KEYS_FILE", "file of the master keys, mode 0600: `credence keys init`")
    static let masterKeys = Setting("MASTER_KEYS", isSecret: true, "the master keys themselves, instead of a file")
    static let outgoingAllow = Setting(
        "OUTGOING_ALLOW",
        "private addresses that callers may have the service call: 10.1.0.0/16, fd00::/8; none when not set")
    static let deliveryThreads = Setting(
        "DELIVERY_THREADS", fallback: "4",
        "threads of a `credence deliver` process for app hooks, and as many for event destinations, each with a database connection"
    )
    static let vaultRate = Setting(
        "V2_RATE", fallback: "200", "requests that an organization's apps may make in 10 seconds; 0 for no limit")
    static let vaultSessions = Setting(
        "V2_SESSIONS", fallback: "100", "sessions of an organization that may run at once; 0 for no limit")
    static let vaultRefuseInvalid = Setting(
        "V2_REFUSE_INVALID", fallback: "no",
        "yes: task runs with an invalid credential are refused, because repeated bad logins lock accounts")
    static let vaultCleartext = Setting(
        "V2_CLEARTEXT", fallback: "no",
        "yes: workers may call from other machines without TLS, which something before nginx must then add")
    static let logLevel = Setting("LOG_LEVEL", fallback: "info", "least level to log: debug, info, warning, error")

    /// All of them, in the order of the documentation.
    static let all = [
        config, listen, threads, connections, drainSeconds, hashing, hashingQueue, databaseHosts, databaseName,
        databaseUser, databasePassword, databaseAuthorities, migrationUser, migrationPassword, masterKeysFile,
        masterKeys, outgoingAllow, deliveryThreads, vaultRate, vaultSessions, vaultRefuseInvalid,
        vaultCleartext, logLevel,
    ]
}
