/// Owner of realms and access keys; accounts see nothing of each other (authrocket-v1.md section 17, decision 2).
public struct Account: IdentifiedKind, Sendable, Equatable {
    /// What its ids begin with.
    public static let prefix = "org_"

    /// The account's id.
    public let id: AccountID
    /// What its owners call it.
    public let name: String

    /// Describes an account.
    public init(id: AccountID, name: String) {
        self.id = id
        self.name = name
    }
}

/// The id of an account, `org_…`.
public typealias AccountID = Identifier<Account>
