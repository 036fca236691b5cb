import Foundation
import Testing

/// Whether what the stories look for would be found.
@Suite struct PlantedSecretTests {
    @Test("a secret in any form is recognized wherever it stands") func recognition() {
        let secret = PlantedSecret("a", "correct horse battery")
        for before in ["", "x", "xx", "xxx"] {
            let text = Data("\(before)correct horse battery\(before)".utf8)
            #expect(secret.occurs(in: text))
            #expect(secret.occurs(in: text.base64EncodedData()))
            #expect(secret.occurs(in: Data(text.map { String(format: "%02X", $0) }.joined().utf8)))
        }
        #expect(!secret.occurs(in: Data("correct horse butter".utf8)))
    }
}
