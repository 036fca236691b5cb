import Credentials
import Secrets
import Store
import Testing

extension StatementPlanTests {
    func exerciseVaultKeys(of organization: OrganizationID, _ store: inout Store) throws {
        let reach = WorkerReach(scopes: [.claim], organizations: [organization], sources: [])
        for reach in [VaultKey.Reach.organization(organization, .write), .worker(reach)] {
            let (key, text) = (
                VaultKey(id: new(), name: "x", reach: reach, revoked: false), VaultKeyText.generate(for: .app)
            )
            try store.insert(key, digest: VaultKeyText.digest(of: text))
            #expect(try store.caller(presenting: text)?.reach == reach)
            #expect(try store.revokeVaultKey(key.id))
        }
        _ = try store.vaultKeys()
        _ = try store.organization(organization)
        _ = try store.organizations()
        for limit in [1, 1, 5] { _ = try store.admit(organization, within: RequestLimit(requests: limit), at: .now) }
    }

    func exerciseSources(of organization: OrganizationID, _ store: inout Store) throws {
        let grant = try deployment.grant(WriteSource.self, in: organization)
        let source = Source(id: new(), name: nil, url: "https://example.com", auth: nil, updatedAt: .now)
        try store.insert(source, grant)
        _ = try store.source(source.id, grant)
        _ = try store.lockedSource(source.id, grant)
        try store.update(source, grant)
        for after in [nil, source.id] {
            let page = PageRequest<SourceID, Void>(after: after, limit: 10, sort: (), descending: true)
            _ = try store.sources(page, try deployment.grant(in: organization))
        }
        let used = try #require(try store.source(Deployment.mainSource, grant))
        #expect(throws: Conflict.sourceInUse) {
            try store.transaction { store in try store.delete(used, at: .now, grant) }
        }
        try store.transaction { store in try store.delete(source, at: .now, grant) }
    }

    func exerciseVaultCredentials(of organization: OrganizationID, _ store: inout Store) throws {
        let grant = try deployment.grant(WriteVaultCredential.self, in: organization)
        let credential = VaultCredential.sample()
        try store.insert(credential, VaultPayload(username: "x"), grant)
        _ = try store.credential(credential.id, grant)
        _ = try store.lockedCredential(credential.id, grant)
        try store.update(credential, VaultPayload(username: "y"), grant)
        _ = try store.payload(of: credential, grant)
        for filter in VaultCredentialFilter.samples {
            for after in [nil, credential.id] {
                let page = PageRequest<VaultCredentialID, Void>(after: after, limit: 10, sort: (), descending: true)
                _ = try store.credentials(filter, page, try deployment.grant(in: organization))
            }
        }
        try exerciseIdempotency(of: credential.id, grant, &store)
        try store.destroySecrets(of: credential, grant)
        try store.withdrawFromRuns(Deployment.busyCredential, at: .now, grant)
    }

    private func exerciseIdempotency(
        of credential: VaultCredentialID, _ grant: VaultGrant<WriteVaultCredential>, _ store: inout Store
    ) throws {
        let fingerprint = try store.fingerprint(key: "x", request: [1], grant)
        _ = try store.begin(fingerprint, at: .now, grant)
        try store.keep(status: 201, body: [1], about: credential, for: fingerprint, grant)
        _ = try store.begin(fingerprint, at: .now, grant)
        #expect(try store.sweepIdempotencyRecords(at: .now, limit: 10) == 10)
    }
}

extension VaultCredential {
    static func sample() -> VaultCredential {
        VaultCredential(
            id: new(), source: Deployment.mainSource, method: .none, status: .unverified, externalID: "tenant",
            version: 1,
            summary: nil, updatedAt: .now)
    }
}

extension VaultCredentialFilter {
    /// Every combination of what a list may be narrowed down to, with one value and with several.
    fileprivate static var samples: [VaultCredentialFilter] {
        let sources = [[], [Deployment.mainSource], [Deployment.rareSource, Deployment.mainSource]]
        let statuses: [[VaultCredentialStatus]] = [[], [.verified], [.unverified], [.invalid, .verified]]
        return sources.flatMap { sources in
            statuses.flatMap { statuses in
                [nil, "tenant", "another"].map { name in
                    var filter = VaultCredentialFilter()
                    (filter.sources, filter.statuses, filter.externalID) = (sources, statuses, name)
                    return filter
                }
            }
        }
    }
}
