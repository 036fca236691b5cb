import Credentials
import JSON
import Secrets
import Store

/// A session as a path names it: by its id, or by one of its login tokens (authrocket-v1.md section 12.1).
struct SessionReference {
    let id: SessionID
    private let token: LoginTokenText?

    /// - Returns: `nil` for what is neither; a token of a session that is not kept names none.
    init?(_ text: String) {
        if let id = SessionID(text) {
            self.id = id
            token = nil
        } else {
            guard let token = LoginTokenText(text), let id = token.session else { return nil }
            self.id = id
            self.token = token
        }
    }

    /// Whether the token, if it is one, was signed with a key of the realm that is good now, and has not expired.
    func isGood(at now: Timestamp, _ grant: Grant<some TokenOperation>, _ store: inout Store) throws -> Bool {
        guard let token else { return true }
        guard now < token.expiresAt else { return false }
        return try store.verifyingKeys(token.algorithm, at: now, grant).contains { try $0.signed(token.text) }
    }
}
