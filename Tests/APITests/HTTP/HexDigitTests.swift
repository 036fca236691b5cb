import Testing

@testable import API

struct HexDigitTests {
    @Test("a byte is a hexadecimal digit, of either case, or none") func digits() {
        for byte in UInt8.min...UInt8.max {
            let value = Character(Unicode.Scalar(byte)).hexDigitValue
            #expect(byte.isHexDigit == (value != nil), "\(byte)")
            if let value { #expect(Int(byte.hexDigitValue) == value, "\(byte)") }
        }
    }
}
