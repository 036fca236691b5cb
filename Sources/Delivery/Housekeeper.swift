import Credentials
import Logging
import Store

/// Clears away once a minute what nobody needs any more; several processes may do so side by side.
struct Housekeeper: Sendable {
    let logger: Logger

    func run(_ store: inout Store, until stopSignal: StopSignal) {
        repeat { Sweep.all.forEach { perform($0, &store) } } while !stopSignal.wait(.seconds(60))
    }

    private func perform(_ sweep: Sweep, _ store: inout Store) {
        do {
            let count = try sweep.run(&store, .now)
            if count > 0 { logger.info("swept", metadata: ["what": "\(sweep.name)", "count": "\(count)"]) }
        } catch {
            logger.warning("sweeping \(sweep.name)", metadata: ["cause": "\(String(reflecting: error))"])
        }
    }
}
