import Glibc
import Synchronization
import Testing

@testable import FastCGI

/// A handler made of a function.
struct FunctionHandler: RequestHandler {
    let function: @Sendable (Request) -> Reply

    /// What is answered to requests with a parameter `PROMPT` before all others, with its value in the header `X-Prompt`.
    static let prompt = Response(status: 200, headers: [("X-A", "a")], body: Array("prompt".utf8))
    private static let prepared = PreparedResponse(prompt, varying: "X-Prompt")

    mutating func handle(_ request: Request) -> Reply {
        function(request)
    }

    func promptAnswer(to parameters: Span<UInt8>) -> PromptAnswer? {
        var pairs = NameValuePairs()
        guard let pair = pairs.next(in: parameters), parameters.text(pair.name) == "PROMPT" else { return nil }
        let value = parameters.text(pair.value)
        return PromptAnswer(Self.prepared, value, hasBody: value != "HEAD")
    }
}

extension Span<UInt8> {
    fileprivate func text(_ range: Range<Int>) -> String {
        String(decoding: range.map { self[$0] }, as: UTF8.self)
    }
}

/// A server on a socket file of its own, for the time of a test.
struct Running {
    let server: Server<FunctionHandler>
    let path: String

    func connect() throws -> FastCGIClient {
        if let port = server.boundPort { return try FastCGIClient(port: port) }
        return try FastCGIClient(path: path)
    }
}

extension Running {
    /// Whether, within the usual limit, workers have let go of every connection: an answer arrives before they do.
    var isAtRest: Bool {
        eventually { server.connections.all.allSatisfy { $0.wait != nil } }
    }
}

extension Configuration {
    /// A configuration with a generous drain limit, for a server that is given its address by the test.
    static func testing(_ change: (inout Configuration) -> Void = { _ in }) -> Configuration {
        var configuration = Configuration(listen: .inherited)
        configuration.drainLimit = .seconds(20)
        change(&configuration)
        return configuration
    }
}

/// Runs a server, stops it in the end, and expects that stopping succeeds.
func withServer(
    _ configuration: Configuration = .testing(), threads: Int = 2, mode: UInt32 = 0o660, overTCP: Bool = false,
    handler: @escaping @Sendable (Request) -> Reply = { _ in .text("fine") },
    during body: (Running) throws -> Void
) throws {
    try withSocketPath { path in
        var configuration = configuration
        configuration.listen = overTCP ? .tcp(host: "127.0.0.1", port: 0) : .unix(path: path, mode: mode)
        configuration.threads = threads
        let server = try Server(configuration) { _ in FunctionHandler(function: handler) }
        try server.start()
        let result = Result { try body(Running(server: server, path: path)) }
        #expect(server.stop())
        try result.get()
    }
}

/// Runs the body with a path in a new private directory.
func withSocketPath<R>(_ body: (String) throws -> R) throws -> R {
    var template = Array("/tmp/fastcgi-XXXXXX".utf8CString)
    let made: UnsafeMutablePointer<CChar>? = mkdtemp(&template)
    let directory = try #require(made.map { String(cString: $0) })
    defer {
        unlink(directory + "/s")
        rmdir(directory)
    }
    return try body(directory + "/s")
}

/// Waits for a condition, generously; false when it did not come true.
func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    let limit = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < limit {
        if try condition() { return true }
        usleep(2000)
    }
    return false
}

/// Something that handlers wait at until it is opened.
final class Gate: Sendable {
    private let isOpen = Atomic(false)
    private let count = Atomic(0)

    /// How many have come to the gate.
    var arrivals: Int { count.load(ordering: .sequentiallyConsistent) }

    func open() { isOpen.store(true, ordering: .sequentiallyConsistent) }

    func pass() {
        count.add(1, ordering: .sequentiallyConsistent)
        _ = eventually { isOpen.load(ordering: .sequentiallyConsistent) }
    }
}

extension Reply {
    static func text(_ text: String, status: Int = 200) -> Reply {
        .respond(Response(status: status, body: Array(text.utf8)))
    }
}

extension Request.Body {
    var summary: String {
        switch self {
        case .whole(let bytes): "whole \(bytes.count)"
        case .tooLarge: "too large"
        case .incomplete: "incomplete"
        }
    }
}
