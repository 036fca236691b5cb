import Testing

@testable import Secrets

@Suite struct QRCodeTests {
    @Test("three corners hold a finder pattern, and nothing touches it")
    func finderPatterns() throws {
        let modules = try QRCode.modules("otpauth://totp/Acme:jane?secret=JBSWY3DPEHPK3PXP&issuer=Acme")
        let last = modules.count - 7
        for (top, left) in [(0, 0), (0, last), (last, 0)] {
            for y in 0..<7 {
                for x in 0..<7 {
                    let ring = max(abs(x - 3), abs(y - 3))
                    #expect(modules[top + y][left + x] == (ring != 2))
                }
            }
        }
        #expect((0..<8).allSatisfy { !modules[7][$0] && !modules[$0][7] })
    }

    @Test(
        "a symbol is as large as level M needs in 8-bit mode (ISO/IEC 18004, table 7)",
        arguments: [(1, 21), (14, 21), (15, 25), (106, 41), (107, 45), (2331, 177)])
    func mediumSizes(_ length: Int, _ width: Int) throws {
        let modules = try QRCode.modules(String(repeating: "1", count: length))
        #expect(modules.count == width)
        #expect(modules.allSatisfy { $0.count == width })
    }

    @Test(
        "longer texts get level L, as far as that goes",
        arguments: [(2332, 161), (2431, 161), (2432, 165), (2953, 177)])
    func lowSizes(_ length: Int, _ width: Int) throws {
        #expect(try QRCode.modules(String(repeating: "a", count: length)).count == width)
    }

    @Test("no text and too long a text are errors")
    func errors() {
        #expect(throws: QRCodeError.empty) { try QRCode.modules("") }
        #expect(throws: QRCodeError.tooLong) { try QRCode.modules(String(repeating: "a", count: 2954)) }
    }
}
