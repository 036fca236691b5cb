import Credentials
import JSON

extension Timestamp {
    /// Unix seconds as a number or numeric text, or ISO 8601; `nil` also beyond the years 1 to 9999.
    init?(json: JSON) {
        switch json {
        case .number(let number): self.init(unix: number.double)
        case .text(let text):
            if let number = Double(text) {
                self.init(unix: number)
            } else if let time = Timestamp.parse(text) {
                self = time
            } else {
                return nil
            }
        default: return nil
        }
    }

    private init?(unix seconds: Double?) {
        guard let seconds, seconds.magnitude < 253_402_300_800, let time = Timestamp(seconds: seconds) else { return nil }
        self = time
    }
}
