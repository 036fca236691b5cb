import Foundation
import Fuzzing
import JSON

/// One client of the load: on a thread and a connection of its own, and the only writer of its objects.
struct Customer {
    /// What every client needs and only one makes.
    struct Estate: Sendable {
        /// The `/v2` source of all credentials.
        let source: String
    }

    let number: Int
    let password = "a long phrase"
    let estate: Estate
    var wire: Wire
    var random: SplitMix64
    /// What it wrote; the first is the owner of its devices, who has a password and is never deleted.
    private(set) var entries: [Entry] = []
    private(set) var samples: [Sample] = []
    /// Answers that contradict what it knows.
    private(set) var wrongs: [String] = []
    /// Values that were overwritten before they were read.
    private(set) var stale = 0
    /// A credential of `/v2` whose creation has not been answered yet; it is tried until it is.
    var pending: Entry?
    private let run = String(UInt64.random(in: 0...(.max)), radix: 36)
    private var names = 0

    /// - Throws: ``NotReady`` when the service does not let it begin.
    init(_ number: Int, seed: UInt64, on stack: Stack, _ estate: Estate) throws {
        self.number = number
        self.estate = estate
        wire = try Wire(to: stack)
        random = SplitMix64(state: seed &+ UInt64(number) &* 1_000_003)
        try begin()
    }

    /// Creates the owner. All clients hash a password for that at once, so some may be told to come again.
    private mutating func begin() throws {
        for _ in 0..<40 {
            if createUser(.human, password: password).isAcknowledged { return }
            (entries, samples) = ([], [])
            usleep(250_000)
        }
        throw NotReady(what: "client \(number)")
    }

    /// The owner of its devices.
    var owner: Entry { entries[0] }

    /// Does one thing, and waits for a moment when the service could not.
    mutating func turn(_ operations: [Operation]) {
        let reply = perform(pending == nil ? .random(of: operations, using: &random) : .createSecret)
        if !reply.outcome.isAnswer { usleep(UInt32.random(in: 20_000...60_000, using: &random)) }
    }

    /// Hands in what has not been answered yet.
    mutating func finish() {
        if let pending { add(pending) }
        pending = nil
    }

    /// A name that no other object has.
    mutating func newName() -> String {
        names += 1
        return "c\(number)-\(run)-\(names)"
    }

    mutating func add(_ entry: Entry) {
        entries.append(entry)
    }

    /// Some object of the kind that the condition holds for.
    mutating func any(_ kind: Entry.Kind, where holds: (Entry) -> Bool) -> Int? {
        for _ in 0..<20 {
            let index = Int.random(in: 0..<entries.count, using: &random)
            if entries[index].kind == kind, holds(entries[index]) { return index }
        }
        return nil
    }

    /// Sends a request and notes what became of it; another answer than one of the `right` ones contradicts what is known.
    mutating func send(
        _ operation: Operation, _ method: String, _ target: String, _ body: JSON? = nil, headers: String = "",
        right statuses: Int...
    ) -> Reply {
        let reply = wire.send(method, target, body, headers: headers)
        samples.append(
            Sample(
                client: number, operation: operation, outcome: reply.outcome, status: reply.status, start: reply.start,
                end: reply.end))
        if reply.outcome.isAnswer, !statuses.contains(reply.status) {
            contradict(operation, "\(reply.status) \(reply.answer?.text.prefix(200) ?? "")")
        }
        return reply
    }

    mutating func contradict(_ operation: Operation, _ what: String) {
        wrongs.append("\(operation): \(what)")
    }

    /// Writes to an object, and notes what it may be now.
    mutating func note(_ index: Int, wrote value: Int?, _ reply: Reply) {
        entries[index].wrote(value, reply.outcome)
    }

    mutating func note(_ index: Int, step: Int64, isUsed: Bool) {
        entries[index].step = (step, isUsed)
    }

    /// Compares what was read of an object with what it may be.
    mutating func compare(_ operation: Operation, _ index: Int, _ reply: Reply, _ value: String?) {
        guard reply.outcome.isAnswer else { return }
        let entry = entries[index]
        let fault = reply.status == 404 ? entry.fault(reading: Int?.none) : entry.fault(reading: value)
        switch fault {
        case nil: break
        case .lost?: stale += 1
        case let fault?: contradict(operation, "\(fault) \(value ?? "nothing"), not one of \(entry.possible)")
        }
    }
}

/// Something that a story needs before it can begin.
struct NotReady: Error {
    let what: String
}
