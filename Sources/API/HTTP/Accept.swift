/// The `Accept` header (RFC 9110 section 12.5.1), of which only one thing matters here.
enum Accept {
    /// The ranges that cover JSON, the most specific first; Java's HTTP client writes the last as `*`.
    private static let rangesOfJSON = [["application/json"], ["application/*"], ["*/*", "*"]]

    /// Whether the header leaves room for JSON: the most specific of its ranges decides, a missing header allows all.
    static func admitsJSON(_ header: String?) -> Bool {
        guard let header, !header.trimmingFieldSpace.isEmpty else { return true }
        let ranges = FieldValue.list(header)
        for spellings in rangesOfJSON {
            let matches = ranges.filter { spellings.contains($0.word) }
            if !matches.isEmpty { return matches.contains { !isRefusal($0) } }
        }
        return false
    }

    /// Whether the quality is a zero, whatever its decimals.
    private static func isRefusal(_ range: FieldValue) -> Bool {
        guard let quality = range.parameters.first(where: { $0.name == "q" })?.value else { return false }
        return quality.contains("0") && quality.allSatisfy { $0 == "0" || $0 == "." }
    }
}
