import Credentials
import FoundationEssentials
import Fuzzing
import Store
import Testing

@testable import API

/// Targets, headers, cursors and tokens, whatever somebody sends.
struct RequestFuzzTests {
    @Test("the segments of a target are those between its slashes")
    func targets() {
        let targets = ["/v1/users/a%40b/verify?x=1", "https://host/v1//x", "/v1/users/", "HTTP://h?q", "/a+b/%2F"]
        let report = Fuzzer(targets, tokens: ["/", "//", "http://", "?", "%2F", "%"]).judge { bytes in
            let target = RequestTarget(bytes)
            guard let segments = target.segments else { return .refused }
            return Verdict(
                segments.allSatisfy { !$0.raw.isEmpty && !$0.raw.contains("/") && !$0.raw.contains("?") }
                    && target.query.count <= bytes.count)
        }
        #expect(report.isSound, "\(report)")
    }

    @Test("a query of /v2 is read or refused")
    func queries() {
        let queries = [
            "limit=20&cursor=c1_0vfxTM4WVMWVcrPvj9dUnq&status=a,b&status[]=c",
            "starting_after=crd_x&created=2026-11-21",
            "limit=100&external_id=%E2%82%AC",
        ]
        let report = Fuzzer(queries, tokens: ["limit=", "cursor=", "c1_", "101", "%"]).judge { bytes in
            guard let query = try? DeckQuery(bytes), let page = try? query.page(of: VaultCredential.self) else {
                return .refused
            }
            _ = try? query.time("created")
            _ = try? query.identifiers("status", VaultCredential.self)
            return Verdict((1...100).contains(page.limit))
        }
        #expect(report.isSound, "\(report)")
    }

    @Test("a cursor has one spelling")
    func cursors() {
        let cursors = [0, 1, UInt128.max].map { Cursor.text(VaultCredentialID(number: $0)) }
        let report = Fuzzer(cursors + [String(cursors[0].dropLast())]).judgeText { text in
            guard let id = Cursor.read(text, VaultCredential.self) else { return .refused }
            return Verdict(Cursor.text(id).utf8.elementsEqual(text.utf8))
        }
        #expect(report.isSound, "\(report)")
    }

    @Test("an Accept header that refuses everything, or names other types only, does not admit JSON")
    func accept() {
        let headers = ["text/html, application/json;q=0.9, */*;q=0.1", "*/*;q=0", #"text/plain;a="x,y;z";q=1"#, ""]
        let report = Fuzzer(headers, tokens: ["application/json", "*/*", ";q=0", ",", "\""]).judgeText { text in
            guard Accept.admitsJSON(text) else { return .refused }
            let words = ["application/json", "application/*", "*"]
            return Verdict(text.trimmingFieldSpace.isEmpty || words.contains { text.lowercased().contains($0) })
        }
        #expect(report.isSound, "\(report)")
    }

    @Test("a content type is JSON or a form only when it says so")
    func mediaTypes() {
        let types = [
            "application/json; charset=utf-8", #"application/x-www-form-urlencoded;charset="UTF-8""#, "text/plain",
        ]
        let report = Fuzzer(types, tokens: ["application/json", ";", "charset=", "utf8"]).judgeText { text in
            switch MediaType(contentType: text) {
            case .other: .refused
            case .json: Verdict(text.trimmingFieldSpace.lowercased().hasPrefix("application/json"))
            case .form: Verdict(text.trimmingFieldSpace.lowercased().hasPrefix("application/x-www-form-urlencoded"))
            }
        }
        #expect(report.isSound, "\(report)")
    }

    @Test("key and realm of a bearer token are parts of it")
    func bearerTokens() {
        let headers = ["Bearer ko_0vfxTM4WVMWVcrPvj9dUnq-s3cret", "bearer ko_x-y.rl_0vfxTM4WVMWVcrPvj9dUnq", "Basic x"]
        let report = Fuzzer(headers, tokens: ["Bearer ", "rl_", "ko_", "-"]).judgeText { text in
            guard let token = BearerToken(authorization: text) else { return .refused }
            return Verdict(
                [token.key, token.realm].allSatisfy { part in
                    part.map { Array(text.utf8).firstRange(of: Array($0.utf8)) != nil && !$0.isEmpty } ?? true
                })
        }
        #expect(report.isSound, "\(report)")
    }

    @Test("a login token is read or refused before anybody asks who signed it")
    func loginTokens() throws {
        let claims = [#"{"exp":1763690400,"tk":"kls_x"}"#, #"{"exp":9223372036854775807}"#, #"{"exp":-1e18,"crit":1}"#]
        let tokens = claims.map { claims in
            [#"{"alg":"HS256"}"#, claims, "signature"].map(Self.base64URL).joined(separator: ".")
        }
        let report = Fuzzer(tokens + [Self.base64URL(#"{"alg":"none"}"#) + ".e30."]).judgeText { text in
            guard let token = LoginTokenText(text) else { return .refused }
            _ = token.expiresAt.iso8601
            return Verdict(text.split(separator: ".", omittingEmptySubsequences: false).count == 3)
        }
        #expect(report.isSound, "\(report)")
    }

    private static func base64URL(_ text: String) -> String {
        Data(text.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
            "=", with: "")
    }
}
