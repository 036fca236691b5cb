import CCurl
import Glibc

/// The system calls that take pointers, each behind a function that does not.
enum System {
    enum Version {
        case v4, v6
    }

    /// The bytes of an address in the notation of its version, and of no other text (inet_pton(3)).
    static func addressBytes(of text: String, version: Version) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: version == .v4 ? 4 : 16)
        let family = version == .v4 ? AF_INET : AF_INET6
        // A text with a NUL would end there.
        guard !text.utf8.contains(0), unsafe inet_pton(family, text, &bytes) == 1 else { return nil }
        return bytes
    }
}

extension IPAddress {
    /// The address in what libcurl wants a socket for; nil when it is of another family.
    init?(_ target: UnsafeMutablePointer<curl_sockaddr>) {
        let address = unsafe UnsafeRawPointer(target).advanced(by: Self.addressOffset)
        switch unsafe target.pointee.family {
        case AF_INET:
            let address = unsafe address.loadUnaligned(as: sockaddr_in.self)
            self = .v4(UInt32(bigEndian: address.sin_addr.s_addr))
        case AF_INET6:
            // sockaddr_in6 is longer than the sockaddr that it stands in for; libcurl sets aside as much as it needs.
            let address = unsafe address.loadUnaligned(as: sockaddr_in6.self)
            self.init(bytes: unsafe withUnsafeBytes(of: address.sin6_addr) { unsafe Array($0) })
        default: return nil
        }
    }

    private static let addressOffset = MemoryLayout<curl_sockaddr>.offset(of: \curl_sockaddr.addr) ?? 16
}
