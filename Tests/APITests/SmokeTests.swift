import JSON
import Testing

@Suite struct SmokeTests {
    @Test("a user is created and read") func smoke() throws {
        let world = try World()
        let id = try world.newHuman("sally")
        print(world.send("GET", "/v1/users/\(id)").bodyText)
        print(world.send("GET", "/v1/users/SALLY").bodyText)
        print(world.newCredential("totp", of: id, ["name": "x"]).bodyText)
        let p = try world.newProvider("totp")
        let t = world.newCredential("totp", of: id, ["name": "iPhone", "auth_provider_id": .text(p)])
        print(t.status, t.object.names)
        let robot = try world.newRobot()
        print(world.send("GET", "/v1/users/\(robot)").bodyText)
        print(world.newCredential("api_key", of: robot).bodyText)
        print(world.send("GET", "/v1/realms").bodyText)
        print(world.send("GET", "/v1/realms/\(world.realm)").bodyText)
        print(world.send("GET", "/v1/events").bodyText)
        print(world.send("GET", "/v1/auth_providers").bodyText)
        print(world.send("DELETE", "/v1/realms/\(world.realm)").status, world.send("DELETE", "/v1/realms/\(world.realm)").status)
        print(world.log.text)
    }
}
