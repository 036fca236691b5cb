import Testing

/// Gives a suite a stack of its own, and takes it away when the suite has ended, however it ended.
struct StackTrait: SuiteTrait, TestScoping {
    let directory: String
    let settings: [String: String]

    func provideScope(
        for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
    ) async throws {
        let stack = try Stack(in: directory, settings: settings)
        do {
            try stack.start()
            try await Stack.$running.withValue(stack) { try await body() }
        } catch {
            try? stack.remove()
            throw error
        }
        try stack.remove()
    }
}

extension Trait where Self == StackTrait {
    /// A stack for the suite; its tests find it as ``Stack/running``.
    static func stack(in directory: String = "state", settings: [String: String] = [:]) -> StackTrait {
        StackTrait(directory: directory, settings: settings)
    }
}
