import Credentials
import JSON
import Secrets
import Testing

@testable import API

/// Walks the router's own table: a new route is covered on the day it is added.
struct DeckRouteTests {
    /// Somebody who must get nothing.
    enum Stranger: CaseIterable {
        case withoutKey, withoutScheme, withMalformedKey, withUnknownKey, withRevokedKey
        case ofAnotherOrganization, tooWeak, ofTheOtherSide
    }

    let vault: Vault

    init() throws {
        vault = try Vault()
    }

    @Test("no stranger gets anywhere on any route, or changes anything", arguments: Stranger.allCases)
    func strangers(stranger: Stranger) throws {
        let estate = try DeckEstate(vault)
        let before = try vault.world.fingerprint()
        for route in DeckRoutes.all {
            guard let expected = refusal(of: stranger, by: route) else { continue }
            let answer = try estate.send(route, vault, authorization: authorization(of: stranger, for: route))
            let name: Comment = "\(route.name)"
            #expect(answer.status == expected.status && answer.problems == [expected.problem], name)
            #expect(answer.headers["x-request-id"].map(JSON.text) == answer["request_id"], name)
            #expect(try vault.world.fingerprint() == before, name)
        }
    }

    @Test("the weakest key that suffices gets through on every route")
    func admitted() throws {
        for route in DeckRoutes.all {
            let vault = try Vault()
            let answer = try DeckEstate(vault).send(
                route, vault, authorization: "Bearer \(weakestKey(for: route, vault))")
            #expect((200...204).contains(answer.status), "\(route.name)")
        }
    }

    @Test("the routes that concern no object in particular concern the caller's own organization only")
    func organizationWideRoutes() throws {
        let estate = try DeckEstate(vault)
        for route in DeckRoutes.all where !route.path.template.contains(":") && route.method == "GET" {
            let answer = try estate.send(route, vault, authorization: "Bearer \(vault.stranger)")
            #expect(answer.status == 200, "\(route.name)")
            let theirs = answer.data.compactMap { $0["id"]?.plain }
            #expect(Set(theirs).isDisjoint(with: estate.ids.values), "\(route.name)")
        }
    }

    /// What somebody is answered who must get nothing; `nil` where a route does not concern them.
    private func refusal(of stranger: Stranger, by route: DeckRoute) -> (status: Int, problem: String)? {
        switch stranger {
        case .withoutKey, .withoutScheme, .withMalformedKey, .withUnknownKey, .withRevokedKey:
            return (401, "request/api_key_invalid")
        case .ofAnotherOrganization:
            guard route.path.template.contains(":id") else { return nil }
            return (404, hidden(by: route))
        case .tooWeak:
            guard case .app(let operation, _) = route.action, operation.permission > .read else { return nil }
            return (403, "request/permission_denied")
        case .ofTheOtherSide:
            if case .any = route.action { return nil }
            return (403, "request/permission_denied")
        }
    }

    private func hidden(by route: DeckRoute) -> String {
        let resource = route.path.template.split(separator: "/")[1]
        let object = resource.dropLast().replacing("-", with: "_")
        return object == "source" ? "source/source_not_found" : "request/\(object)_not_found"
    }

    private func authorization(of stranger: Stranger, for route: DeckRoute) -> String? {
        switch stranger {
        case .withoutKey: nil
        case .withoutScheme: vault.write
        case .withMalformedKey: "Bearer sk_live_short"
        case .withUnknownKey: "Bearer \(VaultKeyText.generate(for: .app).reveal())"
        case .withRevokedKey: "Bearer \(vault.revoked)"
        case .ofAnotherOrganization: "Bearer \(isWorkers(route) ? vault.foreignWorker : vault.stranger)"
        case .tooWeak: "Bearer \(vault.read)"
        case .ofTheOtherSide: "Bearer \(isWorkers(route) ? vault.write : vault.worker)"
        }
    }

    private func weakestKey(for route: DeckRoute, _ vault: Vault) -> String {
        switch route.action {
        case .any, .worker: vault.worker
        case .app(let operation, _): operation.permission == .read ? vault.read : vault.write
        }
    }

    private func isWorkers(_ route: DeckRoute) -> Bool {
        if case .worker = route.action { true } else { false }
    }
}
