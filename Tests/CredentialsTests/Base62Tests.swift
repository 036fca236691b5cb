import Credentials
import Testing

@Suite("Base62")
struct Base62Tests {
    @Test(
        "numbers become padded texts and come back",
        arguments: [
            (0, "0000000000000000000000"), (9, "0000000000000000000009"), (10, "000000000000000000000A"),
            (35, "000000000000000000000Z"), (36, "000000000000000000000a"), (61, "000000000000000000000z"),
            (62, "0000000000000000000010"), (839_299_365_868_340_223, "000000000000zzzzzzzzzz"),
            (839_299_365_868_340_224, "0000000000010000000000"), (839_299_365_868_340_225, "0000000000010000000001"),
            (704_423_425_546_998_022_968_330_264_616_370_176, "0100000000000000000000"),
            (UInt128.max, "7n42DGM5Tflk9n8mt7Fhc7"),
        ] as [(UInt128, String)]
    )
    func roundTrip(number: UInt128, text: String) {
        #expect(Base62.encode(number) == text)
        #expect(Base62.decode(text) == number)
    }

    @Test("a narrower width pads less and never cuts")
    func width() {
        #expect(Base62.encode(61, width: 6) == "00000z")
        #expect(Base62.encode(62 * 62, width: 2) == "100")
        #expect(Base62.encode(0, width: 0) == "")
    }

    @Test("what a text begins with stands before the padding")
    func prefix() {
        #expect(Base62.encode(61, width: 3, after: "é_") == "é_00z")
        #expect(Base62.encode(.max, width: 1, after: "a") == "a7n42DGM5Tflk9n8mt7Fhc7")
    }

    @Test("texts sort as their numbers")
    func order() {
        let numbers: [UInt128] = [0, 9, 10, 35, 36, 61, 62, 1 << 64, UInt128.max]
        let texts = numbers.map { Base62.encode($0) }
        #expect(texts == texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    @Test(
        "what is no number of 128 bits is refused",
        arguments: ["", "-1", " 1", "1 ", "é", "１", "a\u{0}", "7n42DGM5Tflk9n8mt7Fhc8", "zzzzzzzzzzzzzzzzzzzzzz"]
    )
    func refused(text: String) {
        #expect(Base62.decode(text) == nil)
    }
}
