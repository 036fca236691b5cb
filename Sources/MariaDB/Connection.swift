import CMariaDB
import Glibc

/// One connection of the C library, closed in `deinit`.
///
/// Not to be shared between threads: "one connection cannot be used by two threads at the same time" (Connector/C).
@safe
struct Connection: ~Copyable {
    private let handle: UnsafeMutablePointer<MYSQL>

    /// Connects to one host.
    init(to host: Host, _ configuration: Configuration) throws(MariaDBError) {
        unsafe handle = try Self.open(host, configuration)
    }

    deinit {
        unsafe mysql_close(handle)
    }

    /// Whether the server still holds the other end, as far as the socket knows.
    ///
    /// While no statement runs, the server sends only a farewell, so an idle socket that is readable is dead.
    var isOpen: Bool {
        var descriptor = unsafe pollfd(fd: mysql_get_socket(handle), events: Int16(POLLIN), revents: 0)
        return unsafe poll(&descriptor, 1, 0) == 0
    }

    /// Whether a transaction was open after the last statement that succeeded (SERVER_STATUS_IN_TRANS of its answer).
    var isInTransaction: Bool {
        unsafe handle.pointee.server_status & UInt32(SERVER_STATUS_IN_TRANS) != 0
    }

    /// Runs one statement as plain text and drops what it returns.
    func run(_ text: String) throws(MariaDBError) {
        guard unsafe mysql_real_query(handle, text, UInt(text.utf8.count)) == 0 else { throw error(text) }
        while true {
            let result = unsafe mysql_store_result(handle)
            unsafe mysql_free_result(result)
            let next = unsafe mysql_next_result(handle)
            if next < 0 { return }
            if next > 0 { throw error(text) }
        }
    }

    /// Has the server prepare a statement.
    func prepare(_ text: [UInt8]) throws(MariaDBError) -> Statement {
        guard let statement = unsafe mysql_stmt_init(handle) else { throw error(String(decoding: text, as: UTF8.self)) }
        return unsafe try Statement(statement, text)
    }

    private func error(_ text: String) -> MariaDBError {
        unsafe Diagnostics(of: handle).error(sql: text, isExecution: true)
    }
}

extension Connection {
    /// The library wants to be set up once, before any thread uses it (mysql_library_init).
    private static let library = mysql_server_init(0, nil, nil)
    /// Makes an UPDATE count the rows it matched rather than those it changed.
    private static let countsFoundRows: UInt = 2

    private static func open(
        _ host: Host, _ configuration: Configuration
    ) throws(MariaDBError) -> UnsafeMutablePointer<MYSQL> {
        guard library == 0, let handle = unsafe mysql_init(nil) else { throw MariaDBError(.connectFailed) }
        unsafe configure(handle, configuration)
        guard unsafe connect(handle, host, configuration) else {
            let failure = unsafe Diagnostics(of: handle).connectError
            unsafe mysql_close(handle)
            throw failure
        }
        // Asked to enforce encryption but not to verify, the library still goes on in the clear if the server has none.
        if configuration.tls != nil, unsafe mysql_get_ssl_cipher(handle) == nil {
            unsafe mysql_close(handle)
            throw MariaDBError(.connectFailed)
        }
        return unsafe handle
    }

    private static func connect(
        _ handle: UnsafeMutablePointer<MYSQL>, _ host: Host, _ configuration: Configuration
    ) -> Bool {
        let (user, password, database) = (configuration.user, configuration.password, configuration.database)
        switch host {
        case .unix(let path):
            unsafe set(MYSQL_OPT_PROTOCOL, to: MYSQL_PROTOCOL_SOCKET.rawValue, handle)
            return unsafe mysql_real_connect(handle, nil, user, password, database, 0, path, countsFoundRows) != nil
        case .tcp(let name, let port):
            unsafe set(MYSQL_OPT_PROTOCOL, to: MYSQL_PROTOCOL_TCP.rawValue, handle)
            let port = UInt32(port)
            return unsafe mysql_real_connect(handle, name, user, password, database, port, nil, countsFoundRows) != nil
        }
    }

    private static func configure(_ handle: UnsafeMutablePointer<MYSQL>, _ configuration: Configuration) {
        unsafe set(MYSQL_OPT_CONNECT_TIMEOUT, to: UInt32(clamping: configuration.connectTimeout), handle)
        unsafe set(MYSQL_OPT_READ_TIMEOUT, to: UInt32(clamping: configuration.readTimeout), handle)
        unsafe set(MYSQL_OPT_WRITE_TIMEOUT, to: UInt32(clamping: configuration.writeTimeout), handle)
        unsafe set(MYSQL_OPT_RECONNECT, to: my_bool(0), handle)
        // A hostile server could ask for any local file otherwise.
        unsafe set(MYSQL_OPT_LOCAL_INFILE, to: UInt32(0), handle)
        unsafe mysql_options(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4")
        guard let tls = configuration.tls else { return }
        unsafe set(MYSQL_OPT_SSL_ENFORCE, to: my_bool(1), handle)
        unsafe set(MYSQL_OPT_SSL_VERIFY_SERVER_CERT, to: my_bool(tls.verifiesServer ? 1 : 0), handle)
        if let authorities = tls.authorities { unsafe mysql_options(handle, MYSQL_OPT_SSL_CA, authorities) }
    }

    private static func set<T: BitwiseCopyable>(
        _ option: mysql_option, to value: T, _ handle: UnsafeMutablePointer<MYSQL>
    ) {
        _ = unsafe withUnsafePointer(to: value) { unsafe mysql_options(handle, option, $0) }
    }
}

extension Diagnostics {
    fileprivate init(of handle: UnsafeMutablePointer<MYSQL>) {
        number = Int(unsafe mysql_errno(handle))
        sqlState = unsafe String(cString: mysql_sqlstate(handle))
        message = unsafe String(cString: mysql_error(handle))
    }
}
