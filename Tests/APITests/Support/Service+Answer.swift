import API
import Foundation

extension Service {
    /// Answers a request as the server would: one that waits is asked again when its time has come.
    mutating func answer(_ request: Request) -> Answer {
        while true {
            switch respond(to: request) {
            case .respond(let response): return Answer(response)
            case .wait(let instant): Thread.sleep(forTimeInterval: max(0, (instant - .now) / .seconds(1)))
            }
        }
    }
}
