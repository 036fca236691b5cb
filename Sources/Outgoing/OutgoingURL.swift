public import Secrets

/// An `http` or `https` URL with a host, as libcurl, which will connect to it, understands it.
///
/// It may carry a user and a password, so it prints as redacted.
public struct OutgoingURL: Sendable, Equatable, Redacted {
    let text: String
    /// The URL without user and password.
    public let shown: String
    /// Whether it carries a user or a password.
    public let hasUser: Bool
    /// The address, when the host is one and no name.
    public let address: IPAddress?

    /// Reads an absolute URL of visible ASCII characters.
    public init?(_ text: String) {
        // libcurl takes more than two slashes too, and then what is a path for everybody else is its host.
        guard text.isVisibleASCII,
            let scheme = ["https://", "http://"].first(where: text.hasPrefix), !text.hasPrefix("\(scheme)/"),
            // A host that was percent-encoded is decoded here, to whatever bytes.
            let parts = URLParts(text), parts.host.isVisibleASCII
        else { return nil }
        self.text = text
        hasUser = parts.hasUser
        shown = parts.hasUser ? parts.withoutUser : text
        address = IPAddress(parts.host)
    }

    /// Compares the texts.
    public static func == (left: OutgoingURL, right: OutgoingURL) -> Bool {
        left.text == right.text
    }
}

extension String {
    fileprivate var isVisibleASCII: Bool {
        utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
