import CCurl

/// Headers as libcurl takes them, freed in `deinit`.
@safe
struct HeaderList: ~Copyable {
    private(set) var first: UnsafeMutablePointer<curl_slist>?

    /// - Throws: ``OutgoingError/badHeader``.
    init(_ headers: [(name: String, value: String)]) throws(OutgoingError) {
        // libcurl would wait for "100 Continue" before a longer body.
        unsafe first = curl_slist_append(nil, "Expect:")
        for (name, value) in headers {
            guard OutgoingRequest.isHeader(name: name, value: value) else { throw .badHeader }
            // A header without a value is written with a semicolon (CURLOPT_HTTPHEADER(3)).
            unsafe first = curl_slist_append(first, value.isEmpty ? "\(name);" : "\(name): \(value)")
        }
    }

    deinit {
        unsafe curl_slist_free_all(first)
    }
}

extension OutgoingRequest {
    /// Whether a header of that name and value can be sent.
    public static func isHeader(name: String, value: String) -> Bool {
        name.isHeaderName && value.isHeaderValue
    }
}

extension String {
    /// A token (RFC 9110 section 5.6.2).
    fileprivate var isHeaderName: Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                    || "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
    }

    fileprivate var isHeaderValue: Bool {
        utf8.allSatisfy { ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }
    }
}
