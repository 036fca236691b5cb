/// The paths of a table by their parts, so that a request is compared with no more of them than begin as it does.
struct PathTree: Sendable {
    /// The numbers of the paths that end here.
    private var ends: [Int] = []
    private var literals: [String: PathTree] = [:]
    /// What a parameter leads to, if one may stand here.
    private var parameter: [PathTree] = []

    /// - Parameter paths: each is known by its position from here on.
    init(_ paths: [PathPattern]) {
        for (number, path) in paths.enumerated() { insert(number, path.parts[...]) }
    }

    private init() {}

    /// The numbers of the paths that are of this kind; what is spelt out goes before what stands for anything.
    func matches(_ segments: ArraySlice<PathSegment>) -> [Int] {
        guard let first = segments.first else { return ends }
        let rest = segments.dropFirst()
        let spelt = literals[first.raw]?.matches(rest) ?? []
        return parameter.isEmpty ? spelt : spelt + parameter[0].matches(rest)
    }

    private mutating func insert(_ number: Int, _ parts: ArraySlice<PathPattern.Part>) {
        guard let part = parts.first else { return ends.append(number) }
        switch part {
        case .literal(let text):
            literals[text, default: PathTree()].insert(number, parts.dropFirst())
        case .parameter:
            if parameter.isEmpty { parameter = [PathTree()] }
            parameter[0].insert(number, parts.dropFirst())
        }
    }
}
