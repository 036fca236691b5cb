/// How long variants of one thing take, measured by turns, so that whatever else the machine does hits all alike.
struct InterleavedTimes: CustomStringConvertible {
    /// A value of Welch's t beyond which two variants differ: chance gets there once in 100,000 comparisons or less.
    static let significance = 4.5

    /// In microseconds, in ascending order.
    private var times: [Int: [Double]] = [:]

    /// Does every variant once in every round, in random order; preparing it takes no time.
    init<Thing>(
        of variants: [Int], rounds: Int, prepare: (Int) -> Thing, _ body: (Thing) throws -> Void
    ) rethrows {
        for _ in 0..<rounds {
            for variant in variants.shuffled() {
                let thing = prepare(variant)
                let start = ContinuousClock.now
                try body(thing)
                times[variant, default: []].append((ContinuousClock.now - start) / .microseconds(1))
            }
        }
        for variant in variants { times[variant]?.sort() }
    }

    /// Welch's t of a variant against variant 0: positive when it takes longer. The slowest tenth of all measurements is left
    /// out, which other processes have interrupted.
    func difference(of variant: Int) -> Double {
        let limit = percentile(90)
        let (one, other) = (moments(of: variant, upTo: limit), moments(of: 0, upTo: limit))
        return (one.mean - other.mean) / (one.variance / one.count + other.variance / other.count).squareRoot()
    }

    /// Each variant's median in microseconds, and its t.
    var description: String {
        times.sorted { $0.key < $1.key }.map { variant, sorted in
            let (median, difference) = (sorted[sorted.count / 2], variant == 0 ? 0 : difference(of: variant))
            return "\(variant): \((median * 10).rounded() / 10) µs, t \((difference * 100).rounded() / 100)"
        }.joined(separator: "; ")
    }

    private func percentile(_ percent: Int) -> Double {
        let all = times.values.joined().sorted()
        return all[(all.count - 1) * percent / 100]
    }

    private func moments(of variant: Int, upTo limit: Double) -> (mean: Double, variance: Double, count: Double) {
        let kept = times[variant, default: []].prefix { $0 <= limit }
        let count = Double(kept.count)
        let mean = kept.reduce(0, +) / count
        return (mean, kept.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1), count)
    }
}
