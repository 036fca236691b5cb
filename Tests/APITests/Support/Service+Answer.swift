import Foundation

@testable import API
@testable import Store

extension Service {
    /// Answers a request as the server would: one that waits is asked again when its time has come, and what comes later is
    /// done by the service's own crew.
    mutating func answer(_ request: Request) -> Answer {
        var outcome = respond(to: request)
        while true {
            switch outcome {
            case .respond(let response): return Answer(response)
            case .wait(let instant):
                Thread.sleep(forTimeInterval: max(0, (instant - .now) / .seconds(1)))
                outcome = respond(to: request)
            case .later(let deferral): outcome = finished(deferral)
            }
        }
    }

    private mutating func finished(_ deferral: Deferral) -> Outcome {
        guard let crew = store.crew as? LoneCrew else { preconditionFailure("only a crew answers later") }
        let end = crew.end(of: deferral)
        while end.outcome == nil { perform(crew.next()) }
        return end.outcome ?? .respond(.empty())
    }
}
