import Secrets
import Testing

@testable import credence

@Suite struct ImportSourceTests {
    @Test("a file is known by the SHA-256 of its content, however long", arguments: [0, 1, 65536, 65537, 200_000])
    func digest(count: Int) throws {
        let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
        let source = try ScratchFile(content).with { try ImportSource(path: $0) }
        #expect(source.digest == Digest.sha256(content))
        #expect(source.size == count)
    }

    @Test("UTF-16 is refused", arguments: [[0xFF, 0xFE, 0x7B, 0x00], [0xFE, 0xFF, 0x00, 0x7B]] as [[UInt8]])
    func utf16(content: [UInt8]) throws {
        let file = try ScratchFile(content)
        let refusal = #expect(throws: Refusal.self) { try file.with { try ImportSource(path: $0) } }
        #expect(refusal?.description.hasSuffix(" is in UTF-16: it must be UTF-8.") == true)
    }

    @Test("what is no file is refused", arguments: ["/nowhere/at/all", "/tmp", "/dev/null", ""])
    func noFile(path: String) {
        let refusal = #expect(throws: Refusal.self) { try ImportSource(path: path) }
        #expect(refusal?.description.hasSuffix(" is no file.") == true)
    }
}
