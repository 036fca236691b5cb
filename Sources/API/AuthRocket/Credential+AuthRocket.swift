import Credentials
import JSON
import Secrets

extension Credential {
    /// The API key, where the realm's policy lets it be read.
    var apiKey: Secret? {
        if case .apiKey(let key) = content { key } else { nil }
    }

    /// Whether it shows what a phone needs to become the device.
    var isProvisioning: Bool {
        if case .totp(let device) = content { device.state == .new } else { false }
    }

    /// The credential as an object of its own (authrocket-v1.md section 5.1).
    ///
    /// - Parameters:
    ///   - context: whoever looks, and what a device's provisioning URI tells of its user and realm.
    ///   - key: an API key that was just made, which the realm's policy may not let be read.
    /// - Throws: ``Secrets/QRCodeError``.
    func representation(_ context: CredentialContext, key: Secret? = nil) throws -> JSONObject {
        var members = commonMembers
        members["user_id"] = JSON(user)
        switch content {
        case .password: break
        case .apiKey(let readable): members["api_key"] = (key ?? readable).map { .text($0.reveal()) }
        case .totp(let device): members.merge(try device.provisioning(context)) { $1 }
        case .social(let link): members.merge(link.tokenMembers(for: context.caller)) { $1 }
        }
        return API.representation(id.description, "credential", members)
    }

    /// The credential as part of its user: texts only, and nothing secret but an API key that may be read
    /// (authrocket-v1.md section 6.3).
    func embedded(key: Secret?) -> JSONObject {
        var members = commonMembers
        if case .apiKey(let readable) = content { members["api_key"] = (key ?? readable).map { .text($0.reveal()) } }
        return API.representation(id.description, "credential", members)
    }

    private var commonMembers: [String: JSON?] {
        var members: [String: JSON?] = ["credential_type": JSON(type)]
        switch content {
        case .password, .apiKey: break
        case .totp(let device):
            members["auth_provider_id"] = JSON(device.provider)
            members["name"] = .text(device.name)
            members["state"] = JSON(device.state)
        case .social(let link):
            members["auth_provider_id"] = JSON(link.provider)
            members["provider_user_id"] = .text(link.providerUser)
        }
        return members
    }
}

/// What the representation of a credential takes from around it.
struct CredentialContext {
    let caller: Caller
    let realmName: String
    /// The user's e-mail address, else the username; needed only while the credential is provisioning.
    let account: String
}

extension TOTPDevice {
    /// What a phone needs to show codes; only until it has shown the first.
    fileprivate func provisioning(_ context: CredentialContext) throws -> [String: JSON?] {
        guard state == .new, let key = Base32.decode(secret.reveal()) else { return [:] }
        let uri = ProvisioningURI(secret: key, issuer: context.realmName, account: context.account).text
        return [
            "otp_secret": .text(secret.reveal()),
            "provisioning_svg": .text(try QRCode.svg(uri)),
            "provisioning_uri": .text(uri),
        ]
    }
}

extension SocialLink {
    /// The token is shown to callers that may write only (section 17, decision 9).
    fileprivate func tokenMembers(for caller: Caller) -> [String: JSON?] {
        [
            "access_token": caller.permission >= .write ? accessToken.map { .text($0.reveal()) } : nil,
            "token_expires_at": tokenExpiresAt.map(JSON.whole),
        ]
    }
}
