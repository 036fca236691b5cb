import Credentials
import JSON
import Secrets
import Store

/// A user as an object of its own, as every answer that is about one user shows them (authrocket-v1.md section 6.1).
///
/// - Parameters:
///   - expanding: what the caller asked to see more of: `memberships`.
///   - key: an API key that was just made, which the realm's policy may not let be read.
/// - Throws: `notFound` when the user has just gone.
func shownUser(
    _ id: UserID, expanding: Set<String>, _ grant: Grant<some UserOperation>, _ store: inout Store, key: Secret? = nil
) throws -> JSONObject {
    let user = try found(try store.user(id, grant))
    let credentials = try store.credentials(of: id, grant)
    return user.representation(
        credentials: credentials, memberships: expanding.contains("memberships") ? [] : nil, key: key)
}
