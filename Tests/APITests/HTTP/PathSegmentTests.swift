import Testing

@testable import API

struct PathSegmentTests {
    @Test("a segment is decoded once and keeps what was sent")
    func decoded() {
        let segment = PathSegment("joe%40example.com%252B".utf8)
        #expect(segment.raw == "joe%40example.com%252B")
        #expect(segment.decoded == "joe@example.com%2B")
        #expect(segment.decodedWithPlus == nil)
    }

    @Test("only a literal plus may also be a space")
    func plus() {
        #expect(PathSegment("a+b%2Bc".utf8).decoded == "a+b+c")
        #expect(PathSegment("a+b%2Bc".utf8).decodedWithPlus == "a b+c")
        #expect(PathSegment("a%2Bb".utf8).decodedWithPlus == nil)
        #expect(PathSegment("a%20b".utf8).decoded == "a b")
    }

    @Test("a segment that cannot be decoded has no text", arguments: ["%", "a%zz", "%ff", "+%ff"])
    func broken(raw: String) {
        let segment = PathSegment(raw.utf8)
        #expect(segment.raw == raw)
        #expect(segment.decoded == nil)
        #expect(segment.decodedWithPlus == nil)
    }
}
