import CPCRE2

/// A regular expression, matched by PCRE2's interpreter, which counts what it does and gives up in time.
///
/// PCRE2's own limits bound the steps of matching and the memory, but neither how often it begins anew further right
/// nor how far one step reads. So it calls back before each item of the pattern, and every call is paid for with a price
/// that covers the longest that one item can take, and with the distance that was read since the last one.
@safe final class Pattern {
    /// The bytes that it takes, compiled.
    let size: Int
    private let code: OpaquePointer
    private let basePrice: Int
    /// How many characters one item may look at without moving on.
    private let reach: Int

    private static let options =
        PCRE2_UTF | PCRE2_NEVER_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY | PCRE2_ALLOW_EMPTY_CLASS
        | PCRE2_ALT_BSUX | PCRE2_AUTO_CALLOUT
    private static let greatestSteps: UInt32 = 50_000
    private static let greatestKibibytes: UInt32 = 4096

    /// Compiles a pattern as of ECMA-262, as far as ``PatternSyntax`` lets it through.
    init?(_ text: String) {
        guard let syntax = PatternSyntax(text), let code = unsafe Self.compiled(text) else { return nil }
        unsafe self.code = unsafe code
        let lookBehind: UInt32 = unsafe Self.info(code, PCRE2_INFO_MAXLOOKBEHIND, 0)
        size = unsafe Self.info(code, PCRE2_INFO_SIZE, 0)
        basePrice = 1 + text.utf8.count / 128
        reach = syntax.greatestCount + Int(lookBehind)
    }

    deinit {
        unsafe pcre2_code_free_8(code)
    }

    /// Whether the pattern occurs in a text; `nil` when to find out takes more work than is left, or more than any text of
    /// that length deserves.
    func matches(_ text: String, _ work: inout Work) -> Bool? {
        let subject = Array(text.utf8)
        let price = basePrice + min(reach, subject.count) / 8
        var meter = Meter(allowance: 20_000 + 2 * subject.count, price: price, work: work)
        defer { work = meter.work }
        guard meter.spend(4 + subject.count / 64) else { return nil }
        return unsafe withUnsafeMutablePointer(to: &meter) { meter in unsafe match(subject, meter) }
    }

    private func match(_ subject: [UInt8], _ meter: UnsafeMutablePointer<Meter>) -> Bool? {
        guard let context = unsafe pcre2_match_context_create_8(nil) else { return nil }
        let groups = unsafe pcre2_match_data_create_8(1, nil)
        defer {
            unsafe pcre2_match_context_free_8(context)
            unsafe pcre2_match_data_free_8(groups)
        }
        unsafe pcre2_set_match_limit_8(context, Self.greatestSteps)
        unsafe pcre2_set_depth_limit_8(context, Self.greatestSteps)
        unsafe pcre2_set_heap_limit_8(context, Self.greatestKibibytes)
        unsafe pcre2_set_callout_8(
            context,
            { block, meter in
                guard let block = unsafe block, let meter = unsafe meter?.assumingMemoryBound(to: Meter.self) else {
                    return PCRE2_ERROR_CALLOUT
                }
                return unsafe meter.pointee.spend(upTo: block.pointee.current_position) ? 0 : PCRE2_ERROR_CALLOUT
            }, meter)
        // The byte at the end keeps an empty text from being a null pointer.
        let result = unsafe (subject + [0]).withUnsafeBufferPointer { bytes in
            unsafe pcre2_match_8(code, bytes.baseAddress, subject.count, 0, 0, groups, context)
        }
        switch result {
        case PCRE2_ERROR_NOMATCH: return false
        case 0...: return true
        default: return nil
        }
    }

    private static func compiled(_ text: String) -> OpaquePointer? {
        guard let context = unsafe pcre2_compile_context_create_8(nil) else { return nil }
        defer { unsafe pcre2_compile_context_free_8(context) }
        unsafe pcre2_set_compile_extra_options_8(context, PCRE2_EXTRA_ALT_BSUX)
        unsafe pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_ANYCRLF))
        var (error, offset): (Int32, Int) = (0, 0)
        let bytes = Array(text.utf8)
        return unsafe (bytes + [0]).withUnsafeBufferPointer { pattern in
            unsafe pcre2_compile_8(pattern.baseAddress, bytes.count, options, &error, &offset, context)
        }
    }

    private static func info<Value>(_ code: OpaquePointer, _ what: Int32, _ initial: Value) -> Value {
        var value = initial
        _ = unsafe withUnsafeMutablePointer(to: &value) { value in
            unsafe pcre2_pattern_info_8(code, UInt32(what), value)
        }
        return value
    }
}

/// What one match may cost, and has.
private struct Meter {
    /// What is left to this match.
    var allowance: Int
    let price: Int
    var work: Work
    var position = 0

    mutating func spend(_ units: Int) -> Bool {
        allowance -= units
        return work.spend(units) && allowance >= 0
    }

    mutating func spend(upTo next: Int) -> Bool {
        let distance = abs(next - position)
        position = next
        return spend(price + distance / 4)
    }
}
