/// Where the database is, and how a session talks to it.
public struct Configuration: Sendable {
    /// The servers, the preferred one first.
    public var hosts: [Host]
    /// The account.
    public var user: String
    /// Its password, which no description shows.
    public var password: String
    /// The database that statements mean when they name none.
    public var database: String?
    /// When set, a connection that cannot be encrypted fails.
    public var tls: TLS?
    /// Seconds until an attempt to connect to one host is given up.
    public var connectTimeout: Int
    /// Seconds without an answer after which a connection counts as lost.
    public var readTimeout: Int
    /// Seconds without progress in sending after which a connection counts as lost.
    public var writeTimeout: Int
    /// `SET` statements that each new session runs after its own, such as `SET SESSION wsrep_sync_wait = 1`.
    public var preamble: [String]
    /// What is known of the hosts; sessions that share it help each other.
    public var health: HostHealth

    /// See the properties for the units. Nothing is checked before a session connects.
    public init(
        hosts: [Host], user: String, password: String = "", database: String? = nil, tls: TLS? = nil,
        connectTimeout: Int = 3, readTimeout: Int = 10, writeTimeout: Int = 10, preamble: [String] = [],
        health: HostHealth = HostHealth()
    ) {
        self.hosts = hosts
        self.user = user
        self.password = password
        self.database = database
        self.tls = tls
        self.connectTimeout = connectTimeout
        self.readTimeout = readTimeout
        self.writeTimeout = writeTimeout
        self.preamble = preamble
        self.health = health
    }
}

extension Configuration: CustomStringConvertible, CustomReflectable {
    /// User, database and hosts, without the password.
    public var description: String {
        "\(user)@\(hosts.map(\.description).joined(separator: ","))/\(database ?? "")"
    }

    /// Without the password, so that `dump` does not show it either.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
