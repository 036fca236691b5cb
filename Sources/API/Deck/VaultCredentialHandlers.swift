import Credentials
import JSON
import Store

/// The operations on vault credentials (deck-v2.md section 3).
enum VaultCredentialHandlers {
    private static let notFound = DeckKind.notFound("credential")

    static func list(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(ReadVaultCredential.self)
        let query = call.input.query
        var filter = VaultCredentialFilter()
        filter.sources = try query.identifiers("source_id")
        filter.statuses = try query.filter("status")
        filter.externalID = try query.filterText("external_id")
        let page = try store.credentials(filter, try query.page(of: VaultCredential.self), grant)
        return call.answer(page, id: \.id) { $0.representation }
    }

    static func get(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(ReadVaultCredential.self)
        let credential = try store.credential(try call.identifier(notFound), grant)
        return call.answer(try found(credential, notFound).representation)
    }

    static func create(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(WriteVaultCredential.self)
        return try call.write(&store, grant) { store in
            var attributes = DeckAttributes(call.input.body)
            let sourceID = attributes.requiredText("source_id")
            try attributes.check()
            let source = try found(
                try sourceID.flatMap(SourceID.init).flatMap { try store.sharedSource($0, grant) }, .sourceNotFound,
                field: "source_id")
            let (draft, payload) = attributes.newCredential(for: source, at: .now)
            try attributes.check()
            var credential = draft
            try store.insert(credential, payload, grant)
            credential.summary = payload.summary
            try store.record(.credentialCreated, credential.eventData, in: grant.organization)
            return Written(
                response: call.answer(credential.representation, status: 201), credential: credential.id)
        }
    }

    static func update(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(WriteVaultCredential.self)
        let id: VaultCredentialID = try call.identifier(notFound)
        return try call.write(&store, grant) { store in
            let old = try found(try store.lockedCredential(id, grant), notFound)
            guard old.status != .deleted else {
                throw Failure.conflict(.credentialDeleted, "The credential is deleted.")
            }
            var attributes = DeckAttributes(call.input.body)
            var credential = old
            credential.updatedAt = .now
            attributes.applyExternalID(to: &credential)
            // Comparing old with new would tell callers whether they guessed right, so whatever is given counts as new.
            if attributes.values["auth_credentials"] != nil {
                let payload = try attributes.replacement(of: old, &store, grant)
                try attributes.check()
                credential.version += 1
                credential.status = old.status.after(.updated)
                try store.update(credential, payload, grant)
                credential.summary = payload.summary
            } else {
                try attributes.check()
                try store.update(credential, grant)
            }
            if credential.status != old.status {
                try store.record(credential.status.event, credential.eventData, in: grant.organization)
            }
            return Written(response: call.answer(credential.representation), credential: id)
        }
    }

    static func delete(_ call: DeckCall, _ store: inout Store) throws -> Response {
        let grant = try call.caller.grant(WriteVaultCredential.self)
        let id: VaultCredentialID = try call.identifier(notFound)
        return try call.write(&store, grant) { store in
            var credential = try found(try store.lockedCredential(id, grant), notFound)
            if credential.status != .deleted {
                credential.status = .deleted
                credential.summary = nil
                credential.updatedAt = .now
                try store.update(credential, grant)
                try store.destroySecrets(of: credential, grant)
                try store.record(.credentialDeleted, credential.eventData, in: grant.organization)
                try store.withdrawFromRuns(id, at: credential.updatedAt, grant)
            }
            return Written(response: call.answer(deletion(of: id, "credential")))
        }
    }
}

extension DeckAttributes {
    /// A new credential and its secrets, if they are valid.
    fileprivate mutating func newCredential(
        for source: Source, at now: Timestamp
    ) -> (VaultCredential, VaultPayload) {
        let method = word("auth_method", VaultAuthMethod.self, .methodInvalid) ?? .none
        if let auth = source.auth, !auth.methods.contains(method) {
            refuse("auth_method", "is not offered by the source.", .methodInvalid)
        }
        let isMethodKnown = problems.isEmpty
        var credential = VaultCredential(
            id: IdentifierGenerator.shared.next(), source: source.id, method: method, status: .unverified,
            externalID: nil, version: 1, summary: nil, updatedAt: now)
        applyExternalID(to: &credential)
        // Details are judged by their method alone: without one, any word on them would be wrong.
        let payload = isMethodKnown ? merge(into: VaultPayload(), method: method, source: source) : VaultPayload()
        return (credential, payload)
    }

    /// The secrets of a credential with the changes that the attributes want.
    fileprivate mutating func replacement(
        of credential: VaultCredential, _ store: inout Store, _ grant: VaultGrant<WriteVaultCredential>
    ) throws -> VaultPayload {
        let source = try found(try store.sharedSource(credential.source, grant), .sourceNotFound)
        let payload = try found(try store.payload(of: credential, grant))
        return merge(into: payload, method: credential.method, source: source)
    }

    /// The app's own name: null clears it, the empty text is none (section 12, U20).
    fileprivate mutating func applyExternalID(to credential: inout VaultCredential) {
        let given = text("external_id")
        if given.value == "" { refuse("external_id", "must not be empty.") }
        given.apply(to: &credential.externalID)
    }
}
