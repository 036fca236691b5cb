/// Proof that the realm's policy allowed `caller` to do `Allowed` in it.
///
/// Only ``RealmPolicy/grant(_:to:)`` makes one, and the store's operations on a realm's contents demand one: a handler
/// that forgets to ask the policy does not compile.
public struct Grant<Allowed: Operation>: Sendable {
    /// The policy that allowed it, as it was read for this request.
    public let policy: RealmPolicy
    /// Who was allowed.
    public let caller: Caller

    /// The realm that the grant is good for.
    public var realm: RealmID { policy.realm }

    init(policy: RealmPolicy, caller: Caller) {
        self.policy = policy
        self.caller = caller
    }
}

/// Why a policy did not grant an operation.
public enum Denial: Error, Equatable {
    /// The realm belongs to somebody else: answer as if it did not exist.
    case hidden
    /// The caller's key is too weak.
    case forbidden
}
