import Credentials
import JSON
import Store

/// The answer of a write, and the credential that it tells of, with which a kept copy of it is to become unreadable.
struct Written {
    let response: Response
    var credential: VaultCredentialID?
}

extension DeckCall {
    /// Executes a write in one transaction: once for each idempotency key, with the same answer for every repetition
    /// (deck-v2.md section 1.5). Only successes are kept: what fails leaves nothing behind.
    ///
    /// - Throws: what `body` throws; `conflict` for a key that was used for another request.
    func write<Op: VaultOperation>(
        _ store: inout Store, _ grant: VaultGrant<Op>, _ body: (inout Store) throws -> Written
    ) throws -> Response {
        guard let idempotencyKey, !idempotencyKey.isEmpty else {
            return try store.transaction { store in try body(&store).response }
        }
        guard idempotencyKey.unicodeScalars.count <= 256 else {
            throw Failure(
                .malformed, "The idempotency key must have at most 256 characters.", kind: .idempotencyKeyError)
        }
        let fingerprint = try store.fingerprint(key: idempotencyKey, request: canonicalRequest, grant)
        while true {
            do {
                return try once(fingerprint, &store, grant, body)
            } catch Conflict.idempotencyKey {
                continue
            }
        }
    }

    private func once<Op: VaultOperation>(
        _ fingerprint: RequestFingerprint, _ store: inout Store, _ grant: VaultGrant<Op>,
        _ body: (inout Store) throws -> Written
    ) throws -> Response {
        try store.transaction { store in
            switch try store.begin(fingerprint, at: .now, grant) {
            case .of(let kept): return try repeated(kept)
            case .differs:
                throw Failure.conflict(.idempotencyError, "The idempotency key was used for another request.")
            case .isFirst:
                let written = try body(&store)
                try store.keep(
                    status: written.response.status, body: written.response.body, about: written.credential,
                    for: fingerprint, grant)
                return written.response
            }
        }
    }

    private func repeated(_ kept: KeptAnswer) throws -> Response {
        guard let body = kept.body else {
            throw Failure.conflict(.idempotencyError, "What the request made has been deleted since.")
        }
        return .json(bytes: body, status: kept.status)
    }

    /// The request in one spelling for equal requests: members in the order of their names.
    private var canonicalRequest: [UInt8] {
        Array("\(method) \(path)\n".utf8) + JSON.object(input.body).sorted.encoded()
    }
}

extension JSON {
    /// The same with the members of all objects in the order of their names.
    fileprivate var sorted: JSON {
        switch self {
        case .null, .bool, .number, .text: self
        case .array(let items): .array(items.map(\.sorted))
        case .object(let object):
            .object(
                object.sorted { $0.name < $1.name }.reduce(into: JSONObject()) { $0[$1.name] = $1.value.sorted })
        }
    }
}
