import Glibc
import Testing

@testable import FastCGI

struct TerminationSignalsTests {
    @Test(
        "a blocked SIGTERM or SIGINT is waited for, although a server has started libfcgi",
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

    @Test("libfcgi leaves no signal handler behind, and SIGPIPE is ignored")
    func handlers() async {
        await #expect(processExitsWith: .success) {
            try withServer { _ in
                for signal in [SIGTERM, SIGUSR1] {
                    var action = sigaction()
                    sigaction(signal, nil, &action)
                    #expect(action.__sigaction_handler.sa_handler == nil)
                }
                raise(SIGPIPE)
            }
        }
    }
}
