import Foundation
import JSON
import Testing

extension FaultTests.RacesTests {
    @Test("a token that works once works once") func tokens() {
        Promise.tell(
            "Race for a token",
            """
            Of 100 who present the same single-use token, one succeeds: to verify an address, to choose a password, to go on \
            with a login, to come back from another login service.
            """
        ) { promise in
            for _ in 0..<Scale.choose(short: 1, long: 5) {
                let user = try stack.newHuman().text("id")
                try raceForToken(&promise, of: user, "request_email_verification", "verify_email")
                // Whoever comes with a good token has the password hashed, for which there may be no room.
                try raceForToken(
                    &promise, of: user, "generate_password_token", "reset_password_with_token", mostBusy: 50)
                try raceForLogin(&promise)
            }
            try raceForState(&promise)
        }
    }

    private func raceForToken(
        _ promise: inout Promise, of user: String, _ asking: String, _ using: String, mostBusy: Int? = nil
    ) throws {
        let token = try stack.send("POST", "/v1/users/\(user)/\(asking)").text("token")
        let body: JSON = ["user": ["token": .text(token), "password": "another long phrase"]]
        let replies = try race(&promise, 100, for: "/v1/users/:id/\(using)") { wire, _ in
            wire.send("POST", "/v1/users/\(user)/\(using)", body)
        }
        promise.expectOneWinner(of: replies, 200, others: 422, mostBusy: mostBusy)
    }

    /// The codes are of two devices and all right, so that only the token stands between two winners.
    private func raceForLogin(_ promise: inout Promise) throws {
        let user = try stack.newHuman().text("id")
        let devices = try [stack.newActiveDevice(of: user), stack.newActiveDevice(of: user)]
        let first = try stack.send("POST", "/v1/users/\(user)/authenticate", ["password": "a long phrase"])
        let token = try first.text("token")
        try #require(token.hasPrefix("kli_"))
        let codes = try devices.map { try stack.code(of: $0) }
        let replies = try race(&promise, 100, for: "/v1/users/:id/authenticate_code") { wire, number in
            let body: JSON = ["token": .text(token), "code": .text(codes[number % 2])]
            return wire.send("POST", "/v1/users/\(user)/authenticate_code", ["user": body])
        }
        promise.expectOneWinner(of: replies, 200, others: 401)
    }

    /// A worker talks with other services on a few threads only, and tells the others to come again.
    private func raceForState(_ promise: inout Promise) throws {
        let service = try Elsewhere()
        let settings: JSON = [
            "provider_type": "oauth2", "client_id": "shop", "client_secret": .text(service.clientSecret),
            "scopes": "openid email", "authorization_endpoint": .text("\(service.url)/authorize"),
            "token_endpoint": .text("\(service.url)/token"), "userinfo_endpoint": .text("\(service.url)/userinfo"),
        ]
        let provider = try stack.create("auth_providers", "auth_provider", settings).text("id")
        let page = "/v1/auth_providers/\(provider)/authorize?redirect_uri=https%3A%2F%2Fshop.example%2Fback"
        let returned = try service.logIn(at: try stack.send("GET", page).text("url"))
        let replies = try race(&promise, 100, for: "/v1/auth_providers/authorize") { wire, _ in
            wire.send("POST", "/v1/auth_providers/authorize", .object(returned))
        }
        promise.expectOneWinner(of: replies, 200, others: 422, mostBusy: replies.count)
        try stack.send("DELETE", "/v1/auth_providers/\(provider)")
    }
}
