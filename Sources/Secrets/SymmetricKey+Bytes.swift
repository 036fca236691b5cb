import Crypto
import FoundationEssentials

extension SymmetricKey {
    /// A copy of the key's bytes, for wrapping it; to be wiped at once.
    var bytes: Data {
        unsafe withUnsafeBytes { unsafe Data($0) }
    }
}
