import JSON
import Testing

extension PlantedRealm {
    /// Tokens that work once, of which some are used, some are not, and some come in the wrong place.
    func oneTimeTokens() throws -> [PlantedSecret] {
        let user = try stack.newHuman().text("id")
        let path = "/v1/users/\(user)"
        let (address, password) = (
            try newTokens("\(path)/request_email_verification"), try newTokens("\(path)/generate_password_token")
        )
        try send("POST", "\(path)/verify_email", ["user": ["token": .text(address[0])]], expecting: 200)
        let reset: JSON = ["user": ["token": .text(password[0]), "password": "another long phrase"]]
        let login = try send("POST", "\(path)/reset_password_with_token", reset, expecting: 200)
        for token in address + password {
            try send("POST", "/v1/users/\(token)/verify_email", expecting: 404)
            try send("POST", "/v1/users/--/authenticate_code?token=\(token)", expecting: 401)
        }
        return (address + password).map { PlantedSecret("a token \($0.prefix(4))", $0) } + [
            PlantedSecret("the login token of a reset", try signature(of: login.text("token")))
        ]
    }

    /// Logins in two steps, and sessions.
    func logins() throws -> [PlantedSecret] {
        let user = try stack.newHuman().text("id")
        let device = try stack.newActiveDevice(of: user)
        let steps = try (0..<2).map { _ in
            try send(
                "POST", "/v1/users/\(user)/authenticate", ["password": "a long phrase"], expecting: 200
            ).text("token")
        }
        let proof: JSON = ["token": .text(steps[0]), "code": .text(try stack.code(of: device))]
        let login = try send("POST", "/v1/users/--/authenticate_code", ["user": proof], expecting: 200)
        let session = try stack.create("sessions", "session", ["user_id": .text(user)]).text("token")
        try send("GET", "/v1/sessions/\(session)", expecting: 200)
        let last = try login.text("token")
        return steps.map { PlantedSecret("a token \($0.prefix(4))", $0) } + [
            PlantedSecret("a login token", signature(of: last)),
            PlantedSecret("a session's token", signature(of: session)),
        ]
    }

    private func newTokens(_ path: String) throws -> [String] {
        try (0..<2).map { _ in try send("POST", path, expecting: 200).text("token") }
    }

    /// What makes a login token one; the rest of it says who is in.
    private func signature(of token: String) -> String {
        String(token.split(separator: ".").last ?? "")
    }
}
