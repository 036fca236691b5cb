/// What answers requests: one for each worker thread, made, used and freed inside that thread.
///
/// A handler may therefore own what must not cross threads, such as a database session.
public protocol RequestHandler: ~Copyable, SendableMetatype {
    /// Whether it calls ``Seat/leaveWatch()`` before whatever may take time; if not, it is taken to take time always.
    static var announcesWaits: Bool { get }

    /// Answers the request; may block.
    mutating func handle(_ request: Request) -> Reply

    /// The answer to a request without a body, if to look at its parameters is enough for it; takes no time, and is asked before
    /// anything is made of the request.
    ///
    /// - Parameter parameters: as they came, for ``NameValuePairs``.
    func promptAnswer(to parameters: Span<UInt8>) -> PromptAnswer?
}

extension RequestHandler where Self: ~Copyable {
    /// It does not.
    public static var announcesWaits: Bool { false }

    /// There is none.
    public func promptAnswer(to parameters: Span<UInt8>) -> PromptAnswer? { nil }
}
