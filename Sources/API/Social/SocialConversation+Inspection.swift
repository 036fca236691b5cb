import Credentials
import FoundationEssentials
import JSON
import Secrets

extension SocialConversation {
    /// Makes sure that an access token that an app brought was made for the realm's client: any other app that the user has
    /// ever allowed has a token of its own, and with that it could log in here as the user.
    ///
    /// Slack, Yahoo and services of type `oauth2` have no question for this, so their tokens are taken as they are: apps
    /// that hand them in must have received them from their own client and from nobody else.
    ///
    /// - Returns: the token, with its end where that was said.
    /// - Throws: `foreign`; `notConfigured` where the question needs the client's secret and there is none.
    func inspect(_ token: Secret) throws(SocialRefusal) -> ProviderToken {
        let end: Timestamp? =
            switch provider.type {
            case .facebook: try facebookEnd(token)
            case .github: try githubEnd(token)
            case .google: try googleEnd(token)
            case .linkedin: try linkedinEnd(token)
            case .oauth2, .slack, .yahoo, .password, .totp: nil
            }
        return ProviderToken(accessToken: token, expiresAt: end)
    }

    /// <https://developers.facebook.com/docs/graph-api/reference/debug_token>
    private func facebookEnd(_ token: Secret) throws(SocialRefusal) -> Timestamp? {
        let app = Secret("\(provider.clientID)|\(try secret().reveal())")
        let url = "https://graph.facebook.com/debug_token".appendingQuery([("input_token", token.reveal())])
        guard case .object(let data)? = try object(url, headers: [bearer(app)])["data"] else { throw .unreadable }
        guard data["is_valid"] == true, data["app_id"]?.plainText == provider.clientID else { throw .foreign }
        return data["expires_at"]?.end
    }

    /// A token of another app is not found. <https://docs.github.com/en/rest/apps/oauth-applications#check-a-token>
    private func githubEnd(_ token: Secret) throws(SocialRefusal) -> Timestamp? {
        let client = Data("\(provider.clientID):\(try secret().reveal())".utf8).base64EncodedString()
        let url = "https://api.github.com/applications/\(PercentEncoding.encode(provider.clientID))/token"
        let answer = try object(
            url, .json(["access_token": .text(token.reveal())]), headers: [("Authorization", "Basic \(client)")])
        guard case .object(let app)? = answer["app"], app["client_id"]?.text == provider.clientID else {
            throw .foreign
        }
        return nil
    }

    /// The endpoint takes the token in a header too, which keeps it out of the URL.
    /// <https://developers.google.com/identity/protocols/oauth2/web-server#validatetoken>
    private func googleEnd(_ token: Secret) throws(SocialRefusal) -> Timestamp? {
        let answer = try object("https://oauth2.googleapis.com/tokeninfo", .form([]), headers: [bearer(token)])
        guard answer["aud"]?.text == provider.clientID else { throw .foreign }
        return answer["exp"]?.end
    }

    /// <https://learn.microsoft.com/en-us/linkedin/shared/authentication/token-introspection>
    private func linkedinEnd(_ token: Secret) throws(SocialRefusal) -> Timestamp? {
        let answer = try object(
            "https://www.linkedin.com/oauth/v2/introspectToken",
            .form([
                ("client_id", provider.clientID), ("client_secret", try secret().reveal()), ("token", token.reveal()),
            ]))
        guard answer["active"] == true, answer["client_id"]?.text == provider.clientID else { throw .foreign }
        return answer["expires_at"]?.end
    }

    private func secret() throws(SocialRefusal) -> Secret {
        guard let secret = provider.clientSecret else { throw .notConfigured }
        return secret
    }
}

extension JSON {
    /// A text, or the decimal text of an integer.
    fileprivate var plainText: String? { integer.map { String($0) } ?? text }

    /// A time in Unix seconds; zero and what no column holds is none.
    fileprivate var end: Timestamp? {
        guard let seconds = wholeNumber, 1..<253_402_300_800 ~= seconds else { return nil }
        return Timestamp(seconds: seconds)
    }
}
