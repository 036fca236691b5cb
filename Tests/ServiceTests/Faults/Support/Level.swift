import JSON

/// What a stack holds while it has nothing to do.
struct Level {
    /// The threads of each worker (`CREDENCE_THREADS`), where it is told what workers hold.
    static let threads = 8
    /// The connections that each worker makes to the database at most: one for each thread, and four that belong to none.
    static let sessions = threads + 4

    let memory: [Footprint]
    let descriptors: [Descriptors]
    let database: DatabaseFootprint

    init(of stack: Stack) throws {
        memory = try Footprint.calmWorkers(of: stack)
        descriptors = try Descriptors.workers(of: stack)
        database = try DatabaseFootprint(of: stack)
    }
}

extension Stack {
    /// Lets each worker hash: from its first time on it has three descriptors more (Dispatch's clock), and more memory.
    func hashOnAllWorkers() throws {
        let user = try newHuman().text("id")
        let replies = try Crowd.act(2 * Level.threads, on: self) { wire, _ in
            wire.send("POST", "/v1/users/\(user)/authenticate", ["password": "a long phrase"])
        }
        guard replies.count(otherThan: 200, 503) == 0 else { throw NotReady(what: "logins") }
    }
}

extension Promise {
    /// Notes that what is held has not grown, by more than so many of a hundred where it is memory, and that sessions
    /// which had not been needed explain what is more.
    mutating func expectSteadiness(_ middle: Level, _ end: Level, tolerance: Int) {
        for (index, (middle, end)) in zip(middle.memory, end.memory).enumerated() {
            let worker = "worker-\(index + 1)"
            note("\(worker)-KiB-middle", middle.resident >> 10)
            note("\(worker)-KiB-end", end.resident >> 10)
            expect("\(worker)-memory-percent", end.resident * 100 / middle.resident, atMost: 100 + tolerance)
        }
        expectNoLeak(middle.descriptors, end.descriptors, sessions: Level.sessions)
        let unused = middle.descriptors.reduce(0) { $0 + Level.sessions - $1.sessions }
        note("connections", middle.database.connections)
        expect("connections-more", end.database.connections - middle.database.connections, atMost: unused)
        expectNoMoreStatements(middle, end)
    }

    /// A session prepares each of a finite number of texts once, some 65, and those that it holds after the first part are
    /// nearly all that it will ever need: a few are for what seldom happens, and where that part is short, more.
    private mutating func expectNoMoreStatements(_ middle: Level, _ end: Level) {
        let sessions = { (level: Level) in level.descriptors.reduce(0) { $0 + $1.sessions } }
        let usual = middle.database.statements / max(sessions(middle), 1)
        let newSessions = max(sessions(end) - sessions(middle), 0)
        note("sessions", sessions(middle))
        note("sessions-end", sessions(end))
        note("statements", middle.database.statements)
        let missing = Scale.choose(short: 8, long: 2) * sessions(middle)
        expect(
            "statements-more", end.database.statements - middle.database.statements,
            atMost: newSessions * usual + missing)
    }
}
