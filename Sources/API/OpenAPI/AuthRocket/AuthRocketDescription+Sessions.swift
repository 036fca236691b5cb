import Credentials

extension AuthRocketDescription {
    static let sessions = ResourceDescription(
        title: "Sessions", about: "The logins of users that hold.",
        id: .filledText(8192).described("A session's id, or its whole login token."), schemas: ["Session": session],
        routes: [
            RouteDescription(
                name: "GET /v1/sessions", summary: "List a user's sessions",
                parameters: .page(of: LoginSession.self, most: 1000) + [
                    .query("user_id", .id(User.self), "The user.", isRequired: true)
                ], answers: [.found(.page(of: "Session"))]),
            RouteDescription(
                name: "POST /v1/sessions", summary: "Log a user in without asking for anything",
                body: .rooted("session", .object(["user_id": .id(User.self)])),
                answers: [.created(.shared("Session"))]),
            RouteDescription(
                name: "GET /v1/sessions/:id", summary: "Ask whether a session holds, and whose it is",
                parameters: .expand("token", "memberships"), answers: [.found(.shared("Session"))]),
            RouteDescription(name: "DELETE /v1/sessions/:id", summary: "End a session", answers: [.nothing()]),
        ])

    private static let session = Schema.object(
        [
            "id": .text, "created_at": .preciseTime, "expires_at": .wholeTime, "object": .constant("session"),
            "request": .anyObject, "user_id": .id(User.self),
        ], optional: ["client": .anything, "ip": .anything, "token": .text, "user": .shared("User")])
}
