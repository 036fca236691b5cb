import Testing

@testable import API

struct RequestIDTests {
    @Test(
        "nginx's digits are written in base 62",
        arguments: [
            ("00000000000000000000000000000000", "rq_0000000000000000000000"),
            ("ffffffffffffffffffffffffffffffff", "rq_7n42DGM5Tflk9n8mt7Fhc7"),
            ("0000000000000000000000000000003e", "rq_0000000000000000000010"),
            ("444535f9378a3dfa1604bc9e05a303ba", "rq_24p6ftsYvfjZmRp6M4YnAQ"),
            ("444535F9378A3DFA1604BC9E05A303BA", "rq_24p6ftsYvfjZmRp6M4YnAQ"),
        ]
    )
    func fromHex(hex: String, expected: String) {
        #expect(RequestID(nginxHex: hex).text(in: .authRocket) == expected)
    }

    @Test(
        "without nginx's digits there is a new id each time",
        arguments: [
            nil, "", "abc", "+0000000000000000000000000000001", "-0000000000000000000000000000001",
            "0000000000000000000000000000000g",
            "000000000000000000000000000000000", "0000000000000000000000000000000０", "0x000000000000000000000000000000",
        ] as [String?]
    )
    func fresh(hex: String?) {
        let ids = Set((0..<100).map { _ in RequestID(nginxHex: hex).text(in: .authRocket) })
        #expect(ids.count == 100)
        #expect(
            ids.allSatisfy {
                $0.hasPrefix("rq_") && $0.utf8.count == 25 && $0.utf8.dropFirst(3).allSatisfy(\.isBase62Digit)
            }
        )
    }
}
