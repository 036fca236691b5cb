import Synchronization
import Testing

@testable import FastCGI

struct WatchTests {
    @Test("one is on watch at a time, and after it the one that slept for the shortest time")
    func order() throws {
        let watch = Watch()
        let first = Watchkeeper(watch)
        first.take()
        first.take()
        #expect(first.isOnWatch)
        let order = Mutex<[Int]>([])
        let threads = try (0..<3).map { number in
            let thread = try FastCGI.Thread {
                let keeper = Watchkeeper(watch)
                keeper.take()
                order.withLock { $0.append(number) }
                keeper.leave()
            }
            #expect(eventually { watch.sleeperCount == number + 1 })
            return thread
        }
        #expect(order.withLock { $0 } == [])
        first.leave()
        #expect(!first.isOnWatch)
        for thread in threads { thread.join() }
        #expect(order.withLock { $0 } == [2, 1, 0])
        first.leave()
        #expect(first.takeIfFree() && first.isOnWatch)
        #expect(!Watchkeeper(watch).takeIfFree())
    }

    @Test("who is summoned is not on watch")
    func summoned() throws {
        let watch = Watch()
        let wakes = Mutex<[Bool]>([])
        let first = Watchkeeper(watch)
        first.take()
        let thread = try FastCGI.Thread {
            let keeper = Watchkeeper(watch)
            for _ in 0..<2 {
                keeper.take()
                wakes.withLock { $0.append(keeper.isOnWatch) }
            }
        }
        #expect(eventually { watch.sleeperCount == 1 })
        watch.summon()
        #expect(eventually { wakes.withLock { $0.count } == 1 && watch.sleeperCount == 1 })
        first.leave()
        thread.join()
        #expect(wakes.withLock { $0 } == [false, true])
    }
}
