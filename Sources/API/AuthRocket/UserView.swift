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
    try shownUser(try found(try store.user(id, grant)), expanding: expanding, grant, &store, key: key)
}

/// The same of a user who was just read.
func shownUser(
    _ user: User, with known: Belongings? = nil, expanding: Set<String>, _ grant: Grant<some UserOperation>,
    _ store: inout Store, key: Secret? = nil
) throws -> JSONObject {
    let belongings = try known ?? store.belongings(of: user.id, grant)
    var memberships: [UserMembership]?
    if expanding.contains("memberships") { memberships = try store.memberships(of: user.id, .embedded, grant).items }
    return user.representation(
        credentials: belongings.credentials, membershipCount: belongings.membershipCount,
        memberships: memberships?.map { .object($0.representation(custom: expanding.contains("custom"))) }, key: key)
}
