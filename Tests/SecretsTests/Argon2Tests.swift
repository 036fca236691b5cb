import Testing

@testable import Secrets

/// Vectors of the reference implementation (phc-winner-argon2): of its `src/test.c`, and those with salts of 16 bytes made with its
/// `argon2id_hash_raw` (libargon2 20171227).
@Suite struct Argon2Tests {
    struct Vector: Sendable, CustomTestStringConvertible {
        var variant = Argon2Parameters.Variant.argon2id
        var version = Argon2Parameters.Version.v19
        var password = "password"
        var salt = "somesalt"
        var memory: UInt32 = 65536
        var passes: UInt32 = 2
        var lanes: UInt32 = 1
        let tag: String
        var parameters: Argon2Parameters {
            Argon2Parameters(variant: variant, version: version, memory: memory, passes: passes, lanes: lanes)
        }
        var testDescription: String { "\(parameters) \(password) \(salt)" }
    }

    @Test(
        "the reference implementation's tags come out",
        arguments: [
            Vector(tag: "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"),
            Vector(memory: 256, tag: "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"),
            Vector(memory: 256, lanes: 2, tag: "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037"),
            Vector(passes: 1, tag: "f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98"),
            Vector(
                password: "differentpassword", tag: "0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde"),
            Vector(salt: "diffsalt", tag: "bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c"),
            Vector(variant: .argon2i, tag: "c1628832147d9720c5bd1cfd61367078729f6dfb6f8fea9ff98158e0d7816ed0"),
            Vector(
                variant: .argon2i, version: .v16,
                tag: "f6c4db4a54e2a370627aff3db6176b94a2a209a62c8e36152711802f7b30c694"),
        ])
    func reference(_ vector: Vector) throws {
        let tag = try Argon2.tag(
            of: Array(vector.password.utf8), salt: Array(vector.salt.utf8), length: 32, vector.parameters)
        #expect(tag == [UInt8](hex: vector.tag))
    }

    @Test(
        "what libsodium makes is what the reference implementation makes",
        arguments: [
            Vector(memory: 19456, tag: "d2ab07b39ef7f8b806227cd86fbb11aa5393066a98e17eacacd126eb26e9276d"),
            Vector(
                password: "", memory: 8, passes: 1,
                tag: "d440eba67886df93d643dcb8a69b02af68c16d284cd6f68659553e245bf9efc0"),
            Vector(
                memory: 4099, passes: 3,
                tag: "dc9e5a726950ba0a9e124d02d3eadd1d716a05bb822ec8d3f2f29b30e8639725"
                    + "829e7ba30dea6a73c8663bc030351c8bcb21a602c38e8cfa16e86210f258a8fa"),
            Vector(password: "päss\u{AD}", memory: 64, passes: 4, tag: "bf2898e085c8f849580a38b2cffcf9eb"),
        ])
    func libsodium(_ vector: Vector) throws {
        #expect(Argon2.isUsual(vector.parameters, saltLength: 16, length: vector.tag.utf8.count / 2))
        let tag = try Argon2.tag(
            of: Array(vector.password.utf8), salt: Array("0123456789abcdef".utf8), length: vector.tag.utf8.count / 2,
            vector.parameters)
        #expect(tag == [UInt8](hex: vector.tag))
    }

    @Test("libargon2 makes what libsodium does not know")
    func otherKinds() throws {
        let usual = Vector(memory: 19456, tag: "").parameters
        #expect(Argon2.isUsual(usual, saltLength: 16, length: 32))
        #expect(!Argon2.isUsual(usual, saltLength: 8, length: 32))
        #expect(!Argon2.isUsual(usual, saltLength: 16, length: 12))
        let others = [
            Vector(variant: .argon2i, tag: ""), Vector(variant: .argon2d, tag: ""), Vector(version: .v16, tag: ""),
            Vector(lanes: 2, tag: ""), Vector(memory: 7, tag: ""),
        ]
        for other in others { #expect(!Argon2.isUsual(other.parameters, saltLength: 16, length: 32)) }
        let short = try Argon2.tag(
            of: Array("password".utf8), salt: Array("0123456789abcdef".utf8), length: 12, usual)
        #expect(short == [UInt8](hex: "66705361fccb629b202f90ef"))
    }

    @Test("an empty password can be hashed")
    func empty() throws {
        let parameters = Argon2Parameters(memory: 8, passes: 1, lanes: 1)
        let tag = try Argon2.tag(of: [], salt: Array("somesalt".utf8), length: 32, parameters)
        #expect(Set(tag).count > 1)
    }

    @Test("each library's refusal is an error with its code")
    func failure() {
        let none = Argon2Parameters(memory: 19456, passes: 0, lanes: 1)
        #expect(throws: HashingError.failed(code: 22)) {
            try Argon2.tag(of: [], salt: Array("0123456789abcdef".utf8), length: 32, none)
        }
        let parameters = Argon2Parameters(memory: 1, passes: 1, lanes: 1)
        #expect(throws: HashingError.failed(code: -14)) {
            try Argon2.tag(of: [], salt: Array("somesalt".utf8), length: 32, parameters)
        }
    }
}
