import Glibc

/// A file in memory that stands in for a connection where libfcgi would block on one.
struct Scratch: ~Copyable {
    private var number: Int32

    init() throws(ServerError) {
        number = try System.makeMemoryFile().release()
    }

    deinit {
        if number >= 0 { close(number) }
    }

    /// Puts the bytes in place of what it held; returns the descriptor to read them from, or to append to them.
    mutating func load(_ bytes: [UInt8]) -> Int32? {
        if number < 0, let new = try? System.makeMemoryFile() { number = new.release() }
        return number >= 0 && System.replaceContents(of: number, with: bytes) ? number : nil
    }

    /// All that it holds.
    func contents() -> [UInt8] {
        System.contents(of: number)
    }

    /// Forgets the descriptor, which libfcgi has closed.
    mutating func forget() {
        number = -1
    }
}
