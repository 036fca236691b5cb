/// Why a command was understood and yet not done, in a sentence for the operator.
struct Refusal: Error, CustomStringConvertible {
    let description: String

    init(_ sentence: String) {
        description = sentence
    }
}
