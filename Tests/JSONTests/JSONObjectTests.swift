import JSON
import Testing

struct JSONObjectTests {
    @Test("members keep their order, and a replaced value its place", arguments: [3, 100])
    func order(count: Int) {
        var object = JSONObject()
        for key in 0..<count { object["k\(key)"] = .number(JSONNumber(key)) }
        object["k1"] = "replaced"
        #expect(object.names == (0..<count).map { "k\($0)" })
        #expect(object["k1"] == "replaced")
        #expect(object["k2"] == 2)
        #expect(object["other"] == nil)
        #expect(object.count == count)
    }

    @Test("nil removes a member and null does not", arguments: [3, 13, 100])
    func removal(count: Int) {
        var object = JSONObject()
        for key in 0..<count { object["k\(key)"] = .number(JSONNumber(key)) }
        object["k0"] = nil
        object["other"] = nil
        object["k2"] = .null
        #expect(object.names == (1..<count).map { "k\($0)" })
        #expect(object["k0"] == nil)
        #expect(object["k2"] == .some(.null))
        #expect((3..<count).allSatisfy { object["k\($0)"] == .number(JSONNumber($0)) })
        object["k0"] = true
        #expect(object.names.last == "k0")
        #expect(object["k0"] == true)
    }

    @Test("emptying an object leaves one that works")
    func emptying() {
        var object = JSONObject()
        for key in 0..<20 { object["k\(key)"] = true }
        for key in 0..<20 { object["k\(key)"] = nil }
        #expect(object.isEmpty)
        object["a"] = 1
        #expect(object == ["a": 1])
    }

    @Test("equality looks at members and their order")
    func equality() {
        let object: JSONObject = ["a": 1, "b": 2]
        #expect(object == ["a": 1, "b": 2])
        #expect(object != ["b": 2, "a": 1])
        #expect(object != ["a": 1])
        #expect(object != ["a": 1, "b": 3])
    }

    @Test("composed and decomposed letters are different names", arguments: [0, 50])
    func unicode(others: Int) {
        var object = JSONObject()
        for key in 0..<others { object["k\(key)"] = 0 }
        object["\u{E9}"] = 1
        object["e\u{301}"] = 2
        #expect(object["\u{E9}"] == 1)
        #expect(object["e\u{301}"] == 2)
        #expect(JSONObject(dictionaryLiteral: ("\u{E9}", 1)) != ["e\u{301}": 1])
    }

    @Test("of a name written twice in source the last value counts")
    func literal() {
        let object: JSONObject = ["a": 1, "b": 2, "a": 3]
        #expect(object == ["a": 3, "b": 2])
    }

    @Test("iteration gives the members in order")
    func iteration() {
        let object: JSONObject = ["b": 1, "a": nil]
        #expect(object.map(\.name) == ["b", "a"])
        #expect(object.map(\.value) == [1, nil])
    }
}
