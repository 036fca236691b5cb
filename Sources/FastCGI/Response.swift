/// One response.
public struct Response: Sendable {
    /// The HTTP status code.
    public var status: Int

    /// Header fields in order; CR, LF and NUL are removed when they are sent.
    ///
    /// `Status` is the server's own. `Content-Length` is added where it is missing and the status allows a body.
    public var headers: [(name: String, value: String)]

    /// The body; never sent in answer to HEAD.
    public var body: [UInt8]

    /// Creates a response.
    public init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
