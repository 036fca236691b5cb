import Credentials

extension AuthRocketDescription {
    static let logins = ResourceDescription(
        title: "Logins", about: "Logging users in, and their passwords and e-mail addresses.", id: userPath,
        routes: [
            RouteDescription(
                name: "POST /v1/users/authenticate_key", summary: "Log a program in with its API key",
                body: .object(["api_key": .text(255)], optional: ["request": .shared("RequestAnnotation")]),
                answers: [.found(.shared("User"))], refusals: [401]),
            RouteDescription(
                name: "POST /v1/users/:id/authenticate", summary: "Log a user in with a password",
                details: "Wrong passwords are counted by user and by `request.ip`.", parameters: .expand("memberships"),
                body: .object(
                    ["password": .bytes(PasswordRules.maximumBytes)],
                    optional: ["request": .shared("RequestAnnotation")]),
                answers: [.found(.shared("User"))], refusals: [401, 429]),
            RouteDescription(
                name: "POST /v1/users/:id/authenticate_code", summary: "Finish a login with a code",
                details: "`--` instead of a user leaves it to the token to tell who it is.",
                body: .rooted("user", .object(["token": .text(255), "code": code])),
                answers: [.found(.shared("User"))], refusals: [401, 429]),
            RouteDescription(
                name: "PUT /v1/users/:id/update_password", summary: "Change a password with the present one",
                body: .rooted(
                    "user",
                    .object(
                        [
                            "current_password": .bytes(PasswordRules.maximumBytes),
                            "password": .bytes(PasswordRules.maximumBytes),
                        ], optional: ["password_confirmation": .text])),
                answers: [.found(.shared("User"))], refusals: [429]),
            RouteDescription(
                name: "POST /v1/users/:id/generate_password_token", summary: "Get a token that resets the password",
                body: .annotated, answers: [.found(.shared("User"))]),
            RouteDescription(
                name: "POST /v1/users/:id/reset_password_with_token", summary: "Set a password with a token",
                details: "`--` instead of a user leaves it to the token to tell who it is.",
                body: .rooted(
                    "user",
                    .object(
                        ["token": .text(255), "password": .bytes(PasswordRules.maximumBytes)],
                        optional: ["password_confirmation": .text])),
                answers: [.found(.shared("User"))]),
            RouteDescription(
                name: "POST /v1/users/:id/request_email_verification",
                summary: "Get a token that verifies the e-mail address", details: "The app sends the mail.",
                body: .annotated, answers: [.found(.shared("User"))]),
            RouteDescription(
                name: "POST /v1/users/:id/verify_email", summary: "Verify an e-mail address with a token",
                body: .rooted("user", .object(["token": .text(255)])), answers: [.found(.shared("User"))]),
        ])

    /// Six digits, as phones show them.
    static let code = Schema.text(32).described("Six digits.")
}
