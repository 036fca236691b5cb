import Foundation
import JSON

/// Looks whether clocks are as wrong as they were made, so that a story about wrong clocks is one.
struct ClockWitness {
    private let stack: Stack
    /// How often clocks were set, and how often that was seen.
    private(set) var jumps = 0
    private(set) var seen = 0

    init(_ stack: Stack) {
        self.stack = stack
    }

    mutating func look(for seconds: Int, _ place: FaultTests.ClockTests.Place) throws {
        jumps += 1
        switch place {
        case .machine: seen += try databaseError == seconds && workerErrors(expected: [seconds]) ? 1 : 0
        case .worker: seen += try databaseError == 0 && workerErrors(expected: [0, seconds]) ? 1 : 0
        case .database: seen += try databaseError == seconds && workerErrors(expected: [0]) ? 1 : 0
        }
    }

    private var databaseError: Int? {
        get throws {
            let before = Date.now.timeIntervalSince1970
            let time = try stack.rows("SELECT UNIX_TIMESTAMP()").first?.first.flatMap { Double($0) }
            return time.map { Self.rounded($0 - before) }
        }
    }

    /// Whether users are dated by exactly these clocks.
    private func workerErrors(expected: Set<Int>) throws -> Bool {
        var found: Set<Int> = []
        for _ in 0..<(expected.count > 1 ? 40 : 6) {
            let before = Date.now.timeIntervalSince1970
            let user = try stack.create("users", "user", ["user_type": "api"])
            guard case .number(let number)? = user["created_at"], let time = number.double else { return false }
            found.insert(Self.rounded(time - before))
            if found == expected, expected.count > 1 { break }
        }
        return found == expected
    }

    /// To 30 s, because machines are busy.
    private static func rounded(_ seconds: Double) -> Int {
        Int((seconds / 30).rounded()) * 30
    }
}
