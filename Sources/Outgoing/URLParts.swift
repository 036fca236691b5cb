import CCurl

/// What libcurl's URL parser makes of a text: numbers that spell an address in other ways (`http://2130706433/`) come out
/// as the address that it would connect to.
struct URLParts {
    /// Without brackets and zone.
    let host: String
    let hasUser: Bool
    let withoutUser: String

    init?(_ text: String) {
        guard let parser = unsafe curl_url() else { return nil }
        defer { unsafe curl_url_cleanup(parser) }
        guard unsafe curl_url_set(parser, CURLUPART_URL, text, 0) == CURLUE_OK,
            let host = unsafe Self.part(CURLUPART_HOST, of: parser), !host.isEmpty
        else { return nil }
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        let secrets = [CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS]
        hasUser = secrets.contains { unsafe Self.part($0, of: parser) != nil }
        for part in secrets {
            guard unsafe curl_url_set(parser, part, nil, 0) == CURLUE_OK else { return nil }
        }
        guard let rest = unsafe Self.part(CURLUPART_URL, of: parser) else { return nil }
        withoutUser = rest
    }

    private static func part(_ part: CURLUPart, of parser: OpaquePointer) -> String? {
        var found: UnsafeMutablePointer<CChar>?
        guard unsafe curl_url_get(parser, part, &found, 0) == CURLUE_OK, let text = unsafe found else { return nil }
        defer { unsafe curl_free(text) }
        return unsafe String(cString: text)
    }
}
