import CZxcvbn

/// The safe face of libzxcvbn.
///
/// Debian builds it with its dictionary inside (`USE_DICT_FILE` unset, `ZxcvbnInit` is a macro that does nothing) and
/// all its data is read-only, so there is nothing to load and any number of threads may call it.
enum Zxcvbn {
    /// `ZXCVBN_DETAIL_LEN`: more bytes than that the library does not look at.
    static let longestInput = 100

    /// How hard the password is to guess, in bits.
    ///
    /// Both are NUL-terminated in C: bytes of 0 are left out of the password, and end a word.
    static func entropy(of password: [UInt8], knownWords: [String]) -> Double {
        let text = password.lazy.filter { $0 != 0 }.prefix(longestInput).map { CChar(bitPattern: $0) } + [0]
        var words: [CChar] = []
        var starts: [Int] = []
        for word in knownWords {
            starts.append(words.count)
            words += word.utf8.lazy.map { CChar(bitPattern: $0) } + [0]
        }
        return unsafe words.withUnsafeBufferPointer { words in
            var list = unsafe starts.map { start in unsafe words.baseAddress?.advanced(by: start) } + [nil]
            return unsafe ZxcvbnMatch(text, &list, nil)
        }
    }
}
