import FoundationEssentials

/// URLs of other people's sites.
public enum WebAddress {
    /// Whether the text is an absolute `http` or `https` URL (RFC 3986) with a host, in ASCII, without spaces, user and
    /// password.
    public static func isAcceptable(_ text: String) -> Bool {
        guard text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }), let url = URL(string: text),
            let scheme = url.scheme?.lowercased(), let host = url.host()
        else { return false }
        let hasUser = url.user() != nil || url.password() != nil
        return ["http", "https"].contains(scheme) && !host.isEmpty && !hasUser
    }
}
