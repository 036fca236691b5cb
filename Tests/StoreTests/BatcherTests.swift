import Foundation
import Secrets
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

    /// A batcher that squares, at which somebody is at work until `release` is called, and what was worked at then.
    private final class Scene: Sendable {
        private let batches = Mutex<[[Int]]>([])
        private let gate = DispatchSemaphore(value: 0)
        private let isBusy = DispatchSemaphore(value: 0)
        private let results = Mutex<[Int: Result<Int, any Error>]>([:])
        private let askers = Mutex<[ObjectIdentifier]>([])
        private let failing: @Sendable ([Int]) -> (any Error)?
        private let replies: @Sendable ([Int]) -> [Int]
        private let crew: TestCrew
        private let holder = Mutex<Batcher<Number, Int>?>(nil)

        init(
            patience: Duration = .seconds(60), mostTogether: Int = 16,
            failing: @escaping @Sendable ([Int]) -> (any Error)? = { _ in nil },
            replies: @escaping @Sendable ([Int]) -> [Int] = { $0.map { $0 * $0 } }
        ) throws {
            (self.failing, self.replies) = (failing, replies)
            let keyring = try Keyring(parsing: Keyring.newEntry().line)
            crew = TestCrew { crew in
                let nowhere = MariaDB.Configuration(hosts: [.unix("/nowhere")], user: "", password: "", database: "")
                return Store(Session(connectingOnUse: nowhere), keyring: keyring, crew: crew)
            }
            let batcher = Batcher<Number, Int>(patience: patience, mostTogether: mostTogether) {
                [weak self] _, numbers in
                guard let self else { return [] }
                return try work(numbers.map(\.value))
            }
            holder.withLock { $0 = batcher }
            ask(0)
            isBusy.wait()
        }

        private var batcher: Batcher<Number, Int>? { holder.withLock { $0 } }

        private func work(_ values: [Int]) throws -> [Int] {
            if values == [0] {
                isBusy.signal()
                gate.wait()
                return [0]
            }
            batches.withLock { $0.append(values) }
            if let error = failing(values) { throw error }
            return replies(values)
        }

        /// Asks for the square.
        func ask(_ value: Int, with cargo: Cargo? = nil) {
            batcher?.submit(Number(value: value, cargo: cargo), to: crew) { [self] result, _ in
                results.withLock { $0[value] = result }
            }
        }

        var waitingCount: Int { batcher?.waitingCount ?? 0 }

        /// Lets whoever is at work end, and waits until all have replies.
        func release(_ count: Int) {
            gate.signal()
            wait(for: count)
            crew.end()
        }

        func wait(for count: Int) {
            while results.withLock({ $0.keys.count { $0 > 0 } }) < count { usleep(1000) }
        }

        var worked: [[Int]] { batches.withLock { $0 } }
        func result(_ value: Int) throws -> Int? { try results.withLock { $0[value] }?.get() }
    }

    @Test("whoever comes alone does only what they came for")
    func alone() throws {
        let scene = try Scene()
        scene.release(0)
        let next = try Scene(patience: .milliseconds(1))
        for value in 1...3 {
            next.ask(value)
            next.wait(for: value)
        }
        next.release(3)
        #expect(next.worked == [[1], [2], [3]])
    }

    @Test("what comes while somebody works is done together, and each gets their own reply")
    func together() throws {
        let scene = try Scene()
        for value in 1...5 { scene.ask(value) }
        #expect(scene.waitingCount == 5)
        scene.release(5)
        #expect(scene.worked == [[1, 2, 3, 4, 5]])
        for value in 1...5 { #expect(try scene.result(value) == value * value) }
    }

    @Test("what is too much is done next")
    func limit() throws {
        let scene = try Scene(mostTogether: 8)
        for value in 1...20 { scene.ask(value) }
        scene.release(20)
        #expect(scene.worked.map(\.count) == [8, 8, 4])
        for value in 1...20 { #expect(try scene.result(value) == value * value) }
    }

    @Test("what is of another kind does not wait")
    func kinds() throws {
        let scene = try Scene()
        scene.ask(1)
        scene.ask(101)
        scene.wait(for: 1)
        #expect(scene.worked == [[101]])
        scene.release(2)
        #expect(scene.worked == [[101], [1]])
    }

    @Test("nothing is kept of what was asked and replied")
    func nothingKept() throws {
        let scene = try Scene()
        func ask(_ value: Int) -> WeakCargo {
            let cargo = Cargo()
            scene.ask(value, with: cargo)
            return WeakCargo(cargo)
        }
        let cargoes = (1...3).map(ask)
        #expect(cargoes.allSatisfy { $0.cargo != nil })
        scene.release(3)
        for _ in 0..<20_000 where cargoes.contains(where: { $0.cargo != nil }) { usleep(1000) }
        #expect(cargoes.allSatisfy { $0.cargo == nil })
    }

    @Test("fewer replies than requests are an error, not somebody else's reply")
    func missingReply() throws {
        let scene = try Scene(replies: { $0.dropLast() })
        for value in 1...2 { scene.ask(value) }
        scene.release(2)
        #expect(try scene.result(1) == 1)
        #expect(throws: StoreFailure.missingReply) { try scene.result(2) }
    }

    @Test("when several cannot be done together each is done on its own, and fails on its own")
    func refusal() throws {
        let scene = try Scene(failing: { $0.contains(3) ? Refused() : nil })
        for value in 1...4 { scene.ask(value) }
        scene.release(4)
        #expect(scene.worked.count == 5)
        for value in [1, 2, 4] { #expect(try scene.result(value) == value * value) }
        #expect(throws: Refused.self) { try scene.result(3) }
    }

    @Test("an error that lies in the database is everybody's, and nothing is tried again")
    func shared() throws {
        let scene = try Scene(failing: { _ in MariaDBError(.unknownCommitOutcome) })
        for value in 1...4 { scene.ask(value) }
        scene.release(4)
        #expect(scene.worked.count == 1)
        for value in 1...4 { #expect(throws: MariaDBError.self) { try scene.result(value) } }
    }

    @Test("nobody waits for somebody who does not come back")
    func patience() throws {
        let scene = try Scene(patience: .milliseconds(50))
        for value in 1...2 { scene.ask(value) }
        scene.wait(for: 2)
        #expect(scene.worked == [[1, 2]])
        scene.ask(3)
        scene.wait(for: 3)
        scene.release(3)
        #expect(scene.worked == [[1, 2], [3]])
    }

    @Test("whose work has begun in another's hands waits for it, however long it takes")
    func begun() throws {
        let scene = try Scene(
            patience: .milliseconds(100),
            failing: { _ in
                usleep(300_000)
                return nil
            })
        for value in 1...2 { scene.ask(value) }
        scene.release(2)
        #expect(scene.worked == [[1, 2]])
        #expect(try scene.result(1) == 1 && scene.result(2) == 4)
    }
}
