import Credentials
import JSON
import Secrets

extension Credential {
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
        let common: ShownMembers = ["credential_type": JSON(type), "user_id": JSON(user)]
        let members: ShownMembers =
            switch content {
            case .password: [:]
            case .apiKey(let readable): ["api_key": (key ?? readable).map { .text($0.reveal()) }]
            case .totp(let device): try device.members(context)
            case .social(let link): link.members(for: context.caller)
            }
        return API.representation(id.description, "credential", common + members)
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
    fileprivate func members(_ context: CredentialContext) throws -> ShownMembers {
        let members: ShownMembers = [
            "auth_provider_id": JSON(provider), "name": .text(name), "state": JSON(state),
        ]
        return state == .new ? members + (try provisioning(context)) : members
    }

    /// What a phone needs to show codes; only until it has shown the first.
    private func provisioning(_ context: CredentialContext) throws -> ShownMembers {
        guard let key = Base32.decode(secret.reveal()) else { return [:] }
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
    fileprivate func members(for caller: Caller) -> ShownMembers {
        [
            "access_token": caller.permission >= .write ? accessToken.map { .text($0.reveal()) } : nil,
            "auth_provider_id": JSON(provider),
            "provider_user_id": .text(providerUser),
            "token_expires_at": tokenExpiresAt.map(JSON.whole),
        ]
    }
}

extension CredentialSummary {
    /// The credential as part of its user: texts only (authrocket-v1.md section 6.3).
    ///
    /// - Parameter key: an API key that was just made, which the realm's policy may not let be read.
    func representation(key: Secret?) -> JSONObject {
        API.representation(
            id.description, "credential",
            [
                "api_key": (key ?? apiKey).map { .text($0.reveal()) },
                "auth_provider_id": provider.map { JSON($0) },
                "credential_type": JSON(type),
                "name": name.map(JSON.text),
                "provider_user_id": providerUser.map(JSON.text),
                "state": state.map { JSON($0) },
            ])
    }
}
