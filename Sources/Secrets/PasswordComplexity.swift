/// How hard a password is to guess, by zxcvbn (Wheeler, USENIX Security 2016).
public enum PasswordComplexity {
    /// Where zxcvbn's scores 1 to 4 begin, in bits: at 10³, 10⁶, 10⁸ and 10¹⁰ guesses.
    private static let thresholds = [3.0, 6, 8, 10].map { $0 * 3.321928094887362 }

    /// The score from 0 (too guessable) to 4 (very unguessable).
    ///
    /// Only the first 100 bytes count. Known words, such as the user's name and e-mail, add nothing to a password's
    /// strength; neither do their parts (`jane` in `jane@example.com`), whatever their case.
    public static func score(_ password: Secret, knownWords: [String]) -> Int {
        let bits = Zxcvbn.entropy(of: password.bytes, knownWords: knownWords.flatMap(wordAndParts))
        return thresholds.count { bits >= $0 }
    }

    /// Parts of one or two characters are left out: they would make anything that contains them look weaker.
    private static func wordAndParts(_ word: String) -> [String] {
        [word] + word.split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 2 }.map(String.init)
    }
}
