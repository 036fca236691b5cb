import FoundationEssentials

extension Keyring {
    /// Reads a keyring file, which only its owner may be able to read: its mode must be 0600 or 0400.
    ///
    /// A symbolic link is followed, and the mode of what it names decides.
    public init(file path: String) throws(KeyringError) {
        let target = URL(filePath: path).resolvingSymlinksInPath().path
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: target),
            attributes[.type] as? FileAttributeType == .typeRegular,
            let permissions = attributes[.posixPermissions] as? UInt
        else { throw .unreadableFile(path) }
        let mode = Int(permissions) & 0o7777
        guard mode == 0o600 || mode == 0o400 else { throw .openPermissions(path, mode: mode) }
        guard let text = try? String(contentsOfFile: target, encoding: .utf8) else { throw .unreadableFile(path) }
        try self.init(parsing: text)
    }
}
