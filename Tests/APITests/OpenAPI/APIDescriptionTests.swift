import JSON
import JSONSchema
import Testing

@testable import API

/// The document at `/openapi.json`, against the routers' tables.
struct APIDescriptionTests {
    private let document = Described()

    @Test("every route is described, and nothing else is")
    func routes() {
        let tables =
            AuthRocketRoutes.all.map { "\($0.method) \($0.template)" } + DeckRoutes.all.map(\.name)
            + PublicDescription.known.map(\.name)
        #expect(document.operations.map(\.name).sorted() == tables.sorted())
        let families = [AuthRocketDescription.family, DeckDescription.family, PublicDescription.family]
        let descriptions = families.flatMap(\.resources).flatMap(\.routes).map(\.name)
        #expect(descriptions.sorted() == tables.sorted())
    }

    @Test("every reference leads somewhere, and every shared part is referred to")
    func references() {
        let references = Set(document.references)
        #expect(references.allSatisfy { document.value(at: $0) != nil })
        for kind in ["schemas", "responses"] {
            for name in document.object(at: "#/components/\(kind)").names where !name.hasSuffix("Error") {
                let status = name.suffix(3).filter(\.isNumber)
                #expect(references.contains("#/components/\(kind)/\(name)") || !status.isEmpty, "\(name)")
            }
        }
    }

    @Test("every operation has a name of its own, a summary, who may call it, and its refusals")
    func operations() {
        let ids = document.operations.compactMap { $0.operation["operationId"]?.text }
        #expect(Set(ids).count == document.operations.count)
        for (name, operation) in document.operations {
            #expect(operation["summary"]?.text?.isEmpty == false, "\(name)")
            #expect(operation["description"]?.text?.contains("ey ") == true, "\(name)")
            guard case .object(let responses)? = operation["responses"] else {
                Issue.record("\(name)")
                continue
            }
            let codes = responses.names
            #expect(codes.first?.hasPrefix("2") == true && codes.last == "default", "\(name)")
            #expect(!name.contains("/v2/") || codes.contains("401"), "\(name)")
            #expect(!name.contains(":id") || codes.contains("404"), "\(name)")
        }
    }

    @Test("every schema is one that can be compiled")
    func schemas() throws {
        for (name, schema) in document.object(at: "#/components/schemas") {
            #expect(throws: Never.self, "\(name)") { try document.compiled(schema) }
        }
        for (name, operation) in document.operations {
            for schema in document.schemas(of: operation) {
                #expect(throws: Never.self, "\(name)") { try document.compiled(schema) }
            }
        }
    }

    @Test("anybody may read it, and keep it for a while")
    func serving() throws {
        let world = try World()
        for method in ["GET", "HEAD"] {
            let answer = world.send(
                Request(method: method, target: "/openapi.json", headers: [:], body: .whole([]), seed: nil))
            #expect(answer.status == 200 && answer.object == APIDescription.document)
            #expect(answer.headers["cache-control"] == "public, max-age=3600")
        }
        #expect(world.send("GET", "/v1/realms").headers["cache-control"] == "no-store")
    }
}
