import Credentials
import Fuzzing
import JSON
import Secrets
import Testing

@testable import API

/// How long it takes to refuse a wrong key says nothing about how much of it is right.
struct KeyTimingTests {
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
        let vault = try Vault()
        let attempt = try Self.attempt(kind, vault)
        var times: [Int: [Duration]] = [:]
        for round in 0..<3000 {
            for share in Self.shares.shuffled() {
                let start = ContinuousClock.now
                let status = attempt(share)
                times[share, default: []].append(ContinuousClock.now - start)
                try #require((400..<500).contains(status), "\(round): \(status)")
            }
        }
        let medians = Self.shares.map { share in times[share, default: []].sorted()[1500] / .microseconds(1) }
        print("Refusing a wrong \(kind), 0, 50 and 95 percent of it right, in microseconds: \(medians)")
        for median in medians { #expect((0.9...1.1).contains(median / medians[0]), "\(kind): \(medians)") }
    }

    /// What presents a wrong key of which so much is right, and returns the status.
    private static func attempt(_ kind: String, _ vault: Vault) throws -> (Int) -> Int {
        let world = vault.world
        switch kind {
        case "access key":
            return { world.send("GET", "/v1/realms", key: wrong(world.manage, $0, from: 26)).status }
        case "key of the older form":
            var store = try world.store()
            let key = try store.newKey(of: world.account, .manage, legacy: true)
            let headers = ["x-authrocket-account": world.account.description]
            return { world.send("GET", "/v1/realms", key: wrong(key, $0, from: 4), headers: headers).status }
        case "app's key": return { vault.send("GET", "/v2/test", key: wrong(vault.write, $0, from: 8)).status }
        case "worker's key":
            return { vault.send("POST", "/v2/task-runs/claim", [:], key: wrong(vault.worker, $0, from: 8)).status }
        case "API key":
            let key = try world.send("POST", "/v1/users", ["user": ["user_type": "api"]]).text("api_key")
            return {
                world.send("POST", "/v1/users/authenticate_key", ["api_key": .text(wrong(key, $0, from: 0))]).status
            }
        case "lease":
            let run = try vault.claimedRun(with: try vault.newCredential())
            return { vault.work((run.id, wrong(run.token, $0, from: 6)), "heartbeat").status }
        default:
            let token = try world.token("request_email_verification", of: try world.newHuman())
            return { world.act("verify_email", on: "--", ["token": .text(wrong(token, $0, from: 4))]).status }
        }
    }

    /// The key with so many percent of its secret as they are, and the rest at random.
    private static func wrong(_ key: String, _ share: Int, from start: Int) -> String {
        let kept = start + (key.count - start) * share / 100
        let rest = key.dropFirst(kept).map { _ in alphabet.randomElement() ?? "0" }
        return key.prefix(kept) + String(rest)
    }
}
