import Credentials
import JSON
import Secrets

/// A session as `/v1` shows it, whether it is kept or not (authrocket-v1.md section 12.1).
struct SessionView {
    private let id: String
    private let createdAt: Timestamp
    private let expiresAt: Timestamp
    private let request: JSONObject
    private let user: UserID

    init(_ session: LoginSession) {
        id = session.id.description
        createdAt = session.id.createdAt
        expiresAt = session.expiresAt
        request = session.request
        user = session.user
    }

    /// One that has just begun.
    init(_ login: LoginToken, at now: Timestamp, request: JSONObject) {
        id = login.id
        createdAt = SessionID(login.id)?.createdAt ?? now
        expiresAt = login.expiresAt
        self.request = request
        user = login.user.id
    }

    /// - Parameter shownUser: the user as an object of its own.
    func representation(token: Secret? = nil, user shownUser: JSONObject? = nil) -> JSONObject {
        API.representation(
            id, "session",
            [
                "client": request["client"],
                "created_at": .precise(createdAt),
                "expires_at": .whole(expiresAt),
                "ip": request["ip"],
                "request": .object(request),
                "token": token.map { .text($0.reveal()) },
                "user": shownUser.map(JSON.object),
                "user_id": JSON(user),
            ])
    }
}
