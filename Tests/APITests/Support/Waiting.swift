import Foundation
import Synchronization

/// What a thread comes to, for those who wait for it.
final class Waiting: Sendable {
    private let statuses = Mutex<[Int]?>(nil)

    func finish(_ result: [Int]) {
        statuses.withLock { $0 = result }
    }

    func result() -> [Int] {
        while true {
            if let result = statuses.withLock({ $0 }) { return result }
            Thread.sleep(forTimeInterval: 0.01)
        }
    }
}
