import CQREncode

/// QR codes (ISO/IEC 18004) of texts, in 8-bit mode.
public enum QRCode {
    /// What the largest symbol (version 40) holds in 8-bit mode, in bytes, at error correction level M and at level L.
    static let capacity = (medium: 2331, low: 2953)

    /// The modules row by row, true for dark, without the quiet zone.
    ///
    /// Level M (recovers 15 %); a text too long for that gets level L (7 %). libqrencode guards its shared tables with a
    /// mutex, so any thread may call this. It does not wipe what it frees.
    static func modules(_ text: String) throws(QRCodeError) -> [[Bool]] {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= capacity.low else { throw .tooLong }
        let level = bytes.count <= capacity.medium ? QR_ECLEVEL_M : QR_ECLEVEL_L
        guard let code = unsafe QRcode_encodeData(Int32(bytes.count), bytes, 0, level) else { throw .failed }
        defer { unsafe QRcode_free(code) }
        let width = unsafe Int(code.pointee.width)
        let cells = unsafe UnsafeBufferPointer(start: code.pointee.data, count: width * width)
        // The lowest bit of a module is its colour; the others say what it is for (qrencode.h).
        return (0..<width).map { row in (0..<width).map { unsafe cells[row * width + $0] & 1 == 1 } }
    }
}
