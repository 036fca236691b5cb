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

extension AcceptedRequest {
    /// A request that came at once; nil when its parameters are not sound.
    init?(_ whole: WholeRequest, in bytes: [UInt8]) {
        guard let parameters = Parameters(Array(bytes[whole.parameters])) else { return nil }
        let body = Array(bytes[whole.body])
        self.init(
            request: Request(
                parameters: parameters, body: body.count >= parameters.announcedLength ? .whole(body) : .incomplete),
            id: whole.id, keepsConnection: whole.wantsToBeKept)
    }
}

extension Parameters {
    /// How many bytes of body they announce.
    fileprivate var announcedLength: Int {
        self["CONTENT_LENGTH"].flatMap { Int($0) } ?? 0
    }
}

extension Arrival {
    /// The request, as far as it has come.
    ///
    /// - Precondition: its parameters have come.
    var request: AcceptedRequest {
        AcceptedRequest(
            request: Request(parameters: parameters, body: body(announced: parameters.announcedLength)), id: id,
            // What lies behind the request's end would be taken for the beginning of the next.
            keepsConnection: wantsToBeKept && stage == .complete && !hasMore)
    }

    /// What became of the body, of which the parameters announced `length` bytes.
    private func body(announced length: Int) -> Request.Body {
        guard bodyLength <= limits.body else { return .tooLarge }
        return stage == .complete && bodyLength >= length ? .whole(body) : .incomplete
    }
}
