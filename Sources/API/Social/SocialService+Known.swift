import Credentials

extension SocialService {
    /// Facebook Login. Calls without a version go to the oldest one that the app may use; proof keys are documented only
    /// for the OpenID Connect flow that is still being tried out.
    ///
    /// <https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow>,
    /// <https://developers.facebook.com/docs/graph-api/guides/versioning>
    static let facebook = SocialService(
        ExternalProvider.Endpoints(
            authorization: "https://www.facebook.com/dialog/oauth",
            token: "https://graph.facebook.com/oauth/access_token",
            userinfo: "https://graph.facebook.com/me?fields=id,email,first_name,last_name,name"),
        scopes: "public_profile email", speaksOpenID: false, takesProofKeys: false)

    /// GitHub OAuth apps. <https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps>
    static let github = SocialService(
        ExternalProvider.Endpoints(
            authorization: "https://github.com/login/oauth/authorize",
            token: "https://github.com/login/oauth/access_token",
            userinfo: "https://api.github.com/user"),
        scopes: "user:email", speaksOpenID: false)

    /// Google's OpenID Connect. <https://developers.google.com/identity/openid-connect/openid-connect>
    static let google = SocialService(
        ExternalProvider.Endpoints(
            authorization: "https://accounts.google.com/o/oauth2/v2/auth",
            token: "https://oauth2.googleapis.com/token",
            userinfo: "https://openidconnect.googleapis.com/v1/userinfo"),
        scopes: "openid profile email")

    /// Sign In with LinkedIn. With a proof key its token endpoint answers `invalid_client`.
    ///
    /// <https://learn.microsoft.com/en-us/linkedin/consumer/integrations/self-serve/sign-in-with-linkedin-v2>,
    /// <https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow>
    static let linkedin = SocialService(
        ExternalProvider.Endpoints(
            authorization: "https://www.linkedin.com/oauth/v2/authorization",
            token: "https://www.linkedin.com/oauth/v2/accessToken",
            userinfo: "https://api.linkedin.com/v2/userinfo"),
        scopes: "openid profile email", takesProofKeys: false)

    /// Sign in with Slack. Proof keys are for apps that have declared themselves public clients, for good.
    ///
    /// <https://docs.slack.dev/authentication/sign-in-with-slack>, <https://docs.slack.dev/authentication/using-pkce>
    static let slack = SocialService(
        ExternalProvider.Endpoints(
            authorization: "https://slack.com/openid/connect/authorize",
            token: "https://slack.com/api/openid.connect.token",
            userinfo: "https://slack.com/api/openid.connect.userInfo"),
        scopes: "openid profile email", takesProofKeys: false)

    /// Yahoo's OpenID Connect. <https://developer.yahoo.com/oauth2/guide/openid_connect/getting_started.html>
    static let yahoo = SocialService(
        ExternalProvider.Endpoints(
            authorization: "https://api.login.yahoo.com/oauth2/request_auth",
            token: "https://api.login.yahoo.com/oauth2/get_token",
            userinfo: "https://api.login.yahoo.com/openid/v1/userinfo"),
        scopes: "openid profile email")
}
