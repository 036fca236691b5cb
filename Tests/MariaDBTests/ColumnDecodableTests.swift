import MariaDB
import Testing

@Suite struct ColumnDecodableTests {
    @Test("integers decode when they fit, whatever the signedness of the column")
    func integers() {
        #expect(Int.decode(.integer(.min)) == .min)
        #expect(UInt64.decode(.unsigned(.max)) == .max)
        #expect(Int64.decode(.unsigned(7)) == 7)
        #expect(UInt32.decode(.integer(4_294_967_295)) == .max)
        #expect(Int.decode(.unsigned(.max)) == nil)
        #expect(UInt64.decode(.integer(-1)) == nil)
        #expect(Int32.decode(.integer(2_147_483_648)) == nil)
    }

    @Test("a truth value is 0 or 1 and nothing else")
    func truth() {
        #expect(Bool.decode(.integer(0)) == false)
        #expect(Bool.decode(.unsigned(1)) == true)
        #expect(Bool.decode(.integer(2)) == nil)
        #expect(Bool.decode(.text("1")) == nil)
    }

    @Test("nothing is converted from one kind to another")
    func kinds() {
        #expect(String.decode(.bytes([65])) == nil)
        #expect(String.decode(.integer(1)) == nil)
        #expect([UInt8].decode(.text("A")) == nil)
        #expect(Int.decode(.text("1")) == nil)
        #expect(Int.decode(.double(1)) == nil)
        #expect(Double.decode(.integer(1)) == nil)
        #expect(DateTime.decode(.text("2020-01-01")) == nil)
    }

    @Test("NULL decodes only as an optional, and a wrong kind is no nil")
    func optionals() {
        #expect(String.decode(.null) == nil)
        #expect(String?.decode(.null) == .some(.none))
        #expect(String?.decode(.text("a")) == .some("a"))
        #expect(String?.decode(.integer(1)) == .none)
    }
}
