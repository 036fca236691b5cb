import Dispatch
import Synchronization

@testable import Store

extension Switchboard {
    /// Asks and waits for the answer.
    func answer<Answer>(to question: Question<Answer>) throws -> Answer {
        let reply = Reply<Answer>()
        ask(question) { answer, _ in reply.give(answer) }
        return try reply.wait()
    }
}

/// What somebody waits for.
private final class Reply<Answer: Sendable>: Sendable {
    private let answer = Mutex<Result<Answer, any Error>?>(nil)
    private let isThere = DispatchSemaphore(value: 0)

    func give(_ result: Result<Answer, any Error>) {
        answer.withLock { $0 = result }
        isThere.signal()
    }

    func wait() throws -> Answer {
        isThere.wait()
        guard let answer = answer.withLock({ $0 }) else { throw StoreFailure.missingReply }
        return try answer.get()
    }
}
