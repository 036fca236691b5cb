import Glibc

/// The names of a result's columns, in order, and where the columns are.
final class ColumnNames {
    let names: [String]
    private let positions: [Int]
    private let texts: [ContiguousArray<CChar>]
    private let areUnique: Bool
    private var next = 0
    private var parts: [String: ColumnNames] = [:]

    init(_ names: [String] = [], at positions: [Int]? = nil) {
        self.names = names
        self.positions = positions ?? Array(names.indices)
        texts = names.map(\.utf8CString)
        areUnique = Set(names).count == names.count
    }

    /// Where the first column of that name is. Mostly they are asked for in their order, so the search begins behind the
    /// one that was asked for last.
    func position(of name: String) -> Int? {
        guard areUnique else { return names.firstIndex(of: name).map { positions[$0] } }
        guard let found = names[next...].firstIndex(of: name) ?? names[..<next].firstIndex(of: name) else { return nil }
        next = found + 1
        return positions[found]
    }

    /// The columns whose names begin so, under the rest of their names.
    func beginning(with prefix: String) -> ColumnNames {
        if let part = parts[prefix] { return part }
        let chosen = names.indices.filter { names[$0].hasPrefix(prefix) }
        let part = ColumnNames(
            chosen.map { String(names[$0].dropFirst(prefix.count)) }, at: chosen.map { positions[$0] })
        parts[prefix] = part
        return part
    }

    /// Whether a column has that name, which ends with a NUL.
    func isNamed(at index: Int, _ name: UnsafePointer<CChar>) -> Bool {
        unsafe texts[index].withUnsafeBufferPointer { text in
            unsafe text.baseAddress.map { unsafe strcmp($0, name) == 0 } ?? false
        }
    }
}
