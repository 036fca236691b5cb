import JSON

/// What client authors are told of one route; who may call it is taken from the route itself.
struct RouteDescription: Sendable {
    /// Verb and template, as in the router's table: `GET /v1/realms/:id`.
    let name: String
    let summary: String
    var details: String?
    /// What stands for `:id`; the resource's own ids when it is not said.
    var id: Schema?
    var parameters: [Parameter] = []
    /// What a body is; `nil` for none.
    var body: Schema?
    let answers: [Answer]
    /// Statuses of refusals beside those that every route of its family has.
    var refusals: [Int] = []

    /// A success.
    struct Answer: Sendable {
        let status: Int
        let about: String
        /// `nil` for an answer without a body.
        let schema: Schema?

        static func found(_ schema: Schema, _ about: String = "As asked for.") -> Answer {
            Answer(status: 200, about: about, schema: schema)
        }

        static func created(_ schema: Schema) -> Answer {
            Answer(status: 201, about: "It was created.", schema: schema)
        }

        static func nothing(_ about: String = "Done; there is nothing to show.") -> Answer {
            Answer(status: 204, about: about, schema: nil)
        }
    }

    /// What a request may say in its query or headers.
    struct Parameter: Sendable {
        let name: String
        var isHeader = false
        var isRequired = false
        let schema: Schema
        let about: String

        static func query(
            _ name: String, _ schema: Schema, _ about: String, isRequired: Bool = false
        ) -> Parameter {
            Parameter(name: name, isRequired: isRequired, schema: schema, about: about)
        }

        static func header(
            _ name: String, _ schema: Schema, _ about: String, isRequired: Bool = false
        ) -> Parameter {
            Parameter(name: name, isHeader: true, isRequired: isRequired, schema: schema, about: about)
        }

        var json: JSON {
            [
                "name": .text(name), "in": isHeader ? "header" : "query", "required": .bool(isRequired),
                "description": .text(about), "schema": schema.json,
            ]
        }
    }
}

/// What client authors are told of one kind of object and its routes.
struct ResourceDescription: Sendable {
    /// The heading under which the routes stand.
    let title: String
    let about: String
    /// What stands for `:id` in the routes' paths.
    var id: Schema = .text
    /// Schemas for the components, by name.
    var schemas: Members = [:]
    let routes: [RouteDescription]
}
