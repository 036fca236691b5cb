import JSON

/// What all routes of a family have in common, as far as client authors must know.
struct FamilyDescription: Sendable {
    /// What the names of the family's shared answers begin with.
    let name: String
    let resources: [ResourceDescription]
    /// The schema of every error, by its name among the components.
    let error: String
    /// Schemas that no resource has to itself.
    let schemas: Members
    /// Every refusal's sentence, by status.
    let refusals: KeyValuePairs<Int, String>
    /// The statuses that every route may be refused with.
    let common: [Int]

    /// One route as the router knows it.
    struct Known: Sendable {
        let method: String
        let template: String
        /// Who may call it, in a sentence.
        let callers: String
        /// The security schemes one of which is needed, each a set of schemes that go together.
        let security: [[String]]
        /// What a request may say beside what the route's own description has.
        var parameters: [RouteDescription.Parameter] = []
        var refusals: [Int] = []

        var name: String { "\(method) \(template)" }
    }

    /// What is said of a route; `nil` when nothing is.
    func description(of name: String) -> (route: RouteDescription, resource: ResourceDescription)? {
        for resource in resources {
            if let route = resource.routes.first(where: { $0.name == name }) { return (route, resource) }
        }
        return nil
    }

    /// A route as an operation object; `nil` when nobody has described it.
    func operation(_ known: Known) -> JSONObject? {
        guard let (route, resource) = description(of: known.name) else { return nil }
        var operation: JSONObject = [
            "operationId": .text(known.operationID), "tags": [.text(resource.title)], "summary": .text(route.summary),
            "description": .text([route.details, known.callers].compactMap(\.self).joined(separator: " ")),
            "security": .array(known.security.map { .object($0.reduce(into: [:]) { $0[$1] = [] }) }),
        ]
        let parameters =
            pathParameters(known, route.id ?? resource.id) + (route.parameters + known.parameters).map(\.json)
        if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
        if let body = route.body {
            operation["requestBody"] = ["content": ["application/json": ["schema": body.json]]]
        }
        operation["responses"] = .object(responses(route, known))
        return operation
    }

    private func pathParameters(_ known: Known, _ id: Schema) -> [JSON] {
        guard known.template.contains(":id") else { return [] }
        return [["name": "id", "in": "path", "required": true, "schema": id.json]]
    }

    private func responses(_ route: RouteDescription, _ known: Known) -> JSONObject {
        var responses = JSONObject()
        for answer in route.answers {
            var response: JSONObject = ["description": .text(answer.about)]
            if let schema = answer.schema { response["content"] = ["application/json": ["schema": schema.json]] }
            responses[String(answer.status)] = .object(response)
        }
        for status in Set(common + route.refusals + known.refusals).sorted() {
            responses[String(status)] = ["$ref": .text("#/components/responses/\(name)\(status)")]
        }
        responses["default"] = ["$ref": .text("#/components/responses/\(name)Error")]
        return responses
    }

    /// The answers that operations refer to.
    var sharedResponses: JSONObject {
        let content: JSON = ["application/json": ["schema": Schema.shared(error).json]]
        var responses: JSONObject = ["\(name)Error": ["description": "Any other refusal.", "content": content]]
        for (status, sentence) in refusals {
            var response: JSONObject = ["description": .text(sentence), "content": content]
            if [429, 503].contains(status) { response["headers"] = Self.retryAfter }
            responses["\(name)\(status)"] = .object(response)
        }
        return responses
    }

    private static let retryAfter: JSON = [
        "Retry-After": [
            "description": "The seconds after which it is worth trying again.", "schema": ["type": "integer"],
        ]
    ]
}

extension FamilyDescription.Known {
    /// A name for the method in generated clients: `get_v1_realms_id`.
    fileprivate var operationID: String {
        let words = template.split { !$0.isLetter && !$0.isNumber }.joined(separator: "_")
        return "\(method.lowercased())_\(words)"
    }
}
