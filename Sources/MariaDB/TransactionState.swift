/// Where a session stands with its transaction.
enum TransactionState {
    case none
    case open
    /// It cannot be committed any more, though its owner has not ended it yet.
    case lost(MariaDBError)

    var isNone: Bool {
        if case .none = self { true } else { false }
    }

    /// Why it cannot be committed any more.
    var cause: MariaDBError? {
        if case .lost(let error) = self { error } else { nil }
    }
}
