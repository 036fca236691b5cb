/// The headers of a request, found by their names in lower case.
public struct Headers: Sendable {
    private let value: @Sendable (String) -> String?

    /// Finds headers with a function, which is given names in lower case.
    public init(_ value: @escaping @Sendable (String) -> String?) {
        self.value = value
    }

    /// Takes headers by their names in lower case.
    public init(_ headers: [String: String]) {
        self.init { headers[$0] }
    }

    /// The value of that header, the name in lower case.
    public subscript(_ name: String) -> String? { value(name) }
}

extension Headers: ExpressibleByDictionaryLiteral {
    /// Takes headers by their names in lower case.
    public init(dictionaryLiteral headers: (String, String)...) {
        self.init(Dictionary(headers) { $1 })
    }
}
