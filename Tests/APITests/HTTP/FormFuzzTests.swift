import Fuzzing
import JSON
import Testing

@testable import API

/// Forms: what is read is what was meant, and reading takes no more looks at the bytes than there are bytes.
struct FormFuzzTests {
    private static let samples = [
        "user[user_type]=human&user[custom][a]=1&email=a%40b&tags[]=x&tags[]=y", "a=&b=+&c=%E2%82%AC&d[0]=1&d[1]=2",
        "a[b][c][d]=e&a[b][x]=&a[l][]=1", "empty[]=&list[][]=",
    ]

    @Test("a form that was read is read again as the same, written anew")
    func forms() {
        let report = Fuzzer(Self.samples, tokens: ["[]", "[0]", "[a]", "a=", "&", "=", "+"], rounds: 6000).judge {
            bytes in
            guard let object = try? JSONObject(formEncoded: bytes) else { return .refused }
            let again = PercentEncoding.form(Self.fields(of: .object(object), "")).utf8
            guard let same = try? JSONObject(formEncoded: Array(again)) else { return Verdict(object.isEmpty) }
            return Verdict(JSON.object(same).encoded() == JSON.object(object).encoded())
        }
        #expect(report.isSound, "\(report)")
    }

    @Test("any text survives percent encoding")
    func percentEncoding() {
        let report = Fuzzer(Self.samples).judgeText { text in
            if text.isEmpty { return .refused }
            let encoded = PercentEncoding.encode(text)
            return Verdict(PercentEncoding.decode(encoded.utf8).map { $0.utf8.elementsEqual(text.utf8) } ?? false)
        }
        #expect(report.isSound, "\(report)")
    }

    @Test(
        "each byte is looked at a few times, however the form is made",
        arguments: ["a=1&", "&", "%41", "a[b]", "[", "]", "a[]=1&", "a[b][c]=1&", "x", "=", "+"])
    func work(part: String) {
        for count in [100, 10_000] {
            let bytes = CountedBytes(Array(String(repeating: part, count: count).utf8))
            _ = try? JSONObject(formEncoded: bytes)
            _ = PercentEncoding.decode(bytes)
            #expect(bytes.looks <= 8 * bytes.count, "\(part) \(count): \(bytes.looks)")
        }
    }

    private static func fields(of value: JSON, _ name: String) -> [(name: String, value: String)] {
        switch value {
        case .object(let object):
            object.flatMap { fields(of: $0.value, name.isEmpty ? $0.name : "\(name)[\($0.name)]") }
        case .array(let items) where items.isEmpty: [("\(name)[]", "")]
        case .array(let items): items.enumerated().flatMap { fields(of: $0.element, "\(name)[\($0.offset)]") }
        default: [(name, value.plain)]
        }
    }
}
