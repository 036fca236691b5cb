import CFastCGI
import Glibc

/// libfcgi's `FCGX_Request`, for the life of one connection: the only place that touches libfcgi.
///
/// It never owns the descriptor. `FCGX_Finish_r` would close it, lingering for as long as the peer keeps sending; its steps
/// are taken here one by one instead, and the connection closes its own descriptor.
@safe struct LibraryRequest: ~Copyable {
    private let request: UnsafeMutablePointer<FCGX_Request>

    init() {
        unsafe request = .allocate(capacity: 1)
        // No listening socket: FCGX_Accept_r must not block in accept when the peer has gone.
        unsafe FCGX_InitRequest(request, -1, 0)
    }

    deinit {
        unsafe FCGX_Free(request, 0)
        unsafe request.deallocate()
    }

    /// Reads the request that waits on a socket; nil when libfcgi refused it, which has then closed the descriptor.
    ///
    /// - Precondition: `PlainRequest` has found it complete.
    mutating func read(from descriptor: Int32, maximumBody: Int, into buffer: inout [UInt8]) -> Request? {
        guard let parameters = accept(from: descriptor) else { return nil }
        let length = Self.announcedLength(parameters)
        return Request(parameters: parameters, body: readBody(limit: maximumBody, length: length, into: &buffer))
    }

    /// Reads a request that was put together; nil when it cannot be served.
    mutating func read(_ arrival: Arrival, through scratch: inout Scratch) -> Request? {
        guard let descriptor = scratch.load(arrival.head) else { return nil }
        guard let parameters = accept(from: descriptor) else {
            scratch.forget()
            return nil
        }
        if arrival.stage != .complete || arrival.hasMore { endAfterThis() }
        return Request(parameters: parameters, body: arrival.body(announced: Self.announcedLength(parameters)))
    }

    private mutating func accept(from descriptor: Int32) -> [String: String]? {
        unsafe request.pointee.ipcFd = descriptor
        // FCGX_Accept_r first finishes the previous request, and would close the descriptor without this.
        unsafe request.pointee.keepConnection = 1
        return unsafe FCGX_Accept_r(request) == 0 ? readParameters() : nil
    }

    private static func announcedLength(_ parameters: [String: String]) -> Int {
        parameters["CONTENT_LENGTH"].flatMap { Int($0) } ?? 0
    }

    /// Makes the current request the connection's last.
    mutating func endAfterThis() {
        unsafe request.pointee.keepConnection = 0
    }

    /// Writes a response and ends the request; false when the connection cannot serve another.
    mutating func write(_ response: [UInt8], to descriptor: Int32) -> Bool {
        unsafe request.pointee.ipcFd = descriptor
        let library = unsafe request.pointee
        unsafe response.withUnsafeBytes { bytes in
            let text = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            _ = unsafe FCGX_PutStr(text, Int32(bytes.count), library.out)
        }
        // Closing err before out leaves the end of the request to out, in the same write as the response.
        let failed = unsafe FCGX_FClose(library.err) | FCGX_FClose(library.out) | FCGX_GetError(library.in)
        let keeps = unsafe request.pointee.keepConnection != 0
        unsafe FCGX_Free(request, 0)
        return keeps && failed == 0
    }

    private func readParameters() -> [String: String] {
        var parameters: [String: String] = [:]
        parameters.reserveCapacity(24)
        guard var entry = unsafe request.pointee.envp else { return parameters }
        while let text = unsafe entry.pointee {
            let bytes = unsafe UnsafeRawBufferPointer(start: text, count: strlen(text))
            if let equals = unsafe bytes.firstIndex(of: UInt8(ascii: "=")) {
                let name = unsafe String(decoding: bytes[..<equals], as: UTF8.self)
                parameters[name] = unsafe String(decoding: bytes[(equals + 1)...], as: UTF8.self)
            }
            unsafe entry += 1
        }
        return parameters
    }

    /// Reads standard input to its end even beyond the limit, or the next request would begin in the middle of it.
    private func readBody(limit: Int, length: Int, into buffer: inout [UInt8]) -> Request.Body {
        var body: [UInt8] = []
        body.reserveCapacity(max(0, min(length, limit)))
        var total = 0
        while true {
            let count = readChunk(into: &buffer)
            guard count > 0 else { break }
            total += count
            if total <= limit { body += buffer[..<count] }
        }
        guard total <= limit else { return .tooLarge }
        let isWhole = unsafe FCGX_GetError(request.pointee.in) == 0 && total >= length
        return isWhole ? .whole(body) : .incomplete
    }

    private func readChunk(into buffer: inout [UInt8]) -> Int {
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            let text = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            return unsafe FCGX_GetStr(text, Int32(bytes.count), request.pointee.in)
        }
        return Int(count)
    }
}

extension LibraryRequest {
    /// Prepares libfcgi, once for the process; must come before the first request.
    static func prepare() throws(ServerError) {
        guard isReady else { throw .system(call: "FCGX_Init", errno: ENOMEM) }
    }

    // FCGX_Init installs handlers for SIGTERM and SIGUSR1 that only set a flag: what was there before is put back.
    private static let isReady: Bool = {
        unsafe setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", "10", 0)
        let signals = [SIGTERM, SIGUSR1]
        let actions = signals.map { number in
            var action = sigaction()
            unsafe sigaction(number, nil, &action)
            return action
        }
        let result = FCGX_Init()
        for index in signals.indices {
            var action = actions[index]
            unsafe sigaction(signals[index], &action, nil)
        }
        signal(SIGPIPE, SIG_IGN)
        return result == 0
    }()
}
