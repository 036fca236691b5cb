import Secrets
import Store

/// The way of a request from its first step to its answer, on whatever threads.
final class Course: Sendable {
    private let trace: Trace
    private let arrival: ContinuousClock.Instant
    private let mayLetGo: Bool
    private let log: any RequestLog

    init(_ trace: Trace, _ request: Request, _ log: any RequestLog) {
        (self.trace, self.log) = (trace, log)
        (arrival, mayLetGo) = (request.arrival, !request.isLong)
    }

    /// Goes on as far as one thread may.
    func go(on step: Result<Step, any Error>, _ store: inout Store) -> Outcome {
        var step = step
        while true {
            switch step {
            case .failure(let error): return outcome(of: error, store)
            case .success(.done(let response)): return .respond(finished(response, trace, store))
            case .success(.wait(let instant)): return .wait(until: instant)
            case .success(.alone(let work)):
                store.willWait()
                step = Result { try work(&store) }
            case .success(.asking(let asking)):
                if mayLetGo, let switchboard = store.switchboard { return .later(deferral(asking, switchboard)) }
                step = Result { try asking.now(&store) }
            }
        }
    }

    private func deferral(_ asking: Asking, _ switchboard: Switchboard) -> Deferral {
        Deferral { [self] finish in
            asking.later(switchboard) { [self] step, store in
                // Others wait for the thread that tells them their answers.
                if case .success(.alone) = step {
                    store.perform { [self] store in go(on: step, &store).end(finish) }
                } else {
                    go(on: step, &store).end(finish)
                }
            }
        }
    }

    private func outcome(of error: any Error, _ store: borrowing Store) -> Outcome {
        if case HashingError.overloaded = error, let instant = Request.nextTry(after: arrival) {
            return .wait(until: instant)
        }
        var trace = trace
        let failure = Failure(cause: error)
        trace.note(failure)
        return .respond(finished(failure.response(in: trace), trace, store))
    }

    private func finished(_ response: Response, _ trace: Trace, _ store: borrowing Store) -> Response {
        // Whoever reads the log may be slow to.
        store.willWait()
        trace.log(response.status, to: log)
        return response.finished(requestID: trace.requestID)
    }
}

extension Failure {
    fileprivate func response(in trace: Trace) -> Response {
        switch trace.family {
        case .authRocket: authRocketResponse
        case .deck: deckResponse(requestID: trace.requestID)
        }
    }
}

extension Outcome {
    /// Tells the end, now or later.
    fileprivate func end(_ finish: @escaping @Sendable (Outcome) -> Void) {
        if case .later(let deferral) = self { deferral.begin(finish) } else { finish(self) }
    }
}
