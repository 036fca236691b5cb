import Credentials
import JSON

/// The OpenAPI 3.1 document at `/openapi.json`: the routers' tables, with what is said beside them of each route.
enum APIDescription {
    /// The document's bytes, written once.
    static let encoded: [UInt8] = JSON.object(document).encoded()

    static var document: JSONObject {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Credence", "version": "1", "summary": "A self-hosted credential service.",
                "description": .text(about),
            ],
            "servers": [["url": "/"]],
            "tags": .array(tags), "paths": .object(paths),
            "components": [
                "schemas": .object(schemas), "responses": .object(responses), "securitySchemes": securitySchemes,
            ],
        ]
    }

    private static let about = """
        Two families: /v1 for the users of apps and how they log in, /v2 for a vault of users' logins on other companies' \
        sites. Every answer has the header X-Request-ID. Bodies are JSON of at most 1 MiB, without a name twice in one \
        object; /v1 also takes application/x-www-form-urlencoded with nested names such as user[custom][plan], takes \
        attributes with or without the root that is shown here, answers PATCH like PUT, and ignores what it does not know. HEAD \
        is answered like GET.
        """

    private static let families = [AuthRocketDescription.family, DeckDescription.family]

    private static var known: [(family: FamilyDescription, route: FamilyDescription.Known)] {
        PublicDescription.known.map { (PublicDescription.family, $0) }
            + AuthRocketRoutes.all.map { (AuthRocketDescription.family, $0.known) }
            + DeckRoutes.all.map { (DeckDescription.family, $0.known) }
    }

    private static var paths: JSONObject {
        var paths = JSONObject()
        for (family, route) in known {
            guard let operation = family.operation(route) else { continue }
            let path = route.template.replacing(":id", with: "{id}")
            var operations: JSONObject = if case .object(let others)? = paths[path] { others } else { [:] }
            operations[route.method.lowercased()] = .object(operation)
            paths[path] = .object(operations)
        }
        return paths
    }

    private static var tags: [JSON] {
        (families + [PublicDescription.family]).flatMap(\.resources).map {
            ["name": .text($0.title), "description": .text($0.about)]
        }
    }

    private static var schemas: JSONObject {
        families.reduce(into: [:]) { schemas, family in
            for (name, schema) in family.schemas.list + family.resources.flatMap(\.schemas.list) {
                schemas[name] = schema.json
            }
        }
    }

    private static var responses: JSONObject {
        (families + [PublicDescription.family]).reduce(into: [:]) { responses, family in
            for (name, response) in family.sharedResponses { responses[name] = response }
        }
    }

    private static let securitySchemes: JSON = [
        "accessKey": [
            "type": "apiKey", "in": "header", "name": "X-Authrocket-Api-Key",
            "description": "An access key of /v1, ko_…; or key_… together with X-Authrocket-Account.",
        ],
        "account": [
            "type": "apiKey", "in": "header", "name": "X-Authrocket-Account",
            "description": "The account of a legacy access key, org_….",
        ],
        "appKey": [
            "type": "http", "scheme": "bearer", "description": "A key of an organization's apps for /v2, sk_live_….",
        ],
        "workerKey": ["type": "http", "scheme": "bearer", "description": "A key of workers for /v2, wk_live_…."],
    ]
}
