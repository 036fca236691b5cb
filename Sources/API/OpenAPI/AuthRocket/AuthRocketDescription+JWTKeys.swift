import Credentials

extension AuthRocketDescription {
    static let jwtKeys = ResourceDescription(
        title: "JWT keys", about: "What signs the login tokens of a realm.", id: .id(JWTKey.self),
        schemas: ["JWTKey": key],
        routes: [
            RouteDescription(
                name: "GET /v1/jwt_keys", summary: "List the keys of a realm, the latest first",
                parameters: .page(of: JWTKey.self, most: 100), answers: [.found(.page(of: "JWTKey"))]),
            RouteDescription(
                name: "POST /v1/jwt_keys", summary: "Create a key", details: "One is generated when none is given.",
                body: .rooted(
                    "jwt_key",
                    .object(
                        ["algo": .word(JWTAlgorithm.self)],
                        optional: [
                            "use": .constant("sign"), "realm_id": .id(Realm.self),
                            "key": .bytes(8192).described("hs256: 32 to 256 characters; rs256: a private key in PEM."),
                        ])),
                answers: [.created(.shared("JWTKey"))]),
            RouteDescription(
                name: "GET /v1/jwt_keys/:id", summary: "Get a key", answers: [.found(.shared("JWTKey"))]),
            RouteDescription(
                name: "DELETE /v1/jwt_keys/:id", summary: "Let a key expire at once",
                details: "A realm keeps one that signs.", answers: [.nothing()], refusals: [409]),
        ])

    private static let key = Schema.object([
        "id": .id(JWTKey.self), "algo": .word(JWTAlgorithm.self), "expired": .boolean,
        "key": .text.described("The secret of hs256, the public key of rs256."), "object": .constant("jwt_key"),
        "realm_id": .id(Realm.self), "use": .constant("sign"),
    ])
}
