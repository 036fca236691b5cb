/// Something that is asked of the database; what several ask at the same moment is asked together.
public struct Question<Answer: Sendable>: Sendable {
    /// Who is told the answer, on the thread that has the store.
    public typealias Asker = @Sendable (Result<Answer, any Error>, inout Store) -> Void

    fileprivate let askAlone: @Sendable (inout Store) throws -> Answer
    fileprivate let askTogether: @Sendable (Switchboard, @escaping Asker) -> Void

    /// Asks with a batcher, and makes the answer of its reply.
    init<Request, Reply>(
        _ batcher: @escaping @Sendable (StoreBatches) -> Batcher<Request, Reply>, _ request: Request,
        answer: @escaping @Sendable (Reply) -> Answer
    ) {
        askAlone = { store in answer(try batcher(store.batches).perform(request, &store)) }
        askTogether = { switchboard, asker in
            batcher(switchboard.batches).submit(request, to: switchboard.crew) { reply, store in
                asker(reply.map(answer), &store)
            }
        }
    }
}

extension Question {
    init<Request>(_ batcher: @escaping @Sendable (StoreBatches) -> Batcher<Request, Answer>, _ request: Request) {
        self.init(batcher, request) { $0 }
    }
}

/// Where questions are asked that a thread does not wait for.
public struct Switchboard: Sendable {
    fileprivate let batches: StoreBatches
    fileprivate let crew: any Crew

    /// Asks together with what others ask.
    public func ask<Answer>(_ question: Question<Answer>, _ asker: @escaping Question<Answer>.Asker) {
        question.askTogether(self, asker)
    }
}

extension Store {
    /// Where to ask; `nil` for a store without a crew.
    public var switchboard: Switchboard? {
        crew.map { Switchboard(batches: batches, crew: $0) }
    }

    /// Asks, and waits for the answer.
    public mutating func ask<Answer>(_ question: Question<Answer>) throws -> Answer {
        try question.askAlone(&self)
    }
}
