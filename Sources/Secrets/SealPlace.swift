/// Where a sealed value belongs; it opens in no other place.
public struct SealPlace: Sendable, Equatable {
    private let scope: UInt128
    private let object: UInt128
    private let field: String

    /// - Parameters:
    ///   - scope: the realm (`/v1`) or organization (`/v2`).
    ///   - object: the row that holds the value.
    ///   - field: the column, or the name of the member inside it.
    public init(scope: UInt128, object: UInt128, field: String) {
        self.scope = scope
        self.object = object
        self.field = field
    }

    /// What is authenticated with a value that begins with `header`.
    func associatedData(header: some Collection<UInt8>) -> [UInt8] {
        var data = LengthPrefixed()
        data.append("credence sealed value".utf8)
        data.append(header)
        data.append(scope)
        data.append(object)
        data.append(field.utf8)
        return data.bytes
    }
}
