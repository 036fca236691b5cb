import Foundation
import Store

/// Tells the operator on standard error how far an import has come: a bar on a terminal, elsewhere a line for each tenth.
struct ProgressDisplay {
    private static let width = 30
    /// Refusals are shown only where no report is kept, and no more than so many.
    private static let mostRefusals = 10

    private let total: Int
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private var tenths = 0
    private var refusals = 0

    /// - Parameter total: the file's size in bytes.
    init(total: Int) {
        self.total = total
    }

    /// Says something once.
    func say(_ sentence: String) {
        write(isTerminal ? "\r\u{1B}[K\(sentence)\n" : "\(sentence)\n")
    }

    mutating func show(_ progress: ImportProgress) {
        let part = Double(progress.offset) / Double(max(total, 1))
        let text = "\(Int(part * 100)) %, \(progress.line) lines, \(progress.refused) refused"
        if isTerminal {
            let bar = String(repeating: "#", count: Int(part * Double(Self.width)))
            write("\r\u{1B}[K[\(bar.padding(toLength: Self.width, withPad: ".", startingAt: 0))] \(text)")
        } else if Int(part * 10) > tenths {
            write("\(text)\n")
        }
        tenths = Int(part * 10)
    }

    /// Shows the first of the report's lines, where nobody keeps it.
    mutating func show(refusals lines: [String]) {
        for line in lines.prefix(max(Self.mostRefusals - refusals, 0)) { say(String(line.dropLast())) }
        if refusals <= Self.mostRefusals, refusals + lines.count > Self.mostRefusals {
            say("Further lines that are refused are not shown: --report tells of all.")
        }
        refusals += lines.count
    }

    func end() {
        if isTerminal { write("\n") }
    }

    private func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
