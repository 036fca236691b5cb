import MariaDB
import Testing

@Suite struct BindableTests {
    @Test(
        "each type is bound as the value it stands for",
        arguments: [
            (Int.min, .integer(.min)), (Int64.max, .integer(.max)), (Int32(-1), .integer(-1)),
            (UInt64.max, .unsigned(.max)), (UInt32.max, .integer(4_294_967_295)), (true, .integer(1)),
            (false, .integer(0)), (1.5, .double(1.5)), ("a", .text("a")), ([0, 1] as [UInt8], .bytes([0, 1])),
            (DateTime(microsecondsSinceEpoch: 5), .datetime(DateTime(microsecondsSinceEpoch: 5))),
            (Value.null, .null), (String?.none, .null), (String?.some(""), .text("")),
        ] as [(any Bindable & Sendable, Value)])
    func boundValue(bindable: any Bindable & Sendable, expected: Value) {
        #expect(bindable.boundValue == expected)
    }
}
