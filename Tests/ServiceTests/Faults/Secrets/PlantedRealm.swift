import Credentials
import Foundation
import JSON
import Testing

/// Secrets of `/v1` in every place where an app puts them, rightly or wrongly.
struct PlantedRealm {
    let stack: Stack
    let refusals: Collector<Answer>
    let user: String

    /// - Parameter refusals: where answers are kept that are errors.
    init(_ stack: Stack, _ refusals: Collector<Answer>) throws {
        (self.stack, self.refusals) = (stack, refusals)
        user = try stack.newHuman().text("id")
    }

    /// Uses the secrets and returns them.
    func secrets() throws -> [PlantedSecret] {
        try passwords() + apiKeys() + devices() + accessTokens() + oneTimeTokens() + logins() + mistakes()
    }

    /// What must be answered like this.
    @discardableResult
    func send(
        _ method: String, _ target: String, _ body: JSON? = nil, headers: [String: String] = [:],
        expecting status: Int
    ) throws -> Answer {
        let answer = try stack.send(method, target, body, headers: headers)
        try #require(answer.status == status, "\(method) \(target.prefix(12)): \(answer.status)")
        if status >= 400 { refusals.add(answer) }
        return answer
    }

    private func passwords() throws -> [PlantedSecret] {
        let (first, second, third) = (PlantedSecret.random(), PlantedSecret.random(), PlantedSecret.random())
        let user = try stack.newHuman(password: first)
        let password = try #require(user.objects("credentials").first)
        let path = "/v1/credentials/\(try password.text("id"))"
        try send("PUT", path, ["credential": ["password": .text(second)]], expecting: 200)
        try send("PUT", "/v1/users/\(try user.text("id"))", ["user": ["password": .text(third)]], expecting: 200)
        return [
            PlantedSecret("the password of a new user", first), PlantedSecret("a changed password", second),
            PlantedSecret("a password changed with its user", third),
        ]
    }

    private func apiKeys() throws -> [PlantedSecret] {
        let given = PlantedSecret.random()
        let realm = try stack.create("realms", "realm", ["name": "Keys", "api_key_policy": "encrypt"])
        let robots = try [stack.value("CREDENCE_REALM"), realm.text("id")].map { realm in
            try stack.create("users", "user", ["user_type": "api", "realm_id": .text(realm)])
        }
        for robot in robots {
            let attributes: JSON = [
                "user_id": .text(try robot.text("id")), "credential_type": "api_key", "api_key": .text(given),
            ]
            let credential = try stack.create("credentials", "credential", attributes)
            try send("GET", "/v1/credentials/\(try credential.text("id"))", expecting: 200)
        }
        return try robots.map { PlantedSecret("a generated API key", try $0.text("api_key")) } + [
            PlantedSecret("a given API key", given), PlantedSecret("a key of tokens", try realm.text("jwt_key")),
        ]
    }

    private func devices() throws -> [PlantedSecret] {
        let secret = try stack.newActiveDevice(of: user).text("otp_secret")
        return [
            PlantedSecret("the secret of a device", secret),
            PlantedSecret("its bytes", try #require(Base32.decode(secret))),
        ]
    }

    private func accessTokens() throws -> [PlantedSecret] {
        let (access, fresh, client) = (PlantedSecret.random(), PlantedSecret.random(), PlantedSecret.random())
        let provider = try stack.create(
            "auth_providers", "auth_provider", ["provider_type": "facebook", "client_id": "shop"]
        ).text("id")
        let link = try stack.create(
            "credentials", "credential",
            [
                "user_id": .text(user), "credential_type": "facebook", "auth_provider_id": .text(provider),
                "provider_user_id": .text(user), "access_token": .text(access),
            ])
        let path = "/v1/credentials/\(try link.text("id"))"
        try send("PUT", path, ["credential": ["access_token": .text(fresh)]], expecting: 200)
        let change: JSON = ["auth_provider": ["client_secret": .text(client)]]
        try send("PUT", "/v1/auth_providers/\(provider)", change, expecting: 200)
        return [
            PlantedSecret("an access token", access), PlantedSecret("a renewed access token", fresh),
            PlantedSecret("a client secret", client),
        ]
    }

    /// Requests that fail, with a secret in every place where a confused caller may put it.
    private func mistakes() throws -> [PlantedSecret] {
        let secret = PlantedSecret.random()
        let credential: JSON = ["user_id": .text(user), "credential_type": "password", "password": .text(secret)]
        try send("POST", "/v1/credentials", ["credential": credential], expecting: 422)
        try send("GET", "/v1/users/\(secret)", expecting: 404)
        try send("GET", "/v1/\(secret)/\(secret)", expecting: 404)
        try send("GET", "/v1/users?password=\(secret)&after=\(secret)", expecting: 404)
        try send("GET", "/v2/credentials?token=\(secret)", expecting: 401)
        for header in ["X-Authrocket-Account", "User-Agent", "Cookie", "Referer"] {
            try send("GET", "/v1/users", headers: [header: secret], expecting: 200)
        }
        try send("GET", "/v1/users", headers: ["X-Authrocket-Api-Key": secret], expecting: 403)
        let malformed = Array(#"{"user":{"password":"\#(secret)"#.utf8)
        for request in [
            try stack.request("POST", "/v1/users", malformed),
            Array("GET /v1/users?password=\(secret) HTTP/1.1\r\nHost: a\r\nHost: \(secret)\r\n\r\n".utf8),
            Array("\(secret) / HTTP/1.1\r\n\r\n".utf8),
        ] {
            let answer = try stack.exchange(request)
            try #require(answer.status == 400)
            refusals.add(answer)
        }
        return [PlantedSecret("a secret in the wrong place", secret)]
    }
}
