import JSON
import Outgoing
import Synchronization

@testable import API

/// A login service that answers from a table, and keeps what it was asked.
final class ScriptedProvider: Sendable {
    private let answers: [String: (status: Int, body: String)]
    private let kept = Mutex<[OutgoingRequest]>([])

    /// - Parameter answers: by verb and URL without query.
    init(_ answers: [String: (status: Int, body: String)]) {
        self.answers = answers
    }

    /// What it was asked, in order.
    var requests: [OutgoingRequest] { kept.withLock { $0 } }

    func answer(_ request: OutgoingRequest) throws(OutgoingError) -> ProviderAnswer {
        kept.withLock { $0.append(request) }
        guard let (status, body) = answers[request.key] else { throw .unreachable }
        return ProviderAnswer(status: status, body: Array(body.utf8))
    }
}

extension OutgoingRequest {
    /// Verb and URL without query.
    var key: String {
        let verb = if case .get = method { "GET" } else { "POST" }
        return "\(verb) \(url.shown.prefix { $0 != "?" })"
    }

    var query: JSONObject {
        let parts = url.shown.split(separator: "?", maxSplits: 1)
        return parts.count == 2 ? (try? JSONObject(formEncoded: parts[1].utf8)) ?? [:] : [:]
    }

    var body: String {
        if case .post(let bytes) = method { String(decoding: bytes, as: UTF8.self) } else { "" }
    }

    var form: JSONObject { (try? JSONObject(formEncoded: body.utf8)) ?? [:] }

    func header(_ name: String) -> String? { headers.last { $0.name == name }?.value }
}
