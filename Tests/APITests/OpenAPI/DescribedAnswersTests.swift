import JSON
import JSONSchema
import Testing

@testable import API

/// Real answers are as they are described: the walks over the routers' tables go over every route.
struct DescribedAnswersTests {
    private let document = Described()

    @Test("what routes of /v1 answer is what is said of them")
    func authRocket() throws {
        let world = try World()
        for route in AuthRocketRoutes.all {
            let answer = try Estate(world).send(route, world, headers: ["x-authrocket-api-key": world.manage])
            try judge(answer, of: "\(route.method) \(route.template)")
        }
    }

    @Test("what routes of /v2 answer is what is said of them")
    func deck() throws {
        for route in DeckRoutes.all {
            let vault = try Vault()
            let isWorkers = if case .worker = route.action { true } else { false }
            let answer = try DeckEstate(vault).send(
                route, vault, authorization: "Bearer \(isWorkers ? vault.worker : vault.write)")
            try judge(answer, of: route.name)
        }
    }

    @Test("what is refused is answered as is said of it")
    func refusals() throws {
        let vault = try Vault()
        for name in document.operations.map(\.name) where !name.hasSuffix("z") && !name.hasSuffix(".json") {
            let parts = name.split(separator: " ").map(String.init)
            let target = parts[1].replacing(":id", with: "nothing")
            try judge(vault.send(parts[0], target, [:], key: "none"), of: name)
            try judge(vault.send(parts[0], target, [], key: vault.write), of: name)
            try judge(vault.world.send(parts[0], target, [:]), of: name)
            try judge(vault.world.send(parts[0], target, raw: Array("{".utf8)), of: name)
        }
    }

    private func judge(_ answer: Answer, of name: String) throws {
        let schema = try #require(document.schema(of: name, status: answer.status), "\(name) \(answer.status)")
        if schema == false {
            #expect(answer.body.isEmpty, "\(name)")
        } else {
            let problems = try document.compiled(schema).validate(try JSON(parsing: answer.body))
            #expect(problems.isEmpty, "\(name) \(answer.status)")
        }
    }
}
