import Glibc
import Testing

@testable import FastCGI

struct TerminationSignalsTests {
    @Test(
        "a blocked SIGTERM or SIGINT is waited for, also while a server runs",
        arguments: [SIGTERM, SIGINT])
    func wait(signal: Int32) async {
        await #expect(processExitsWith: .success) { [signal] in
            TerminationSignals.block()
            try withServer { running in
                try #expect(running.connect().request().status == 200)
                raise(signal)
                #expect(TerminationSignals.wait() == signal)
            }
        }
    }

    @Test("SIGPIPE is ignored") func brokenPipe() async {
        await #expect(processExitsWith: .success) {
            TerminationSignals.block()
            raise(SIGPIPE)
        }
    }
}
