import Foundation
import Store
import Testing

@testable import credence

@Suite struct ReportFileTests {
    private let source: ImportSource
    private let input: ScratchFile

    init() throws {
        input = try ScratchFile("{}")
        source = try ImportSource(path: input.path)
    }

    @Test("a report is made for nobody but its owner, and replaces what was there")
    func new() throws {
        let place = try ScratchFile([UInt8]?.none)
        try ReportFile(path: place.path, of: source).write(.init(offset: 0, text: "ä\n"))
        #expect(try place.text == "ä\n")
        let attributes = try FileManager.default.attributesOfItem(atPath: place.path)
        #expect(attributes[.posixPermissions] as? NSNumber == 0o600)
        try ReportFile(path: place.path, of: source).write(.init(offset: 0, text: ""))
        #expect(try place.text == "")
    }

    @Test("the end is written where it belongs, as often as need be, and what comes after it goes")
    func resumed() throws {
        let place = try ScratchFile("one\ntwo\nhalf of thr")
        let report = try ReportFile(path: place.path, of: source)
        for _ in 0..<2 { try report.write(.init(offset: 4, text: "TWO\n")) }
        try report.write(.init(offset: 8, text: "three\n"))
        #expect(try place.text == "one\nTWO\nthree\n")
    }

    @Test("a file too short to be the report so far is refused and left alone")
    func other() throws {
        let place = try ScratchFile("one\n")
        let report = try ReportFile(path: place.path, of: source)
        #expect(throws: Refusal.self) { try report.write(.init(offset: 5, text: "x")) }
        #expect(try place.text == "one\n")
    }

    @Test("the imported file is never taken for the report, by whatever path")
    func sameFile() throws {
        let link = try ScratchFile([UInt8]?.none)
        try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: input.path)
        for path in [input.path, link.path] {
            #expect(throws: Refusal.self) { try ReportFile(path: path, of: source) }
        }
        #expect(try input.text == "{}")
    }

    @Test("where no file can be made is a refusal", arguments: ["/nowhere/at/all", "/tmp"])
    func unwritable(path: String) {
        #expect(throws: Refusal.self) { try ReportFile(path: path, of: source) }
    }
}
