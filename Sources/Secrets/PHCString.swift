/// An Argon2 hash taken apart: `$argon2id$v=19$m=19456,t=2,p=1$salt$tag`, salt and tag in base64 without padding.
///
/// Source: PHC string format, and `decode_string` in libargon2's `encoding.c`, which like this wants the parameters in
/// just that order. Without `v` the version is 16, as from before there was another.
struct PHCString: ParsedHash {
    let parameters: Argon2Parameters
    let salt: [UInt8]
    let tag: [UInt8]

    init(parameters: Argon2Parameters, salt: [UInt8], tag: [UInt8]) {
        self.parameters = parameters
        self.salt = salt
        self.tag = tag
    }

    /// Nil for what is no Argon2 hash or not within ``Argon2Parameters/areAllowed``.
    init?(_ text: String) {
        guard text.hasPrefix("$argon2") else { return nil }
        var fields = text.split(separator: "$", omittingEmptySubsequences: false)[...]
        guard fields.popFirst() == "", let variant = fields.popFirst() else { return nil }
        let version = fields.first?.hasPrefix("v=") == true ? fields.popFirst() : "v=16"
        guard let parameters = fields.popFirst().flatMap({ Self.parameters(variant, version, $0) }),
            let salt = fields.popFirst().flatMap(HashText.unpaddedBase64), (8...64).contains(salt.count),
            let tag = fields.popFirst().flatMap(HashText.unpaddedBase64), (16...64).contains(tag.count), fields.isEmpty
        else { return nil }
        self.init(parameters: parameters, salt: salt, tag: tag)
    }

    private static func parameters(_ variant: Substring, _ version: Substring?, _ costs: Substring) -> Argon2Parameters?
    {
        guard let variant = Argon2Parameters.Variant(rawValue: String(variant)),
            let version = version.flatMap({ HashText.number($0, after: "v=") }).flatMap(Argon2Parameters.Version.init),
            let costs = HashText.numbers(costs, "m", "t", "p")
        else { return nil }
        let parameters = Argon2Parameters(
            variant: variant, version: version, memory: costs[0], passes: costs[1], lanes: costs[2])
        return parameters.areAllowed ? parameters : nil
    }

    func matches(_ password: [UInt8]) throws(HashingError) -> Bool {
        let made = try Argon2.tag(of: password, salt: salt, length: tag.count, parameters)
        return Digest.constantTimeEqual(made, tag)
    }
}
