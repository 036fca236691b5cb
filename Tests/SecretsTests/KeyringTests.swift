import Testing

@testable import Secrets

@Suite struct KeyringTests {
    private let first = Keyring.newEntry()
    private let second = Keyring.newEntry()
    private let key = DataKey(id: 42)
    private let place = SealPlace(scope: 9, object: 1, field: "x")

    @Test("a wrapped key comes back as the same key")
    func roundTrip() throws {
        let keyring = try Keyring(parsing: first.line)
        let wrapped = try keyring.wrap(key, scope: 9)
        #expect(wrapped.id == 42)
        #expect(wrapped.masterKeyID == first.id)
        #expect(wrapped.bytes.count == 60)
        let unwrapped = try keyring.unwrap(
            WrappedKey(id: wrapped.id, masterKeyID: wrapped.masterKeyID, bytes: wrapped.bytes), scope: 9)
        #expect(unwrapped.id == 42)
        #expect(try unwrapped.open(key.seal([1, 2, 3], place), place) == [1, 2, 3])
    }

    @Test("what an independent implementation wrapped opens: the stored format has not changed")
    func format() throws {
        let keyring = try Keyring(parsing: "key-1 ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=")
        let wrapped = WrappedKey(
            id: 0x0102_0304_0506_0708_090a_0b0c_0d0e_0f10, masterKeyID: "key-1",
            bytes: [UInt8](
                hex: """
                    cafebabefacedbaddecaf888
                    87fee4747cb5838b756ed62b9fca2da7dc5ef5acd33b27df3bfb61baea81222fe32eddc052204b8af32430868ffcdffa
                    """))
        #expect(Array(try keyring.unwrap(wrapped, scope: 5).material.bytes) == Array(0...31))
    }

    @Test("after a rotation the old master key still opens and the newest wraps")
    func rotation() throws {
        let before = try Keyring(parsing: first.line).wrap(key, scope: 9)
        let keyring = try Keyring(parsing: first.line + "\n" + second.line)
        let unwrapped = try keyring.unwrap(before, scope: 9)
        let after = try keyring.wrap(unwrapped, scope: 9)
        #expect(keyring.newest.id == second.id)
        #expect(after.masterKeyID == second.id)
        let opened = try Keyring(parsing: second.line).unwrap(after, scope: 9)
        #expect(try opened.open(key.seal([7], place), place) == [7])
    }

    @Test("a key whose master key is gone, or not the same, does not open")
    func otherMasterKey() throws {
        let wrapped = try Keyring(parsing: first.line).wrap(key, scope: 9)
        #expect(throws: SealError.unknownKey) { try Keyring(parsing: second.line).unwrap(wrapped, scope: 9) }
        let impostor = try Keyring(parsing: second.line.replacing(second.id, with: first.id))
        #expect(throws: SealError.notAuthentic) { try impostor.unwrap(wrapped, scope: 9) }
    }

    @Test("a wrapped key copied to another scope, id or master key does not open")
    func otherPlaces() throws {
        let keyring = try Keyring(parsing: first.line + "," + second.line)
        let wrapped = try keyring.wrap(key, scope: 9)
        let otherID = WrappedKey(id: 43, masterKeyID: wrapped.masterKeyID, bytes: wrapped.bytes)
        let otherMaster = WrappedKey(id: 42, masterKeyID: first.id, bytes: wrapped.bytes)
        #expect(throws: SealError.notAuthentic) { try keyring.unwrap(wrapped, scope: 8) }
        #expect(throws: SealError.notAuthentic) { try keyring.unwrap(otherID, scope: 9) }
        #expect(throws: SealError.notAuthentic) { try keyring.unwrap(otherMaster, scope: 9) }
    }

    @Test("no change to a wrapped key goes unseen")
    func tampering() throws {
        let keyring = try Keyring(parsing: first.line)
        let wrapped = try keyring.wrap(key, scope: 9)
        for bytes in wrapped.bytes.withOneBitFlipped + wrapped.bytes.truncated + [wrapped.bytes + [0]] {
            let changed = WrappedKey(id: wrapped.id, masterKeyID: wrapped.masterKeyID, bytes: bytes)
            #expect(throws: SealError.self) { try keyring.unwrap(changed, scope: 9) }
        }
    }
}
