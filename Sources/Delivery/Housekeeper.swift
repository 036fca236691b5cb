import Credentials
import Logging
import Store

/// Sweeps that are done one after the other, again and again.
struct Rounds: Sendable {
    let sweeps: [Sweep]
    /// The time between two rounds.
    let pause: Duration

    /// Each has a thread, so that clearing much away does not hold up what callers wait for.
    static let all = [
        Rounds(sweeps: Sweep.consequences, pause: .seconds(5)), Rounds(sweeps: Sweep.clearances, pause: .seconds(60)),
    ]
}

/// Goes its rounds until it is stopped; several processes may do so side by side.
struct Housekeeper: Sendable {
    let rounds: Rounds
    let logger: Logger

    func run(_ store: inout Store, until stopSignal: StopSignal) {
        repeat {
            for sweep in rounds.sweeps where !stopSignal.isRaised { perform(sweep, &store, until: stopSignal) }
        } while !stopSignal.wait(rounds.pause)
    }

    private func perform(_ sweep: Sweep, _ store: inout Store, until stopSignal: StopSignal) {
        do {
            let count = try sweep.run(&store, .now, stopSignal)
            if count > 0 { logger.info("swept", metadata: ["what": "\(sweep.name)", "count": "\(count)"]) }
        } catch {
            logger.warning("sweeping \(sweep.name)", metadata: ["cause": "\(String(reflecting: error))"])
        }
    }
}
