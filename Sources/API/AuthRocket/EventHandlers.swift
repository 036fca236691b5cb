import Credentials
import JSON
import Store

/// The operations on events (authrocket-v1.md section 9).
enum EventHandlers {
    static func list(_ call: Call, _ store: inout Store) throws -> Response {
        let filter = try call.eventFilter(&store)
        // The original has login policies and Credence has not: no event tells of one.
        if try call.input.text("login_policy_id") != nil { return .json(.emptyList) }
        let page = try store.events(
            filter, try call.input.page(of: Event.self, maximum: 1000, descending: true),
            for: call.caller)
        guard call.input.expansions.contains("notifications") else {
            return .json(page.envelope { $0.representation(notifications: nil) })
        }
        let told = Dictionary(
            grouping: try store.notifications(of: page.items.map(\.id), for: call.caller), by: \.event)
        return .json(page.envelope { $0.representation(notifications: told[$0.id] ?? []) })
    }

    static func get(_ call: Call, _ store: inout Store) throws -> Response {
        let event = try found(try store.event(try call.identifier(), for: call.caller))
        return .json(event.representation(notifications: try store.notifications(of: [event.id], for: call.caller)))
    }
}

extension Call {
    /// What the query narrows the list down to: by default the last 30 days (authrocket-v1.md section 9.1).
    ///
    /// - Throws: `notFound` for ids of nothing, `invalid` for an unreadable time.
    fileprivate func eventFilter(_ store: inout Store) throws -> EventFilter {
        var filter = EventFilter()
        if let realm = try realmID() {
            filter.realm = try grant(ReadEvent.self, by: try store.policy(of: realm)).realm
        }
        filter.user = try input.filter("user_id")
        filter.authProvider = try input.filter("auth_provider_id")
        filter.org = try input.filter("org_id")
        filter.membership = try input.filter("membership_id")
        filter.appHook = try input.filter("app_hook_id")
        filter.types = try eventTypes()
        filter.since = try since()
        return filter
    }

    /// The types that begin with one of the words asked for, such as `user.login`; `nil` when none was asked for.
    private func eventTypes() throws(Failure) -> [EventType]? {
        let words = try input.filterWords("event_type")
        guard !words.isEmpty else { return nil }
        return EventType.allCases.filter { type in words.contains { type.rawValue.hasPrefix($0) } }
    }

    private func since() throws(Failure) -> Timestamp? {
        guard let value = input.parameter("created_at_after") else { return .now.adding(seconds: -30 * 86_400) }
        if value.text == "" || value == .null { return nil }
        guard let time = Timestamp(json: value) else {
            throw .invalid("created_at_after", "Created at after is not valid")
        }
        return time
    }
}
