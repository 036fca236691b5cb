/// What operators call an account, a realm or a key.
enum OwnersName {
    /// - Throws: ``Refusal`` for a blank name and for one of more than 255 characters.
    static func check(_ name: String) throws(Refusal) {
        if name.allSatisfy(\.isWhitespace) { throw Refusal("A name can't be blank.") }
        if name.unicodeScalars.count > 255 { throw Refusal("A name has at most 255 characters.") }
    }
}
