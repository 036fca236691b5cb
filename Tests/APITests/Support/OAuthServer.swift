import FoundationEssentials
import JSON
import Secrets
import Synchronization
import TestReceiver
import Testing

@testable import API

/// A login service on loopback: OAuth 2.0 with proof keys (RFC 6749, RFC 7636) and a userinfo endpoint. It is as strict as
/// the real ones, and has no page where users would log in: ``logIn(_:as:)`` stands for it.
final class OAuthServer: Sendable {
    static let clientID = "app-id"
    static let clientSecret = "planted-client-secret"

    let receiver: Receiver
    private let desk: Desk

    init() throws {
        let desk = Desk()
        self.desk = desk
        receiver = try Receiver { desk.reply(to: $0) }
    }

    /// Settings of a provider that leads here.
    var settings: JSONObject {
        [
            "client_id": .text(Self.clientID), "client_secret": .text(Self.clientSecret),
            "authorization_endpoint": .text("\(receiver.url)/authorize"),
            "token_endpoint": .text("\(receiver.url)/token"),
            "userinfo_endpoint": .text("\(receiver.url)/userinfo"),
        ]
    }

    /// What a browser brings back to the app when the user logs in at that URL.
    func logIn(_ url: String, as claims: JSONObject) throws -> (code: String, state: String) {
        let query = try JSONObject(formEncoded: url.split(separator: "?", maxSplits: 1)[1].utf8)
        try #require(url.hasPrefix("\(receiver.url)/authorize?"))
        try #require(query["response_type"] == "code")
        try #require(query["client_id"]?.text == Self.clientID)
        try #require(query["code_challenge_method"] == "S256")
        let login = Login(
            claims: claims, redirectURI: try query.text("redirect_uri"), challenge: try query.text("code_challenge"))
        let code = "planted-code-\(RandomToken.base62(22))"
        desk.state.withLock { $0.logins[code] = login }
        return (code, try query.text("state"))
    }

    /// An access token of a user's that an app got by other ways.
    func token(of claims: JSONObject) -> String {
        desk.issueToken(claims)
    }

    /// Answers all requests of a path so from now on, or again as it should.
    func answer(_ path: String, with reply: Reply?) {
        desk.state.withLock { $0.moods[path] = reply }
    }

    struct Login {
        let claims: JSONObject
        let redirectURI: String
        let challenge: String
    }
}

/// What the server knows.
private final class Desk: Sendable {
    struct State {
        var logins: [String: OAuthServer.Login] = [:]
        var tokens: [String: JSONObject] = [:]
        var moods: [String: Reply] = [:]
    }

    let state = Mutex(State())

    func reply(to request: Received) -> Reply {
        if let mood = state.withLock({ $0.moods[request.line] }) { return mood }
        switch request.line {
        case "POST /token": return exchange((try? JSONObject(formEncoded: request.body)) ?? [:])
        case "GET /userinfo": return userinfo(request.headers["authorization"] ?? "")
        default: return .answer(404)
        }
    }

    func issueToken(_ claims: JSONObject) -> String {
        let token = "planted-token-\(RandomToken.base62(22))"
        state.withLock { $0.tokens[token] = claims }
        return token
    }

    private func exchange(_ form: JSONObject) -> Reply {
        guard form["client_id"]?.text == OAuthServer.clientID, form["client_secret"]?.text == OAuthServer.clientSecret
        else { return Self.json(["error": "invalid_client"], status: 401) }
        guard form["grant_type"] == "authorization_code", let code = form["code"]?.text,
            let login = state.withLock({ $0.logins.removeValue(forKey: code) }),
            form["redirect_uri"]?.text == login.redirectURI, let verifier = form["code_verifier"]?.text,
            Self.challenge(verifier) == login.challenge
        else { return Self.json(["error": "invalid_grant"], status: 400) }
        let token = issueToken(login.claims)
        return Self.json(["access_token": .text(token), "token_type": "Bearer", "expires_in": 3600])
    }

    private func userinfo(_ authorization: String) -> Reply {
        let token = String(authorization.dropFirst("Bearer ".count))
        guard authorization.hasPrefix("Bearer "), let claims = state.withLock({ $0.tokens[token] }) else {
            return Self.json(["error": "invalid_token"], status: 401)
        }
        return Self.json(claims)
    }

    private static func json(_ object: JSONObject, status: Int = 200) -> Reply {
        .answer(status, headers: ["Content-Type": "application/json"], body: JSON.object(object).encoded())
    }

    private static func challenge(_ verifier: String) -> String {
        Data(Digest.sha256(Array(verifier.utf8)))
            .base64EncodedString(options: [.base64URLAlphabet, .omitPaddingCharacter])
    }
}
