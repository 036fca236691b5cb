import Credentials
import JSON
import MariaDB
import Secrets
import TestDatabase
import Testing

@testable import Store

@Suite("Statement plans")
struct StatementPlanTests {
    let deployment: Deployment

    init() throws {
        deployment = try Deployment(policy: .encrypt)
        try deployment.fill()
    }

    @Test("every statement of the service stands on an index, and lists begin to read where the page begins")
    func indexes() throws {
        let log = try SlowLog(of: deployment.database)
        try exerciseAll()
        let steps = Set(try log.steps(in: deployment.database))
        #expect(steps.count > 60)
        // What is read in order to be inserted counts, too.
        #expect(steps.contains { $0.table == "app_hooks" && $0.statement.hasPrefix("INSERT") })
        let scans = steps.filter { ["ALL", "index"].contains($0.type) && !Self.isMeantToReadAll($0) }
        #expect(scans.isEmpty, "\(scans.map(\.description).sorted().joined(separator: "\n"))")
        let sorted = steps.filter { $0.extra.contains("filesort") && !Self.isMeantToSort($0) }
        #expect(sorted.isEmpty, "\(sorted.map(\.description).sorted().joined(separator: "\n"))")
        let greedy = steps.filter { $0.rows > 100 && !Self.isMeantToReadAll($0) && !Self.isMeantToReadMuch($0) }
        #expect(greedy.isEmpty, "\(greedy.map(\.description).sorted().joined(separator: "\n"))")
    }

    /// A handful of rows by nature, and what the operator lists.
    private static func isMeantToReadAll(_ step: SlowLog.Step) -> Bool {
        ["lookup_keys", "schema_migrations"].contains(step.table)
            || isUnion(step)
            || [
                "SELECT id, name FROM accounts ORDER BY", "FROM access_keys  ORDER BY id",
                "FROM realms WHERE NOT deleted ORDER BY account_id", "FROM vault_keys ORDER BY id",
                "FROM organizations ORDER BY id",
            ].contains { step.statement.contains($0) }
    }

    /// What was put together of a page of each of its parts.
    private static func isUnion(_ step: SlowLog.Step) -> Bool {
        step.table.hasPrefix("<union")
    }

    /// What concerns a whole realm, and a session with all of its runs that are shown.
    private static func isMeantToReadMuch(_ step: SlowLog.Step) -> Bool {
        if step.statement.contains("LIMIT 1001") { return true }
        if step.isOfVault { return false }
        return ["UPDATE", "DELETE"].contains { step.statement.hasPrefix($0) }
            || step.statement.hasSuffix("OFFSET 199;")
            || step.statement.hasSuffix("OFFSET 1000;")
            || step.statement.hasSuffix("OFFSET 10000;")
    }

    /// What is narrowed down to a few rows; what is sorted is read as a whole, which the log does not tell.
    private static func isMeantToSort(_ step: SlowLog.Step) -> Bool {
        isUnion(step)
            || [
                " reference = '", " email = '", " username = '", "(memberships_scope)", "FROM realms",
                "FROM notifications",
            ]
            .contains {
                step.statement.contains($0)
            }
    }

    private func exerciseAll() throws {
        var store = try deployment.store(preamble: SlowLog.preamble)
        let write: Grant<WriteUser> = try deployment.grant()
        let sally = try store.newUser("sally", write)
        let robot = try store.newUser("robot", write, type: .api)
        try exerciseOperator(&store)
        try exerciseProviders(&store)
        try exerciseSocialLogins(&store)
        try exerciseCredentials(of: sally, and: robot, &store)
        try exercisePolicies(of: sally, &store)
        try exerciseLogins(of: sally, &store)
        try exerciseOneTimeTokens(of: sally, &store)
        try exercisePasswords(of: sally, &store)
        try exerciseOrgs(sally, &store)
        try exerciseUsers(sally, write, &store)
        try store.deleteMostMemberships(of: Deployment.largeOrg, try deployment.grant())
        try exerciseImports(write, &store)
        try exerciseEvents(of: sally, &store)
        try exerciseHooks(&store)
        try exerciseRealms(&store)
        try exerciseVault(&store)
    }

    private func exerciseOperator(_ store: inout Store) throws {
        _ = try store.isSchemaCurrent()
        _ = try store.accounts()
        _ = try store.account(deployment.account)
        _ = try store.allRealms()
        _ = try store.accessKeys()
        _ = try store.accessKeys(of: deployment.account)
        _ = try store.caller(presenting: .current(new(), Secret("x")), account: nil)
        _ = try store.caller(presenting: .legacy(Secret("x")), account: nil)
        _ = try store.revokeAccessKey(new())
    }

    private func exerciseProviders(_ store: inout Store) throws {
        let manage: Grant<ManageAuthProvider> = try deployment.grant()
        let id = try store.newProvider(.github, manage)
        for descending in [false, true] {
            let page = PageRequest(after: id, limit: 10, sort: AuthProviderSort.id, descending: descending)
            _ = try store.authProviders(page, try deployment.grant())
            _ = try store.loginProviders(page, try deployment.grant())
        }
        let provider = try #require(try store.authProvider(id, manage))
        _ = try store.lockedAuthProvider(id, manage)
        _ = try store.authProviderIDs(of: .github, manage)
        _ = try store.hasAuthProvider(id, of: .github, manage)
        _ = try store.policy(of: id)
        try store.update(provider, manage)
        #expect(try store.delete(id, manage))
    }

    private func exerciseSocialLogins(_ store: inout Store) throws {
        let (read, login) = (try deployment.grant(ReadAuthProvider.self), try deployment.grant(AuthenticateUser.self))
        let state = OAuthState(provider: new(), redirectURI: "https://app.example", nonce: nil, issuedAt: .now)
        let token = try #require(SealedToken(try store.seal(state, read).reveal()))
        #expect(try store.openedState(token, login) == state)
        #expect(try store.use(token, until: state.expiresAt, login))
        _ = try store.sweepOAuthStates()
        _ = try store.socialCredential(of: "1", at: new(), login)
        _ = try store.verifiedUserIDs(email: "o10001@x", login)
    }

    private func exerciseCredentials(of sally: UserID, and robot: UserID, _ store: inout Store) throws {
        let (create, update) = (
            try deployment.grant(CreateCredential.self), try deployment.grant(UpdateCredential.self)
        )
        let (password, key): (CredentialID, CredentialID) = (new(), new())
        try store.insert(.password(PasswordHash(phc: "$x$")), id: password, for: sally, create)
        try store.insert(.apiKey(Secret("the-one-key")), id: key, for: robot, create)
        try exerciseOlderLookupKey(key, update, &store)
        #expect(try store.setPassword(PasswordHash(phc: "$y$"), of: password, update))
        let google = try store.newProvider(.google, try deployment.grant())
        let link = SocialLink(provider: google, providerUser: "1", accessToken: Secret("x"), tokenExpiresAt: .now)
        let social: CredentialID = new()
        try store.insert(.social(.google, link), id: social, for: sally, create)
        #expect(try store.update(link, of: social, update))
        let provider = try store.newProvider(.totp, try deployment.grant())
        let device = try store.newDevice(of: sally, provider, create)
        #expect(try store.rename(device, to: "y", update))
        try exerciseGuard(of: device, provider, &store)
        try exerciseSeveralKeys(of: robot, &store)
        for user in [sally, robot] { _ = try store.belongings(of: user, try deployment.grant(ReadUser.self)) }
        _ = try store.credential(device, update)
        #expect(try store.find(device) != nil)
        #expect(try store.find([device, password]).count == 2)
        #expect(try store.find([device, password] + (0..<14).map { _ in new() }).count == 2)
        _ = try store.lockedCredential(device, update)
        #expect(try store.credentialID(of: sally, type: .password, update) == password)
        _ = try store.policy(of: device)
        #expect(try store.delete(social, try deployment.grant()))
    }

    private func exerciseOlderLookupKey(
        _ key: CredentialID, _ update: Grant<UpdateCredential>, _ store: inout Store
    ) throws {
        try deployment.addLookupKey(version: 2)
        let authenticate: Grant<AuthenticateUser> = try deployment.grant()
        for _ in 0..<2 { _ = try store.user(holding: Secret("the-one-key"), authenticate) }
        #expect(try store.setAPIKey(Secret("a-later-key"), of: key, update))
    }

    private func exerciseSeveralKeys(of robot: UserID, _ store: inout Store) throws {
        let (realm, secrets) = (deployment.realm, [Secret("one of several"), Secret("another of several")])
        let sealing = try store.dataKey(of: realm, for: .apiKeys)
        let rules = APIKeyInsertion.Rules(
            realm: realm, policy: .encrypt, sealing: DataKeyID(number: sealing.id), account: deployment.account,
            type: .userUpdated, subject: realm)
        let keys = try secrets.map { secret in
            let (id, subject): (CredentialID, Event.Subject) = (new(), Event.Subject(realm: realm, user: robot))
            return APIKeyInsertion(
                id: id, user: robot, columns: try store.apiKeyColumns(of: secret, id: id, realm, sealing: sealing),
                event: NewEvent(.userUpdated, of: subject, in: deployment.account, request: [:]), kind: rules)
        }
        #expect(try store.insertAtOnce(keys))
        let others = (0..<14).map { number in [UInt8](repeating: number, count: 32) }
        #expect(try store.find(keys.map(\.columns.digest) + others).count == 2)
        for digests in [keys.map(\.columns.digest), [keys[0].columns.digest]] {
            #expect(try store.find(digests).count == digests.count)
        }
    }

    private func exerciseGuard(
        of device: CredentialID, _ provider: AuthProviderID, _ store: inout Store
    ) throws {
        let verify: Grant<VerifyCredential> = try deployment.grant()
        let guardian = try #require(try store.lockedGuard(device, verify))
        try store.setLimit(guardian.limit, of: device, verify)
        #expect(try store.useStep(1, of: device, verify))
        #expect(try store.ask(.useOfStep(2, of: device, verify)))
        let other = try store.newDevice(
            of: try store.newUser("otto", try deployment.grant()), provider, try deployment.grant())
        #expect(try store.use(3, of: [device, other]) == [true, true])
        let error = #expect(throws: MariaDBError.self) { try store.use(3, of: [device, other]) }
        #expect(error?.code == .unmet)
        #expect(try store.activate(device, verify))
    }

    private func exercisePolicies(of user: UserID, _ store: inout Store) throws {
        _ = try store.policy(of: deployment.realm)
        _ = try store.policy(of: user)
        #expect(try store.find(user) != nil)
        #expect(try store.find([user, new() as UserID]).count == 1)
        #expect(try store.find([user] + (0..<15).map { _ in new() }).count == 1)
    }

    private func exerciseUsers(_ sally: UserID, _ write: Grant<WriteUser>, _ store: inout Store) throws {
        for sort in UserSort.allCases {
            for descending in [false, true] {
                for after in [nil, sally] {
                    let page = PageRequest(after: after, limit: 10, sort: sort, descending: descending)
                    for filter in UserFilter.samples { _ = try store.users(filter, page, try deployment.grant()) }
                }
            }
        }
        _ = try store.userID(named: "sally", write)
        let user = try #require(try store.lockedUser(sally, write))
        try store.update(user, write)
        #expect(try store.delete(sally, write))
    }

    private func exerciseLogins(of sally: UserID, _ store: inout Store) throws {
        let grant: Grant<AuthenticateUser> = try deployment.grant()
        let login = LoginSession(id: new(), user: sally, expiresAt: .now.adding(seconds: 60), request: [:])
        try store.insert(login, grant)
        for _ in 0..<2 { _ = try store.noteLogin(of: sally, at: .now, unlessWithin: 60, grant) }
        _ = try store.signingKey(grant)
        try exerciseSessions(login, &store)
        try exerciseJWTKeys(&store)
    }

    private func exerciseSessions(_ login: LoginSession, _ store: inout Store) throws {
        let (read, write) = (try deployment.grant(ReadSession.self), try deployment.grant(WriteSession.self))
        _ = try store.policy(of: login.id)
        for descending in [false, true] {
            let page = PageRequest<SessionID, Void>(after: new(), limit: 10, sort: (), descending: descending)
            _ = try store.sessions(of: login.user, page, read)
        }
        _ = try store.session(login.id, at: .now, read)
        _ = try store.verifyingKeys(.hs256, at: .now, read)
        #expect(try store.delete(login.id, at: .now, write))
        #expect(try store.sweepExpiredSessions(limit: 10) == 10)
    }

    private func exerciseJWTKeys(_ store: inout Store) throws {
        let grant: Grant<ManageJWTKey> = try deployment.grant()
        let key = try JWTKey.generate(.hs256)
        try store.transaction { try $0.insert(key, grant) }
        _ = try store.policy(of: key.id)
        for descending in [false, true] {
            let page = PageRequest<JWTKeyID, Void>(after: key.id, limit: 10, sort: (), descending: descending)
            _ = try store.jwtKeys(page, grant)
        }
        _ = try store.jwtKey(key.id, grant)
        #expect(try store.canSign(.hs256, without: key.id, grant))
        #expect(try store.transaction { try $0.expire(key.id, grant) })
    }

    private func exerciseOneTimeTokens(of sally: UserID, _ store: inout Store) throws {
        let grant: Grant<AuthenticateUser> = try deployment.grant()
        let token = OneTimeToken.generate(for: .login)
        try store.insert(token, for: sally, at: .now, grant)
        _ = try store.policy(of: token)
        #expect(try store.holder(of: token, at: .now, grant) == sally)
        #expect(try store.countFailure(of: token, at: .now, grant))
        #expect(try store.consume(token, at: .now, grant))
        try store.endTokens(of: sally, .email, grant)
        _ = try store.hasSecondFactor(sally, grant)
        _ = try store.secondFactors(of: sally, grant)
        try store.setEmailVerification(.requested, of: sally, grant)
        _ = try store.sweepOneTimeTokens(at: .now, limit: 10)
    }

    private func exercisePasswords(of sally: UserID, _ store: inout Store) throws {
        let grant: Grant<AuthenticateUser> = try deployment.grant()
        let password = try #require(try store.password(of: sally, grant))
        #expect(try store.isUnchanged(password, grant))
        #expect(try store.rehash(password, as: PasswordHash(phc: "$z$"), grant))
        let source = LoginSource(address: "192.0.2.7", key: new())
        let limits = try store.lockedPasswordLimits(of: sally, from: source, grant)
        try store.setPasswordLimits(limits, of: sally, from: source, grant)
        _ = try store.passwordLimits(of: sally, from: source, grant)
        try store.forgiveFailures(of: sally, from: source, grant)
        _ = try store.sweepPasswordLimits(at: .now, limit: 10)
    }

    private func exerciseImports(_ write: Grant<WriteUser>, _ store: inout Store) throws {
        let (importing, file) = (try deployment.grant(ImportUsers.self), [UInt8](repeating: 7, count: 32))
        try store.beginImport(of: file, ImportProgress(keepsReport: true), importing)
        let progress = try #require(try store.importProgress(of: file, importing))
        #expect(try store.lockedImportProgress(of: file, importing) == progress)
        try store.update(progress, of: file, importing)
        try store.insert(importedUser("ada"), write, try deployment.grant())
        #expect(throws: Conflict.apiKey) {
            try store.insert(importedUser("bea"), write, try deployment.grant())
        }
        try store.forgetImport(of: file, importing)
    }

    private func importedUser(_ name: String) -> ImportedUser {
        ImportedUser(
            user: User(id: new(), realm: deployment.realm, type: .api, username: name), credentialID: new(),
            credential: .apiKey(Secret("an-imported-key")))
    }

    private func exerciseEvents(of user: UserID, _ store: inout Store) throws {
        let locked = Caller(
            key: new(), account: deployment.account, permission: .read, realmLock: deployment.realm)
        for caller in [deployment.caller, locked] {
            _ = try store.event(new(), for: caller)
            for filter in EventFilter.samples(deployment.realm, user) {
                for descending in [false, true] {
                    let page = PageRequest<EventID, Void>(after: new(), limit: 10, sort: (), descending: descending)
                    _ = try store.events(filter, page, for: caller)
                }
            }
        }
    }

    private func exerciseHooks(_ store: inout Store) throws {
        let grant: Grant<ManageAppHook> = try deployment.grant()
        let (manage, read) = (
            try deployment.caller.grant(ManageAppHook.self), try deployment.caller.grant(ReadAppHook.self)
        )
        let hook = AppHook.sample(in: grant)
        try store.insert(hook, in: grant, manage)
        try store.record(
            .userUpdated, of: Event.Subject(realm: deployment.realm), in: deployment.account, request: [:])
        try exerciseSeveralEvents(&store)
        let all = PageRequest<AppHookID, Void>(after: hook.id, limit: 10, sort: (), descending: true)
        _ = try store.appHooks(of: nil, in: nil, toldOf: nil, all, read)
        _ = try store.appHooks(of: deployment.realm, in: .active, toldOf: .userCreated, all, read)
        let locked = Caller(key: new(), account: deployment.account, permission: .read, realmLock: deployment.realm)
        _ = try store.appHooks(of: nil, in: nil, toldOf: nil, all, try locked.grant(ReadAppHook.self))
        _ = try store.appHook(hook.id, read)
        _ = try store.lockedAppHook(hook.id, manage)
        for caller in [deployment.caller, locked] { _ = try store.notifications(of: [new(), new()], for: caller) }
        try exerciseDeliveries(of: hook.id, &store)
        try store.update(hook, manage)
        #expect(try store.delete(hook.id, manage))
        try store.cancelNotifications(to: hook.id)
        try store.deleteNotifications(before: .now)
    }

    private func exerciseSeveralEvents(_ store: inout Store) throws {
        let events = (0..<2).map { _ in
            NewEvent(.userUpdated, of: Event.Subject(realm: deployment.realm), in: deployment.account, request: [:])
        }
        try store.session.transact(SQL.record(events))
    }

    private func exerciseDeliveries(of hook: AppHookID, _ store: inout Store) throws {
        let (now, busy) = (Timestamp.now.adding(seconds: 1), Set<AppHookID>([new()]))
        for hooks in [[], busy] {
            let lease = now.adding(seconds: 60)
            let claim = try #require(try store.claimNotification(at: now, leaseUntil: lease, passingOver: hooks))
            // What the crowd's hooks hold is not sealed.
            _ = try? store.delivery(claim)
            let sent = DeliveryReport.Sent(account: deployment.account, destination: "https://example.com/")
            try store.settle(claim, DeliveryReport(.completed, result: "HTTP 200", sent: sent))
        }
    }

    private func exerciseRealms(_ store: inout Store) throws {
        let manage: Grant<ManageRealm> = try deployment.grant()
        var (stateful, referenced) = (RealmFilter(), RealmFilter())
        stateful.state = .active
        referenced.reference = "x"
        for sort in RealmSort.allCases {
            for after in [nil, deployment.realm] {
                let page = PageRequest(after: after, limit: 10, sort: sort, descending: after == nil)
                for filter in [RealmFilter(), stateful, referenced] {
                    _ = try store.realms(for: deployment.caller, filter, page)
                }
            }
        }
        let old = try #require(try store.lockedRealm(manage))
        _ = try store.signingKey(of: old, manage)
        try store.transaction { try $0.insert(JWTKey.generate(.hs256), for: old.id, outlive: 1) }
        var changed = old
        changed.apiKeyPolicy = .hash
        changed.requireUniqueEmails = false
        try store.update(changed, from: old, manage)
        _ = try store.realm(manage)
        try store.delete(manage)
        #expect(try store.deletedRealms() == [deployment.realm])
        #expect(try store.clear(deleted: deployment.realm))
        _ = try store.wasDeleted(deployment.realm, by: deployment.caller)
    }
}

extension UserFilter {
    fileprivate static var samples: [UserFilter] {
        var samples = Array(repeating: UserFilter(), count: 8)
        samples[1].username = "sally"
        samples[2].email = "sally@example.com"
        samples[3].state = .active
        samples[4].type = .human
        samples[5].reference = "x"
        (samples[6].org, samples[7].org) = (Deployment.largeOrg, Deployment.smallOrg)
        return samples
    }
}

extension EventFilter {
    fileprivate static func samples(_ realm: RealmID, _ user: UserID) -> [EventFilter] {
        var samples = Array(repeating: EventFilter(), count: 6)
        samples[1].realm = realm
        samples[2].user = user
        samples[3].authProvider = new()
        samples[4].types = [.userCreated, .userUpdated]
        samples[5].since = .now
        return samples
    }
}

extension SlowLog.Step {
    /// Whether it is of a table of `/v2` that grows without bound; each statement on those reads a few rows.
    fileprivate var isOfVault: Bool {
        table.hasPrefix("vault_") || ["task_runs", "credential_keys", "idempotency_records"].contains(table)
    }
}
