import Credentials
import JSON
import Secrets
import Store

/// Showing that an e-mail address is the user's (authrocket-v1.md section 6.4); the app sends the mail.
enum EmailVerificationHandlers {
    static func request(_ call: Call, _ store: inout Store) throws -> Response {
        let named = try found(try call.namedUser(&store))
        let request = try call.input.annotation(root: "user")
        let token = OneTimeToken.generate(for: .email)
        try store.transaction { store in
            let user = try found(try store.lockedUser(named.id, named.grant))
            guard user.email != nil else { throw Failure.invalid("email", "Email can't be blank") }
            guard user.type == .human else { throw Failure.invalid("base", "User has no email verification") }
            try store.insert(token, for: user.id, at: .now, named.grant)
            // To ask once more takes nothing away from who has shown it before.
            if user.emailVerification != .verified {
                try store.setEmailVerification(.requested, of: user.id, named.grant)
            }
            try store.record(
                .emailVerificationRequested, of: user.subject, in: named.grant.policy.account, request: request)
        }
        return try call.answer(named.id, token.text, named.grant, &store)
    }

    static func verify(_ call: Call, _ store: inout Store) throws -> Response {
        let named = try call.namedUser(&store)
        var attributes = try call.input.attributes(root: "user")
        let text = attributes.text("token").value
        let request = try call.input.annotation(root: "user")
        guard let presented = try call.token(text, for: .email, of: named, &store) else {
            throw PresentedToken.refusal
        }
        let grant = presented.grant
        try store.transaction { store in
            let user = try found(try store.lockedUser(presented.user, grant))
            guard try store.consume(presented.token, at: .now, grant) else { throw PresentedToken.refusal }
            try store.endTokens(of: user.id, .email, grant)
            try store.setEmailVerification(.verified, of: user.id, grant)
            try store.record(.emailVerified, of: user.subject, in: grant.policy.account, request: request)
        }
        return try call.answer(presented.user, nil, grant, &store)
    }
}
