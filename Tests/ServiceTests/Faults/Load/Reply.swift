import JSON

/// What came back for one request, and when.
struct Reply: Sendable {
    /// The whole answer, if there was one.
    let answer: Answer?
    let outcome: Outcome
    let start: ContinuousClock.Instant
    let end: ContinuousClock.Instant

    var latency: Duration { end - start }
    var status: Int { answer?.status ?? 0 }
    var object: JSONObject { answer?.object ?? [:] }
    var isAcknowledged: Bool { outcome == .acknowledged }

    /// A text of the answer's object, where `path` leads through objects.
    func text(_ path: String...) -> String? {
        object.text(at: path)
    }
}

extension JSONObject {
    /// A text inside, where the path leads through objects.
    func text(at path: [String]) -> String? {
        var value: JSON? = .object(self)
        for name in path {
            guard case .object(let object)? = value else { return nil }
            value = object[name]
        }
        guard case .text(let text)? = value else { return nil }
        return text
    }

    /// The objects of a list inside; none when there is no list.
    func objects(_ name: String) -> [JSONObject] {
        guard case .array(let items)? = self[name] else { return [] }
        return items.compactMap { if case .object(let object) = $0 { object } else { nil } }
    }
}
