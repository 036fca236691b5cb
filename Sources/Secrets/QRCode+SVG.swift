extension QRCode {
    private static let quietZone = 4

    /// Draws the QR code of a text as an SVG image, one unit per module, with the quiet zone of 4 modules.
    ///
    /// The same text always gives the same image. The image shows the text to whoever can see it.
    public static func svg(_ text: String) throws(QRCodeError) -> String {
        let modules = try modules(text)
        let side = modules.count + 2 * quietZone
        let path = modules.enumerated().map { draw(row: $1, y: $0 + quietZone) }.joined()
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" shape-rendering="crispEdges">\
            <rect width="\(side)" height="\(side)" fill="#fff"/><path fill="#000" d="\(path)"/></svg>
            """
    }

    /// One rectangle for each run of dark modules.
    private static func draw(row: [Bool], y: Int) -> String {
        var path = ""
        var x = 0
        while let start = row[x...].firstIndex(of: true) {
            x = row[start...].firstIndex(of: false) ?? row.endIndex
            path += "M\(start + quietZone) \(y)h\(x - start)v1h-\(x - start)z"
        }
        return path
    }
}
