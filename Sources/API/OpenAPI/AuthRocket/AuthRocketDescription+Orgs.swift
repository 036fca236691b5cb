import Credentials
import Store

extension AuthRocketDescription {
    static let orgs = ResourceDescription(
        title: "Orgs", about: "Groups of users.", id: .id(Org.self),
        schemas: ["Org": org, "OrgAttributes": attributes],
        routes: [
            RouteDescription(
                name: "GET /v1/orgs", summary: "List the orgs of a realm",
                parameters: .page(of: Org.self, OrgSort.self, most: 1000) + .expand("custom") + [
                    .query("state", .word(ActivityState.self), "Only those in this state."),
                    .query("reference", .text(255), "Only those with the app's own id."),
                ], answers: [.found(.page(of: "Org"))]),
            RouteDescription(
                name: "POST /v1/orgs", summary: "Create an org", parameters: .expand("memberships", "custom"),
                body: .rooted("org", .shared("OrgAttributes")), answers: [.created(.shared("Org"))]),
            RouteDescription(
                name: "GET /v1/orgs/:id", summary: "Get an org", parameters: .expand("memberships", "custom"),
                answers: [.found(.shared("Org"))]),
            RouteDescription(
                name: "PUT /v1/orgs/:id", summary: "Change an org", parameters: .expand("memberships", "custom"),
                body: .rooted("org", .shared("OrgAttributes")), answers: [.found(.shared("Org"))]),
            RouteDescription(
                name: "DELETE /v1/orgs/:id", summary: "Delete an org and its memberships", answers: [.nothing()]),
        ])

    private static let org = Schema.object(
        [
            "id": .id(Org.self), "created_at": .preciseTime, "name": .text, "object": .constant("org"),
            "realm_id": .id(Realm.self), "reference": .text.orNull, "state": .word(ActivityState.self),
        ], optional: ["custom": .anyObject, "memberships": .array(.shared("Membership"))])

    private static let attributes = Schema.object(
        [:],
        optional: [
            "name": .filledText().described("Must be given on creation."), "realm_id": .id(Realm.self),
            "state": .word(ActivityState.self), "reference": .reference, "custom": .custom,
        ])
}
