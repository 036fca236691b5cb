import Glibc
import Logging
import Testing

@testable import credence

struct LineLogHandlerTests {
    @Test("a line that cannot be written, on a full disk, is lost, and the process goes on")
    func fullDisk() async {
        await #expect(processExitsWith: .success) {
            let full = open("/dev/full", O_WRONLY)
            let kept = dup(STDERR_FILENO)
            dup2(full, STDERR_FILENO)
            defer { dup2(kept, STDERR_FILENO) }
            var logger = Logger(label: "test") { _ in LineLogHandler(logLevel: .info) }
            logger[metadataKey: "key"] = "value"
            for _ in 0..<3 { logger.info("not to be written") }
        }
    }
}
