import Credentials
import JSON
import Testing

/// A human user with a password, a phone and a token for everything that takes one.
struct Resident {
    /// What the routes that log users in want: the user, and a body that succeeds.
    let actions: [String: (id: String, body: JSON)]

    /// - Parameter headers: name the realm, which has no provider for phones yet.
    init(_ world: World, _ headers: [String: String]) throws {
        func send(_ target: String, _ body: JSON) -> Answer { world.send("POST", target, body, headers: headers) }
        let user = try send(
            "/v1/users",
            [
                "user": [
                    "user_type": "human", "username": "resident", "email": "resident@example.com",
                    "password": "correct horse",
                ]
            ]
        ).text("id")
        _ = send("/v1/auth_providers", ["auth_provider": ["provider_type": "totp"]])
        let phone = send(
            "/v1/credentials", ["credential": ["user_id": .text(user), "credential_type": "totp", "name": "iPhone"]])
        let device = Device(
            id: try phone.text("id"), secret: try #require(Base32.decode(try phone.text("otp_secret"))))
        _ = send("/v1/credentials/\(device.id)/verify", ["credential": ["code": .text(device.code())]])
        func token(_ action: String, _ body: JSON = [:]) throws -> JSON {
            .text(try send("/v1/users/\(user)/\(action)", body).text("token"))
        }
        let bodies: [String: JSON] = try [
            "authenticate": ["password": "correct horse"],
            "authenticate_code": [
                "user": [
                    "token": token("authenticate", ["password": "correct horse"]), "code": .text(device.code(1)),
                ]
            ],
            "update_password": ["user": ["current_password": "correct horse", "password": "battery staple"]],
            "generate_password_token": [:],
            "reset_password_with_token": [
                "user": ["token": token("generate_password_token"), "password": "battery staple"]
            ],
            "request_email_verification": [:],
            "verify_email": ["user": ["token": token("request_email_verification")]],
        ]
        actions = Dictionary(uniqueKeysWithValues: bodies.map { ("/v1/users/:id/\($0)", (id: user, body: $1)) })
    }
}
