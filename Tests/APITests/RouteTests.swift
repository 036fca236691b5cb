import Credentials
import JSON
import Store
import Testing

@testable import API

/// Walks the router's own table: a new route is covered on the day it is added.
struct RouteTests {
    /// Somebody who must get nothing.
    enum Stranger: CaseIterable {
        case withoutKey, withMalformedKey, withUnknownKey, withWrongSecret, withRevokedKey
        case ofAnotherAccount, ofAnotherRealm, tooWeak

        /// What they are answered on every route with objects that they may not touch.
        var status: Int {
            switch self {
            case .withoutKey, .withMalformedKey, .withUnknownKey, .withWrongSecret, .withRevokedKey, .tooWeak: 403
            case .ofAnotherAccount, .ofAnotherRealm: 404
            }
        }
    }

    /// Routes that concern no realm in particular, so that every account may use them for its own.
    static let accountWide = ["GET /v1/realms", "POST /v1/realms"]

    let world: World

    init() throws {
        world = try World()
    }

    @Test("no stranger gets anywhere on any route, or changes anything", arguments: Stranger.allCases)
    func strangers(stranger: Stranger) throws {
        let estate = try Estate(world)
        let before = try world.fingerprint()
        for route in AuthRocketRoutes.all where concerns(stranger, route) {
            let key = try key(of: stranger, for: route)
            let answer = try estate.send(route, world, headers: key.map { ["x-authrocket-api-key": $0] } ?? [:])
            let name: Comment = "\(route.method) \(route.template)"
            #expect(answer.status == stranger.status, name)
            #expect(answer.object == ["error": stranger.status == 403 ? "Access denied" : "Not found"], name)
            #expect(answer.headers["x-request-id"]?.hasPrefix("rq_") == true, name)
            #expect(try world.fingerprint() == before, name)
        }
    }

    @Test("the weakest key that suffices gets through on every route")
    func admitted() throws {
        for route in AuthRocketRoutes.all {
            let answer = try Estate(world).send(
                route, world, headers: ["x-authrocket-api-key": key(route.operation.permission)])
            let isGuess = route.method == "POST" && ["/verify", "/authorize"].contains { route.template.hasSuffix($0) }
            let expected = isGuess ? 422...422 : 200...204
            #expect(expected.contains(answer.status), "\(route.method) \(route.template)")
        }
    }

    @Test("the routes that concern no realm concern the caller's own account only")
    func accountWideRoutes() throws {
        #expect(Self.accountWide.allSatisfy { name in AuthRocketRoutes.all.contains { name == Self.name($0) } })
        let created = world.send("POST", "/v1/realms", ["realm": ["name": "Theirs"]], key: world.stranger)
        let seen = world.send("GET", "/v1/realms", key: world.stranger).collection
        #expect(try seen.map { try $0.text("id") } == [try created.text("id")])
        #expect(world.send("GET", "/v1/realms/\(try created.text("id"))").status == 404)
    }

    @Test("a key that is locked to a realm sees no other and makes none")
    func lockedKey() throws {
        let seen = world.send("GET", "/v1/realms", key: world.locked).collection
        #expect(try seen.map { try $0.text("name") } == ["Locked"])
        #expect(world.send("POST", "/v1/realms", ["realm": ["name": "More"]], key: world.locked).status == 403)
    }

    private static func name(_ route: Route) -> String { "\(route.method) \(route.template)" }

    private func concerns(_ stranger: Stranger, _ route: Route) -> Bool {
        switch stranger {
        case .withoutKey, .withMalformedKey, .withUnknownKey, .withWrongSecret, .withRevokedKey: true
        case .ofAnotherAccount, .ofAnotherRealm: !Self.accountWide.contains(Self.name(route))
        case .tooWeak: route.operation.permission > .read
        }
    }

    private func key(of stranger: Stranger, for route: Route) throws -> String? {
        switch stranger {
        case .withoutKey: nil
        case .withMalformedKey: "ko_short-secret"
        case .withUnknownKey: "\(IdentifierGenerator.shared.next() as AccessKeyID)-\(world.manage.suffix(43))"
        case .withWrongSecret: String(world.manage.dropLast()) + (world.manage.last == "A" ? "B" : "A")
        case .withRevokedKey: world.revoked
        case .ofAnotherAccount: world.stranger
        case .ofAnotherRealm: world.locked
        case .tooWeak: key(try #require(Permission.allCases.last { $0 < route.operation.permission }))
        }
    }

    private func key(_ permission: Permission) -> String {
        switch permission {
        case .read: world.read
        case .write: world.write
        case .manage: world.manage
        }
    }
}
