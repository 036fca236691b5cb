/// Which host a session uses: the most preferred one that works, as far as is known.
struct HostChoice {
    private let hosts: [Host]
    private let health: HostHealth
    private var current = 0

    /// - Parameter hosts: The preferred one first.
    init(of hosts: [Host], _ health: HostHealth) {
        self.hosts = hosts
        self.health = health
    }

    /// All hosts for a new connection, by preference: those that work, and then, because nothing else is left, the others.
    var candidates: [Int] {
        // Asked once: a host that another session finds to work meanwhile would be in neither part.
        let works = hosts.map(health.works)
        return hosts.indices.filter { works[$0] } + hosts.indices.filter { !works[$0] }
    }

    /// Whether the current host is known not to work, and another one may.
    var isAstray: Bool {
        hosts.count > 1 && !health.works(hosts[current]) && hosts.contains(where: health.works)
    }

    /// A host that is preferred to the current one, and works or is now the asker's to be tried again.
    func better(at now: ContinuousClock.Instant) -> Int? {
        (0..<current).first { health.works(hosts[$0]) || health.claimAttempt(to: hosts[$0], at: now) }
    }

    /// The session is now connected to this host.
    mutating func connected(to index: Int) {
        current = index
        health.worked(hosts[index])
    }

    /// A host does not work; without a number, the current one.
    func failed(_ index: Int? = nil, at now: ContinuousClock.Instant) {
        guard hosts.count > 1 else { return }
        health.failed(hosts[index ?? current], at: now)
    }
}
