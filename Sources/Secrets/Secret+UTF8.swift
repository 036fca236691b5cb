extension Secret {
    /// The text that a sealed value was made of.
    public init(utf8 bytes: [UInt8]) {
        self.init(String(decoding: bytes, as: UTF8.self))
    }
}
