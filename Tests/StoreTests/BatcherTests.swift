import Foundation
import Synchronization
import Testing

@testable import MariaDB
@testable import Store

@Suite("Batches", .timeLimit(.minutes(5)))
struct BatcherTests {
    private struct Number: Batchable {
        let value: Int
        var cargo: Cargo?
        var kind: Bool { value < 100 }
    }

    private final class Cargo: Sendable {}

    private final class WeakCargo {
        weak var cargo: Cargo?

        init(_ cargo: Cargo) {
            self.cargo = cargo
        }
    }

    private struct Refused: Error {}

    /// A batcher at which somebody is at work until `release` is called, and what was worked at then.
    private final class Scene: Sendable {
        let batcher: Batcher<Number, Int>
        private let batches = Mutex<[[Int]]>([])
        private let gate = DispatchSemaphore(value: 0)
        private let ends = DispatchGroup()
        private let results = Mutex<[Int: Result<Int, any Error>]>([:])

        init(patience: Duration = .seconds(60)) {
            batcher = Batcher(patience: patience)
            let isBusy = DispatchSemaphore(value: 0)
            start {
                _ = try? self.batcher.perform(Number(value: -1), DispatchSemaphore(value: 0)) { numbers in
                    isBusy.signal()
                    self.gate.wait()
                    return numbers.map(\.value)
                }
            }
            isBusy.wait()
        }

        private func start(_ work: @escaping @Sendable () -> Void) {
            ends.enter()
            Thread.detachNewThread {
                work()
                self.ends.leave()
            }
        }

        /// Has a thread of its own ask for the square.
        func ask(_ value: Int, with cargo: Cargo? = nil, failing: (@Sendable ([Int]) -> (any Error)?)? = nil) {
            start {
                let result = Result {
                    try self.batcher.perform(Number(value: value, cargo: cargo), DispatchSemaphore(value: 0)) {
                        numbers in
                        let values = numbers.map(\.value)
                        self.batches.withLock { $0.append(values) }
                        if let error = failing?(values) { throw error }
                        return values.map { $0 * $0 }
                    }
                }
                self.results.withLock { $0[value] = result }
            }
        }

        func wait(for count: Int) {
            while batcher.waitingCount < count { usleep(1000) }
        }

        func release() {
            gate.signal()
            ends.wait()
        }

        var worked: [[Int]] { batches.withLock { $0 } }
        func result(_ value: Int) throws -> Int? { try results.withLock { $0[value] }?.get() }
    }

    @Test("whoever comes alone does only what they came for")
    func alone() throws {
        let batcher = Batcher<Number, Int>(patience: .seconds(60))
        for value in 1...3 {
            let reply = try batcher.perform(Number(value: value), DispatchSemaphore(value: 0)) { numbers in
                #expect(numbers.map(\.value) == [value])
                return [value + 1]
            }
            #expect(reply == value + 1)
        }
    }

    @Test("who comes while another works is done together with the others who do, and gets their own reply")
    func together() throws {
        let scene = Scene()
        for value in 1...5 { scene.ask(value) }
        scene.wait(for: 5)
        scene.release()
        #expect(scene.worked.map { $0.sorted() } == [[1, 2, 3, 4, 5]])
        for value in 1...5 { #expect(try scene.result(value) == value * value) }
    }

    @Test("a thread that gave up waiting gets the news of what it asks for next")
    func bell() throws {
        let (scene, bell) = (Scene(patience: .milliseconds(50)), DispatchSemaphore(value: 0))
        let batcher = scene.batcher
        for value in 1...3 {
            // Whoever is at work has been for too long, by and by, so this thread waits in vain or works itself.
            #expect(try batcher.perform(Number(value: value), bell) { $0.map { -$0.value } } == -value)
        }
        scene.release()
        let next = Scene()
        let reply = Mutex<Int?>(nil)
        let isThere = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            let own = try? next.batcher.perform(Number(value: 4), bell) { $0.map { -$0.value } }
            reply.withLock { $0 = own }
            isThere.signal()
        }
        while next.batcher.waitingCount < 1, reply.withLock({ $0 }) == nil { usleep(1000) }
        #expect(isThere.wait(timeout: .now() + 0.05) == .timedOut)
        next.release()
        while reply.withLock({ $0 }) == nil { usleep(1000) }
        #expect(reply.withLock { $0 } == -4)
    }

    @Test("what is too much is done by the next to work")
    func limit() throws {
        let scene = Scene()
        for value in 1...20 { scene.ask(value) }
        scene.wait(for: 20)
        scene.release()
        #expect(scene.worked.map(\.count).sorted() == [4, 16])
        for value in 1...20 { #expect(try scene.result(value) == value * value) }
    }

    /// Of whom as many are done together as make a power of two.
    private struct Even: Batchable {
        let value: Int
        var kind: Bool { true }
        static func share(of present: Int) -> Int { min(4, present.floorPowerOfTwo) }
    }

    @Test("a kind says how many are done together")
    func share() {
        let batcher = Batcher<Even, Int>(patience: .seconds(60))
        let worked = WorkedCounts()
        let (isBusy, gate, ends) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchGroup())
        for value in 0...7 {
            ends.enter()
            Thread.detachNewThread {
                _ = try? batcher.perform(Even(value: value), DispatchSemaphore(value: 0)) { requests in
                    if requests[0].value == 0 {
                        isBusy.signal()
                        gate.wait()
                    }
                    worked.counts.withLock { $0.append(requests.count) }
                    return requests.map(\.value)
                }
                ends.leave()
            }
            if value == 0 { isBusy.wait() }
        }
        while batcher.waitingCount < 7 { usleep(1000) }
        gate.signal()
        ends.wait()
        #expect(worked.counts.withLock { $0 } == [1, 4, 2, 1])
    }

    private final class WorkedCounts: Sendable {
        let counts = Mutex<[Int]>([])
    }

    @Test("what is of another kind does not wait")
    func kinds() throws {
        let scene = Scene()
        scene.ask(1)
        scene.wait(for: 1)
        scene.ask(101)
        while scene.worked != [[101]] { usleep(1000) }
        scene.release()
        #expect(scene.worked == [[101], [1]])
    }

    @Test("nothing is kept of what was asked and replied")
    func nothingKept() {
        let scene = Scene()
        func ask(_ value: Int) -> WeakCargo {
            let cargo = Cargo()
            scene.ask(value, with: cargo)
            return WeakCargo(cargo)
        }
        let cargoes = (1...3).map(ask)
        scene.wait(for: 3)
        #expect(cargoes.allSatisfy { $0.cargo != nil })
        scene.release()
        for _ in 0..<20_000 where cargoes.contains(where: { $0.cargo != nil }) { usleep(1000) }
        #expect(cargoes.allSatisfy { $0.cargo == nil })
    }

    @Test("fewer replies than requests are an error, not somebody else's reply")
    func missingReply() {
        let batcher = Batcher<Number, Int>(patience: .seconds(60))
        let bell = DispatchSemaphore(value: 0)
        #expect(throws: StoreFailure.missingReply) { try batcher.perform(Number(value: 1), bell) { _ in [] } }
    }

    @Test("when several cannot be done together each is done on its own, and fails on its own")
    func refusal() throws {
        let scene = Scene()
        for value in 1...4 { scene.ask(value) { $0.contains(3) ? Refused() : nil } }
        scene.wait(for: 4)
        scene.release()
        #expect(scene.worked.count == 5)
        for value in [1, 2, 4] { #expect(try scene.result(value) == value * value) }
        #expect(throws: Refused.self) { try scene.result(3) }
    }

    @Test("an error that lies in the database is everybody's, and nothing is tried again")
    func shared() throws {
        let scene = Scene()
        for value in 1...4 { scene.ask(value) { _ in MariaDBError(.unknownCommitOutcome) } }
        scene.wait(for: 4)
        scene.release()
        #expect(scene.worked.count == 1)
        for value in 1...4 { #expect(throws: MariaDBError.self) { try scene.result(value) } }
    }

    @Test("nobody waits for somebody who does not come back")
    func patience() throws {
        let scene = Scene(patience: .milliseconds(50))
        scene.ask(1)
        while scene.worked != [[1]] { usleep(1000) }
        scene.ask(2)
        while scene.worked != [[1], [2]] { usleep(1000) }
        scene.release()
        #expect(try scene.result(1) == 1 && scene.result(2) == 4)
    }

    @Test("whose work has begun in another's hands waits for it, however long it takes")
    func begun() throws {
        let scene = Scene(patience: .milliseconds(300))
        for value in 1...2 {
            scene.ask(value) { _ in
                usleep(700_000)
                return nil
            }
        }
        scene.wait(for: 2)
        scene.release()
        #expect(scene.worked.map { $0.sorted() } == [[1, 2]])
        #expect(try scene.result(1) == 1 && scene.result(2) == 4)
    }
}
