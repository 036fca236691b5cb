/// The kernel did not let this process protect its memory.
public struct ProcessMemoryError: Error, CustomStringConvertible {
    let call: String
    let errno: Int32

    /// One sentence for an operator.
    public var description: String {
        "The memory of this process cannot be kept out of core dumps: \(call) failed with error \(errno)."
    }
}
