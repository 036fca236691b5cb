import Store

/// How far a handler has come with a request.
enum Step: Sendable {
    /// It has an answer.
    case done(Response)
    /// It waits for something to happen, and is to be asked again at the latest at that instant.
    case wait(until: ContinuousClock.Instant)
    /// It has asked something.
    case asking(Asking)
    /// What comes next takes time, for which nobody else should have to wait.
    case alone(@Sendable (inout Store) throws -> Step)

    /// What comes next takes time, and is the answer.
    static func alone(_ answer: @escaping @Sendable (inout Store) throws -> Response) -> Step {
        .alone { .done(try answer(&$0)) }
    }

    /// Goes on with the answer to a question. What cannot do without waiting for the database begins anew where it may wait, so
    /// before that it must have no effect; nothing else in it may take time.
    static func asking<Answer>(
        _ question: Question<Answer>, then next: @escaping @Sendable (Answer, inout Store) throws -> Step
    ) -> Step {
        .asking(Asking(question, next))
    }
}

/// A question, with what is to be done with its answer.
struct Asking: Sendable {
    /// Who is told the step that comes next.
    typealias Asker = @Sendable (Result<Step, any Error>, inout Store) -> Void

    /// Waits for the answer and goes on.
    let now: @Sendable (inout Store) throws -> Step
    /// Lets go of the thread.
    let later: @Sendable (Switchboard, @escaping Asker) -> Void

    init<Answer>(
        _ question: Question<Answer>, _ next: @escaping @Sendable (Answer, inout Store) throws -> Step
    ) {
        now = { store in try next(try store.ask(question), &store) }
        later = { switchboard, asker in
            switchboard.ask(question) { answer, store in
                asker(Result { try Self.step(after: try answer.get(), next, &store) }, &store)
            }
        }
    }

    /// The next step as far as it needs no waiting: others are told their answers by the same thread.
    private static func step<Answer: Sendable>(
        after answer: Answer, _ next: @escaping @Sendable (Answer, inout Store) throws -> Step, _ store: inout Store
    ) throws -> Step {
        do { return try store.withoutWaiting { try next(answer, &$0) } } catch StoreFailure.wouldWait {
            return .alone { try next(answer, &$0) }
        }
    }
}
