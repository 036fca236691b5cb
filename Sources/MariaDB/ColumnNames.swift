import Glibc

/// The names of a result's columns, in order.
final class ColumnNames {
    let names: [String]
    private let texts: [ContiguousArray<CChar>]
    private let areUnique: Bool
    private var next = 0

    init(_ names: [String] = []) {
        self.names = names
        texts = names.map(\.utf8CString)
        areUnique = Set(names).count == names.count
    }

    /// Where the first column of that name is. Mostly they are asked for in their order, so the one after the last that was
    /// asked for is looked at first.
    func position(of name: String) -> Int? {
        let isNext = areUnique && next < names.count && names[next] == name
        guard let position = isNext ? next : names.firstIndex(of: name) else { return nil }
        next = position + 1
        return position
    }

    /// Whether a column has that name, which ends with a NUL.
    func isNamed(at index: Int, _ name: UnsafePointer<CChar>) -> Bool {
        unsafe texts[index].withUnsafeBufferPointer { text in
            unsafe text.baseAddress.map { unsafe strcmp($0, name) == 0 } ?? false
        }
    }
}
