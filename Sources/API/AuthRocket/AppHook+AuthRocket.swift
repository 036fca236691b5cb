import Credentials
import JSON
import Outgoing
import Secrets

/// How hooks tell (authrocket-v1.md section 10); those of the original that write e-mails are not supported.
enum HookType: String, CaseIterable {
    case webhook
}

extension AppHook {
    /// What an event about the hook shows.
    var subject: Event.Subject { Event.Subject(realm: realm, appHook: id) }

    /// The hook as lists show it.
    var representation: JSONObject { representation(signingSecret: nil) }

    /// The hook as `/v1` shows it; what its messages are signed with is for callers that may manage it.
    func representation(for caller: Caller) -> JSONObject {
        representation(signingSecret: caller.permission >= .manage ? signingSecret : nil)
    }

    private func representation(signingSecret: WebhookSecret?) -> JSONObject {
        API.representation(
            id.description, "app_hook",
            [
                "delay": JSON(delay),
                "destination": JSON(OutgoingURL(destination.reveal())?.shown),
                "event_type": JSON(eventTypes),
                "hook_type": JSON(HookType.webhook),
                "realm_id": realm.map { JSON($0) } ?? .null,
                "signing_secret": signingSecret.map { .text($0.text.reveal()) },
                "state": JSON(state),
            ])
    }
}

extension Attributes {
    /// A new hook.
    ///
    /// - Throws: `invalid`, with all that is wrong.
    mutating func newAppHook(
        of account: AccountID, realm: RealmID?, _ addresses: AddressPolicy
    ) throws(Failure) -> AppHook {
        var hook = AppHook(
            id: IdentifierGenerator.shared.next(), account: account, realm: realm, destination: Secret(""),
            signingSecret: .generate())
        apply(to: &hook, addresses)
        // An e-mail hook has no destination, so there is nothing else to say of it.
        if values["destination"] == nil, values["hook_type"] != "email" { requirePresence("destination") }
        try check()
        return hook
    }

    /// The hook as the attributes want it.
    ///
    /// - Throws: `invalid`.
    func applied(to hook: AppHook, _ addresses: AddressPolicy) throws(Failure) -> AppHook {
        var (attributes, hook) = (self, hook)
        attributes.apply(to: &hook, addresses)
        try attributes.check()
        return hook
    }

    private mutating func apply(to hook: inout AppHook, _ addresses: AddressPolicy) {
        checkHookType()
        hook.state = word("state") ?? hook.state
        hook.eventTypes = words("event_type") ?? hook.eventTypes
        hook.delay = integer("delay", in: 0...AppHook.longestDelay) ?? hook.delay
        if let destination = destination(addresses) { hook.destination = destination }
        applySigningSecret(to: &hook)
    }

    private mutating func checkHookType() {
        if values["hook_type"] == "email" {
            refuse("hook_type", "Hook type is not supported")
        } else {
            _ = word("hook_type", HookType.self)
        }
    }

    private mutating func destination(_ addresses: AddressPolicy) -> Secret? {
        let given = text("destination", limit: .codePoints(2048))
        if given.isBlank { requirePresence("destination") }
        guard let text = given.value, !given.isBlank else { return nil }
        guard let url = OutgoingURL(text) else {
            refuse("destination")
            return nil
        }
        if !addresses.permits(url) { refuse("destination", "Destination is not permitted") }
        return Secret(text)
    }

    /// The secret is never chosen by a caller; one that sends back what it was shown changes nothing.
    private mutating func applySigningSecret(to hook: inout AppHook) {
        let given = text("signing_secret").blankAsNull
        guard let text = given.value, Secret(text) != hook.signingSecret.text else { return }
        if text == "generate" { hook.signingSecret = .generate() } else { refuse("signing_secret") }
    }
}
