import CMariaDB
import Glibc

/// A prepared statement of one connection, closed in `deinit`.
///
/// It may outlive its connection: `mysql_close` detaches statements, and each call then fails with 2013.
@safe
final class Statement {
    private let handle: UnsafeMutablePointer<MYSQL_STMT>
    private let text: [UInt8]
    private let parameterCount: Int
    private var columns = ColumnNames()
    private var cells = Cells()
    /// Counts rows, so that one that was kept is told from the one that is there now.
    private var rowNumber = 0
    /// Whether its columns now have other names than it was prepared with, which the next execution will not know.
    private(set) var isOutdated = false

    /// Takes over a new handle and has the server prepare it.
    init(_ handle: UnsafeMutablePointer<MYSQL_STMT>, _ text: [UInt8]) throws(MariaDBError) {
        unsafe self.handle = handle
        self.text = text
        let failed = unsafe text.withUnsafeBytes { text in
            unsafe mysql_stmt_prepare(handle, text.bindMemory(to: CChar.self).baseAddress, UInt(text.count)) != 0
        }
        parameterCount = unsafe Int(mysql_stmt_param_count(handle))
        if failed { throw unsafe Diagnostics(of: handle).error(sql: sql, isExecution: false) }
    }

    deinit {
        unsafe mysql_stmt_close(handle)
    }

    /// Whether the last execution returned rows.
    var hasColumns: Bool { unsafe mysql_stmt_field_count(handle) > 0 }

    /// Executes with these values.
    ///
    /// - Returns: The rows matched or, when there are columns, returned.
    func execute(_ values: [Value]) throws(MariaDBError) -> Int {
        guard values.count == parameterCount else { throw MariaDBError(.misuse, sql: sql) }
        let arenaSize = values.reduce(0) { $0 + $1.slotSize }
        unsafe try withUnsafeTemporaryAllocation(byteCount: arenaSize, alignment: Value.slotAlignment) {
            arena throws(MariaDBError) in
            var bindings = unsafe try bind(values, in: arena)
            guard unsafe mysql_stmt_bind_param(handle, &bindings) == 0, unsafe mysql_stmt_execute(handle) == 0 else {
                let failure = error
                // After 2057 the rows are still on their way, and no other statement may speak before they are read.
                freeRows()
                throw failure
            }
        }
        if hasColumns {
            guard unsafe mysql_stmt_store_result(handle) == 0 else { throw error }
            try describeColumns()
        }
        return unsafe Int(mysql_stmt_affected_rows(handle))
    }

    /// Shows the rows of the last execution, at most so many, each of which can be read until `body` returns, and frees
    /// them all.
    func forEachRow(limit: Int, _ body: (Row) throws -> Void) throws {
        guard hasColumns else { return }
        defer { freeRows() }
        var count = 0
        while count < limit, try fetch() {
            count += 1
            try body(Row(columns: columns, source: self, number: rowNumber))
        }
    }

    /// Frees what the last execution returned.
    func freeRows() {
        rowNumber += 1
        unsafe mysql_stmt_free_result(handle)
    }

    private func fetch() throws(MariaDBError) -> Bool {
        rowNumber += 1
        return switch unsafe mysql_stmt_fetch(handle) {
        case 0, MYSQL_DATA_TRUNCATED: true
        case MYSQL_NO_DATA: false
        default: throw error
        }
    }

    private var sql: String { String(decoding: text, as: UTF8.self) }

    private var error: MariaDBError {
        unsafe Diagnostics(of: handle).error(sql: sql, isExecution: true)
    }
}

extension Statement {
    /// Copies the values into the arena, one slot each, and describes the slots.
    private func bind(
        _ values: [Value], in arena: UnsafeMutableRawBufferPointer
    ) throws(MariaDBError) -> [MYSQL_BIND] {
        var bindings = unsafe [MYSQL_BIND]()
        var offset = 0
        for value in values {
            let slot = unsafe UnsafeMutableRawBufferPointer(rebasing: arena[offset..<offset + value.slotSize])
            guard let binding = unsafe value.stored(in: slot) else { throw MariaDBError(.outOfRange, sql: sql) }
            unsafe bindings.append(binding)
            offset += value.slotSize
        }
        return unsafe bindings
    }
}

extension Value {
    fileprivate static let slotAlignment = 16

    /// Bytes to set aside for the value: at least one slot, so that an empty text has an address too.
    fileprivate var slotSize: Int {
        let size =
            switch self {
            case .text(let text): text.utf8.count
            case .bytes(let bytes): bytes.count
            case .datetime: MemoryLayout<MYSQL_TIME>.size
            case .null, .integer, .unsigned, .double: 8
            }
        return (size / Self.slotAlignment + 1) * Self.slotAlignment
    }

    /// Nil for a time that `DATETIME` cannot hold.
    fileprivate func stored(in slot: UnsafeMutableRawBufferPointer) -> MYSQL_BIND? {
        var binding = unsafe MYSQL_BIND()
        unsafe binding.buffer = slot.baseAddress
        switch self {
        case .null:
            unsafe binding.buffer_type = MYSQL_TYPE_NULL
        case .integer(let integer):
            unsafe binding.buffer_type = MYSQL_TYPE_LONGLONG
            unsafe slot.storeBytes(of: integer, as: Int64.self)
        case .unsigned(let unsigned):
            unsafe binding.buffer_type = MYSQL_TYPE_LONGLONG
            unsafe binding.is_unsigned = 1
            unsafe slot.storeBytes(of: unsigned, as: UInt64.self)
        case .double(let double):
            unsafe binding.buffer_type = MYSQL_TYPE_DOUBLE
            unsafe slot.storeBytes(of: double, as: Double.self)
        case .text(let text):
            unsafe binding.buffer_type = MYSQL_TYPE_STRING
            unsafe binding.buffer_length = UInt(text.utf8.count)
            unsafe slot.copyBytes(from: text.utf8)
        case .bytes(let bytes):
            unsafe binding.buffer_type = MYSQL_TYPE_BLOB
            unsafe binding.buffer_length = UInt(bytes.count)
            unsafe slot.copyBytes(from: bytes)
        case .datetime(let datetime):
            guard let time = CivilTime(datetime) else { return nil }
            unsafe binding.buffer_type = MYSQL_TYPE_DATETIME
            unsafe slot.storeBytes(of: MYSQL_TIME(time), as: MYSQL_TIME.self)
        }
        return unsafe binding
    }
}

extension Statement: RowSource {
    func value(at index: Int, ofRow number: Int) -> Value? {
        number == rowNumber ? value(at: index) : nil
    }
}

extension String {
    fileprivate func isIdentical(to bytes: UnsafeRawBufferPointer) -> Bool {
        guard utf8.count == bytes.count else { return false }
        guard let start = bytes.baseAddress else { return true }
        let difference = unsafe utf8.withContiguousStorageIfAvailable { own in
            unsafe own.baseAddress.map { unsafe memcmp($0, start, bytes.count) } ?? 0
        }
        return difference == 0
    }
}

extension Statement {
    /// Where the library puts the columns of the row it fetches.
    @safe
    private final class Cells {
        /// What does not fit into a cell of that size is fetched separately, with its real length.
        private static let mostBytes = 256
        /// What integers and the parts of a time have to lie on.
        private static let alignment = 8

        let kinds: [Kind]
        /// Where each cell begins and, last, where they end.
        private let offsets: [Int]
        let bytes: UnsafeMutableRawBufferPointer
        let lengths: UnsafeMutableBufferPointer<UInt>
        let nulls: UnsafeMutableBufferPointer<my_bool>

        /// - Parameter columns: each with the bytes that its values may have.
        init(_ columns: [(kind: Kind, width: Int)] = []) {
            kinds = columns.map(\.kind)
            offsets = columns.reduce(into: [0]) { offsets, column in
                offsets.append(offsets[offsets.count - 1] + Self.size(column.kind, column.width))
            }
            unsafe bytes = .allocate(byteCount: offsets[offsets.count - 1], alignment: Value.slotAlignment)
            unsafe lengths = .allocate(capacity: kinds.count)
            unsafe nulls = .allocate(capacity: kinds.count)
            unsafe lengths.initialize(repeating: 0)
            unsafe nulls.initialize(repeating: 0)
        }

        /// At least one unit, so that an empty text has an address too.
        private static func size(_ kind: Kind, _ width: Int) -> Int {
            let size = max(1, kind.fixedSize ?? min(width, mostBytes))
            return (size + alignment - 1) / alignment * alignment
        }

        deinit {
            unsafe bytes.deallocate()
            unsafe lengths.deallocate()
            unsafe nulls.deallocate()
        }

        func binding(_ index: Int) -> MYSQL_BIND {
            var binding = unsafe MYSQL_BIND()
            unsafe binding.buffer_type = kinds[index].bufferType
            unsafe binding.is_unsigned = kinds[index] == .unsigned ? 1 : 0
            unsafe binding.buffer = cell(index).baseAddress
            unsafe binding.buffer_length = UInt(cell(index).count)
            unsafe binding.length = lengths.baseAddress?.advanced(by: index)
            unsafe binding.is_null = nulls.baseAddress?.advanced(by: index)
            return unsafe binding
        }

        func cell(_ index: Int) -> UnsafeMutableRawBufferPointer {
            unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[offsets[index]..<offsets[index + 1]])
        }
    }

    /// As what a column is fetched.
    private enum Kind {
        case integer, unsigned, double, datetime, text, bytes

        init(_ field: MYSQL_FIELD) {
            let isUnsigned = unsafe field.flags & UInt32(UNSIGNED_FLAG) != 0
            let isBinary = unsafe field.charsetnr == 63
            self =
                switch unsafe field.type {
                case MYSQL_TYPE_LONGLONG: isUnsigned ? .unsigned : .integer
                case MYSQL_TYPE_TINY, MYSQL_TYPE_SHORT, MYSQL_TYPE_INT24, MYSQL_TYPE_LONG, MYSQL_TYPE_YEAR: .integer
                case MYSQL_TYPE_FLOAT, MYSQL_TYPE_DOUBLE: .double
                case MYSQL_TYPE_DATE, MYSQL_TYPE_NEWDATE, MYSQL_TYPE_DATETIME, MYSQL_TYPE_TIMESTAMP: .datetime
                case MYSQL_TYPE_DECIMAL, MYSQL_TYPE_NEWDECIMAL, MYSQL_TYPE_TIME: .text
                default: isBinary ? .bytes : .text
                }
        }

        /// The bytes that the library writes for every value; `nil` where values differ.
        var fixedSize: Int? {
            switch self {
            case .integer, .unsigned, .double: 8
            case .datetime: MemoryLayout<MYSQL_TIME>.size
            case .text, .bytes: nil
            }
        }

        var bufferType: enum_field_types {
            switch self {
            case .integer, .unsigned: MYSQL_TYPE_LONGLONG
            case .double: MYSQL_TYPE_DOUBLE
            case .datetime: MYSQL_TYPE_DATETIME
            case .text: MYSQL_TYPE_STRING
            case .bytes: MYSQL_TYPE_BLOB
            }
        }
    }

    /// Learns the columns' names and kinds, and tells the library where to put their values, unless all that is as before.
    private func describeColumns() throws(MariaDBError) {
        guard let known = unsafe mariadb_stmt_fetch_fields(handle) else { throw error }
        let fresh = unsafe handle.pointee.mysql?.pointee.fields ?? known
        let count = unsafe Int(mysql_stmt_field_count(handle))
        if unsafe isDescribed(count, known: known, fresh: fresh) { return }
        let fields = unsafe UnsafeBufferPointer(start: known, count: count)
        let newCells = unsafe Cells(fields.map { unsafe (Kind($0), width: Int(clamping: $0.length)) })
        var bindings = unsafe newCells.kinds.indices.map { unsafe newCells.binding($0) }
        guard unsafe mysql_stmt_bind_result(handle, &bindings) == 0 else { throw error }
        // Only now does the library no longer know of the old ones.
        cells = newCells
        unsafe nameColumns(count, known: known, fresh: fresh)
    }

    /// Whether all that is to be known of the columns is what was known after the last execution, as it nearly always is.
    private func isDescribed(
        _ count: Int, known: UnsafeMutablePointer<MYSQL_FIELD>, fresh: UnsafeMutablePointer<MYSQL_FIELD>
    ) -> Bool {
        guard columns.names.count == count, !isOutdated else { return false }
        return (0..<count).allSatisfy { index in
            unsafe Kind(known[index]) == cells.kinds[index] && columns.isNamed(at: index, fresh[index].name)
        }
    }

    // The library updates the types of a statement, but keeps the names that it was prepared with; the true ones are in the
    // connection, this once.
    private func nameColumns(
        _ count: Int, known: UnsafeMutablePointer<MYSQL_FIELD>, fresh: UnsafeMutablePointer<MYSQL_FIELD>
    ) {
        columns = ColumnNames((0..<count).map { unsafe String(cString: fresh[$0].name) })
        isOutdated = columns.names != (0..<count).map { unsafe String(cString: known[$0].name) }
    }

    private func value(at index: Int) -> Value {
        guard unsafe cells.nulls[index] == 0 else { return .null }
        let cell = unsafe cells.cell(index)
        switch cells.kinds[index] {
        case .integer: return unsafe .integer(cell.load(as: Int64.self))
        case .unsigned: return unsafe .unsigned(cell.load(as: UInt64.self))
        case .double: return unsafe .double(cell.load(as: Double.self))
        case .datetime: return unsafe cell.load(as: MYSQL_TIME.self).value
        case .bytes: return .bytes(bytes(index))
        case .text:
            return text(index).map(Value.text) ?? .bytes(bytes(index))
        }
    }

    /// Nil for what is not UTF-8.
    private func text(_ index: Int) -> String? {
        let length = unsafe Int(cells.lengths[index])
        let cell = unsafe cells.cell(index)
        guard length <= cell.count else { return String(validating: bytes(index), as: UTF8.self) }
        let bytes = unsafe UnsafeRawBufferPointer(rebasing: cell[..<length])
        // Repairing is quick where validating is not (measured: 230 instructions for 1,000); what was repaired differs.
        let text = unsafe String(decoding: bytes, as: UTF8.self)
        return unsafe text.isIdentical(to: bytes) ? text : nil
    }

    private func bytes(_ index: Int) -> [UInt8] {
        let length = unsafe Int(cells.lengths[index])
        let cell = unsafe cells.cell(index)
        guard length > cell.count else {
            return unsafe [UInt8](UnsafeRawBufferPointer(rebasing: cell[..<length]))
        }
        return unsafe Array(unsafeUninitializedCapacity: length) { buffer, count in
            var binding = unsafe MYSQL_BIND()
            unsafe binding.buffer_type = cells.kinds[index].bufferType
            unsafe binding.buffer = UnsafeMutableRawPointer(buffer.baseAddress)
            unsafe binding.buffer_length = UInt(length)
            count = unsafe mysql_stmt_fetch_column(handle, &binding, UInt32(index), 0) == 0 ? length : 0
        }
    }
}

extension MYSQL_TIME {
    fileprivate init(_ time: CivilTime) {
        self.init()
        year = UInt32(time.year)
        month = UInt32(time.month)
        day = UInt32(time.day)
        hour = UInt32(time.hour)
        minute = UInt32(time.minute)
        second = UInt32(time.second)
        second_part = UInt(time.microsecond)
        time_type = MYSQL_TIMESTAMP_DATETIME
    }

    /// A point in time or, for a date with a zero month or day, its text.
    fileprivate var value: Value {
        let time = CivilTime(
            year: Int(year), month: Int(month), day: Int(day), hour: Int(hour), minute: Int(minute),
            second: Int(second), microsecond: Int(second_part))
        return time.dateTime.map(Value.datetime) ?? .text("\(time)")
    }
}

extension Diagnostics {
    fileprivate init(of handle: UnsafeMutablePointer<MYSQL_STMT>) {
        number = unsafe Int(mysql_stmt_errno(handle))
        sqlState = unsafe String(cString: mysql_stmt_sqlstate(handle))
        message = unsafe String(cString: mysql_stmt_error(handle))
    }
}
