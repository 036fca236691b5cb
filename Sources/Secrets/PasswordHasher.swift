/// Hashes and verifies passwords with Argon2id (RFC 9106), a bounded number at once.
///
/// Each takes tens of milliseconds and 19 MiB, on threads that stand back behind all others. Beyond `concurrency` hashes at
/// once, `waiting` callers wait their turn, for a second at most; more get ``HashingError/overloaded`` at once.
public final class PasswordHasher: Sendable {
    let bulkhead: Bulkhead
    private let threads = YieldingThreads()
    private let cost: Cost

    /// Whether a caller would be refused now.
    public var isFull: Bool { bulkhead.isFull }

    /// - Parameter cost: tests use another than the standard one; nobody else does.
    public init(concurrency: Int, waiting: Int, cost: Cost = .standard) {
        bulkhead = Bulkhead(concurrency: concurrency, waiting: waiting)
        self.cost = cost
    }

    /// Hashes a password with a new random salt (16 bytes) to a tag of 32 bytes.
    public func hash(_ password: Secret) throws(HashingError) -> PasswordHash {
        let salt = RandomToken.bytes(Cost.saltLength)
        let tag = try run { [cost] () throws(HashingError) in
            try Argon2.tag(of: password.bytes, salt: salt, length: Cost.tagLength, cost.parameters)
        }
        return PasswordHash(phc: PHCString(parameters: cost.parameters, salt: salt, tag: tag).text)
    }

    /// Whether the password is the one that was hashed, by whichever supported scheme and cost.
    ///
    /// - Throws: ``HashingError/unsupported`` for other schemes, and for hashes that would take more than 256 MiB or about
    ///   a second.
    public func verify(_ password: Secret, against hash: PasswordHash) throws(HashingError) -> Bool {
        guard let stored = hash.parsed else { throw .unsupported }
        return try run { () throws(HashingError) in try stored.matches(password.bytes) }
    }

    private func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws(HashingError) -> Value
    ) throws(HashingError) -> Value {
        try bulkhead.run { () throws(HashingError) in try threads.run(work) }
    }

    /// Whether the hash is as ``hash(_:)`` makes them; if not, it is replaced at the next correct login.
    public func isCurrent(_ hash: PasswordHash) -> Bool {
        guard let stored = PHCString(hash.phc) else { return false }
        return stored.parameters == cost.parameters && stored.salt.count == Cost.saltLength
            && stored.tag.count == Cost.tagLength
    }
}
