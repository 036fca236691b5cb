public import Credentials
import JSON
import MariaDB

/// What orders a list of users.
public enum UserSort: String, Sendable, CaseIterable {
    case id, username, email, name

    fileprivate var column: SortColumn? {
        switch self {
        case .id: nil
        case .username: SortColumn(name: "username", isUnique: true)
        case .email: SortColumn(name: "email")
        case .name: SortColumn(name: "name")
        }
    }
}

/// What a list of users may be narrowed down to.
public struct UserFilter: Sendable {
    /// Only the user of this name, in lower case.
    public var username: String?
    /// Only users with this address, in lower case.
    public var email: String?
    /// Only users in this state.
    public var state: ActivityState?
    /// Only users of this type.
    public var type: UserType?
    /// Only users with this reference.
    public var reference: String?
    /// Only members of this org.
    public var org: OrgID?

    /// Lets everything through.
    public init() {}
}

extension Store {
    /// Adds a user.
    ///
    /// - Throws: ``Conflict/username``, ``Conflict/email``.
    public mutating func insert(_ user: User, _ grant: Grant<WriteUser>) throws {
        let uniqueEmail = try lockedRules(of: grant.realm).requireUniqueEmails ? user.email : nil
        try session.write(
            """
            INSERT INTO users (id, realm_id, user_type, state, username, email, unique_email, email_verification,
                first_name, last_name, name, reference, custom)
            VALUES (\(user.id), \(grant.realm), \(user.type), \(user.state), \(user.username), \(user.email ?? ""),
                \(uniqueEmail), \(user.emailVerification), \(user.firstName),
                \(user.lastName), \(user.name), \(user.reference), \(user.custom))
            """)
    }

    /// The user with that id.
    public mutating func user(_ id: UserID, _ grant: Grant<some UserOperation>) throws -> User? {
        try user(where: "id = \(id) AND realm_id = \(grant.realm)")
    }

    /// The user with that id, locked against other writers until the transaction ends.
    public mutating func lockedUser(_ id: UserID, _ grant: Grant<some UserOperation>) throws -> User? {
        try user(where: "id = \(id) AND realm_id = \(grant.realm) FOR UPDATE")
    }

    /// The id of the user with that name, given in lower case.
    public mutating func userID(named username: String, _ grant: Grant<some UserOperation>) throws -> UserID? {
        try session.first("SELECT id FROM users WHERE realm_id = \(grant.realm) AND username = \(username)") {
            try $0("id")
        }
    }

    /// The users of the realm.
    ///
    /// - Throws: ``UnknownPageStart``.
    public mutating func users(
        _ filter: UserFilter, _ page: PageRequest<UserID, UserSort>, _ grant: Grant<ReadUser>
    ) throws -> Page<User> {
        let source = try userSource(filter, page, grant.realm)
        let rows = try session.rows(
            """
            SELECT \(raw: userColumns) FROM \(fragment: source.tables)
            WHERE \(fragment: source.condition) \(fragment: filter.condition)
            \(fragment: userTail(page, grant.realm, source.scope))
            """, User.init(row:))
        return Page(rows, limit: page.limit)
    }

    /// Writes a changed user. A new address ends what was sent to the old one.
    ///
    /// - Throws: ``Conflict/username``, ``Conflict/email``.
    public mutating func update(_ user: User, _ grant: Grant<WriteUser>) throws {
        let uniqueEmail = try lockedRules(of: grant.realm).requireUniqueEmails ? user.email : nil
        try endEmailTokens(of: user)
        try session.write(
            """
            UPDATE users SET state = \(user.state), username = \(user.username), email = \(user.email ?? ""),
                unique_email = \(uniqueEmail), email_verification = \(user.emailVerification),
                first_name = \(user.firstName), last_name = \(user.lastName), name = \(user.name),
                reference = \(user.reference), custom = \(user.custom)
            WHERE id = \(user.id) AND realm_id = \(grant.realm)
            """)
    }

    /// Notes how far the check of a user's address has come.
    public mutating func setEmailVerification(
        _ state: EmailVerification, of user: UserID, _ grant: Grant<AuthenticateUser>
    ) throws {
        try session.execute(
            "UPDATE users SET email_verification = \(state) WHERE id = \(user) AND realm_id = \(grant.realm)")
    }

    /// Deletes a user with their credentials; `false` when there is none any more.
    public mutating func delete(_ user: UserID, _ grant: Grant<WriteUser>) throws -> Bool {
        try session.execute("DELETE FROM users WHERE id = \(user) AND realm_id = \(grant.realm)") == 1
    }

    private mutating func user(where condition: SQL) throws -> User? {
        try session.first("SELECT \(raw: userColumns) FROM users WHERE \(fragment: condition)", User.init(row:))
    }

    private mutating func userTail(
        _ page: PageRequest<UserID, UserSort>, _ realm: RealmID, _ scope: ListScope
    ) throws -> SQL {
        guard let column = page.sort.column else { return SortColumn.idTail(of: page, in: scope, id: "users.id") }
        guard let after = page.after else { return column.tail(of: page, after: nil, in: scope, id: "users.id") }
        let start = try session.first(
            "SELECT \(raw: column.name) AS start FROM users WHERE id = \(after) AND realm_id = \(realm)"
        ) { try $0("start", as: String.self) }
        guard let start else { throw UnknownPageStart() }
        return column.tail(of: page, after: start, in: scope, id: "users.id")
    }
}

/// A user's columns but for the time of the last login, which is apart.
let plainUserColumns: StaticString = """
    users.id, users.realm_id, users.user_type, users.state, users.username, users.email, users.email_verification, \
    users.first_name, users.last_name, users.name, users.reference, users.custom
    """

let userColumns: StaticString = """
    users.id, users.realm_id, users.user_type, users.state, users.username, users.email, users.email_verification, \
    users.first_name, users.last_name, users.name, users.reference, users.custom, \
    (SELECT last_login_at FROM user_logins WHERE user_id = users.id) AS last_login_at
    """

extension UserFilter {
    fileprivate var condition: SQL {
        .and(
            username.map { "username = \($0)" }, email.map { "email = \($0)" }, state.map { "state = \($0)" },
            type.map { "user_type = \($0)" }, reference.map { "reference = \($0)" })
    }
}

extension User {
    init(row: Row) throws {
        self.init(
            id: try row("id"), realm: try row("realm_id"), type: try row("user_type"), username: try row("username"))
        state = try row("state")
        email = try row("email", as: String.self).nilIfEmpty
        emailVerification = try row("email_verification")
        firstName = try row("first_name")
        lastName = try row("last_name")
        givenName = type == .api ? try row("name") : nil
        reference = try row("reference")
        custom = try row("custom")
        lastLoginAt = try row("last_login_at")
    }
}

extension String {
    fileprivate var nilIfEmpty: String? { isEmpty ? nil : self }
}
