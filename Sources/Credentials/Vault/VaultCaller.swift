/// Whoever presented a valid key of `/v2`, and what that key opens.
public struct VaultCaller: Sendable, Equatable {
    /// The key; safe to log.
    public let key: VaultKeyID
    /// What it opens.
    public let reach: VaultKey.Reach

    /// Describes a caller; made when a key has been found by its digest.
    public init(key: VaultKeyID, reach: VaultKey.Reach) {
        self.key = key
        self.reach = reach
    }

    /// The organization of an app's key.
    public var organization: OrganizationID? {
        if case .organization(let organization, _) = reach { organization } else { nil }
    }

    /// Allows an operation in the caller's organization.
    ///
    /// - Throws: ``Denial/forbidden`` for a worker's key and for one that is too weak.
    public func grant<Asked: VaultOperation>(_ operation: Asked.Type) throws(Denial) -> VaultGrant<Asked> {
        VaultGrant(organization: try require(operation), key: key)
    }

    /// Whether ``grant(_:)-(Asked.Type)`` would allow an operation that is known at run time only.
    ///
    /// - Returns: the caller's organization.
    /// - Throws: ``Denial/forbidden``.
    @discardableResult
    public func require(_ operation: any VaultOperation.Type) throws(Denial) -> OrganizationID {
        guard case .organization(let organization, let permission) = reach, permission >= operation.permission else {
            throw .forbidden
        }
        return organization
    }

    /// Allows what a worker asks to do.
    ///
    /// - Throws: ``Denial/forbidden`` for an app's key and for one without that scope.
    public func grant(_ scope: WorkerScope) throws(Denial) -> WorkerGrant {
        guard case .worker(let reach) = reach, reach.scopes.contains(scope) else { throw .forbidden }
        return WorkerGrant(key: key, reach: reach, scope: scope)
    }
}

/// Proof that a key opens an organization for an operation. Only ``VaultCaller`` makes one, and the store's operations on
/// an organization's contents demand one.
public struct VaultGrant<Allowed: VaultOperation>: Sendable {
    /// The organization that it is good for.
    public let organization: OrganizationID
    /// The key that it was given to.
    public let key: VaultKeyID

    init(organization: OrganizationID, key: VaultKeyID) {
        self.organization = organization
        self.key = key
    }
}

/// Proof that a key may be used by a worker for something. Only ``VaultCaller`` makes one.
public struct WorkerGrant: Sendable {
    /// The key that it was given to.
    public let key: VaultKeyID
    /// Whose runs may be touched.
    public let reach: WorkerReach
    /// What for.
    public let scope: WorkerScope

    init(key: VaultKeyID, reach: WorkerReach, scope: WorkerScope) {
        self.key = key
        self.reach = reach
        self.scope = scope
    }
}
