import Synchronization

/// Something that a worker is to do beside answering requests; an object, because lists of functions are slow to change where
/// their types are not known (Swift 6.3).
final class Job<Handler: RequestHandler & ~Copyable>: Sendable {
    let perform: @Sendable (inout Handler) -> Void

    init(_ perform: @escaping @Sendable (inout Handler) -> Void) {
        self.perform = perform
    }
}

/// What workers are to do, oldest first.
struct Jobs<Handler: RequestHandler & ~Copyable>: ~Copyable, Sendable {
    private let waiting = Mutex<[Job<Handler>]>([])

    var isEmpty: Bool {
        waiting.withLock { $0.isEmpty }
    }

    func add(_ job: Job<Handler>) {
        waiting.withLock { $0.append(job) }
    }

    func next() -> Job<Handler>? {
        waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
}
