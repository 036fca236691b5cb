/// The paths of a table by their parts, so that a request is compared with no more of them than begin as it does.
final class PathTree: Sendable {
    /// A path that is known by its number, and how it goes on from here.
    private struct Branch {
        let number: Int
        let parts: ArraySlice<PathPattern.Part>
    }

    /// The numbers of the paths that end here.
    private let ends: [Int]
    private let literals: [String: PathTree]
    /// What a parameter leads to, if one may stand here.
    private let parameter: PathTree?

    /// - Parameter paths: each is known by its position from here on.
    convenience init(_ paths: [PathPattern]) {
        self.init(paths.enumerated().map { Branch(number: $0, parts: $1.parts[...]) })
    }

    private init(_ branches: [Branch]) {
        var (literals, parameters): ([String: [Branch]], [Branch]) = ([:], [])
        for branch in branches {
            let rest = Branch(number: branch.number, parts: branch.parts.dropFirst())
            switch branch.parts.first {
            case .literal(let text)?: literals[text, default: []].append(rest)
            case .parameter?: parameters.append(rest)
            case nil: break
            }
        }
        ends = branches.filter(\.parts.isEmpty).map(\.number)
        self.literals = literals.mapValues(PathTree.init)
        parameter = parameters.isEmpty ? nil : PathTree(parameters)
    }

    /// The numbers of the paths that are of this kind; what is spelt out goes before what stands for anything.
    ///
    /// - Parameter depth: how many of the segments lead here.
    func matches(_ segments: [PathSegment], from depth: Int = 0) -> [Int] {
        guard depth < segments.count else { return ends }
        let spelt = literals[segments[depth].raw]?.matches(segments, from: depth + 1) ?? []
        return parameter.map { spelt + $0.matches(segments, from: depth + 1) } ?? spelt
    }
}
