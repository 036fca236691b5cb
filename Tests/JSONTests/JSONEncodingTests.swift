import JSON
import Testing

struct JSONEncodingTests {
    @Test("values are written compactly and in order")
    func compact() {
        let value: JSON = ["b": [1, -2, true, false, nil], "a": ["": [:], "x": []], "t": "a/b"]
        #expect(value.text == #"{"b":[1,-2,true,false,null],"a":{"":{},"x":[]},"t":"a/b"}"#)
        #expect(value.encoded() == Array(value.text.utf8))
    }

    @Test("a time is written with its three decimals")
    func time() {
        let value: JSON = ["created_at": .number(.milliseconds(microsecondsSinceEpoch: 1_423_941_493_700_000))]
        #expect(value.text == #"{"created_at":1423941493.700}"#)
    }

    @Test(
        "characters that could do harm are escaped",
        arguments: [
            ("\"\\", #""\"\\""#), ("\n\r\t", #""\n\r\t""#), ("\0\u{1F}\u{08}\u{0C}", #""\u0000\u001f\u0008\u000c""#),
            ("\u{7F}", #""\u007f""#),
            ("\u{2028}\u{2029}", #""\u2028\u2029""#), ("</é😀\u{2027}", "\"</é😀\u{2027}\""), ("\r\n", #""\r\n""#),
        ]
    )
    func escapes(text: String, expected: String) {
        #expect(JSON.text(text).text == expected)
        let named: JSON = [text: 0]
        #expect(named.text == "{\(expected):0}")
    }

    @Test("every character survives writing and reading")
    func allScalars() throws {
        for start in stride(from: 0, through: 0x10FFFF, by: 0x1000) {
            let scalars = (start..<start + 0x1000).compactMap { Unicode.Scalar(UInt32($0)) }
            let text = String(String.UnicodeScalarView(scalars))
            guard case .text(let read) = try JSON(parsing: JSON.text(text).encoded()) else {
                Issue.record("not a text")
                continue
            }
            #expect(Array(read.utf8) == Array(text.utf8))
        }
    }
}
