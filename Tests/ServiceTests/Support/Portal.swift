import JSON
import Testing

/// A web site with a login form on loopback (`Clients/portal.py`), and what it knows of its user.
struct Portal {
    private let script: Script

    /// Starts it.
    init() throws {
        script = try Script("\(Repository.clients)/portal.py", environment: [:])
    }

    /// Its login page.
    var url: String { script.firstLine }

    /// Changes what the site demands of its user from now on.
    ///
    /// - Parameters:
    ///   - code: what it asks for after the right password, if anything.
    ///   - isDown: whether it answers logins with 503.
    /// - Returns: how often somebody tried to log in since the last change.
    @discardableResult
    func admit(
        _ username: String, _ password: String, code: String? = nil, isLocked: Bool = false, isDown: Bool = false
    ) throws -> JSON? {
        let user: JSON = [
            "username": .text(username), "password": .text(password), "code": code.map { .text($0) } ?? .null,
            "locked": .bool(isLocked), "down": .bool(isDown),
        ]
        let body = user.encoded()
        let port = try #require(url.firstMatch(of: /:(\d+)\//).flatMap { UInt16($0.1) })
        let connection = try Connection(port: port)
        try connection.send(
            Array("POST /-/user HTTP/1.0\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body)
        return try Answer(try connection.receiveAll()).object["tries"]
    }
}
