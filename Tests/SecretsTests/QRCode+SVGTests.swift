import Foundation
import Testing

@testable import Secrets

@Suite struct QRCodeSVGTests {
    private static let uri = "otpauth://totp/Acme%20Inc:jane%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=Acme%20Inc"
    private static let tools = ["/usr/bin/rsvg-convert", "/usr/bin/zbarimg"]
    private static var hasTools: Bool { tools.allSatisfy(FileManager.default.isExecutableFile) }

    /// Issuer and account at their longest: 64 code points each, of four bytes, percent-encoded.
    private static let longestURI: String = {
        let name = String(repeating: "%F0%9F%94%91", count: 64)
        return "otpauth://totp/\(name):\(name)?secret=\(String(repeating: "Z", count: 32))&issuer=\(name)"
    }()

    @Test("the image is one path on white, measured in modules, with a quiet zone of four")
    func structure() throws {
        let svg = try QRCode.svg(Self.uri)
        let side = try QRCode.modules(Self.uri).count + 8
        #expect(svg.hasPrefix(#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(side) \#(side)""#))
        #expect(svg.contains(#"shape-rendering="crispEdges""#))
        #expect(svg.contains(##"<rect width="\##(side)" height="\##(side)" fill="#fff"/>"##))
        #expect(svg.matches(of: #/<path /#).count == 1)
        #expect(svg.hasSuffix("</svg>"))
    }

    @Test("the path draws exactly the dark modules", arguments: ["1", uri])
    func path(_ text: String) throws {
        let modules = try QRCode.modules(text)
        var drawn = modules.map { $0.map { _ in false } }
        for match in try QRCode.svg(text).matches(of: #/M(\d+) (\d+)h(\d+)v1h-(\d+)z/#) {
            let (x, y, width) = (Int(match.1) ?? -1, Int(match.2) ?? -1, Int(match.3) ?? -1)
            #expect(match.3 == match.4)
            for column in x..<x + width { drawn[y - 4][column - 4] = true }
        }
        #expect(drawn == modules)
    }

    @Test("the same text gives the same image")
    func deterministic() throws {
        #expect(try QRCode.svg(Self.uri) == QRCode.svg(Self.uri))
        #expect(try QRCode.svg(Self.uri) != QRCode.svg(Self.uri + "x"))
    }

    @Test("a text is not repeated in its image")
    func hidden() throws {
        #expect(try !QRCode.svg(Self.uri).contains("JBSWY3DPEHPK3PXP"))
    }

    @Test("the longest provisioning URI there can be fits")
    func longest() throws {
        #expect(Self.longestURI.utf8.count == 2368)
        #expect(throws: Never.self) { try QRCode.svg(Self.longestURI) }
    }

    @Test(
        "a scanner reads the text from the rendered image", .enabled(if: hasTools),
        arguments: [uri, "1", "Grüße 🔑", longestURI])
    func scanned(_ text: String) throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "qr-" + RandomToken.base62(12))
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let (svg, png) = (directory.appending(path: "code.svg").path, directory.appending(path: "code.png").path)
        try QRCode.svg(text).write(toFile: svg, atomically: false, encoding: .utf8)
        _ = try run(Self.tools[0], "--width", "1110", "--output", png, svg)
        #expect(try run(Self.tools[1], "--raw", "--quiet", "-Sdisable", "-Sqrcode.enable", png) == text + "\n")
    }

    private func run(_ tool: String, _ arguments: String...) throws -> String {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(filePath: tool)
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return text
    }
}
