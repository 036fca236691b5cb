import Glibc

/// How often, and after what pause, a failed transaction may run again.
///
/// For an owner of a session who writes the transaction loop by hand:
///
///     var budget = RetryBudget()
///     while true {
///         do { try session.begin(); …; return try session.commit() } catch {
///             guard try session.mayRunAgain(after: error, &budget) else { throw error }
///         }
///     }
///
/// An unknown commit outcome is never worth another run: the first may have counted.
public struct RetryBudget: Sendable {
    private var credit: Int
    private var runs = 0

    /// - Parameter attempts: How many more runs are allowed after deadlocks, which on Galera are as frequent as changes of
    ///   one row at two nodes. What takes longer costs more of them: a node that is not ready 8, a lost connection or a
    ///   lock time-out (which has already waited) 12.
    public init(attempts: Int = 24) {
        credit = attempts
    }

    /// The pause before the next run, random up to a limit that doubles until it is 128 ms; nil when there must be none.
    public mutating func delay(after error: any Error) -> Duration? {
        guard let price = (error as? MariaDBError)?.code.retryPrice, price <= credit else { return nil }
        credit -= price
        runs += 1
        return .microseconds(Int.random(in: 0...(2_000 << min(runs, 6))))
    }

    /// Waits before the next run; false, at once, when there must be none.
    public mutating func pauses(after error: any Error) -> Bool {
        guard let delay = delay(after: error) else { return false }
        usleep(UInt32(delay / .microseconds(1)))
        return true
    }
}

extension MariaDBError.Code {
    fileprivate var retryPrice: Int? {
        switch self {
        case .deadlock: 1
        case .notReady: 8
        case .gone, .lockTimeout: 12
        default: nil
        }
    }
}
