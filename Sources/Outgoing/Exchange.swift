/// What libcurl's callbacks share with the transfer that they are called from, all on one thread.
final class Exchange {
    private let policy: AddressPolicy
    private let limit: Int
    private(set) var body: [UInt8] = []
    private(set) var isTooLong = false
    /// Whether an address was passed over because of the policy, and no other was tried.
    private(set) var wasRefused = false
    private var wasTried = false
    private var headerBytes = 0

    private static let headerLimit = 64 * 1024

    init(_ client: OutgoingClient) {
        policy = client.policy
        limit = client.responseLimit
    }

    /// Whether a socket may be opened to the address.
    func admits(_ address: IPAddress?) -> Bool {
        let isPermitted = address.map(policy.permits) ?? false
        wasTried = wasTried || isPermitted
        wasRefused = !wasTried
        return isPermitted
    }

    /// Keeps a part of the body; false when that was too much.
    func receive(_ bytes: some Collection<UInt8>) -> Bool {
        let room = limit - body.count
        body += bytes.prefix(room)
        isTooLong = bytes.count > room
        return !isTooLong
    }

    /// Counts a line of the head, which libcurl limits one by one only; false when there were too many.
    func receiveHeader(ofLength length: Int) -> Bool {
        headerBytes += length
        isTooLong = headerBytes > Self.headerLimit
        return !isTooLong
    }

    /// Whether the response is complete up to where it was cut.
    var isCutInBody: Bool { isTooLong && headerBytes <= Self.headerLimit }
}
