/// Why a text could not be made a QR code.
public enum QRCodeError: Error, Equatable, CustomStringConvertible {
    /// There is no text.
    case empty
    /// The text is longer than the 2,953 bytes of the largest symbol.
    case tooLong
    /// libqrencode failed, which it does only when it is out of memory.
    case failed

    /// What is wrong; does not show the text.
    public var description: String {
        switch self {
        case .empty: "an empty text has no QR code"
        case .tooLong: "the text is too long for a QR code"
        case .failed: "libqrencode failed"
        }
    }
}
