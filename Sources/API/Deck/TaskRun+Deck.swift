import Credentials
import JSON

extension TaskRun {
    /// The run as `/v2` shows it (deck-v2.md section 6.3).
    ///
    /// - Parameter included: what is shown only when it was asked for: `input`, `storage`, `artifacts`.
    func representation(including included: [String] = []) -> JSONObject {
        var members: JSONObject = [
            "status": JSON(status), "result": result.map { JSON($0) } ?? .null, "task_id": JSON(task),
            "agent_id": JSON(agent), "source_id": JSON(source), "credential_id": JSON(credential),
            "session_id": JSON(session), "runtime_ms": runtime(from: startedAt, to: endedAt),
            "output": output ?? .null, "errors": .array(errors),
            "interaction": interaction.map(JSON.object) ?? .null,
        ]
        if included.contains("input") { members["input"] = input ?? .null }
        if included.contains("storage") { members["storage"] = [] }
        if included.contains("artifacts") || included.contains("screenshots") {
            members["artifacts"] = ["screenshots": []]
        }
        return API.representation(id, "task_run", members, updatedAt: updatedAt)
    }
}

extension VaultSession {
    /// The session as `/v2` shows it (deck-v2.md section 6.5).
    func representation(with runs: [VaultSession.Run]) -> JSONObject {
        let shown = runs.map { run -> JSON in
            [
                "id": JSON(run.id), "task_id": JSON(run.task), "agent_id": JSON(run.agent),
                "credential_id": JSON(run.credential),
            ]
        }
        return API.representation(
            id, "session",
            [
                "status": JSON(status), "runtime_ms": runtime(from: startedAt, to: endedAt),
                "task_runs": .array(shown),
            ], updatedAt: updatedAt)
    }
}

/// How long something took, in milliseconds; null until it has ended.
private func runtime(from start: Timestamp?, to end: Timestamp?) -> JSON {
    guard let start, let end else { return .null }
    return .number(JSONNumber(Int(max(0, end.milliseconds - start.milliseconds))))
}
