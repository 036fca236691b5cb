import Credentials
import JSON

/// What client authors are told of `/v2` (deck-v2.md). A new resource is one more name in the list.
enum DeckDescription {
    static let family = FamilyDescription(
        name: "V2",
        resources: [
            test, sources, vaultCredentials, agents, tasks, taskRuns, vaultSessions, workers, events, eventDestinations,
        ],
        error: "Errors", schemas: ["Errors": errors, "RunError": runError],
        refusals: [
            400: "The request is malformed, or breaks a rule on the fields that are named.",
            401: "The key is missing, unknown or revoked.",
            403: "The key is of the other side, or too weak.",
            404: "There is no such thing in the organization.",
            406: "The Accept header leaves out JSON.",
            409: "The state of something forbids it, or the idempotency key was used for another request.",
            413: "The body is larger than 1 MiB.",
            415: "The body is not JSON.",
            429: "Too many requests of the organization, or too many sessions.",
            503: "The database cannot be reached.",
        ],
        common: [400, 401, 403, 404, 406, 413, 415, 429, 503])

    private static let errors = Schema.object([
        "errors": .array(
            .object(
                ["type": .text, "code": .text, "message": .text],
                optional: ["field": .text.described("The input that is to blame.")])
        ).described("Branch on type and code; messages are for people."),
        "request_id": requestID,
    ])

    private static let runError = Schema.object(
        ["type": .text, "code": .text, "message": .text], optional: ["field": .text])

    static let requestID = Schema.matching("^req_[0-9A-Za-z]+$")

    private static let test = ResourceDescription(
        title: "Test", about: "Whether a key is good.",
        routes: [
            RouteDescription(
                name: "GET /v2/test", summary: "Ask whether the key is good",
                answers: [
                    .found(
                        .object([
                            "status": .constant("ready"), "environment": .constant("live"), "request_id": requestID,
                        ]))
                ])
        ])
}

extension DeckRoute {
    /// The route as its description takes it over.
    var known: FamilyDescription.Known {
        let template = path.template
        switch action {
        case .any:
            return FamilyDescription.Known(
                method: method, template: template, callers: "Any key will do.", security: [["appKey"], ["workerKey"]])
        case .app(let operation, _):
            let isWrite = method != "GET"
            return FamilyDescription.Known(
                method: method, template: template, callers: "Needs an app's key that may \(operation.permission).",
                security: [["appKey"]], parameters: isWrite ? [Self.idempotencyKey] : [],
                refusals: isWrite ? [409] : [])
        case .worker(let scope, _):
            let isLeased = template.contains(":id")
            return FamilyDescription.Known(
                method: method, template: template, callers: "Needs a worker's key with the scope \(scope.rawValue).",
                security: [["workerKey"]], parameters: isLeased ? [Self.lease] : [], refusals: isLeased ? [409] : [])
        }
    }

    private static let idempotencyKey = RouteDescription.Parameter.header(
        "Idempotency-Key", .text(256), "Repetitions within 24 hours are answered alike, and do nothing.")
    private static let lease = RouteDescription.Parameter.header(
        "Deck-Lease", .text, "The lease that the claim gave.", isRequired: true)
}

extension Schema {
    /// An object of `/v2`: its id and kind, its own members, its times, and where it stands alone the request's id.
    static func resource<Kind: VaultKind>(
        _: Kind.Type, _ object: String, _ members: Members,
        optional: Members = [:]
    ) -> Schema {
        let times: Members = ["created_at": .dateTime, "updated_at": .dateTime]
        let own: Members = ["id": .id(Kind.self), "object": .constant(object)]
        let single: Members = [
            "request_id": DeckDescription.requestID.described("In answers about one object only.")
        ]
        return Schema.object(own + members + times, optional: optional + single)
    }

    /// A list in the envelope of `/v2`, newest first.
    static func deckPage(of name: String) -> Schema {
        .object([
            "data": .array(.shared(name)), "has_more": .boolean, "next_cursor": .text.orNull,
            "request_id": DeckDescription.requestID,
        ])
    }

    /// The confirmation that something is deleted.
    static func deletion<Kind: VaultKind>(_: Kind.Type, _ object: String) -> Schema {
        .object([
            "id": .id(Kind.self), "object": .constant(object), "deleted": .boolean,
            "request_id": DeckDescription.requestID,
        ])
    }
}

extension [RouteDescription.Parameter] {
    /// What every list of `/v2` may be asked with.
    static let deckPage: Self = [
        .query("limit", .integer(1...100), "20 when it is not given."),
        .query("cursor", .text(255), "The `next_cursor` of the page before."),
        .query("starting_after", .text(255), "The same by the last object's id."),
    ]
}
