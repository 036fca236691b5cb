import Credentials
import Dispatch
import Synchronization
import TestThreads
import Testing

@Suite("IdentifierGenerator")
struct IdentifierGeneratorTests {
    private let time = Timestamp(microseconds: 1_764_000_000_123_456)

    @Test("the fields lie where a version-1 UUID's lie, time first")
    func layout() {
        let number = IdentifierGenerator { time }.next()
        #expect(number >> 68 == UInt128(1_764_000_000_123_456 * 10 + 0x01B2_1DD2_1381_4000))
        #expect(number >> 62 & 0b11 == 0b10)
    }

    @Test("the node and the sequence stay within a generator and differ between generators")
    func node() {
        let mask = UInt128(UInt64.max)
        let generator = IdentifierGenerator { time }
        #expect(generator.next() & mask == generator.next() & mask)
        let lowHalves = Set((0..<40).map { _ in IdentifierGenerator { time }.next() & mask })
        #expect(lowHalves.count == 40)
        #expect(lowHalves.allSatisfy { $0 >> 40 & 1 == 1 }, "every node has the multicast bit")
    }

    @Test("the four bits beside the time vary")
    func randomBits() {
        let generator = IdentifierGenerator { time }
        let seen = Set((0..<1000).map { _ in generator.next() >> 64 & 0xF })
        #expect(seen.count == 16)
    }

    @Test("ids grow while the clock stands still and while it goes back by up to a second")
    func monotonic() {
        let ticks = Mutex<Int64>(1_764_000_000_000_000)
        let backwards = IdentifierGenerator {
            ticks.withLock { now in
                now -= 1000
                return Timestamp(microseconds: now)
            }
        }
        for generator in [backwards, IdentifierGenerator { time }] {
            let numbers = (0..<1000).map { _ in generator.next() }
            #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 })
        }
    }

    @Test("ids follow a clock that is set back, and are none of those that were made with that time before")
    func setBack() {
        let now = Mutex(time)
        let generator = IdentifierGenerator { now.withLock { $0 } }
        var ids: Set<Identifier<SampleCredential>> = []
        for seconds in [0, 90, 0, -90, 0] {
            let wrong = time.adding(seconds: seconds)
            now.withLock { $0 = wrong }
            let made: [Identifier<SampleCredential>] = (0..<1000).map { _ in generator.next() }
            #expect(made.allSatisfy { abs($0.createdAt.microseconds - wrong.microseconds) <= 1000 })
            ids.formUnion(made)
        }
        #expect(ids.count == 5000)
    }

    @Test("a thread that is held up after a look at the clock does not set it back for the others")
    func heldUp() throws {
        let looks = Atomic(0)
        let (hasLooked, isOver) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let generator = IdentifierGenerator {
            guard looks.add(1, ordering: .relaxed).newValue == 1 else { return time.adding(seconds: 90) }
            hasLooked.signal()
            _ = isOver.wait(timeout: .now() + 0.2)
            return time
        }
        let made = try atOnce(2) { number in
            guard number > 0 else { return generator.next() }
            hasLooked.wait()
            defer { isOver.signal() }
            return generator.next()
        }
        let mask = UInt128(UInt64.max)
        #expect(made[0] & mask == made[1] & mask && made[0] < made[1])
    }

    @Test("ids follow the clock again once it has caught up")
    func catchesUp() {
        let now = Mutex(time)
        let generator = IdentifierGenerator { now.withLock { $0 } }
        _ = (0..<100).map { _ in generator.next() }
        let later = time.adding(seconds: 1)
        now.withLock { $0 = later }
        let id: Identifier<SampleCredential> = generator.next()
        #expect(id.createdAt == later)
    }

    @Test("tasks that ask at once never get the same id, and each sees its own grow")
    func concurrent() async {
        let generator = IdentifierGenerator { time }
        let lists = await withTaskGroup(of: [UInt128].self) { group in
            for _ in 0..<8 {
                group.addTask { (0..<2000).map { _ in generator.next() } }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(lists.joined()).count == 16_000)
        #expect(lists.allSatisfy { list in zip(list, list.dropFirst()).allSatisfy { $0 < $1 } })
    }

    @Test("the process's generator uses the system's clock")
    func shared() {
        let before = Timestamp.now
        let id: Identifier<SampleCredential> = IdentifierGenerator.shared.next()
        #expect(abs(id.createdAt.microseconds - before.microseconds) < 60_000_000)
    }
}
