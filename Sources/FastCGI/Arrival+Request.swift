extension Arrival {
    /// What became of the body, of which the parameters announced `length` bytes.
    func body(announced length: Int) -> Request.Body {
        guard bodyLength <= limits.body else { return .tooLarge }
        return stage == .complete && bodyLength >= length ? .whole(body) : .incomplete
    }
}
