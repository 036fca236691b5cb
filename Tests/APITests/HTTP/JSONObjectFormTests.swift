import JSON
import Testing

@testable import API

struct JSONObjectFormTests {
    @Test(
        "brackets nest",
        arguments: [
            ("", [:]), ("&", [:]), ("a=1", ["a": "1"]), ("a=1&b=2&", ["a": "1", "b": "2"]), ("a", ["a": ""]),
            ("a=", ["a": ""]), ("a=b=c", ["a": "b=c"]),
            ("credential[user_id]=x&credential[api_key]=y", ["credential": ["user_id": "x", "api_key": "y"]]),
            (
                "user[custom][plan]=gold&user[name]=J&x=1&user[custom][seats]=2",
                ["user": ["custom": ["plan": "gold", "seats": "2"], "name": "J"], "x": "1"]
            ),
            ("request%5Bip%5D=192.0.2.1", ["request": ["ip": "192.0.2.1"]]),
            ("expand=memberships,custom", ["expand": "memberships,custom"]),
            ("request=%7B%22ip%22%3D%3E%221%22%7D", ["request": #"{"ip"=>"1"}"#]),
            ("name=J%C3%B6rg+M%2BM", ["name": "Jörg M+M"]), ("a%00=%00", ["a\0": "\0"]),
            ("a[b+c]=1", ["a": ["b c": "1"]]),
            ("a;b=1;c", ["a;b": "1;c"]), ("0=a&1=b", ["0": "a", "1": "b"]),
        ] as [(String, JSONObject)]
    )
    func nesting(form: String, expected: JSONObject) throws {
        #expect(try JSONObject(formEncoded: form.utf8) == expected)
    }

    @Test(
        "arrays are written with empty brackets or with numbers in order",
        arguments: [
            ("m[permissions][]=a&m[permissions][]=b", ["m": ["permissions": ["a", "b"]]]), ("a[]=x", ["a": ["x"]]),
            ("a[]=x&b=1&a[]=x", ["a": ["x", "x"], "b": "1"]),
            ("p[0]=a&p[1]=b", ["p": ["a", "b"]]),
            ("p[0][k]=a&p[1][k]=b&p[0][l]=c", ["p": [["k": "a", "l": "c"], ["k": "b"]]]), ("p[0]=", ["p": [""]]),
            ("a[]=", ["a": []]), ("a[]", ["a": []]), ("u[a][]=", ["u": ["a": []]]), ("a[]=&a[]=x", ["a": ["", "x"]]),
            ("p[1]=b&p[0]=a", ["p": ["1": "b", "0": "a"]]), ("p[1]=b", ["p": ["1": "b"]]),
            ("p[0]=a&p[2]=b", ["p": ["0": "a", "2": "b"]]),
            ("p[00]=a", ["p": ["00": "a"]]), ("p[0]=a&p[x]=b", ["p": ["0": "a", "x": "b"]]),
            ("p[0][]=a&p[0][]=b", ["p": [["a", "b"]]]),
        ] as [(String, JSONObject)]
    )
    func arrays(form: String, expected: JSONObject) throws {
        #expect(try JSONObject(formEncoded: form.utf8) == expected)
    }

    @Test("eleven numbers in order are still an array")
    func manyIndexes() throws {
        let form = (0...10).map { "p[\($0)]=\($0)" }.joined(separator: "&")
        #expect(try JSONObject(formEncoded: form.utf8) == ["p": .array((0...10).map { .text("\($0)") })])
    }

    @Test(
        "a name with two values is refused",
        arguments: [
            "a=1&a=2", "a=1&a=1", "a&a", "u[a]=1&u[b]=2&u[a]=3", "p[0]=a&p[0]=b", "a=1&%61=2", "a[b]=1&a%5Bb%5D=2",
        ]
    )
    func duplicates(form: String) {
        #expect(throws: FormError.duplicateKey) { try JSONObject(formEncoded: form.utf8) }
    }

    @Test(
        "broken names, broken escapes and shapes that disagree are refused",
        arguments: [
            "=1", "[a]=1", "[]=1", "a[=1", "a[b=1", "a]=1", "a]b=1", "a[b]c=1", "a[b]]=1", "a[[b]]=1", "a[b][=1",
            "a[b]c[d]=1", "a[]]=1", "a[][b]=1",
            "a[][]=1", "a=%", "a=%zz", "%4=1", "a=1&a[b]=2", "a[b]=2&a=1", "a[]=1&a=2", "a[]=1&a[b]=2", "a[]=1&a[0]=2",
            "a[b]=1&a[b][c]=2", "a[b][]=1&a[b]=2",
        ]
    )
    func malformed(form: String) {
        #expect(throws: FormError.malformed) { try JSONObject(formEncoded: form.utf8) }
    }

    @Test("bytes that are not UTF-8 are refused", arguments: ["a=%FF", "%C0%80=1", "a[%ED%A0%80]=1"])
    func notUTF8(form: String) {
        #expect(throws: FormError.notUTF8) { try JSONObject(formEncoded: form.utf8) }
        #expect(throws: FormError.notUTF8) { try JSONObject(formEncoded: Array("a=".utf8) + [0xE9]) }
    }

    @Test("names that only look alike are different")
    func unicode() throws {
        #expect(try JSONObject(formEncoded: "%C3%A9=1&e%CC%81=2".utf8).count == 2)
    }

    @Test("brackets may be nested as deeply as allowed")
    func depth() throws {
        let nested = { "a" + String(repeating: "[b]", count: $0) + "=1" }
        #expect(try JSON.object(JSONObject(formEncoded: nested(31).utf8)).depth == 32)
        #expect(throws: FormError.tooDeep) { try JSONObject(formEncoded: nested(32).utf8) }
        #expect(throws: FormError.tooDeep) { try JSONObject(formEncoded: nested(300_000).utf8) }
        #expect(try JSONObject(formEncoded: "a[b][]=1".utf8, maximumDepth: 3) == ["a": ["b": ["1"]]])
        #expect(throws: FormError.tooDeep) { try JSONObject(formEncoded: "a[b][]=1".utf8, maximumDepth: 2) }
    }

    @Test("a form of 60,000 fields is read", arguments: ["", "a", "a[b][c]"])
    func manyFields(prefix: String) throws {
        let names = (0..<60_000).map { prefix.isEmpty ? "k\($0)" : "\(prefix)[k\($0)]" }
        let object = try JSONObject(formEncoded: names.map { $0 + "=1" }.joined(separator: "&").utf8)
        #expect(object.count == (prefix.isEmpty ? 60_000 : 1))
        #expect(JSON.object(object).text.split(separator: "k").count == 60_001)
    }
}
