import JSON

/// What client authors are told of what needs no key.
enum PublicDescription {
    static let known: [FamilyDescription.Known] = Probe.allCases.map {
        FamilyDescription.Known(method: "GET", template: $0.template, callers: "No key is needed.", security: [])
    }

    static let family = FamilyDescription(
        name: "Public", resources: [resource], error: "Error", schemas: [:],
        refusals: [503: "The database is out of reach, or its schema is not current."], common: [])

    private static let resource = ResourceDescription(
        title: "Service", about: "For supervisors, load balancers and tools.",
        routes: [
            RouteDescription(
                name: "GET /healthz", summary: "Ask whether the process serves",
                answers: [.found(.object(["status": .constant("ok")]))]),
            RouteDescription(
                name: "GET /readyz", summary: "Ask whether the database can be reached and its schema is current",
                answers: [
                    .found(.object(["status": .constant("ready")])),
                    RouteDescription.Answer(
                        status: 503, about: "Not yet, or not any more.",
                        schema: .object(["status": .constant("unavailable")])),
                ]),
            RouteDescription(
                name: "GET /openapi.json", summary: "Get this document", answers: [.found(.anyObject)]),
        ])
}
