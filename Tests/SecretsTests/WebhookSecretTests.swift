import Crypto
import Foundation
import Secrets
import Testing

@Suite("Webhook secrets")
struct WebhookSecretTests {
    @Test("sign as the specification's example")
    func example() throws {
        // From the test suites of the Standard Webhooks libraries.
        let secret = try #require(WebhookSecret(Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")))
        let signature = secret.signature(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: Array(#"{"test": 2432232314}"#.utf8))
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test("are of 256 random bits and read back as they are written")
    func generated() throws {
        let (first, second) = (WebhookSecret.generate(), WebhookSecret.generate())
        #expect(first != second)
        let text = first.text.reveal()
        #expect(text.hasPrefix("whsec_") && Data(base64Encoded: String(text.dropFirst(6)))?.count == 32)
        #expect(WebhookSecret(first.text) == first)
    }

    @Test("take keys of 24 to 64 bytes", arguments: [0, 23, 24, 64, 65])
    func lengths(length: Int) {
        let text = "whsec_" + Data(repeating: 7, count: length).base64EncodedString()
        #expect((WebhookSecret(Secret(text)) != nil) == (24...64).contains(length))
    }

    @Test(
        "are not read from other texts",
        arguments: [
            "", "whsec_", "whsec_!!!!", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        ])
    func others(text: String) {
        #expect(WebhookSecret(Secret(text)) == nil)
    }

    @Test("are not printed")
    func redacted() throws {
        let secret = WebhookSecret.generate()
        var dumped = ""
        dump(secret, to: &dumped)
        let key = try #require(Data(base64Encoded: String(secret.text.reveal().dropFirst(6))))
        for text in ["\(secret)", String(reflecting: secret), dumped] {
            #expect(
                !text.contains(secret.text.reveal().dropFirst(6))
                    && !text.contains("\(Array(key).prefix(3))".dropLast()))
        }
    }
}
