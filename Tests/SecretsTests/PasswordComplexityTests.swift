import Testing

@testable import Secrets

@Suite struct PasswordComplexityTests {
    @Test(
        "well-known passwords get the scores they deserve",
        arguments: [
            ("", 0), ("password", 0), ("123456789", 0), ("qwertyuiop", 1), ("iloveyou2", 1),
            ("D0g..................", 1), ("janedoe1987", 3), ("neverforget13/3/1997", 4),
            ("correcthorsebatterystaple", 4), ("rWibMFACxAUGZmxhVncy", 4), ("🔑🦊🌵🚲🎻", 4),
        ])
    func scores(_ password: String, _ score: Int) {
        #expect(PasswordComplexity.score(Secret(password), knownWords: []) == score)
    }

    @Test(
        "what is known about the user adds nothing, nor do its parts",
        arguments: [
            ["janedoe"], ["JaneDoe"], ["Jane Doe"], ["jane.doe@example.com"], ["Acme", "", "x", "doe", "jane"],
        ])
    func knownWords(_ words: [String]) {
        #expect(PasswordComplexity.score(Secret("janedoe1987"), knownWords: words) < 2)
    }

    @Test("short parts of known words do not count")
    func shortParts() {
        let password = Secret("rWibMFACxAUG")
        #expect(PasswordComplexity.score(password, knownWords: ["r W i b M F A C x A U G"]) == 4)
    }

    @Test("many threads may ask at once")
    func threads() async {
        let scores = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<64 {
                group.addTask { PasswordComplexity.score(Secret("qwertyuiop"), knownWords: ["jane doe"]) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(scores == Array(repeating: 1, count: 64))
    }
}
