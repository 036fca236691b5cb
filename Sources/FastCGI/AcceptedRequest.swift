/// A request that is there, with what its response must know of its records.
struct AcceptedRequest {
    let request: Request
    /// The request id of its records (FastCGI 1.0, section 3.3).
    let id: Int
    /// Whether the connection serves on after it.
    let keepsConnection: Bool

    /// What goes to the peer: the response as the request's output, and the request's end.
    func output(_ response: Response) -> Output {
        let records = response.records(id: id, withBody: request.parameters["REQUEST_METHOD"] != "HEAD")
        return Output(rest: records[...], keepsConnection: keepsConnection)
    }
}

extension Arrival {
    /// The request, as far as it has come.
    ///
    /// - Precondition: its parameters have come.
    var request: AcceptedRequest {
        let length = parameters["CONTENT_LENGTH"].flatMap { Int($0) } ?? 0
        return AcceptedRequest(
            request: Request(parameters: parameters, body: body(announced: length)), id: id,
            // What lies behind the request's end would be taken for the beginning of the next.
            keepsConnection: wantsToBeKept && stage == .complete && !hasMore)
    }

    /// What became of the body, of which the parameters announced `length` bytes.
    private func body(announced length: Int) -> Request.Body {
        guard bodyLength <= limits.body else { return .tooLarge }
        return stage == .complete && bodyLength >= length ? .whole(body) : .incomplete
    }
}
