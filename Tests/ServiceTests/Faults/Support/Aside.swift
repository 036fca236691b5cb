import Foundation
import Synchronization

/// A command of the stack that runs beside a test.
final class Aside: Sendable {
    private struct State: Sendable {
        var hasBegun = false
        var result: Result<Void, any Error>?
        var end: ContinuousClock.Instant?
    }

    private let stack: Stack
    private let arguments: [String]
    private let state = Mutex(State())

    fileprivate init(_ stack: Stack, _ arguments: [String]) {
        (self.stack, self.arguments) = (stack, arguments)
    }

    /// Lets it begin, unless it has, and returns at once.
    func begin() {
        let isFirst = state.withLock { state in
            defer { state.hasBegun = true }
            return !state.hasBegun
        }
        guard isFirst else { return }
        Thread.detachNewThread { [self] in
            let result = Result { () throws in
                let command = try stack.attempt(arguments)
                guard command.status == 0 else { throw CommandFailed(arguments, command) }
            }
            state.withLock { ($0.result, $0.end) = (result, .now) }
        }
    }

    /// Whether it had not ended at some moment.
    func isRunning(at moment: ContinuousClock.Instant) -> Bool {
        state.withLock { $0.end.map { moment < $0 } ?? true }
    }

    /// Waits for its end, however it ends.
    func awaitEnd() {
        while isRunning(at: .now) { usleep(1_000) }
    }

    /// Waits for its end.
    ///
    /// - Throws: ``CommandFailed`` when it did not succeed.
    func result() throws {
        try wait(for: "a command", upTo: 200) { state.withLock { $0.end != nil } }
        try state.withLock { try $0.result?.get() }
    }
}

extension Stack {
    /// A command of the stack that is still to begin.
    func aside(_ arguments: String...) -> Aside {
        Aside(self, arguments)
    }
}
