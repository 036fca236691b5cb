/// A response that was written before it is asked for, all but the value of one header.
public final class PreparedResponse: Sendable {
    private let head: [UInt8]
    private let body: [UInt8]

    /// Writes the response.
    ///
    /// - Parameters:
    ///   - response: with a status that allows a body.
    ///   - header: the name of the header whose value differs from one time to the next; the response has none of this name.
    public init(_ response: Response, varying header: String) {
        // Without the blank line that ends it.
        head = response.head.dropLast(2) + "\(header): ".utf8
        body = response.body
    }

    /// Appends the response as CGI output.
    func write(_ value: String, withBody: Bool, to output: inout [UInt8]) {
        output += head
        output += value.utf8
        output += "\r\n\r\n".utf8
        if withBody { output += body }
    }
}

/// An answer that takes no more than a look at the request's parameters.
public struct PromptAnswer {
    let response: PreparedResponse
    let value: String
    let hasBody: Bool

    /// - Parameters:
    ///   - value: of the header that varies; without line breaks.
    ///   - hasBody: false in answer to HEAD.
    public init(_ response: PreparedResponse, _ value: String, hasBody: Bool) {
        (self.response, self.value, self.hasBody) = (response, value, hasBody)
    }
}
