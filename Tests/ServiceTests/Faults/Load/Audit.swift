import Foundation
import JSON
import Synchronization

/// What the service has of all that a load wrote, compared with what was acknowledged.
struct Audit: Sendable {
    /// How many objects were looked at.
    private(set) var checked = 0
    /// What is wrong with the others.
    private(set) var faults: [Entry.Fault: [String]] = [:]

    /// Looks at every object, from a few connections at once.
    init(of entries: [Entry], on stack: Stack) throws {
        let groups = Dictionary(grouping: entries, by: \.owner).map(\.value)
        let shared = Mutex(Audit())
        let wire = try Wire(to: stack)
        DispatchQueue.concurrentPerform(iterations: groups.count) { group in
            var auditor = Auditor(wire: wire)
            auditor.check(groups[group])
            let audit = auditor.audit
            shared.withLock { $0.add(audit) }
        }
        self = shared.withLock { $0 }
    }

    init() {}

    /// How many objects have this fault.
    func count(_ fault: Entry.Fault) -> Int {
        faults[fault]?.count ?? 0
    }

    /// Notes what was found out about an object.
    mutating func note(_ entry: Entry, _ fault: Entry.Fault?, _ detail: String = "") {
        checked += 1
        guard let fault else { return }
        faults[fault, default: []].append("\(entry.kind) \(entry.name) \(entry.possible) \(detail)")
    }

    /// Adds what another one found.
    mutating func add(_ other: Audit) {
        checked += other.checked
        faults.merge(other.faults) { $0 + $1 }
    }
}

extension Entry {
    /// The client that wrote it.
    fileprivate var owner: Substring { name.prefix { $0 != "-" } }
}

extension Promise {
    /// Looks at all that a load wrote: nothing may be lost, doubled, half there or wrong.
    mutating func expectKept(_ tally: Tally, on stack: Stack) throws {
        try expectKept(Audit(of: tally.entries, on: stack), on: stack)
    }

    /// The same of what was looked at already.
    mutating func expectKept(_ audit: Audit, on stack: Stack) throws {
        expect("checked", audit.checked, atLeast: 1)
        for fault in Entry.Fault.allCases {
            expect(fault.rawValue, audit.count(fault), atMost: 0)
            for what in audit.faults[fault, default: []].prefix(3) { breach("\(fault): \(what)") }
        }
        try expectNoDefects(of: stack)
    }
}
