import Credentials
import JSON
import MariaDB

/// The columns of a realm's rules, under names that no column of its contents has, to be read together with these.
let policyColumns: StaticString = "realms.id AS policy_realm, realms.rules AS policy_rules"

/// Reads the rules of realms. They come with each row, as they are at that moment; only how the text that a realm had last
/// is understood is remembered here, for as long as there are few.
final class PolicyReader {
    private struct Known {
        /// Bytes, because texts that only look alike are equal.
        let text: [UInt8]
        let policy: RealmPolicy
    }

    private static let capacity = 256
    private var known: [RealmID: Known] = [:]

    /// The rules in a row that has ``policyColumns``.
    func policy(_ row: Row) throws -> RealmPolicy {
        let realm: RealmID = try row("policy_realm")
        let text = Array(try row("policy_rules", as: String.self).utf8)
        if let known = known[realm], known.text == text { return known.policy }
        guard let policy = RealmPolicy(realm, text) else { throw StoreFailure.malformedRules }
        if known.count >= Self.capacity { known.removeAll() }
        known[realm] = Known(text: text, policy: policy)
        return policy
    }
}

extension RealmPolicy {
    /// Reads the generated column `realms.rules`.
    fileprivate init?(_ realm: RealmID, _ text: [UInt8]) {
        guard case .array(let items)? = try? JSON(parsing: text) else { return nil }
        var rules = Rules(items: items[...])
        // In the column's order.
        guard let account = rules.text().flatMap(AccountID.init(hexadecimal:)), let name = rules.text(),
            let apiKeyPolicy: APIKeyPolicy = rules.word(), let prefix = rules.textOrNull(),
            let usernameValidation: UsernameValidation = rules.word(), let logins = LoginRules(&rules)
        else { return nil }
        self.init(
            realm: realm, account: account, realmName: name, apiKeyPolicy: apiKeyPolicy, apiKeyPrefix: prefix,
            usernameValidation: usernameValidation, logins: logins)
    }
}

extension LoginRules {
    fileprivate init?(_ rules: inout Rules) {
        guard let state: ActivityState = rules.word(), let sessionType: SessionType = rules.word(),
            let sessionMinutes = rules.number(), let apiKeyMinutes = rules.number(),
            let algorithm: JWTAlgorithm = rules.word(), let fields = rules.text(),
            let list = TextList<JWTField>.decode(.text(fields)), let signingKey = rules.textOrNull()
        else { return nil }
        self.init(
            state: state, sessionType: sessionType, sessionMinutes: sessionMinutes, apiKeyMinutes: apiKeyMinutes,
            jwtAlgorithm: algorithm, jwtFields: list.words,
            signingKey: signingKey.flatMap(JWTKeyID.init(hexadecimal:)))
    }
}

/// What is left to read.
private struct Rules {
    var items: ArraySlice<JSON>

    mutating func text() -> String? {
        guard case .text(let text)? = items.popFirst() else { return nil }
        return text
    }

    /// `nil` for neither.
    mutating func textOrNull() -> String?? {
        switch items.popFirst() {
        case .text(let text)?: .some(text)
        case .null?: .some(nil)
        default: nil
        }
    }

    mutating func word<Word: RawRepresentable<String>>() -> Word? {
        text().flatMap(Word.init)
    }

    mutating func number() -> Int? {
        guard case .number(let number)? = items.popFirst() else { return nil }
        return number.int64.map { Int($0) }
    }
}

extension Identifier {
    /// Reads what `HEX` made of an id.
    fileprivate init?(hexadecimal text: String) {
        guard text.utf8.count == 32, let number = UInt128(text, radix: 16) else { return nil }
        self.init(number: number)
    }
}
