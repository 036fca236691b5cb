import JSON
import Testing

@testable import API

/// Bodies that cannot be read at all (authrocket-v1.md section 17, decision 5).
struct InputRequestTests {
    let world: World

    init() throws {
        world = try World()
    }

    private static func nested(_ levels: Int) -> String {
        let (open, close) = (String(repeating: "[", count: levels - 2), String(repeating: "]", count: levels - 2))
        return #"{"user":{"user_type":"api","x":\#(open)\#(close)}}"#
    }

    @Test(
        "malformed JSON is refused",
        arguments: [
            "{", "}", #"{"user":}"#, "nonsense", #"{"user":{}} x"#, #"{"a":1,"a":2}"#, #"{"user":{"a":1,"a":1}}"#, "5",
            #""text""#, "null", "[1]", "[[]]", "{'user':{}}", #"{"user":{"name":"\#u{1}"}}"#, #"{"x":01}"#,
            #"{"x":"\ud800"}"#,
            nested(33),
        ])
    func malformedJSON(body: String) throws {
        let before = try world.fingerprint()
        let answer = world.send("POST", "/v1/users", raw: Array(body.utf8))
        #expect(answer.status == 400)
        #expect(answer.object.names == ["error"])
        #expect(try world.fingerprint() == before)
    }

    @Test("32 levels are not too many")
    func deepJSON() {
        #expect(world.send("POST", "/v1/users", raw: Array(Self.nested(32).utf8)).status == 201)
    }

    @Test("a nesting bomb of the largest body is refused")
    func nestingBomb() {
        #expect(world.send("POST", "/v1/users", raw: Array(repeating: UInt8(ascii: "["), count: 1 << 20)).status == 400)
    }

    @Test("text that is no UTF-8 is refused, in JSON, forms, queries and paths")
    func badUTF8() {
        let bytes = Array(#"{"user":{"username":""#.utf8) + [0xC3, 0x28] + Array(#""}}"#.utf8)
        #expect(world.send("POST", "/v1/users", raw: bytes).status == 400)
        #expect(world.send("POST", "/v1/users", raw: [0xFF, 0xFE, 0x7B, 0x00]).status == 400)
        #expect(world.send("POST", "/v1/users", form: "user[username]=%C3%28").status == 400)
        #expect(world.send("GET", "/v1/users?username=%FF").status == 400)
        #expect(world.send("GET", "/v1/users/%FF").status == 400)
        #expect(world.send("GET", "/v1/users/%zz").status == 400)
    }

    @Test(
        "malformed forms are refused",
        arguments: ["user[a=1", "a=1&a=2", "user=1&user[a]=1", "=1", "a=%", "user[a][][b]=1"])
    func malformedForm(body: String) {
        #expect(world.send("POST", "/v1/users", form: body).status == 400)
        #expect(world.send("GET", "/v1/users?\(body)").status == 400)
    }

    @Test("a form that is nested too deeply is refused")
    func deepForm() {
        #expect(world.send("POST", "/v1/users", form: "a\(String(repeating: "[a]", count: 32))=1").status == 400)
    }

    @Test("a body that is too large or broke off is refused")
    func unusableBody() throws {
        func status(_ body: Request.Body) -> Answer {
            let headers = ["x-authrocket-api-key": world.manage, "content-type": "application/json"]
            return world.send(
                Request(method: "POST", target: "/v1/users", headers: Headers(headers), body: body, seed: nil))
        }
        #expect(status(.tooLarge).status == 413)
        #expect(status(.tooLarge).object.names == ["error"])
        #expect(status(.incomplete).status == 400)
    }

    @Test(
        "a body that is neither JSON nor a form is refused",
        arguments: [
            "text/plain", "application/xml", "multipart/form-data; boundary=x", "application/json; charset=latin1", "",
            nil,
        ])
    func unsupportedMediaType(type: String?) {
        #expect(world.send("POST", "/v1/users", raw: Array("{}".utf8), type: type).status == 415)
    }

    @Test(
        "parameters of the type do not matter",
        arguments: ["application/json; charset=utf-8", "Application/JSON;charset=UTF-8"])
    func mediaType(type: String) {
        let body = Array(#"{"user":{"user_type":"api"}}"#.utf8)
        #expect(world.send("POST", "/v1/users", raw: body, type: type).status == 201)
    }

    @Test("who wants no JSON gets none", arguments: ["text/html", "application/json;q=0"])
    func notAcceptable(accept: String) {
        #expect(world.send("GET", "/v1/users", headers: ["accept": accept]).status == 406)
    }

    @Test(
        "who leaves room for JSON gets it",
        arguments: ["", "*/*", "application/*", "text/html, application/json;q=0.1"])
    func acceptable(accept: String) {
        #expect(world.send("GET", "/v1/users", headers: ["accept": accept]).status == 200)
    }
}
