/// SIGTERM and SIGINT as something to wait for, instead of handlers.
public enum TerminationSignals {
    /// Blocks both in this thread and in all that it starts from now on; call it first thing in `main`.
    public static func block() {
        System.blockTerminationSignals()
    }

    /// Waits until one comes, and returns its number.
    public static func wait() -> Int32 {
        System.waitForTerminationSignal()
    }
}
