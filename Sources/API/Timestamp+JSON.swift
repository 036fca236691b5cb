import Credentials
import JSON

extension Timestamp {
    /// Unix seconds as a number or numeric text, or ISO 8601; `nil` also outside the years 1 to 9999.
    init?(json: JSON) {
        let time: Timestamp? =
            switch json {
            case .number(let number): number.double.flatMap(Timestamp.init(seconds:))
            case .text(let text): text.decimal.map { Timestamp(seconds: $0) } ?? Timestamp.parse(text)
            default: nil
            }
        guard let time, (-62_135_596_800..<253_402_300_800).contains(time.seconds) else { return nil }
        self = time
    }
}

extension String {
    /// The number in decimal digits; `Double` alone would also take hexadecimal ones.
    fileprivate var decimal: Double? {
        allSatisfy { "0123456789.-".contains($0) } ? Double(self) : nil
    }
}
