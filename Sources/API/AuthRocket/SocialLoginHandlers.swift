import Credentials
import JSON
import Secrets
import Store

/// The operations of social login (authrocket-v1.md section 8).
enum SocialLoginHandlers {
    static func list(_ call: Call, _ store: inout Store) throws -> Response {
        let grant = try call.grant(ReadAuthProvider.self, by: try store.policy(of: try call.listedRealmID()))
        let request = try AuthorizationRequest(call.input)
        let page = try store.loginProviders(
            try call.input.page(of: AuthProvider.self, maximum: 100, sort: AuthProviderSort.id), grant)
        let links = try page.items.compactMap(SocialProvider.init).map { provider in
            JSON.object(try request.link(to: provider, grant, &store))
        }
        return .json(["more_results": .bool(page.hasMore), "collection": .array(links)])
    }

    static func get(_ call: Call, _ store: inout Store) throws -> Response {
        let id = try call.authProviderID(&store)
        let grant = try call.grant(ReadAuthProvider.self, by: try store.policy(of: id))
        let provider = try found(try store.authProvider(id, grant))
        // A provider of another kind has no URL to show, and one that is switched off leads nowhere.
        guard provider.state == .active, let provider = SocialProvider(provider) else { throw Failure.notFound }
        return .json(try AuthorizationRequest(call.input).link(to: provider, grant, &store))
    }

    static func authorize(_ call: Call, _ store: inout Store) throws -> Response {
        let response = try AuthorizationResponse(call)
        let login = try SocialLogin(call, by: try response.policy(for: call.caller, &store))
        let identity = try response.identity(login, call.outgoing, &store)
        let outcome = try login.perform(identity, &store)
        return try call.answer(outcome.user, outcome.token, login.grant, &store)
    }

    static func authorizeToken(_ call: Call, _ store: inout Store) throws -> Response {
        let id = try call.authProviderID(&store)
        let login = try SocialLogin(call, by: try store.policy(of: id))
        let provider = try found(try login.provider(id, &store))
        let token = try call.input.accessToken()
        let identity = try call.outgoing.pass { client in
            do throws(SocialRefusal) {
                return try SocialConversation(provider, client).identity(token)
            } catch {
                throw Failure(error, of: "token")
            }
        }
        let outcome = try login.perform(identity, &store)
        return try call.answer(outcome.user, outcome.token, login.grant, &store)
    }
}

extension Input {
    /// The access token that an app brings.
    ///
    /// - Throws: `invalid`, also for what could not stand in a header.
    fileprivate func accessToken() throws(Failure) -> Secret {
        var attributes = try attributes(root: "auth_provider")
        let token = attributes.accessToken().value
        if token == nil { attributes.requirePresence("access_token") }
        if let token, !token.reveal().isAccessToken { attributes.refuse("access_token") }
        try attributes.check()
        return try found(token)
    }
}
