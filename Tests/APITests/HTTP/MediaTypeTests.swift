import Testing

@testable import API

struct MediaTypeTests {
    @Test(
        "JSON is recognised",
        arguments: [
            "application/json", "Application/JSON", " application/json ", "application/json;charset=utf-8",
            "application/json; charset=UTF-8",
            #"application/json; Charset="Utf-8""#, "application/json;charset=utf8",
            "application/json; indent=2; charset=utf-8", "application/json;",
        ]
    )
    func json(header: String) {
        #expect(MediaType(contentType: header) == .json)
    }

    @Test(
        "forms are recognised",
        arguments: [
            "application/x-www-form-urlencoded", "APPLICATION/X-WWW-FORM-URLENCODED; charset=utf-8",
            "application/x-www-form-urlencoded;charset=UTF-8",
        ]
    )
    func form(header: String) {
        #expect(MediaType(contentType: header) == .form)
    }

    @Test(
        "everything else is something else",
        arguments: [
            nil, "", " ", "text/json", "application/vnd.api+json", "application/jsonp",
            "multipart/form-data; boundary=x", "text/plain", "application/*", "json",
            "application/json; charset=iso-8859-1", "application/json; charset=utf-16", "application/json; charset=",
            "application/json, text/plain",
            "application/x-www-form-urlencoded; charset=latin1", "application/json; charset=utf-8; charset=latin1",
            "application /json",
        ] as [String?]
    )
    func other(header: String?) {
        #expect(MediaType(contentType: header) == .other)
    }
}
