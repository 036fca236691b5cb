import MariaDB
import Testing

@Suite struct ValueTests {
    @Test("a value prints as its kind and never as itself")
    func redaction() {
        let values: [Value] = [.text("planted"), .bytes(Array("planted".utf8)), .integer(4711), .double(4711.5)]
        for value in values {
            var dumped = ""
            dump(value, to: &dumped)
            let shown = "\(value) \(String(reflecting: value)) \(dumped)"
            #expect(!shown.contains("planted") && !shown.contains("4711") && !shown.contains("112"))
        }
        #expect("\(Value.text("planted"))" == "text")
    }
}
