import Secrets

/// What a request presents to prove who calls, as text that nobody has checked yet.
///
/// `X-Authrocket-Api-Key` comes before `Authrocket-Api-Key` and that before `Authorization: Bearer`; for the realm the
/// headers of both spellings come before what is appended to the bearer token. Blank values count as absent.
struct CallerKeyText: Sendable, Equatable, Redacted {
    /// The key; a secret.
    let key: String?
    /// The account of the older pair of headers.
    let account: String?
    /// The realm in which the request acts unless it says otherwise; it may well be one that is gone.
    let realm: String?

    /// - Parameter header: Gives the value of the header of that name, which is in lower case.
    init(header: (String) -> String?) {
        func present(_ name: String) -> String? {
            header(name).map(\.trimmingFieldSpace).flatMap { $0.isEmpty ? nil : $0 }
        }
        let direct = present("x-authrocket-api-key") ?? present("authrocket-api-key")
        // A bearer token beside another key may be somebody else's, so its realm does not count either.
        let bearer = direct == nil ? present("authorization").flatMap { BearerToken(authorization: $0) } : nil
        key = direct ?? bearer?.key
        account = present("x-authrocket-account")
        realm = present("x-authrocket-realm") ?? present("authrocket-realm") ?? bearer?.realm
    }
}
