import Testing

@testable import API

struct CallerKeyTextTests {
    @Test("the current headers of v1 are read")
    func current() {
        let text = caller(["x-authrocket-api-key": "ko_1-2", "x-authrocket-realm": " rl_1 "])
        #expect(text.key == "ko_1-2")
        #expect(text.realm == "rl_1")
        #expect(text.account == nil)
    }

    @Test("the older pair of headers is read")
    func legacy() {
        let text = caller(["x-authrocket-api-key": "key_1", "x-authrocket-account": "org_1"])
        #expect(text.key == "key_1")
        #expect(text.account == "org_1")
        #expect(text.realm == nil)
    }

    @Test("the prefixed key comes before the bare one and that before the bearer")
    func keyPrecedence() {
        var headers = [
            "x-authrocket-api-key": "first", "authrocket-api-key": "second", "authorization": "Bearer third",
        ]
        #expect(caller(headers).key == "first")
        headers["x-authrocket-api-key"] = "\t "
        #expect(caller(headers).key == "second")
        headers["authrocket-api-key"] = ""
        #expect(caller(headers).key == "third")
        headers["authorization"] = " "
        #expect(caller(headers).key == nil)
    }

    @Test("the prefixed realm comes before the bare one and that before the bearer's")
    func realmPrecedence() {
        var headers = ["x-authrocket-realm": "rl_1", "authrocket-realm": "rl_2", "authorization": "Bearer ks_a:rl_3"]
        #expect(caller(headers).realm == "rl_1")
        headers["x-authrocket-realm"] = ""
        #expect(caller(headers).realm == "rl_2")
        headers["authrocket-realm"] = nil
        #expect(caller(headers).realm == "rl_3")
        #expect(caller(headers).key == "ks_a")
    }

    @Test("the realm of a bearer token that is not used does not count")
    func unusedBearer() {
        let text = caller(["authrocket-api-key": "ks_a", "authorization": "Bearer ks_b:rl_3"])
        #expect(text.key == "ks_a")
        #expect(text.realm == nil)
    }

    @Test("nothing presented is nothing")
    func nothing() {
        let text = caller([:])
        #expect((text.key, text.account, text.realm) == (nil, nil, nil))
    }

    @Test("printing and dumping show nothing")
    func redaction() {
        let text = caller([
            "x-authrocket-api-key": "hunter2", "x-authrocket-account": "org_7", "x-authrocket-realm": "rl_7",
        ])
        var dumped = ""
        dump(text, to: &dumped)
        for printed in ["\(text)", String(reflecting: text), "\([text])", "\(Optional(text) as Any)", dumped] {
            #expect(printed.contains("CallerKeyText(redacted)"))
            #expect(!["hunter2", "org_7", "rl_7"].contains(where: printed.contains))
        }
    }

    private func caller(_ headers: [String: String]) -> CallerKeyText {
        CallerKeyText { headers[$0] }
    }
}
