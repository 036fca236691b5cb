import CCrypt
import Glibc

/// The safe face of libcrypt (libxcrypt): one call, everything given.
///
/// `crypt_rn` keeps all it needs in the memory it is handed, so any number of threads may call it; it erases its working
/// memory, and where `crypt_r` returns `*0` for what it does not take, it returns a null pointer (`crypt(3)`).
enum Crypt {
    /// `CRYPT_MAX_PASSPHRASE_SIZE` less the NUL: longer passwords libcrypt refuses.
    static let longestPassword = 511

    /// The text of a password's hash by the scheme, cost and salt of another one.
    static func hash(_ password: [UInt8], as setting: String) throws(HashingError) -> String {
        let result = unsafe withUnsafeTemporaryAllocation(byteCount: crypt_data_size, alignment: 16) {
            memory -> Result<String, HashingError> in
            _ = unsafe memory.initializeMemory(as: UInt8.self, repeating: 0)
            let phrase = password.map { CChar(bitPattern: $0) } + [0]
            let text = unsafe crypt_rn(phrase, setting, memory.baseAddress, Int32(memory.count))
            return unsafe text.map { unsafe .success(String(cString: $0)) } ?? .failure(.failed(code: Int(errno)))
        }
        return try result.get()
    }
}
