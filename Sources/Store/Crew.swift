/// The threads of a process, each of which has a store.
public protocol Crew: Sendable {
    /// To be called before whatever may wait, on the thread whose store knows this crew; the others may be called
    /// anywhere.
    func willWait()

    /// Has one of the threads do something soon.
    func perform(_ job: @escaping @Sendable (inout Store) -> Void)

    /// The same after some time.
    func perform(after delay: Duration, _ job: @escaping @Sendable (inout Store) -> Void)
}
