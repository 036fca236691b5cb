import Testing

@testable import API

@Suite struct PercentEncodingEncodingTests {
    @Test("all but the unreserved characters are escaped, and come back")
    func encoding() {
        #expect(PercentEncoding.encode("AZaz09-._~") == "AZaz09-._~")
        #expect(PercentEncoding.encode(" +&=?#/%\"") == "%20%2B%26%3D%3F%23%2F%25%22")
        #expect(PercentEncoding.encode("é€") == "%C3%A9%E2%82%AC")
        for text in ["", "a b", "\0\n", "ä+%41", "🙂"] {
            #expect(PercentEncoding.decode(PercentEncoding.encode(text).utf8) == text)
        }
    }

    @Test("fields are joined as forms and queries have them")
    func form() {
        #expect(PercentEncoding.form([]) == "")
        #expect(PercentEncoding.form([("a", "1 2"), ("b&", "=")]) == "a=1%202&b%26=%3D")
    }
}
