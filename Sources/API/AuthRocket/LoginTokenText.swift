import Credentials
import JSON
import Secrets

/// What a login token claims, before anybody has checked who signed it.
struct LoginTokenText {
    let text: CompactToken
    /// Selects the keys to check with; those of one algorithm never check tokens of another.
    let algorithm: JWTAlgorithm
    /// The session, if it is one that is kept.
    let session: SessionID?
    let expiresAt: Timestamp

    /// - Returns: `nil` for what is no such token, also one that names an algorithm other than ours (`none`), has no end, or
    ///   demands that its reader understand extensions (RFC 7515 section 4.1.11).
    init?(_ text: String) {
        guard let token = CompactToken(text), let header = Self.object(token.header),
            let claims = Self.object(token.claims), header["crit"] == nil,
            let algorithm = JWTAlgorithm.allCases.first(where: { header["alg"] == .text($0.headerName) }),
            let end = claims["exp"]?.integer
        else { return nil }
        self.text = token
        self.algorithm = algorithm
        session = claims["tk"]?.text.flatMap(SessionID.init)
        expiresAt = Timestamp(seconds: Int(end))
    }

    private static func object(_ bytes: [UInt8]) -> JSONObject? {
        guard case .object(let object)? = try? JSON(parsing: bytes) else { return nil }
        return object
    }
}
