/// One record of the FastCGI protocol (FastCGI 1.0, sections 3.3 and 8).
struct Record {
    static let version: UInt8 = 1
    static let headerLength = 8

    /// The record types that a web server sends, and the two that answer management records.
    struct Kind: RawRepresentable, Equatable {
        static let begin = Kind(rawValue: 1)
        static let parameters = Kind(rawValue: 4)
        static let input = Kind(rawValue: 5)
        static let getValues = Kind(rawValue: 9)
        static let getValuesResult = Kind(rawValue: 10)
        static let unknown = Kind(rawValue: 11)

        let rawValue: UInt8
    }

    let type: Kind
    let id: Int
    let content: ArraySlice<UInt8>

    /// Whether the record begins a request in the responder role.
    var isResponderBegin: Bool {
        type == .begin && content.count == 8 && content.starts(with: [0, 1])
    }

    /// The answer to a management record: no values are known, and no other type is.
    var managementReply: [UInt8] {
        if type == .getValues {
            [Self.version, Kind.getValuesResult.rawValue, 0, 0, 0, 0, 0, 0]
        } else {
            [Self.version, Kind.unknown.rawValue, 0, 0, 0, 8, 0, 0, type.rawValue, 0, 0, 0, 0, 0, 0, 0]
        }
    }
}
