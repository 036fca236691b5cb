/// An object that one client of the load wrote, and what it may be now as far as that client, its only writer, can know.
///
/// Its value is a number that grows with each write; `nil` stands for an object that is not there.
struct Entry: Sendable {
    enum Kind: String, CaseIterable {
        /// A user, with or without an API key.
        case human, machine
        /// A TOTP credential.
        case device
        /// A credential of `/v2`.
        case secret
    }

    /// What can be wrong with an object.
    enum Fault: String, CaseIterable {
        /// An acknowledged write is not there.
        case lost
        /// It is there more than once.
        case doubled
        /// Only some of it is there.
        case half
        /// It is what nobody wrote.
        case wrong
        /// The service did not say.
        case unread
    }

    let kind: Kind
    /// What finds it when its id is not known: user name, name of the device's owner, external id.
    let name: String
    var id: String?
    /// Its API key, or the secret of its codes.
    var key: String?
    /// The time step of the last code that was tried, and whether it was accepted.
    var step: (number: Int64, isUsed: Bool)?
    /// The values that it may have.
    private(set) var possible: Set<Int?> = [nil]
    private var last = -1

    init(_ kind: Kind, _ name: String) {
        self.kind = kind
        self.name = name
    }

    /// The value that the next write is to give it.
    var next: Int { last + 1 }

    /// Whether it is known to be there.
    var isThere: Bool { !possible.contains(nil) }

    /// Whether it may be there.
    var mayBeThere: Bool { possible != [nil] }

    /// Notes what became of a write of this value: only an answer says whether it happened.
    mutating func wrote(_ value: Int?, _ outcome: Outcome) {
        if let value { last = max(last, value) }
        switch outcome {
        case .acknowledged: possible = [value]
        case .rejected: break
        default: possible.insert(value)
        }
    }

    /// What is wrong when this value was read, if anything: an earlier one means that a later write is lost.
    func fault(reading value: Int?) -> Fault? {
        if possible.contains(value) { return nil }
        return value.map { $0 <= last } ?? true ? .lost : .wrong
    }

    /// What is wrong when this text was read, which spells the value.
    func fault(reading text: String?) -> Fault? {
        guard let text else { return .half }
        guard text.hasPrefix("v"), let value = Int(text.dropFirst()) else { return .wrong }
        return fault(reading: value)
    }
}
