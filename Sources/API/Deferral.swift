/// A request whose answer another thread will make.
public struct Deferral: Sendable {
    let begin: @Sendable (@escaping @Sendable (Outcome) -> Void) -> Void

    /// Lets it go on.
    ///
    /// - Parameter finish: called once, on some thread, with an outcome that is not `later`.
    public func begin(_ finish: @escaping @Sendable (Outcome) -> Void) {
        begin(finish)
    }
}
