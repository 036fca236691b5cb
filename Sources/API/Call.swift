import Credentials
import JSON
import Outgoing
import Secrets

/// A request whose caller is known, whose route was found and whose input was read.
struct Call: Sendable {
    let caller: Caller
    let parameters: [String: PathSegment]
    let input: Input
    /// The realm that the caller named in a header, if any; never looked at before it is needed.
    let realmHeader: String?
    let hasher: PasswordHasher
    let outgoing: OutgoingGate

    /// Which addresses callers may have the service call.
    var addresses: AddressPolicy { outgoing.addresses }

    /// What varies in the path.
    func segment(_ name: String = "id") throws(Failure) -> PathSegment {
        try found(parameters[name])
    }

    /// An id in the path.
    ///
    /// - Throws: `notFound` for what is not an id of that kind.
    func identifier<Kind>(_ kind: Identifier<Kind>.Type = Identifier<Kind>.self) throws(Failure) -> Identifier<Kind> {
        try found(try segment().decoded.flatMap(Identifier<Kind>.init))
    }

    /// Proof that the policy of something lets the caller do `operation` with it.
    ///
    /// - Throws: `notFound` when there is no such thing, or it is not the caller's.
    func grant<Asked: Operation>(_ operation: Asked.Type, by policy: RealmPolicy?) throws -> Grant<Asked> {
        try found(policy).grant(operation, to: caller)
    }

    /// Proof that the caller may do `operation` with what its account owns beside its realms' contents.
    func grant<Asked: Operation>(_ operation: Asked.Type) throws -> AccountGrant<Asked> {
        try caller.grant(operation)
    }
}
