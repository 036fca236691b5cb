/// The threads of a process, each of which has a store; what a store knows of them belongs to its own thread.
public protocol Crew: Sendable {
    /// To be called before whatever waits for the database.
    func willWait()

    /// Has one of the threads do something soon.
    func perform(_ job: @escaping @Sendable (inout Store) -> Void)

    /// The same after some time.
    func perform(after delay: Duration, _ job: @escaping @Sendable (inout Store) -> Void)
}
