import FoundationEssentials

extension PHCString {
    var text: String {
        "$\(parameters.variant)$v=\(parameters.version.rawValue)"
            + "$m=\(parameters.memory),t=\(parameters.passes),p=\(parameters.lanes)"
            + "$\(Self.base64(salt))$\(Self.base64(tag))"
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        String(Data(bytes).base64EncodedString().prefix { $0 != "=" })
    }
}
