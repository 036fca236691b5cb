import Credentials
import Fuzzing
import JSON
import Secrets
import Testing

@testable import API

/// How long it takes to refuse a wrong key says nothing about how much of it is right.
@Suite(.serialized) struct KeyTimingTests {
    /// How much of a wrong key is right, in percent.
    private static let shares = [0, 50, 95]
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

    @Test("what is kept of a key and looked up has nothing in common with that of a key that is nearly right")
    func digests() throws {
        let digests: [(String) -> [UInt8]] = [
            { AccessKeyToken.legacy(Secret($0)).digest }, { VaultKeyText.digest(of: Secret($0)) },
            { RunLease.digest(of: Secret($0)) },
            { LookupKey(version: 1, key: DataKey(id: 1)).digest(Secret($0), scope: 1) },
            { OneTimeToken("kli_" + $0, for: .login)?.digest ?? [] },
        ]
        for digest in digests {
            let key = RandomToken.base62(43)
            let right = digest(key)
            #expect(right.count == 32)
            for share in [50, 95] {
                let wrong = digest(Self.wrong(key, share, from: 0))
                #expect(zip(right, wrong).prefix { $0 == $1 }.count < 4)
            }
        }
    }

    @Test(
        "wrong keys that are nearly right are refused in the time of any others", .enabled(if: Fuzzer.isLong),
        arguments: [
            "access key", "key of the older form", "app's key", "worker's key", "API key", "lease", "login token",
        ])
    func refusals(kind: String) throws {
        let attempt = try Self.attempt(kind, try Vault())
        try Self.expectNoDifference(Self.requests(attempt), kind)
    }

    @Test("a leak of a tenth of a millisecond would be noticed", .enabled(if: Fuzzer.isLong))
    func coarseControl() throws {
        let attempt = try Self.attempt("access key", try Vault())
        let leaking = Attempt(key: attempt.key, start: attempt.start) { wrong in
            let right = zip(wrong, attempt.key).prefix { $0 == $1 }.count - attempt.start
            let end = ContinuousClock.now + .microseconds(right * 100 / (wrong.count - attempt.start))
            while .now < end {}
            return attempt.send(wrong)
        }
        let times = try Self.requests(leaking)
        #expect(abs(times.difference(of: 95)) > InterleavedTimes.significance)
    }

    @Test(
        "digests that begin alike are compared in the time of any others, which a naive comparison is not",
        .enabled(if: Fuzzer.isLong))
    func comparisons() throws {
        let right = Digest.sha256(Array(RandomToken.base62(43).utf8))
        var wrong: [Int: [UInt8]] = [:]
        for share in Self.shares {
            let kept = right.count * share / 100
            wrong[share] = right.prefix(kept) + right.dropFirst(kept).map { ~$0 }
        }
        let constant = try Self.times(of: wrong) { Digest.constantTimeEqual(right, $0) }
        try Self.expectNoDifference(constant, "digest")
        let naive = try Self.times(of: wrong) { Self.isSame(right, $0) }
        print("A naive comparison: t = \(naive.difference(of: 95))")
        #expect(naive.difference(of: 95) > InterleavedTimes.significance)
    }

    private static func expectNoDifference(_ times: InterleavedTimes, _ kind: String) throws {
        print("Refusing a wrong \(kind), 0, 50 and 95 percent of it right: \(times)")
        let largest = [50, 95].map { abs(times.difference(of: $0)) }.max() ?? .infinity
        // scripts/sanitize reads it.
        print("Timed \(kind): largest |t| \(largest)")
        #expect(largest < InterleavedTimes.significance, "\(kind): \(times)")
    }

    private static func requests(_ attempt: Attempt) throws -> InterleavedTimes {
        try InterleavedTimes(of: shares, rounds: 2000) {
            wrong(attempt.key, $0, from: attempt.start)
        } _: { key in
            let status = attempt.send(key)
            try #require((400..<500).contains(status), "\(status)")
        }
    }

    /// A hundred comparisons each time, because one takes less time than reading the clock.
    private static func times(of wrong: [Int: [UInt8]], _ isSame: ([UInt8]) -> Bool) throws -> InterleavedTimes {
        try InterleavedTimes(of: shares, rounds: 2000) {
            wrong[$0, default: []]
        } _: { other in
            var same = 0
            for _ in 0..<100 where isSame(other) { same += 1 }
            try #require(same == 0)
        }
    }

    /// What one should not do: ends at the first difference.
    private static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }

    /// A way to present a key whose secret begins at that character; it returns the status.
    private struct Attempt {
        let key: String
        let start: Int
        let send: (String) -> Int
    }

    private static func attempt(_ kind: String, _ vault: Vault) throws -> Attempt {
        let world = vault.world
        switch kind {
        case "access key":
            return Attempt(key: world.manage, start: 26) { world.send("GET", "/v1/realms", key: $0).status }
        case "key of the older form":
            var store = try world.store()
            let key = try store.newKey(of: world.account, .manage, legacy: true)
            let headers = ["x-authrocket-account": world.account.description]
            return Attempt(key: key, start: 4) { world.send("GET", "/v1/realms", key: $0, headers: headers).status }
        case "app's key": return Attempt(key: vault.write, start: 8) { vault.send("GET", "/v2/test", key: $0).status }
        case "worker's key":
            return Attempt(key: vault.worker, start: 8) {
                vault.send("POST", "/v2/task-runs/claim", [:], key: $0).status
            }
        case "API key":
            let key = try world.send("POST", "/v1/users", ["user": ["user_type": "api"]]).text("api_key")
            return Attempt(key: key, start: 0) {
                world.send("POST", "/v1/users/authenticate_key", ["api_key": .text($0)]).status
            }
        case "lease":
            let run = try vault.claimedRun(with: try vault.newCredential())
            return Attempt(key: run.token, start: 6) { vault.work((run.id, $0), "heartbeat").status }
        default:
            let token = try world.token("request_email_verification", of: try world.newHuman())
            return Attempt(key: token, start: 4) { world.act("verify_email", on: "--", ["token": .text($0)]).status }
        }
    }

    /// The key with so many percent of its secret as they are, and the rest at random.
    private static func wrong(_ key: String, _ share: Int, from start: Int) -> String {
        let kept = start + (key.count - start) * share / 100
        let rest = key.dropFirst(kept).map { _ in alphabet.randomElement() ?? "0" }
        return key.prefix(kept) + String(rest)
    }
}
