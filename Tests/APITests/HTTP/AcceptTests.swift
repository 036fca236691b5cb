import Testing

@testable import API

struct AcceptTests {
    @Test(
        "a header that leaves room for JSON admits it",
        arguments: [
            nil, "", "  ", "*/*", "application/*", "application/json", "Application/JSON",
            "application/json; charset=utf-8", "text/html, application/json;q=0.001",
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "*",
            "application/*;q=0, application/json", "*/*;q=0, application/*;q=0.1",
            "application/json;q=0, application/json;v=2", #"text/x;a="b,c";q=0, */*"#,
            "application/json;q=1.000", "application/json;q=", "application/json; q=high",
        ] as [String?]
    )
    func admits(header: String?) {
        #expect(Accept.admitsJSON(header))
    }

    @Test(
        "a header that excludes JSON does not",
        arguments: [
            "text/html", "application/xml", "text/*", "application/json;q=0", "application/json; Q=0.000", "*/*;q=0",
            "*;q=.0", "application/*;q=0.0",
            "application/json;q=0, */*", "application/json;q=0, application/*;q=1, */*;q=1", "application/*;q=0, */*",
            "application/jsonx", "json", ",",
            #"text/x;a=", application/json, ""#, "application/vnd.api+json",
        ]
    )
    func excludes(header: String) {
        #expect(!Accept.admitsJSON(header))
    }
}
