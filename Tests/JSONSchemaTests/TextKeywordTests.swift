import Testing

struct TextKeywordTests {
    @Test(
        "lengths count code points, and only of strings",
        arguments: [
            ("", 0), ("a", 1), ("é", 1), ("e\u{301}", 2), ("😀", 1), ("👨‍👩‍👧", 5), ("a\\u0000b", 3), ("\\ud83d\\ude00", 1),
        ])
    func lengths(text: String, length: Int) throws {
        #expect(try problems(#"{"minLength": \#(length), "maxLength": \#(length)}"#, "\"\(text)\"") == [])
        #expect(try problems(#"{"minLength": \#(length + 1)}"#, "\"\(text)\"") == [" minLength"])
        if length > 0 {
            #expect(try problems(#"{"maxLength": \#(length - 1).0}"#, "\"\(text)\"") == [" maxLength"])
        }
        #expect(try problems(#"{"minLength": 5, "maxLength": 1, "pattern": "x"}"#, "12") == [])
    }

    @Test(
        "patterns are searched for, and mean what ECMA-262 says",
        arguments: [
            ("b", "abc", true), ("^b", "abc", false), ("^abc$", "abc", true), ("c$", "abc\\n", false),
            ("^.$", "😀", true), ("^.$", "\\n", false), ("^[^]$", "\\n", true), ("[]", "x", false),
            ("^\\\\d+$", "٣", false), ("^\\\\w$", "é", false), ("^\\\\u00e9$", "é", true),
            ("^\\\\u{1F600}$", "😀", true),
            ("^\\\\x41$", "A", true), ("^\\\\cA$", "\\u0001", true), ("\\\\bfoo\\\\b", "a foo b", true),
            ("^\\\\p{Lu}\\\\P{Lu}$", "Éé", true), ("^(?<year>\\\\d{4})-(?:0[1-9]|1[0-2])$", "2026-11", true),
            ("^(?=.*\\\\d)(?!.* ).{3,}$", "ab1", true), ("^(?=.*\\\\d)(?!.* ).{3,}$", "a 1", false),
            ("(?<=a)b", "ab", true), ("(?<!a)b", "ab", false), ("^a{2,3}?$", "aaa", true), ("^a{,2}$", "a{,2}", true),
            ("^\\\\/\\\\-\\\\.$", "/-.", true), ("^[\\\\]\\\\[(*]+$", "][(*", true), ("", "", true), ("^$", "", true),
            ("^(a|b)*$", "abba", true), ("\\\\u0000", "a\\u0000", true), ("^[\\\\s\\\\S]$", "\\t", true),
        ])
    func patterns(pattern: String, text: String, occurs: Bool) throws {
        #expect(try problems(#"{"pattern": "\#(pattern)"}"#, "\"\(text)\"") == (occurs ? [] : [" pattern"]))
    }

    @Test("what reads a text but a few times may read a long one")
    func longTexts() throws {
        for pattern in ["^[a-z]{1,60000}$", "^[^@]+@[^@]+$", "^(?:[a-z]+ )*[a-z]+@b$", "@", "^[\\\\s\\\\S]*$"] {
            for count in [10, 5000, 50_000] {
                let text = String(repeating: "a", count: count) + (pattern.contains("@") ? "@b" : "")
                #expect(try problems(#"{"pattern": "\#(pattern)"}"#, "\"\(text)\"") == [], "\(pattern)")
            }
        }
        let words = String(repeating: "word ", count: 200)
        #expect(try problems(#"{"pattern": "^(?:[a-z]+ ?)+$"}"#, "\"\(words)\"") == [])
        #expect(try problems(#"{"pattern": "[0-9]+x"}"#, "\"\(words)\"") == [" pattern"])
    }

    @Test(
        "a pattern must be sound, short, and without what nobody can foresee the cost of",
        arguments: [
            "(", "[a", "a**", "*", "a{3,1}", "[z-a]", "\\\\", "(?<a", "(a)\\\\1", "(?<n>a)\\\\k<n>", "(?i)a", "(?i:a)",
            "(?R)", "(?1)(a)", "(?>a)", "(?|a)", "(?(1)a)", "(?C1)", "(?#x)", "(?P<n>a)", "(*UCP)a",
            "(*LIMIT_MATCH=9)a",
            "a(*SKIP)b", "\\\\Qa\\\\E", "\\\\Aa", "a\\\\z", "\\\\Ka", "\\\\C", "\\\\X", "\\\\R", "\\\\p{No_Such}",
            String(repeating: "a", count: 2049),
        ])
    func refusedPatterns(pattern: String) throws {
        let rule = "must be a regular expression, without back references or options."
        #expect(try refusal(#"{"pattern": "\#(pattern)"}"#) == "/pattern \(rule)")
        #expect(try refusal(#"{"patternProperties": {"\#(pattern)": true}}"#)?.hasSuffix(rule) == true)
    }
}
