import Credentials
import JSON
import Store

extension DeckAttributes {
    /// What a worker is ready to take, and for how many seconds it waits.
    mutating func claim() -> (wish: RunClaim, wait: Int) {
        var wish = RunClaim()
        wish.sources = identifiers("source_ids")
        wish.tasks = identifiers("task_ids")
        wish.leaseSeconds = integer("lease_seconds", in: RunLease.lengths) ?? wish.leaseSeconds
        return (wish, integer("wait_seconds", in: 0...20) ?? 0)
    }

    /// How a login went; `nil` when that is not said rightly.
    mutating func loginReport() -> LoginReport? {
        let outcome = word("outcome", LoginOutcome.self)
        if values["outcome"] == nil || values["outcome"] == .null { miss("outcome") }
        let version = integer("credential_version", in: 1...Int(UInt32.max))
        let message = text("message", limit: .codePoints(2000)).value
        return outcome.map { LoginReport(outcome: $0, version: version, message: message) }
    }

    /// The report inside a complete or fail, if one is there.
    mutating func embeddedReport() -> LoginReport? {
        guard let object = object("authentication").value else { return nil }
        var inner = DeckAttributes(object, path: path + "authentication.")
        let report = inner.loginReport()
        take(inner)
        return report
    }

    /// Why a run failed: 1 to 20 errors.
    mutating func runErrors() -> [RunError] {
        guard let items = array("errors").value, (1...20).contains(items.count) else {
            refuse("errors", "must be an array of 1 to 20 objects.")
            return []
        }
        return items.compactMap { runError($0) }
    }

    private mutating func runError(_ value: JSON) -> RunError? {
        guard case .object(let object) = value else {
            refuse("errors", "must hold objects.")
            return nil
        }
        var inner = DeckAttributes(object, path: path + "errors.")
        let (type, code) = (inner.requiredText("type"), inner.requiredText("code"))
        let message = inner.text("message", limit: .codePoints(2000)).value ?? ""
        let field = inner.text("field").value
        take(inner)
        guard let type, let code else { return nil }
        return RunError(type: type, code: code, message: message, field: field)
    }

    /// Ids to filter by, each once; one that cannot be any object's lets nothing through.
    private mutating func identifiers<Kind>(_ name: String, _: Kind.Type = Kind.self) -> [Identifier<Kind>] {
        let items = array(name).value ?? []
        let texts = Set(items.compactMap(\.text))
        if items.count > 100 || items.contains(where: { $0.text == nil }) {
            refuse(name, "must be an array of at most 100 strings.")
            return []
        }
        return texts.map { Identifier<Kind>($0) ?? Identifier(number: 0) }.sorted()
    }
}
