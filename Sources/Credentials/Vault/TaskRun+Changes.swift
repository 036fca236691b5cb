public import JSON

extension TaskRun {
    /// When something will have taken too long, whatever comes first: the worker's silence, the task, or the user.
    public var nextExpiry: Timestamp? {
        guard status.isActive else { return nil }
        return [lease?.expiresAt, deadline, interactionExpiresAt].compactMap { $0 }.min()
    }

    /// A worker takes it.
    public mutating func start(under lease: RunLease, at now: Timestamp) {
        status = .running
        isClaimable = false
        self.lease = lease
        startedAt = now
        deadline = now.adding(seconds: timeoutSeconds)
        updatedAt = now
    }

    /// It is done.
    public mutating func complete(with output: JSON?, at now: Timestamp) {
        end(.completed, at: now)
        self.output = output
    }

    /// It failed.
    public mutating func fail(with errors: [JSON], at now: Timestamp) {
        end(.failed, at: now)
        self.errors = errors
    }

    /// It ends without a result.
    public mutating func cancel(at now: Timestamp) {
        end(.canceled, at: now)
    }

    /// It is to end: at once, or when its worker has stopped.
    public mutating func requestCancellation(at now: Timestamp) {
        guard status != .queued else { return cancel(at: now) }
        status = .canceling
        forgetInteraction()
        updatedAt = now
    }

    /// Its worker asks the user something.
    public mutating func ask(_ question: JSONObject, until end: Timestamp, at now: Timestamp) {
        status = .interactionRequired
        interaction = question
        interactionExpiresAt = end
        isAnswered = false
        updatedAt = now
    }

    /// The user answered.
    public mutating func resume(at now: Timestamp) {
        status = .running
        forgetInteraction()
        isAnswered = true
        updatedAt = now
    }

    /// What has taken too long has its consequence (deck-v2.md section 9.2, rule 5).
    public mutating func expire(at now: Timestamp) {
        guard let due = nextExpiry, due <= now else { return }
        if status == .canceling {
            cancel(at: now)
        } else if due == lease?.expiresAt {
            loseWorker(at: now)
        } else {
            fail(with: [(due == deadline ? RunError.taskTimeout : .interactionTimeout).json], at: now)
        }
    }

    /// Nobody is to log in twice blindly: only a run whose worker cannot have tried goes back to the queue.
    private mutating func loseWorker(at now: Timestamp) {
        guard releasedVersion == nil, report == nil, !isRequeued else {
            return fail(with: [RunError.sessionTimeout.json], at: now)
        }
        status = .queued
        isRequeued = true
        lease = nil
        startedAt = nil
        deadline = nil
        forgetInteraction()
        updatedAt = now
    }

    private mutating func end(_ status: TaskRunStatus, at now: Timestamp) {
        self.status = status
        isClaimable = false
        forgetInteraction()
        endedAt = now
        updatedAt = now
    }

    private mutating func forgetInteraction() {
        interaction = nil
        interactionExpiresAt = nil
        isAnswered = false
    }
}
