import API
import Glibc
import Logging
import Testing

@testable import credence

struct RequestLineLogTests {
    @Test("a request is one line of JSON, its members in the order of their names") func line() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let log = RequestLineLog(level: .info)
            #expect(log.wants(.warning) && log.wants(.info) && !log.wants(.debug))
            log.write(
                RequestEntry(
                    level: .warning, method: "GET", route: "/v1/users/:id", status: 503, duration: 1.5,
                    requestID: "rq_1", caller: "ko_1", cause: "a \"cause\"\n"))
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        let end =
            #"","level":"warning","message":"request","caller":"ko_1","cause":"a \"cause\"\n","duration_ms":"1.5","#
            + #""method":"GET","request_id":"rq_1","route":"/v1/users/:id","status":"503"}"#
        #expect(text.contains(#"{"time":"20"#) && text.contains(end + "\n"))
    }
}
