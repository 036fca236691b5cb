/// Proof that `caller` may do `Allowed` with what an account owns beside its realms' contents, such as app hooks.
///
/// Only ``Caller/grant(_:)`` makes one. A key that is locked to a realm reaches what belongs to that realm only.
public struct AccountGrant<Allowed: Operation>: Sendable {
    /// Who was allowed.
    public let caller: Caller

    /// The account that the grant is good for.
    public var account: AccountID { caller.account }

    fileprivate init(caller: Caller) {
        self.caller = caller
    }
}

extension Caller {
    /// Allows the operation on what the caller's account owns, or says why not.
    ///
    /// - Throws: ``Denial/forbidden`` for a key that is too weak.
    public func grant<Asked: Operation>(_ operation: Asked.Type) throws(Denial) -> AccountGrant<Asked> {
        guard may(operation) else { throw .forbidden }
        return AccountGrant(caller: self)
    }
}
