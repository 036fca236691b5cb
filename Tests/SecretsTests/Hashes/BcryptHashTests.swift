import Testing

@testable import Secrets

/// Vectors of Openwall's crypt_blowfish (`wrapper.c`) and, from `$2a$06$` on, of jBCrypt, OpenBSD's in Java.
@Suite struct BcryptHashTests {
    @Test(
        "the published hashes match",
        arguments: [
            ("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
            ("U*U*", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK"),
            ("U*U*U", "$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a"),
            ("", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy"),
            (
                "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789chars after 72 are ignored",
                "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui"
            ),
            ("", "$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s."),
            ("abcdefghijklmnopqrstuvwxyz", "$2a$08$aTsUwsyowQuzRrDqFflhgekJ8d9/7Z3GV3UcgvzQW3J5zMyrTvlz."),
            ("~!@#$%^&*()      ~!@#$%^&*()PNBFRD", "$2a$06$fPIsBO8qRqkjj273rfaOI.HtSV9jLDpTbZn782DC6/t7qT67P6FfO"),
            ("~!@#$%^&*()      ~!@#$%^&*()PNBFRD", "$2a$10$LgfYWkbzEvQ4JakH7rOvHe0y8pHKF9OaFgwUZ2q7W2FFZmZzJYlfS"),
        ])
    func published(_ password: String, _ text: String) throws {
        let hash = try #require(BcryptHash(text))
        #expect(try hash.matches(Array(password.utf8)))
        #expect(try !hash.matches(Array(("x" + password).utf8)))
    }

    @Test("$2a$, $2b$ and $2y$ are one algorithm, for bytes above 127 too", arguments: ["2a", "2b", "2y"])
    func variants(_ variant: String) throws {
        let single = try #require(BcryptHash("$\(variant)$05$/OK.fbVrR/bpIqNJ5ianF.Sa7shbm4.OzKpvFnX1pQLmQW96oUlCq"))
        #expect(try single.matches([0xA3]))
        let text = "$\(variant)$05$/OK.fbVrR/bpIqNJ5ianF.swQOIzjOiJ9GHEPuhEkvqrUyvWhEMx6"
        let many = try #require(BcryptHash(text))
        #expect(try many.matches([UInt8](repeating: 0xAA, count: 72)))
        #expect(try !many.matches([UInt8](repeating: 0xAA, count: 71)))
    }

    @Test("72 bytes count and no more, up to the longest password there is")
    func significance() throws {
        let hash = try #require(BcryptHash("$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui"))
        let start = Array("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
        #expect(start.count == 72)
        #expect(try hash.matches(start))
        #expect(try hash.matches(start + [UInt8](repeating: 120, count: 952)))
        #expect(try !hash.matches(start.dropLast()))
        #expect(try !hash.matches(start.dropLast() + [0x38]))
    }

    @Test("bits of the salt's last digit that mean nothing make no difference", arguments: ["u", "v", "9"])
    func unusedBits(_ digit: String) throws {
        let text = "$2a$05$abcdefghijklmnopqrstu\(digit)5s2v8.iXieOjg/.AySBTTZIIVFJeBui"
        let matches = try BcryptHash(text)?.matches(
            Array("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8))
        #expect(matches == true)
    }

    @Test("the password of a hash does not go on behind a NUL", arguments: ["U*U\0", "U*U\0x", "\0", "\0U*U"])
    func nul(_ password: String) throws {
        let hash = try #require(BcryptHash("$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"))
        #expect(try !hash.matches(Array(password.utf8)))
    }

    @Test(
        "anything else is nil",
        arguments: [
            "$2a$5$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
            "$2a$+5$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
            "$2a$٠٥$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
            "$2c$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
            "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOe",
            "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeWW",
            "$2a$05$CCCCCCCCCCCCCCCCCCCCC-E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
            "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW$",
            "x$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        ])
    func malformed(_ text: String) {
        #expect(BcryptHash(text) == nil)
    }

    @Test("costs from 4 to 14 are taken")
    func costs() {
        let taken = (0...31).filter { cost in
            BcryptHash("$2b$\(cost < 10 ? "0" : "")\(cost)$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")
                != nil
        }
        #expect(taken == Array(4...14))
    }
}
