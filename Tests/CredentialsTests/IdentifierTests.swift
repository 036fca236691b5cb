import Credentials
import Testing

@Suite("Identifier")
struct IdentifierTests {
    /// Times computed in Python from the layout of the specification's section 2.
    @Test(
        "the specification's sample ids tell when they were made",
        arguments: [
            ("kss_0vfxTiRsMfkywfHnRlV5py", "2019-01-01T00:12:41.857144Z"),
            ("kss_0vfxTIhb81ZaEeRWiZMyR8", "2019-01-01T00:05:46.000000Z"),
            ("kss_0vfxTMM4S7T5eNFITkLTjG", "2019-01-01T00:06:45.000000Z"),
        ]
    )
    func samples(text: String, createdAt: String) throws {
        let id = try #require(Identifier<SampleSession>(text))
        #expect(id.createdAt.iso8601 == createdAt)
        #expect(id.number >> 62 & 0b11 == 0b10)
        #expect(id.description == text)
    }

    @Test("an id of 2012, 21 characters in the old digit order, is understood")
    func oldAlphabet() throws {
        let id = try #require(Identifier<SampleCredential>("crd_USkWvq7fl3LlYPKvqtxBq"))
        #expect(id.createdAt.iso8601.hasPrefix("2012-12-1"))
        #expect(id.number >> 62 & 0b11 == 0b10)
        #expect(Identifier<SampleCredential>(id.description) == id)
    }

    @Test("text and bytes come back", arguments: [0, 1, 1 << 68, UInt128.max] as [UInt128])
    func roundTrip(number: UInt128) {
        let id = Identifier<SampleCredential>(number: number)
        #expect(Identifier(id.description) == id)
        #expect(Identifier(bytes: id.bytes) == id)
        #expect(id.description.utf8.count == 26)
    }

    @Test("bytes begin with the most significant one")
    func bytes() {
        let id = Identifier<SampleCredential>(number: 0x0001_0203_0405_0607_0809_0A0B_0C0D_0E0F)
        #expect(id.bytes == Array(0...15))
        #expect(Identifier<SampleCredential>(bytes: id.bytes.dropLast()) == nil)
        #expect(Identifier<SampleCredential>(bytes: id.bytes + [0]) == nil)
    }

    @Test(
        "other texts are refused",
        arguments: [
            "", "crd_", "crd", "usr_0vfxTM4WVMWVcrPvj9dUnq", "0vfxTM4WVMWVcrPvj9dUnq", "CRD_0vfxTM4WVMWVcrPvj9dUnq",
            "crd_0vfxTM4WVMWVcrPvj9dU", "crd_0vfxTM4WVMWVcrPvj9dUnq1", "crd_0vfxTM4WVMWVcrPvj9dU-q",
            " crd_0vfxTM4WVMWVcrPvj9dUnq", "crd_0vfxTM4WVMWVcrPvj9dUnq\n", "crd_zzzzzzzzzzzzzzzzzzzzzz",
            "crd_\u{301}vfxTM4WVMWVcrPvj9dUnq",
        ]
    )
    func refused(text: String) {
        #expect(Identifier<SampleCredential>(text) == nil)
    }

    @Test("order is the numbers' order, and the texts' too")
    func order() {
        let ids = [5, 1 << 100, 61, 62].map { Identifier<SampleCredential>(number: $0) }.sorted()
        #expect(ids.map(\.number) == [5, 61, 62, 1 << 100])
        #expect(ids.map(\.description) == ids.map(\.description).sorted())
    }

    @Test("the lowest id at a time lies below all made then and above all made before")
    func lowest() {
        let time = Timestamp(microseconds: 1_423_941_493_700_160)
        let made: Identifier<SampleCredential> = IdentifierGenerator { time }.next()
        let earlier: Identifier<SampleCredential> = IdentifierGenerator {
            Timestamp(microseconds: time.microseconds - 1)
        }.next()
        #expect(Identifier.lowest(at: time) < made)
        #expect(earlier < Identifier.lowest(at: time))
        #expect(Identifier<SampleCredential>.lowest(at: time).createdAt == time)
    }
}
