import Credentials
import JSON
import MariaDB
import Testing

extension World {
    /// Logs a user in, or tries to.
    func authenticate(_ user: String, _ password: String = "correct horse", from ip: String? = nil) -> Answer {
        var body: JSONObject = ["password": .text(password)]
        body["request"] = ip.map { ["ip": .text($0)] }
        return send("POST", "/v1/users/\(user)/authenticate", .object(body))
    }

    /// Logs in with wrong passwords and returns the statuses.
    func guess(_ user: String, from ip: String? = nil, times: Int) -> [Int] {
        (0..<times).map { authenticate(user, "wrong \($0)", from: ip).status }
    }

    /// Does something with a user that takes a root.
    @discardableResult
    func act(_ action: String, on user: String, _ attributes: JSONObject = [:]) -> Answer {
        let method = action == "update_password" ? "PUT" : "POST"
        return send(method, "/v1/users/\(user)/\(action)", ["user": .object(attributes)])
    }

    /// A token that an action on a user makes.
    func token(_ action: String, of user: String) throws -> String {
        try act(action, on: user).text("token")
    }

    /// A user whose logins take the code of a phone.
    func newPhoneOwner(_ name: String = "phoney") throws -> (user: String, device: Device) {
        let user = try newHuman(name)
        let device = try newDevice(of: user)
        try #require(activate(device) == 200)
        return (user, device)
    }

    /// Takes a device into use with the code of the step before, so that the present one can still be used.
    private func activate(_ device: Device) -> Int {
        let step = device.step
        let status = verify(device.id, .text(device.code(-1))).status
        // When a step ends meanwhile, so does the time of the code.
        return status == 200 || device.step == step ? status : activate(device)
    }

    /// Moves the beginnings of all counts of wrong passwords into the past.
    func ageGuesses(seconds: Int) throws {
        try execute(
            "UPDATE login_failures_by_user SET first_failure_at = first_failure_at - INTERVAL \(seconds) SECOND")
        try execute(
            "UPDATE login_failures_by_source SET first_failure_at = first_failure_at - INTERVAL \(seconds) SECOND")
    }

    /// Moves the ends of all tokens for one use towards the past.
    func ageTokens(seconds: Int) throws {
        try execute("UPDATE one_time_tokens SET expires_at = expires_at - INTERVAL \(seconds) SECOND")
    }

    /// The events that tell of a user since they were made, newest first.
    func news(of user: String) throws -> [String] {
        try events(of: user).filter { $0 != "user.created" }
    }

    /// Whether a password lets a user in, as it does nobody else's.
    func opens(_ user: String, _ password: String) -> Bool {
        authenticate(user, password, from: "opens \(UInt32.random(in: 0...(.max)))").status == 200
    }
}
