import Credentials

/// A user as an external login service vouches for them.
struct SocialIdentity {
    let provider: SocialProvider
    let profile: SocialProfile
    let token: ProviderToken

    /// The user's account there, as a credential keeps it.
    var link: SocialLink {
        SocialLink(
            provider: provider.id, providerUser: profile.account, accessToken: token.accessToken,
            tokenExpiresAt: token.expiresAt)
    }
}
