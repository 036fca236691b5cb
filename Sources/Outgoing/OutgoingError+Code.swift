import CCurl

extension OutgoingError {
    /// What a failed transfer means.
    init(_ code: CURLcode, _ exchange: Exchange) {
        switch code {
        case CURLE_COULDNT_CONNECT: self = exchange.wasRefused ? .refusedAddress : .unreachable
        case CURLE_COULDNT_RESOLVE_HOST: self = .unresolvable
        case CURLE_OPERATION_TIMEDOUT: self = .timedOut
        case CURLE_WRITE_ERROR where exchange.isTooLong: self = .tooLarge
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_USE_SSL_FAILED:
            self = .tls
        default: self = .failed(code: Int(code.rawValue))
        }
    }
}
