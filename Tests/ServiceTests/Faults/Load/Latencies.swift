/// How long requests took that began in some stretch of time.
struct Latencies {
    private let sorted: [Duration]

    init(_ samples: some Sequence<Sample>) {
        sorted = samples.map(\.latency).sorted()
    }

    var count: Int { sorted.count }
    var median: Duration { percentile(50) }
    var percentile99: Duration { percentile(99) }

    /// The time that so many of a hundred took at most; an hour when there was none at all.
    func percentile(_ part: Int) -> Duration {
        sorted.isEmpty ? .seconds(3600) : sorted[(sorted.count - 1) * part / 100]
    }
}

extension Tally {
    /// Those of the reads between two instants that showed what they were to show.
    func reads(from start: ContinuousClock.Instant, for time: Duration) -> Latencies {
        Latencies(
            samples.lazy.filter {
                $0.operation.isRead && $0.outcome == .acknowledged && $0.start >= start && $0.start < start + time
            })
    }

    /// How long after an instant reads were as quick again as they were: until the first half second whose median is at
    /// most twice the normal one (four times in the short form, when what else the machine does has changed).
    func recovery(from instant: ContinuousClock.Instant, to normal: Latencies) -> Duration {
        let steps = (0..<600).map { Duration.milliseconds(50 * $0) }
        let first = steps.first {
            let some = reads(from: instant + $0, for: .milliseconds(500))
            return some.median <= normal.median * Scale.choose(short: 4, long: 2)
        }
        return first ?? .seconds(3600)
    }
}
