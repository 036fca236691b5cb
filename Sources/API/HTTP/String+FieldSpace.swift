extension String {
    /// The text without spaces and tabs at its ends (RFC 9110 section 5.5).
    var trimmingFieldSpace: String {
        guard utf8.first?.isFieldSpace == true || utf8.last?.isFieldSpace == true else { return self }
        let start = utf8.drop(while: \.isFieldSpace)
        let end = start.lastIndex { !$0.isFieldSpace }
        return end.map { String(decoding: start[...$0], as: UTF8.self) } ?? ""
    }
}
