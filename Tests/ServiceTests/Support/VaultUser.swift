import JSON
import Testing

/// Somebody with a key of `/v2`: an app, or a worker.
struct VaultUser: Sendable {
    let stack: Stack
    let key: String

    /// A request's bytes.
    func request(
        _ method: String, _ path: String, _ body: JSON? = nil, headers: [String: String] = [:]
    ) throws -> [UInt8] {
        try stack.request(
            method, "/v2/\(path)", body?.encoded() ?? [],
            headers: ["Authorization": "Bearer \(key)"].merging(headers) { $1 })
    }

    @discardableResult
    func send(
        _ method: String, _ path: String, _ body: JSON? = nil, headers: [String: String] = [:]
    ) throws -> Answer {
        try stack.exchange(try request(method, path, body, headers: headers))
    }

    /// What must succeed.
    @discardableResult
    func get(_ path: String) throws -> JSONObject { try done("GET", path, nil) }

    /// What must succeed.
    @discardableResult
    func post(_ path: String, _ body: JSON? = nil) throws -> JSONObject { try done("POST", path, body) }

    private func done(_ method: String, _ path: String, _ body: JSON?) throws -> JSONObject {
        let answer = try send(method, path, body)
        try #require([200, 201].contains(answer.status), "\(method) \(path): \(answer.problems)")
        return answer.object
    }
}

extension VaultUser {
    /// The one whose key has that name in the stack's `env` file.
    init(_ stack: Stack, _ name: String) throws {
        self.init(stack: stack, key: try stack.value("CREDENCE_\(name)"))
    }
}
