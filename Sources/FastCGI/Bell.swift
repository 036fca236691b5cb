/// A counter that one thread raises and others wait for (`eventfd(2)`).
struct Bell: ~Copyable, Sendable {
    let descriptor: Descriptor

    init() throws(ServerError) {
        descriptor = try System.makeEvent()
    }

    func ring() {
        System.raise(descriptor.number)
    }

    /// Takes one ring; false when none came in time.
    func wait(atMost limit: Duration) -> Bool {
        System.isReadable(descriptor.number, within: limit) && System.lower(descriptor.number)
    }
}
