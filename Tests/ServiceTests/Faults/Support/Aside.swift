import Foundation
import Synchronization

/// A command of the stack that runs beside a test.
final class Aside: Sendable {
    private let outcome = Mutex<Result<Void, any Error>?>(nil)

    fileprivate init(_ stack: Stack, _ arguments: [String]) {
        Thread.detachNewThread { [self] in
            let result = Result { () throws in
                let command = try stack.attempt(arguments)
                guard command.status == 0 else { throw CommandFailed(arguments, command) }
            }
            outcome.withLock { $0 = result }
        }
    }

    /// Waits for its end.
    ///
    /// - Throws: ``CommandFailed`` when it did not succeed.
    func result() throws {
        try wait(for: "a command", upTo: 200) { outcome.withLock { $0 != nil } }
        try outcome.withLock { try $0?.get() }
    }
}

extension Stack {
    /// Begins a command of the stack and returns at once.
    func runAside(_ arguments: String...) -> Aside {
        Aside(self, arguments)
    }
}
