extension PBKDF2Hash {
    init?(_ text: String) {
        guard text.hasPrefix("pbkdf2_") || text.hasPrefix("$pbkdf2") else { return nil }
        let fields = text.split(separator: "$", omittingEmptySubsequences: false)
        guard fields[0].isEmpty else {
            self.init(django: fields)
            return
        }
        guard fields.count == 5 else { return nil }
        if fields[2].hasPrefix("i=") { self.init(phc: fields) } else { self.init(passlib: fields) }
    }

    /// `pbkdf2_sha256$600000$salt$tag`: the salt counts as it is written, the tag is base64.
    private init?(django fields: [Substring]) {
        let functions: [Substring: Function] = ["pbkdf2_sha256": .sha256, "pbkdf2_sha1": .sha1]
        guard fields.count == 4, let function = functions[fields[0]] else { return nil }
        self.init(
            function, rounds: HashText.number(fields[1]), salt: Array(fields[2].utf8), tag: HashText.base64(fields[3]))
    }

    /// `$pbkdf2-sha256$29000$salt$tag`, both in passlib's own base64; SHA-1 goes without a name.
    private init?(passlib fields: [Substring]) {
        guard let function = Self.function(fields[1]) else { return nil }
        self.init(
            function, rounds: HashText.number(fields[2]), salt: HashText.adaptedBase64(fields[3]),
            tag: HashText.adaptedBase64(fields[4]))
    }

    /// `$pbkdf2-sha256$i=600000,l=32$salt$tag`; some leave out the length of the tag.
    private init?(phc fields: [Substring]) {
        let tag = HashText.unpaddedBase64(fields[4])
        let costs = HashText.numbers(fields[2], "i", "l") ?? HashText.numbers(fields[2], "i")
        guard let function = Self.function(fields[1]), let costs, costs.count == 1 || costs[1] == tag?.count ?? 0
        else { return nil }
        self.init(function, rounds: costs[0], salt: HashText.unpaddedBase64(fields[3]), tag: tag)
    }

    private static func function(_ name: Substring) -> Function? {
        if name == "pbkdf2" { return .sha1 }
        return name.hasPrefix("pbkdf2-") ? Function(rawValue: String(name.dropFirst("pbkdf2-".count))) : nil
    }
}
