import Synchronization

/// Signers made ready for use, because reading an RSA key takes about as long as signing with it.
///
/// Which key signs is not decided here: whoever asks knows from the database, as of the last second, and under one id there is
/// never another key.
final class TokenSigners<Signer: Sendable>: Sendable {
    private let ready = Mutex<[UInt128: Signer]>([:])
    private let capacity: Int

    /// Keeps at most so many.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// The signer of the key with that id, made when it is not there.
    func signer(for id: UInt128, _ make: () throws -> Signer) rethrows -> Signer {
        if let signer = ready.withLock({ $0[id] }) { return signer }
        let signer = try make()
        ready.withLock { ready in
            if ready.count >= capacity, let any = ready.keys.randomElement() { ready[any] = nil }
            ready[id] = signer
        }
        return signer
    }
}
