import Outgoing

extension AddressPolicy {
    /// The public Internet, and this machine, where tests have their servers.
    static let loopback = AddressPolicy(allowing: [AddressBlock("127.0.0.0/8")].compactMap { $0 })
}
