import API
import FastCGI
import Testing

@testable import credence

@Suite struct WorkerTests {
    @Test("CGI parameters become a request: headers by lower-case name, target and seed as nginx sent them")
    func request() {
        let request = API.Request(
            FastCGI.Request(
                parameters: [
                    "REQUEST_METHOD": "PUT", "REQUEST_URI": "/v1/users/a%40b?x=1", "CONTENT_TYPE": "application/json",
                    "HTTP_X_AUTHROCKET_API_KEY": "ko_x", "REQUEST_ID": "0123456789abcdef0123456789abcdef",
                ], body: .whole([1, 2])))
        #expect(request.method == "PUT")
        #expect(request.target == "/v1/users/a%40b?x=1")
        #expect(request.headers["content-type"] == "application/json")
        #expect(request.headers["x-authrocket-api-key"] == "ko_x")
        #expect(request.headers["authrocket-api-key"] == nil && request.headers["x-authrocket_api_key"] == nil)
        #expect(request.body == .whole([1, 2]))
        #expect(request.seed == "0123456789abcdef0123456789abcdef")
    }

    @Test(
        "what came without TLS from another machine came in the clear",
        arguments: [
            ("https", "192.0.2.1", false), ("http", "192.0.2.1", true), ("http", "127.0.0.1", false),
            ("http", "::1", false), ("http", "::ffff:127.0.0.1", false), ("http", "unix:", false), ("http", "", true),
            ("", "10.0.0.1", true), ("HTTPS", "10.0.0.1", true), ("http", "127.0.0.1.example", true),
        ])
    func clear(scheme: String, address: String, isInClear: Bool) {
        let request = FastCGI.Request(parameters: ["REQUEST_SCHEME": scheme, "REMOTE_ADDR": address])
        #expect(API.Request(request).isInClear == isInClear)
    }

    @Test("a body that was too large or broke off stays what it was") func bodies() {
        #expect(API.Request(FastCGI.Request(parameters: [:], body: .tooLarge)).body == .tooLarge)
        #expect(API.Request(FastCGI.Request(parameters: [:], body: .incomplete)).body == .incomplete)
    }

    @Test("a blank content type counts as none") func blankType() {
        #expect(API.Request(FastCGI.Request(parameters: ["CONTENT_TYPE": ""])).headers["content-type"] == nil)
    }
}
