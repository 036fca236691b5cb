import Credentials
import JSON
import Testing

@Suite("TOTP credentials")
struct TOTPCredentialTests {
    private let world: World
    private let user: String

    init() throws {
        world = try World()
        user = try world.newHuman("sally")
    }

    private static let active = ["id", "auth_provider_id", "credential_type", "name", "object", "state", "user_id"]
    private static let new = [
        "id", "auth_provider_id", "credential_type", "name", "object", "otp_secret", "provisioning_svg",
        "provisioning_uri", "state", "user_id",
    ]

    @Test("a new device shows what a phone needs, to whoever may get it")
    func shape() throws {
        let provider = try world.newProvider("totp")
        let created = world.newCredential("totp", of: user, ["name": "iPhone X", "auth_provider_id": .text(provider)])
        #expect(created.status == 201)
        #expect(created.object.names == Self.new)
        #expect(try created.text("auth_provider_id") == provider)
        #expect(try created.text("name") == "iPhone X")
        #expect(try created.text("state") == "new")
        let secret = try created.text("otp_secret")
        #expect(secret.utf8.count == 32)
        #expect(Base32.decode(secret)?.count == 20)
        #expect(
            try created.text("provisioning_uri")
                == "otpauth://totp/Main:sally%40example.com?secret=\(secret)&issuer=Main")
        #expect(try created.text("provisioning_svg").hasPrefix("<svg"))
        #expect(world.credential(try created.text("id"), key: world.read).object == created.object)
        #expect(try world.events(of: user) == ["user.updated", "user.created"])
    }

    @Test("its secret is the server's, whatever the caller says")
    func callersSecret() throws {
        let provider = try world.newProvider("totp")
        let mine = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
        let created = world.newCredential(
            "totp", of: user,
            ["name": "x", "otp_secret": .text(mine), "state": "active", "auth_provider_id": .text(provider)])
        #expect(try created.text("state") == "new")
        let secret = try created.text("otp_secret")
        #expect(secret != mine)
        let changed = world.change(try created.text("id"), ["otp_secret": .text(mine), "state": "active"])
        #expect(try changed.text("otp_secret") == secret)
        #expect(try changed.text("state") == "new")
    }

    @Test("name and provider are required, and the provider's type must fit")
    func required() throws {
        #expect(
            world.newCredential("totp", of: user).errors == [
                "auth_provider_id: Auth provider can't be blank", "name: Name can't be blank",
            ])
        let provider = try world.newProvider("totp")
        let password = try world.send("GET", "/v1/auth_providers/password").text("id")
        for name in [.null, "", "  "] as [JSON] {
            #expect(world.newCredential("totp", of: user, ["name": name]).errors == ["name: Name can't be blank"])
        }
        #expect(world.newCredential("totp", of: user, ["name": 7]).errors == ["name: Name is not valid"])
        #expect(
            world.newCredential("totp", of: user, ["name": .text(String(repeating: "n", count: 256))]).errors
                == ["name: Name is too long (maximum is 255 characters)"])
        for wrong in [password, "ap_0vfxUBuSuehS6YcFSfc85C", "password", provider + "x"] {
            let answer = world.newCredential("totp", of: user, ["name": "x", "auth_provider_id": .text(wrong)])
            #expect(answer.status == 422)
            #expect(answer.errors == ["auth_provider_id: Auth provider is not valid"])
        }
        for right in [.text(provider), "totp", "", .null] as [JSON] {
            #expect(world.newCredential("totp", of: user, ["name": "x", "auth_provider_id": right]).status == 201)
        }
    }

    @Test("a provider of another realm is not valid")
    func foreignProvider() throws {
        _ = try world.newProvider("totp")
        let other = try world.newRealm()
        let foreign = try world.send(
            "POST", "/v1/auth_providers",
            ["auth_provider": ["provider_type": "totp", "realm_id": .text(other)]]
        ).text("id")
        #expect(
            world.newCredential("totp", of: user, ["name": "x", "auth_provider_id": .text(foreign)]).errors
                == ["auth_provider_id: Auth provider is not valid"])
    }

    @Test("the first right code activates it, with one event, and hides the secret")
    func activation() async throws {
        let device = try world.newDevice(of: user)
        #expect(try world.changes(of: user) == 1)
        try await Device.settle()
        let first = world.verify(device.id, .text(device.code()))
        #expect(first.status == 200)
        #expect(first.object.names == Self.active)
        #expect(try first.text("state") == "active")
        #expect(world.credential(device.id).object == first.object)
        #expect(try world.changes(of: user) == 2)
        #expect(world.verify(device.id, .text(device.code(1))).object == first.object)
        #expect(try world.changes(of: user) == 2)
    }

    @Test("the secret is in its user at no time")
    func embedded() async throws {
        let device = try world.newDevice(of: user)
        let names = ["id", "auth_provider_id", "credential_type", "name", "object", "state"]
        #expect(try world.credentials(of: user).last?.names == names)
        try await Device.settle()
        _ = world.verify(device.id, .text(device.code()))
        #expect(try world.credentials(of: user).last?.names == names)
    }

    @Test("it can be renamed, with one event, and not without a name")
    func rename() throws {
        let device = try world.newDevice(of: user)
        #expect(try world.change(device.id, ["name": "Tablet"]).text("name") == "Tablet")
        #expect(try world.changes(of: user) == 2)
        for name in ["", " ", .null] as [JSON] {
            #expect(world.change(device.id, ["name": name]).errors == ["name: Name can't be blank"])
        }
        #expect(world.change(device.id, [:]).status == 200)
        #expect(try world.credential(device.id).text("name") == "Tablet")
        #expect(try world.changes(of: user) == 2)
    }

    @Test("a user may have several, and its provider cannot go while there is one")
    func several() throws {
        let first = try world.newDevice(of: user)
        let second = try world.newDevice(of: user)
        #expect(first.secret != second.secret)
        let refusal = world.send("DELETE", "/v1/auth_providers/totp")
        #expect(refusal.status == 409)
        #expect(refusal.errors == ["base: Auth provider is in use"])
        for id in [first.id, second.id] {
            #expect(world.send("DELETE", "/v1/credentials/\(id)").status == 204)
        }
        #expect(world.send("DELETE", "/v1/auth_providers/totp").status == 204)
    }
}
