/// What answers requests: one for each worker thread, made, used and freed inside that thread.
///
/// A handler may therefore own what must not cross threads, such as a database session.
public protocol RequestHandler: ~Copyable, SendableMetatype {
    /// Answers the request; may block.
    mutating func handle(_ request: Request) -> Reply
}
