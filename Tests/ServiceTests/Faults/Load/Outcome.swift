/// What became of a request, as its client sees it.
enum Outcome: String, CaseIterable {
    /// Any 2xx.
    case acknowledged
    /// A 4xx but 429: the client asked for something that cannot be done.
    case rejected
    /// 429 or 503, and when to come again.
    case refused
    /// 429 or 503 without a word when to come again.
    case refusedBare
    /// 502 or 504, and when to come again: nginx does not know what became of it.
    case undelivered
    /// Any other 5xx.
    case failed
    /// No answer in time.
    case hung
    /// The connection ended before the answer did.
    case cut

    /// What an answer means.
    init(_ answer: Answer) {
        let hasDelay = answer.headers["retry-after"].flatMap { Int($0) } != nil
        switch answer.status {
        case 200..<300: self = .acknowledged
        case 429, 503: self = hasDelay ? .refused : .refusedBare
        case 502 where hasDelay, 504 where hasDelay: self = .undelivered
        case 400..<500: self = .rejected
        default: self = .failed
        }
    }

    /// Whether the service answered the question that was asked.
    var isAnswer: Bool { self == .acknowledged || self == .rejected }
}
