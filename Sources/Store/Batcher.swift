import MariaDB
import Synchronization

/// Does together what several ask for at the same moment, as databases commit transactions in groups: a statement about
/// eight rows costs little more than one about one.
///
/// Nobody waits for company. What is asked while somebody is at work waits, and is then done together with all that wants the
/// same kind of thing. Whoever is at work for longer than the batcher's patience is not waited for, so that a database that
/// hangs holds nobody up twice.
final class Batcher<Request: Batchable, Reply: Sendable>: Sendable {
    /// Who is told the reply.
    typealias Asker = @Sendable (Result<Reply, any Error>, inout Store) -> Void
    /// Replies to each of some requests of one kind, in their order.
    typealias Work = @Sendable (inout Store, [Request]) throws -> [Reply]

    /// What somebody wants; an object, because lists of pairs are slow to copy where their types are not known (Swift 6.3).
    private final class Errand: Sendable {
        let request: Request
        let asker: Asker

        init(_ request: Request, _ asker: @escaping Asker) {
            (self.request, self.asker) = (request, asker)
        }
    }

    /// Where somebody is at work or about to be; an object, because to change a value in a dictionary takes three allocations
    /// (Swift 6.3).
    private final class Line {
        var waiting: [Errand] = []
        /// Since when somebody has been at work.
        var busySince = ContinuousClock.now
    }

    private struct State {
        /// The lines by the kind of work.
        var lines: [Request.Kind: Line] = [:]
        /// Whether somebody will look after those who wait.
        var isGuarded = false
    }

    private let state = Mutex(State())
    private let patience: Duration
    private let mostTogether: Int
    private let work: Work

    /// - Parameters:
    ///   - patience: for how long whoever is at work is waited for.
    ///   - mostTogether: how many are done together at most; a statement about more is long, and some have a statement for each
    ///     number.
    ///   - work: when it fails for several, each is done on its own, unless the error would meet them all.
    init(patience: Duration, mostTogether: Int = 16, _ work: @escaping Work) {
        self.patience = patience
        self.mostTogether = mostTogether
        self.work = work
    }

    /// How many wait now.
    var waitingCount: Int { state.withLock { $0.lines.values.reduce(0) { $0 + $1.waiting.count } } }

    /// Does what is asked for with this store, alone.
    func perform(_ request: Request, _ store: inout Store) throws -> Reply {
        guard let reply = try work(&store, [request]).first else { throw StoreFailure.missingReply }
        return reply
    }

    /// Sees to it that the crew does what is asked for and tells the asker.
    func submit(_ request: Request, to crew: any Crew, _ asker: @escaping Asker) {
        let (isFirst, isUnguarded) = enter(Errand(request, asker))
        if isFirst { crew.perform { [self] in lead(request.kind, &$0) } }
        if isUnguarded { patrol(crew) }
    }

    /// Works for those who wait until nobody does.
    private func lead(_ kind: Request.Kind, _ store: inout Store) {
        while let errands = next(kind) {
            let replies = Result { try store.sharing { store in try work(&store, errands.map(\.request)) } }
            if errands.count > 1, case .failure(let error) = replies, !error.meetsAll {
                for errand in errands { doAlone(errand, &store) }
            } else {
                for (index, errand) in errands.enumerated() {
                    errand.asker(Result { try replies.get().reply(at: index) }, &store)
                }
            }
        }
    }

    /// Has a thread of its own do it, if there are others: it may wait for a lock.
    private func doAlone(_ errand: Errand, _ store: inout Store) {
        store.perform { [self] store in
            let reply = Result { try perform(errand.request, &store) }
            errand.asker(reply, &store)
        }
    }

    /// Has another one go to work where whoever is at work does not come back in time.
    private func patrol(_ crew: any Crew) {
        crew.perform(after: patience) { [self] _ in
            let (kinds, isToGoOn) = look()
            for kind in kinds { crew.perform { [self] in lead(kind, &$0) } }
            if isToGoOn { patrol(crew) }
        }
    }
}

extension Batcher {
    /// Begins to wait; whether nobody is at work, and nobody looks after those who wait.
    private func enter(_ errand: Errand) -> (isFirst: Bool, isUnguarded: Bool) {
        state.withLock { state in
            if let line = state.lines[errand.request.kind] {
                line.waiting.append(errand)
                defer { state.isGuarded = true }
                return (false, !state.isGuarded)
            }
            let line = Line()
            line.waiting.append(errand)
            state.lines[errand.request.kind] = line
            return (true, false)
        }
    }

    /// The kinds that somebody has been at work at for too long while others wait, and whether to look again.
    private func look() -> (kinds: [Request.Kind], isToGoOn: Bool) {
        state.withLock { state in
            let now = ContinuousClock.now
            let late = state.lines.filter { !$1.waiting.isEmpty && now - $1.busySince >= patience }
            for line in late.values { line.busySince = now }
            state.isGuarded = !state.lines.isEmpty
            return (Array(late.keys), state.isGuarded)
        }
    }

    /// Those who are worked for together now.
    private func next(_ kind: Request.Kind) -> [Errand]? {
        state.withLock { state in
            guard let line = state.lines[kind], !line.waiting.isEmpty else {
                state.lines[kind] = nil
                return nil
            }
            line.busySince = .now
            let errands = Array(line.waiting.prefix(mostTogether))
            line.waiting.removeFirst(errands.count)
            return errands
        }
    }
}

/// What can be asked of a ``Batcher``.
protocol Batchable: Sendable {
    associatedtype Kind: Hashable & Sendable
    /// Only requests of one kind are done together.
    var kind: Kind { get }
}

extension Array {
    fileprivate func reply(at index: Int) throws -> Element {
        guard indices.contains(index) else { throw StoreFailure.missingReply }
        return self[index]
    }
}

extension Error {
    /// Whether it lies in the database, not in what was asked for, nor in the connection of whoever asked.
    fileprivate var meetsAll: Bool {
        guard let error = self as? MariaDBError else { return false }
        return switch error.code {
        case .gone, .notReady, .unknownCommitOutcome, .timeout, .exhausted, .readOnly: true
        default: false
        }
    }
}
