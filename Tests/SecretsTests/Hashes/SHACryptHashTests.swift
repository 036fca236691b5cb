import Testing

@testable import Secrets

/// Vectors of "Unix crypt using SHA-256 and SHA-512" (Drepper, version 0.6).
@Suite struct SHACryptHashTests {
    @Test(
        "the published hashes match",
        arguments: [
            ("Hello world!", "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5"),
            ("Hello world!", "$5$rounds=5000$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5"),
            ("Hello world!", "$5$rounds=10000$saltstringsaltst$3xv.VbSHBb41AL9AvLeujZkZRBAwqFMz2.opqey6IcA"),
            ("This is just a test", "$5$rounds=5000$toolongsaltstrin$Un/5jzAHMgOGZ5.mWJpuVolil07guHPvOW8mGRcvxa5"),
            (longer, "$5$rounds=1400$anotherlongsalts$Rx.j8H.h8HjEDGomFU8bDkXm3XIUnzyxf12oP84Bnq1"),
            (
                "we have a short salt string but not a short password",
                "$5$rounds=77777$short$JiO1O3ZpDAxGJeaDIuqCoEFysAe1mZNJRs3pw0KQRd/"
            ),
            ("a short string", "$5$rounds=123456$asaltof16chars..$gP3VQ/6X7UUEW3HkBn2w1/Ptq2jxPyzV/cZKmF/wJvD"),
            (
                "the minimum number is still observed",
                "$5$rounds=1000$roundstoolow$yfvwcWrQ8l/K0DAWyuPMDNHpIVlTQebY9l/gL972bIC"
            ),
            (
                "Hello world!",
                "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1"
            ),
            (
                "Hello world!",
                "$6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v."
            ),
            (
                longer,
                "$6$rounds=1400$anotherlongsalts$POfYwTEok97VWcjxIiSOjiykti.o/pQs.wPvMxQ6Fm7I6IoYN3CmLs66x9t0oSwbtEW7o7UmJEiDwGqd8p4ur1"
            ),
            (
                "a short string",
                "$6$rounds=123456$asaltof16chars..$BtCwjqMJGx5hrJhZywWvt0RLE8uZ4oPwcelCjmw2kSYu.Ec6ycULevoBK25fs2xXgMNrCzIMVcgEJAstJeonj1"
            ),
            (
                "foo",
                "$6$$QMXjqd7rHQZPQ1yHsXkQqC1FBzDiVfTHXL.LaeDAeVV.IzMaV9VU4MQ8kPuZa2SOP1A0RPm772EaFYjpEJtdu."
            ),
        ])
    func published(_ password: String, _ text: String) throws {
        let hash = try #require(SHACryptHash(text))
        #expect(try hash.matches(Array(password.utf8)))
        #expect(try !hash.matches(Array((password + "x").utf8)))
    }

    private static let longer =
        "a very much longer text to encrypt.  This one even stretches over morethan one line."

    private static let ofLongest =
        "$6$rounds=1000$saltstring$vQjXEJHaGPzJz71w1jhzh4XGrCvDb4uQ8lF4pnjzWGpDU6t1Vb0BYF4nTzJXaGauko.tLhbrpezVS1uppJsS4."
    private static let ofMostRounds =
        "$5$rounds=1000000$saltstring$WKY6blU5UmnuB6rHpgxB.mdkAgUMq8nytOYgH5IG550"

    @Test("passwords count to their end, up to 511 bytes")
    func longest() throws {
        // mkpasswd -m sha512crypt -R 1000 -S saltstring, of 511 times x
        let hash = try #require(SHACryptHash(Self.ofLongest))
        let password = [UInt8](repeating: 120, count: 511)
        #expect(try hash.matches(password))
        #expect(try !hash.matches(password.dropLast()))
        #expect(try !hash.matches(password + [120]))
        #expect(try !hash.matches([UInt8](repeating: 120, count: 1024)))
    }

    @Test("a password too long for so many rounds does not match, at once")
    func work() throws {
        // mkpasswd -m sha256crypt -R 1000000 -S saltstring, of 137 times x
        let hash = try #require(SHACryptHash(Self.ofMostRounds))
        #expect(try !hash.matches([UInt8](repeating: 120, count: 137)))
    }

    @Test("the password of a hash does not go on behind a NUL", arguments: ["Hello world!\0", "Hello world!\0x", "\0"])
    func nul(_ password: String) throws {
        let hash = try #require(SHACryptHash("$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5"))
        #expect(try !hash.matches(Array(password.utf8)))
    }

    @Test("1,000 to 1,000,000 rounds are taken")
    func rounds() {
        func isTaken(_ rounds: String) -> Bool {
            SHACryptHash("$5$rounds=\(rounds)$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5") != nil
        }
        for rounds in ["1000", "5000", "1000000"] { #expect(isTaken(rounds), "\(rounds)") }
        for rounds in [
            "", "0", "999", "1000001", "999999999", "99999999999999999999", "01000", "+1000", "-1000", "1e4",
        ] {
            #expect(!isTaken(rounds), "\(rounds)")
        }
    }

    @Test(
        "anything else is nil",
        arguments: [
            "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc", "$5$saltstring$",
            "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc55", "$5$saltstring",
            "$6$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
            "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY+GNooZaBBGWEc5",
            "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5$",
            "$5$saltstringsaltstr$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
            "$5$salt:string$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
            "$5$salt string$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
            "$5$sältstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
            "$5$rounds=5000$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5",
        ])
    func malformed(_ text: String) {
        #expect(SHACryptHash(text) == nil)
    }

    @Test("libcrypt takes every salt that is taken here")
    func salts() throws {
        for byte in UInt8(0x21)...0x7E {
            let salt = String(decoding: [byte], as: UTF8.self)
            let text = "$5$a\(salt)b$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5"
            guard let hash = SHACryptHash(text) else {
                #expect("!*:;\\$".contains(salt))
                continue
            }
            #expect(try !hash.matches([120]))
        }
    }
}
