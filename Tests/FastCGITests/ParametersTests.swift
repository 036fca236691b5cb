import Testing

@testable import FastCGI

struct ParametersTests {
    private let long = String(repeating: "ä", count: 200)

    @Test("a parameter is found by its name, and of two of one name the last") func names() {
        let parameters: Parameters = ["A": "1", "AB": "2", "A": "3", "": "4", "LONG": long, "EMPTY": ""]
        #expect(parameters["A"] == "3" && parameters["AB"] == "2" && parameters[""] == "4")
        #expect(parameters["LONG"] == long && parameters["EMPTY"] == "")
        #expect(parameters["a"] == nil && parameters["ABC"] == nil && Parameters()["A"] == nil)
    }

    @Test("a header is found by its name in lower case") func headers() {
        let parameters: Parameters = [
            "HTTP_X_REALM": "r", "HTTP_ACCEPT": "*/*", "X_REALM": "no header", "HTTP_": "nameless", "HTTQ_HOST": "h",
        ]
        #expect(parameters[header: "x-realm"] == "r" && parameters[header: "accept"] == "*/*")
        #expect(parameters[header: ""] == "nameless")
        for name in ["X-Realm", "x_realm", "realm", "x-realm-x", "host"] { #expect(parameters[header: name] == nil) }
    }
}
