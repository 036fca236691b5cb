public import Credentials
import JSON
import MariaDB
import Secrets

/// What a request was, without what it said: its idempotency key and all that it asked for, as keyed digests.
public struct RequestFingerprint: Sendable {
    let key: [UInt8]
    let request: [UInt8]
}

/// An answer that is kept for a repetition of its request.
public struct KeptAnswer: Sendable {
    /// The HTTP status.
    public let status: Int
    /// The body; `nil` when what it told of has been destroyed since.
    public let body: [UInt8]?
}

/// What became of a request that bears an idempotency key.
public enum Repetition: Sendable {
    /// Nobody has sent it before: it is being executed now.
    case isFirst
    /// It was executed; this was the answer.
    case of(KeptAnswer)
    /// The key was used for another request.
    case differs
}

extension Store {
    /// How long an idempotency key is remembered, in seconds (deck-v2.md section 1.5).
    public static var idempotencyLifetime: Int { 86_400 }

    /// The digests of a request, under a key that only this organization has.
    ///
    /// - Parameters:
    ///   - key: the caller's idempotency key.
    ///   - request: method, path and body, in one spelling for equal requests.
    public mutating func fingerprint(
        key: String, request: [UInt8], _ grant: VaultGrant<some VaultOperation>
    ) throws -> RequestFingerprint {
        let lookup = LookupKey(version: 1, key: try dataKey(of: grant.organization))
        return RequestFingerprint(
            key: lookup.digest(Secret(key), scope: grant.organization.number),
            request: lookup.digest(Secret(String(decoding: request, as: UTF8.self)), scope: grant.organization.number))
    }

    /// Begins the execution of a request, in its transaction: whoever sends the same meanwhile waits for its end.
    ///
    /// - Throws: ``Conflict/idempotencyKey`` when another execution has just ended: look again.
    public mutating func begin(
        _ fingerprint: RequestFingerprint, at now: Timestamp, _ grant: VaultGrant<some VaultOperation>
    ) throws -> Repetition {
        let organization = grant.organization
        try session.execute(
            """
            DELETE FROM idempotency_records WHERE organization_id = \(organization) AND key_digest = \(fingerprint.key)
                AND created_at <= \(now.adding(seconds: -Self.idempotencyLifetime))
            """)
        let row = try session.first(
            """
            SELECT request_digest, credential_id, status, answer FROM idempotency_records
            WHERE organization_id = \(organization) AND key_digest = \(fingerprint.key)
            """, RecordRow.init)
        if let row {
            guard row.request == fingerprint.request else { return .differs }
            return .of(KeptAnswer(status: row.status, body: try open(row, fingerprint, organization)))
        }
        try claim(fingerprint, at: now, organization)
        return .isFirst
    }

    /// Keeps the answer of a request whose execution was begun in this transaction.
    ///
    /// - Parameter credential: the credential that the answer tells of, with which it is to become unreadable.
    public mutating func keep(
        status: Int, body: [UInt8], about credential: VaultCredentialID?, for fingerprint: RequestFingerprint,
        _ grant: VaultGrant<some VaultOperation>
    ) throws {
        let key = try dataKey(about: credential, in: grant.organization)
        let sealed = try key?.seal(body, place(fingerprint, grant.organization)).bytes
        try session.execute(
            """
            UPDATE idempotency_records SET status = \(status), answer = \(sealed), credential_id = \(credential)
            WHERE organization_id = \(grant.organization) AND key_digest = \(fingerprint.key)
            """)
    }

    /// Forgets expired keys, a bounded number of them.
    ///
    /// - Returns: how many were forgotten.
    public mutating func sweepIdempotencyRecords(at now: Timestamp, limit: Int) throws -> Int {
        try session.execute(
            """
            DELETE FROM idempotency_records WHERE created_at <= \(now.adding(seconds: -Self.idempotencyLifetime))
            ORDER BY created_at LIMIT \(limit)
            """)
    }

    private mutating func claim(
        _ fingerprint: RequestFingerprint, at now: Timestamp, _ organization: OrganizationID
    ) throws {
        do {
            try session.execute(
                """
                INSERT INTO idempotency_records (organization_id, key_digest, request_digest, status, created_at)
                VALUES (\(organization), \(fingerprint.key), \(fingerprint.request), 0, \(now))
                """)
        } catch {
            if case .duplicate = error.code { throw Conflict.idempotencyKey }
            throw error
        }
    }

    private mutating func open(
        _ row: RecordRow, _ fingerprint: RequestFingerprint, _ organization: OrganizationID
    ) throws -> [UInt8]? {
        guard let answer = row.answer, let key = try dataKey(about: row.credential, in: organization) else {
            return nil
        }
        return try key.open(SealedValue(bytes: answer), place(fingerprint, organization))
    }

    private func place(_ fingerprint: RequestFingerprint, _ organization: OrganizationID) -> SealPlace {
        let object = fingerprint.key.prefix(16).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
        return SealPlace(scope: organization.number, object: object, field: "answer")
    }
}

private struct RecordRow {
    let request: [UInt8]
    let credential: VaultCredentialID?
    let status: Int
    let answer: [UInt8]?

    init(_ row: Row) throws {
        request = try row("request_digest")
        credential = try row("credential_id")
        status = try row("status")
        answer = try row("answer")
    }
}
