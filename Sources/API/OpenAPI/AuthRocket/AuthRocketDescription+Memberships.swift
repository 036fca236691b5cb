import Credentials

extension AuthRocketDescription {
    static let memberships = ResourceDescription(
        title: "Memberships", about: "What users are in their orgs, or in the realm as a whole.",
        id: .id(Membership.self), schemas: ["Membership": membership],
        routes: [
            RouteDescription(
                name: "GET /v1/memberships", summary: "List the memberships of a user or of an org",
                details: "At least one of user_id and org_id must be given.",
                parameters: .page(of: Membership.self, most: 1000) + .expand("custom") + [
                    .query("user_id", .id(User.self), "The user's, with their orgs."),
                    .query("org_id", .id(Org.self), "The org's, with their users."),
                ], answers: [.found(.page(of: "Membership"))]),
            RouteDescription(
                name: "POST /v1/memberships", summary: "Make a user a member",
                body: .rooted(
                    "membership",
                    .object(["user_id": .id(User.self)], optional: attributes)),
                answers: [.created(.shared("Membership"))]),
            RouteDescription(
                name: "GET /v1/memberships/:id", summary: "Get a membership",
                answers: [.found(.shared("Membership"))]),
            RouteDescription(
                name: "PUT /v1/memberships/:id", summary: "Change a membership",
                details: "User and org stay what they are.",
                body: .rooted("membership", .object([:], optional: attributes)),
                answers: [.found(.shared("Membership"))]),
            RouteDescription(
                name: "DELETE /v1/memberships/:id", summary: "End a membership", answers: [.nothing()]),
        ])

    private static let membership = Schema.object(
        [
            "id": .id(Membership.self), "custom": .anyObject, "expires_at": .wholeTime.orNull,
            "object": .constant("membership"), "org_id": .id(Org.self).orNull, "permissions": .array(.text),
            "user_id": .id(User.self),
        ], optional: ["org": .shared("Org").orNull, "user": .shared("User")])

    private static let attributes: Members = [
        "org_id": .id(Org.self).orNull.described("None for the realm as a whole; it cannot be changed."),
        "permissions": .array(.filledText(), 0...Membership.maximumPermissions), "expires_at": .givenTime,
        "custom": .custom,
    ]
}
