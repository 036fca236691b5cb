import CLinux
import Glibc

/// The system calls that take pointers, each behind a function that does not.
enum System {
    /// What reading from a socket brought.
    enum Received {
        case bytes(Int)
        case nothing
        case ended
    }

    /// What accepting brought.
    enum Accepted {
        case connection(Int32)
        case nobody
        case vanished
        case exhausted
    }

    static var cores: Int {
        max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    }

    static func message(for code: Int32) -> String {
        unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    }

    private static func check(_ result: Int32, _ call: String) throws(ServerError) -> Int32 {
        guard result >= 0 else { throw .system(call: call, errno: errno) }
        return result
    }
}

extension System {
    static func listen(onPath path: String, mode: UInt32) throws(ServerError) -> Descriptor {
        let descriptor = try makeSocket(AF_UNIX)
        // The file is born with these permissions less the umask, and never has wider ones.
        _ = try check(fchmod(descriptor.number, mode), "fchmod")
        let status = try unsafe withAddress(ofPath: path) { unsafe bind(descriptor.number, $0, $1) }
        _ = try check(status, "bind")
        _ = try check(unsafe chmod(path, mode), "chmod")
        _ = try check(Glibc.listen(descriptor.number, SOMAXCONN), "listen")
        return descriptor
    }

    static func listen(onHost host: String, port: UInt16) throws(ServerError) -> Descriptor {
        var hints = unsafe addrinfo()
        unsafe hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(host, String(port), &hints, &found) == 0, let first = unsafe found else {
            throw .unresolvable(host: host)
        }
        defer { unsafe freeaddrinfo(first) }
        let address = unsafe first.pointee
        let descriptor = try makeSocket(unsafe address.ai_family)
        setOption(SO_REUSEADDR, 1 as Int32, on: descriptor.number)
        _ = try check(unsafe bind(descriptor.number, address.ai_addr, address.ai_addrlen), "bind")
        _ = try check(Glibc.listen(descriptor.number, SOMAXCONN), "listen")
        return descriptor
    }

    static func inheritListener() throws(ServerError) -> Descriptor {
        var isListening: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard unsafe getsockopt(STDIN_FILENO, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &size) == 0, isListening != 0
        else {
            throw .notListening
        }
        let descriptor = Descriptor(try check(fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3), "dup"))
        let flags = try check(fcntl(descriptor.number, F_GETFL), "fcntl")
        _ = try check(fcntl(descriptor.number, F_SETFL, flags | O_NONBLOCK), "fcntl")
        return descriptor
    }

    static func port(of descriptor: Int32) -> UInt16? {
        var address = sockaddr_in6()
        var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &size)
            }
        }
        // The port lies at the same place in sockaddr_in.
        let isInternet = [sa_family_t(AF_INET), sa_family_t(AF_INET6)].contains(address.sin6_family)
        return status == 0 && isInternet ? UInt16(bigEndian: address.sin6_port) : nil
    }

    static func identity(of path: String) -> Listener.FileIdentity? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        return Listener.FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    }

    static func isSocket(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }

    /// Whether somebody listens on the socket file. A full backlog (EAGAIN) is somebody too.
    static func isAnswered(_ path: String) throws(ServerError) -> Bool {
        let descriptor = try makeSocket(AF_UNIX)
        let status = try unsafe withAddress(ofPath: path) { unsafe connect(descriptor.number, $0, $1) }
        return status == 0 || errno == EAGAIN
    }

    static func unlink(_ path: String) {
        unsafe Glibc.unlink(path)
    }

    private static func makeSocket(_ family: Int32) throws(ServerError) -> Descriptor {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        return Descriptor(try check(socket(family, type, 0), "socket"))
    }

    private static func withAddress(
        ofPath path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws(ServerError) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { throw .pathTooLong(path: path) }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}

extension System {
    static func accept(from listener: Int32) -> Accepted {
        let number = accept4(listener, nil, nil, Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue))
        if number >= 0 { return .connection(number) }
        switch errno {
        case EAGAIN: return .nobody
        case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted
        case EBADF, EINVAL, ENOTSOCK: return .nobody
        default: return .vanished
        }
    }

    static func prepareConnection(_ descriptor: Int32) {
        setOption(TCP_NODELAY, 1 as Int32, on: descriptor, level: Int32(IPPROTO_TCP))
        setOption(SO_SNDBUF, 256 << 10 as Int32, on: descriptor)
    }

    /// Bytes to receive into, which take no memory before they are used: they are not set to anything, as a byte can be any
    /// value, and only those that were received are looked at.
    static func buffer(of count: Int) -> [UInt8] {
        unsafe Array(unsafeUninitializedCapacity: count) { _, initializedCount in initializedCount = count }
    }

    static func receive(from descriptor: Int32, into buffer: inout [UInt8]) -> Received {
        let flags = Int32(MSG_DONTWAIT)
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, flags) }
        if count > 0 { return .bytes(count) }
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? .nothing : .ended
    }

    /// Sends as much as fits into the socket's buffer, and tells how much that was; nil when the peer has gone.
    @discardableResult
    static func send(_ bytes: ArraySlice<UInt8>, on descriptor: Int32) -> Int? {
        let flags = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)
        let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, flags) }
        if count >= 0 { return count }
        return errno == EAGAIN || errno == EINTR ? 0 : nil
    }

    private static func setOption<Value: BitwiseCopyable>(
        _ option: Int32, _ value: Value, on descriptor: Int32, level: Int32 = SOL_SOCKET
    ) {
        unsafe withUnsafeBytes(of: value) {
            _ = unsafe setsockopt(descriptor, level, option, $0.baseAddress, socklen_t($0.count))
        }
    }
}

extension System {
    static func makePoller() throws(ServerError) -> Descriptor {
        Descriptor(try check(epoll_create1(Int32(EPOLL_CLOEXEC)), "epoll_create1"))
    }

    static func makeEvent() throws(ServerError) -> Descriptor {
        let flags = EFD_CLOEXEC | EFD_NONBLOCK | EFD_SEMAPHORE
        return Descriptor(try check(eventfd(0, Int32(flags)), "eventfd"))
    }

    static func watch(
        _ descriptor: Int32, in poller: Int32, for interest: Interest, key: UInt64
    ) throws(ServerError) {
        _ = try check(control(EPOLL_CTL_ADD, descriptor, poller, interest, key), "epoll_ctl")
    }

    static func rearm(_ descriptor: Int32, in poller: Int32, for interest: Interest, key: UInt64) {
        _ = control(EPOLL_CTL_MOD, descriptor, poller, interest, key)
    }

    static func forget(_ descriptor: Int32, in poller: Int32) {
        _ = control(EPOLL_CTL_DEL, descriptor, poller, [], 0)
    }

    /// Fetches events, some at most; none when waiting for one was interrupted.
    static func events(in poller: Int32, waiting: Bool, _ take: (Poller.Event) -> Void) {
        let most = 32
        unsafe withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: most) { events in
            let count = unsafe epoll_wait(poller, events.baseAddress, Int32(most), waiting ? -1 : 0)
            for index in 0..<max(0, Int(count)) {
                let event = unsafe events[index]
                take(unsafe Poller.Event(key: event.data.u64, interest: Interest(rawValue: event.events)))
            }
        }
    }

    static func raise(_ event: Int32) {
        _ = eventfd_write(event, 1)
    }

    static func lower(_ event: Int32) -> Bool {
        var value: eventfd_t = 0
        return unsafe eventfd_read(event, &value) == 0
    }

    static func isReadable(_ descriptor: Int32, within limit: Duration) -> Bool {
        let (seconds, attoseconds) = limit.components
        var query = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        // Rounded up, or a wait for half a millisecond would be a busy loop.
        let milliseconds = min(seconds, 1_000_000) * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return unsafe poll(&query, 1, Int32(milliseconds)) == 1
    }

    private static func control(
        _ operation: Int32, _ descriptor: Int32, _ poller: Int32, _ interest: Interest, _ key: UInt64
    ) -> Int32 {
        var event = unsafe epoll_event(events: interest.rawValue, data: epoll_data_t(u64: key))
        return unsafe epoll_ctl(poller, operation, descriptor, &event)
    }
}

extension System {
    private final class ThreadBody: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    static func startThread(_ body: @escaping @Sendable () -> Void) throws(ServerError) -> pthread_t {
        let context = unsafe Unmanaged.passRetained(ThreadBody(body))
        var handle = pthread_t()
        let status = unsafe pthread_create(
            &handle, nil,
            { context in
                if let context = unsafe context {
                    unsafe Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
                }
                return nil
            }, context.toOpaque())
        guard status == 0 else {
            unsafe context.release()
            throw .system(call: "pthread_create", errno: status)
        }
        return handle
    }

    static func join(_ thread: pthread_t) {
        pthread_join(thread, nil)
    }

    static func blockTerminationSignals() {
        var signals = terminationSignals
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
        signal(SIGPIPE, SIG_IGN)
    }

    static func waitForTerminationSignal() -> Int32 {
        var signals = terminationSignals
        var number: Int32 = 0
        while unsafe sigwait(&signals, &number) != 0 {}
        return number
    }

    private static var terminationSignals: sigset_t {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGTERM)
        unsafe sigaddset(&signals, SIGINT)
        return signals
    }
}
