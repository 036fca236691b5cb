import Glibc

/// What a worker does next.
extension Worker where Handler: ~Copyable {
    enum Work {
        case event(Poller.Event)
        case job(Job<Handler>)
    }

    /// How many events are looked at before a job that waits has its turn all the same.
    private static var patience: Int { 64 }

    /// Events come before jobs: of what they bring much can be done together. nil when there will be no more of either,
    /// which is then for the others to see.
    mutating func nextWork() -> Work? {
        while true {
            guard keeper.isOnWatch else {
                if let job = comeBack() { return .job(job) }
                continue
            }
            if eventCount >= Self.patience, let job = nextJob() { return .job(job) }
            if let event = server.poller.next() { return took(event) }
            if fetch() { continue }
            if let job = nextJob() { return .job(job) }
            server.poller.sleep { !server.jobs.isEmpty }
        }
    }

    /// Fetches events, whether there are any.
    ///
    /// Others may run (sched_yield(2)) before it goes to sleep or to what takes time: they may bring an event, and to be
    /// woken costs more than to look twice (measured with 32 clients on 2 busy cores, Linux 6.18: GET /healthz 3 %, a
    /// credential 5 % more a second). They run first where they may have been given something to do; where all was answered
    /// at a look, to go on costs less (GET /healthz: 1 to 3 % more a second).
    private mutating func fetch() -> Bool {
        if hasHandled {
            hasHandled = false
            sched_yield()
            return server.poller.fetch()
        }
        if server.poller.fetch() { return true }
        sched_yield()
        return !server.jobs.isEmpty && server.poller.fetch()
    }

    /// What a worker that was not on watch does first, unless it looks for events: when nobody else does, one or the other by
    /// turns, so that neither waits for as long as all are busy.
    private mutating func comeBack() -> Job<Handler>? {
        comesForJobs.toggle()
        if !comesForJobs, keeper.takeIfFree() { return nil }
        if let job = server.jobs.next() { return job }
        keeper.take()
        return nil
    }

    private mutating func nextJob() -> Job<Handler>? {
        eventCount = 0
        return server.jobs.next()
    }

    private mutating func took(_ event: Poller.Event) -> Work? {
        eventCount += 1
        guard event.key == Poller.stopKey else { return .event(event) }
        keeper.leave()
        return nil
    }
}
