public import Credentials
public import JSON
import MariaDB

/// What a list of events may be narrowed down to.
public struct EventFilter: Sendable {
    /// Only events that go with this realm.
    public var realm: RealmID?
    /// Only events about this user.
    public var user: UserID?
    /// Only events about this auth provider.
    public var authProvider: AuthProviderID?
    /// Only events about this org.
    public var org: OrgID?
    /// Only events about this membership.
    public var membership: MembershipID?
    /// Only events about this app hook.
    public var appHook: AppHookID?
    /// Only events of these types; `nil` is all.
    public var types: [EventType]?
    /// The earliest time; `nil` is all.
    public var since: Timestamp?

    /// Lets everything through.
    public init() {}
}

/// An event that is to be noted.
public struct NewEvent: Sendable {
    let id: EventID = IdentifierGenerator.shared.next()
    let type: EventType
    let subject: Event.Subject
    let account: AccountID
    let request: JSONObject

    /// Describes what has happened, to what, in whose account, and what the request said about itself.
    public init(_ type: EventType, of subject: Event.Subject, in account: AccountID, request: JSONObject) {
        self.type = type
        self.subject = subject
        self.account = account
        self.request = request
    }
}

extension SQL {
    /// Notes events of one type, account and realm, and that the app hooks concerned are to be told of them; part of the
    /// transaction of what they report.
    static func record(_ events: [NewEvent]) -> [SQL] {
        guard let first = events.first else { return [] }
        return [
            """
            INSERT INTO events (id, account_id, realm_id, subject_realm_id, event_type, user_id, auth_provider_id, org_id,
                membership_id, app_hook_id, request)
            VALUES \(rows: events.map(\.values))
            """,
            insertNotifications(
                of: events.map(\.id), first.type, in: first.subject.realm, of: first.account),
        ]
    }
}

extension NewEvent {
    fileprivate var values: SQL {
        let home = type == .realmDeleted ? nil : subject.realm
        return """
            (\(id), \(account), \(home), \(subject.realm), \(type), \(subject.user), \(subject.authProvider),
                \(subject.org), \(subject.membership), \(subject.appHook), \(request))
            """
    }
}

extension Store {
    /// Notes an event, and that the app hooks concerned are to be told of it; to be called in the transaction of what it
    /// reports.
    public mutating func record(
        _ type: EventType, of subject: Event.Subject, in account: AccountID, request: JSONObject
    ) throws {
        try record(NewEvent(type, of: subject, in: account, request: request))
    }

    mutating func record(_ event: NewEvent) throws {
        for statement in SQL.record([event]) { try session.execute(statement) }
    }

    /// One event, of the account and where the caller's key is locked, of that realm.
    public mutating func event(_ id: EventID, for caller: Caller) throws -> Event? {
        let lock: SQL? = caller.realmLock.map { "realm_id = \($0)" }
        return try session.first(
            """
            SELECT \(raw: eventColumns) FROM events
            WHERE id = \(id) AND account_id = \(caller.account) \(fragment: .and(lock, isNotOfDeletedRealm))
            """, Event.init(row:))
    }

    /// The events of the caller's account, in the order of time.
    public mutating func events(
        _ filter: EventFilter, _ page: PageRequest<EventID, Void>, for caller: Caller
    ) throws -> Page<Event> {
        let rows = try session.rows(
            """
            SELECT \(raw: eventColumns) FROM events \(fragment: filter.pagingHint)
            WHERE account_id = \(caller.account) \(fragment: filter.condition)
            \(fragment: SortColumn.idTail(of: page))
            """, Event.init(row:))
        return Page(rows, limit: page.limit)
    }
}

let eventColumns: StaticString = """
    id, subject_realm_id, event_type, user_id, auth_provider_id, org_id, membership_id, app_hook_id, request
    """

/// Those of a deleted realm stay until it is cleared.
let isNotOfDeletedRealm: SQL = """
    NOT EXISTS (SELECT 1 FROM realms WHERE realms.id = events.realm_id AND realms.deleted = TRUE)
    """

extension EventFilter {
    /// As ``SortColumn/pagingHint``; beside the index of a realm, that of its account is such a candidate too.
    fileprivate var pagingHint: SQL {
        realm == nil ? "\(raw: SortColumn.pagingHint)" : "IGNORE INDEX (PRIMARY, events_account)"
    }

    fileprivate var condition: SQL {
        .and(
            realm.map { "realm_id = \($0)" }, user.map { "user_id = \($0)" },
            authProvider.map { "auth_provider_id = \($0)" }, org.map { "org_id = \($0)" },
            membership.map { "membership_id = \($0)" }, appHook.map { "app_hook_id = \($0)" },
            since.map { "id >= \(EventID.lowest(at: $0))" },
            types.map { "event_type IN (\(list: $0))" }, isNotOfDeletedRealm)
    }
}

extension Event {
    init(row: Row) throws {
        self.init(
            id: try row("id"), type: try row("event_type"),
            subject: Subject(
                realm: try row("subject_realm_id"), user: try row("user_id"), authProvider: try row("auth_provider_id"),
                org: try row("org_id"), membership: try row("membership_id"), appHook: try row("app_hook_id")),
            request: try row("request"))
    }
}
