/// Why a form or a query string was refused; it never repeats any of it.
enum FormError: Error, Equatable {
    /// A broken percent escape, a broken name, or names that disagree about the shape of a value.
    case malformed
    /// Decoded, the bytes are not UTF-8.
    case notUTF8
    /// The same name has two values.
    case duplicateKey
    /// The brackets are nested more deeply than allowed.
    case tooDeep
}
