import Testing

@testable import API

struct FieldValueTests {
    @Test("a word and its parameters are taken apart")
    func parameters() {
        let field = FieldValue(#" Text/Plain ; Charset = "a;b,\";c" ;q=0.5; flag;"#)
        #expect(field.word == "text/plain")
        #expect(field.parameters.map(\.name) == ["charset", "q", "flag", ""])
        #expect(field.parameters.map(\.value) == [#"a;b,\";c"#, "0.5", "", ""])
    }

    @Test("a list is cut at commas outside quotes")
    func list() {
        let list = FieldValue.list(#"a;x="1,2\"," , B/*;q=0,,"open, text"#)
        #expect(list.map(\.word) == ["a", "b/*", "", #""open, text"#])
    }

    @Test("an empty header is one empty word")
    func empty() {
        #expect(FieldValue.list("").map(\.word) == [""])
    }
}
