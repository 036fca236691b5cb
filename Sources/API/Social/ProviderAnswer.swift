import JSON
import Secrets

/// What an external login service answered.
struct ProviderAnswer: Redacted {
    let status: Int
    let body: [UInt8]

    /// The object that it is, as JSON or as a form.
    ///
    /// - Throws: `refused` for a failure in any of the usual shapes, `unreadable` for what is no object.
    func object() throws(SocialRefusal) -> JSONObject {
        guard let object = jsonObject ?? formObject else { throw isSuccess ? .unreadable : .refused(nil) }
        guard isSuccess, object["error"] ?? .null == .null, object["ok"] != false else {
            throw SocialRefusal(word: object.errorWord)
        }
        return object
    }

    /// The objects that it lists; none for anything else.
    var list: [JSONObject] {
        guard isSuccess, case .array(let items)? = json else { return [] }
        return items.compactMap { if case .object(let object) = $0 { object } else { nil } }
    }

    private var isSuccess: Bool { 200...299 ~= status }

    private var json: JSON? { try? JSON(parsing: body) }

    private var jsonObject: JSONObject? {
        if case .object(let object)? = json { object } else { nil }
    }

    /// GitHub's, unless asked for JSON, and Facebook's of old.
    private var formObject: JSONObject? {
        guard let object = try? JSONObject(formEncoded: body), object["access_token"] != nil || object["error"] != nil
        else { return nil }
        return object
    }
}

extension JSONObject {
    /// What kind of failure it tells of: `error` as RFC 6749 has it, or the `type` in Facebook's.
    fileprivate var errorWord: String? {
        switch self["error"] {
        case .text(let word)?: word
        case .object(let error)?: error["type"]?.text
        default: nil
        }
    }
}
