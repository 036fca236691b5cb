import Outgoing

extension OutgoingError {
    /// What a notification's `last_result` says.
    var sentence: String {
        switch self {
        case .refusedAddress: "Address is not permitted"
        case .unresolvable: "Host is unknown"
        case .unreachable: "Connection failed"
        case .timedOut: "Timed out"
        case .tls: "TLS failed"
        case .tooLarge: "Response is too large"
        case .badHeader: "Internal error"
        case .failed(let code): "Request failed (\(code))"
        }
    }
}
