import TestPeer
import Testing

@testable import FastCGI

struct PromptAnswerTests {
    private func request(_ value: String, body: [UInt8] = [], keep: Bool = true) -> [UInt8] {
        let pairs = Records.pairs([("PROMPT", Array(value.utf8)), ("CONTENT_LENGTH", Array("\(body.count)".utf8))])
        return Records.begin(keep: keep) + Records.stream(4, pairs) + Records.input(body)
    }

    @Test("a prepared response is the one that would be written with that header", arguments: [true, false])
    func prepared(withBody: Bool) {
        var (response, output): (Response, [UInt8]) = (FunctionHandler.prompt, [])
        PreparedResponse(response, varying: "X-Prompt").write("wert", withBody: withBody, to: &output)
        response.headers.append(("X-Prompt", "wert"))
        // Where the length stands does not matter.
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
        let written = String(decoding: response.head, as: UTF8.self) + (withBody ? "prompt" : "")
        #expect(lines.sorted() == written.split(separator: "\r\n", omittingEmptySubsequences: false).sorted())
        #expect(Array(lines.suffix(2)) == ["", withBody ? "prompt" : ""])
    }

    @Test("a handler that knows the answer at once is asked nothing else, time and again on one connection")
    func prompt() throws {
        try withServer { running in
            let client = try running.connect()
            for number in 0..<50 {
                client.send(request("\(number)"))
                let answer = client.receive()
                #expect(answer.body == "prompt" && answer.text.contains("X-Prompt: \(number)\r\n"))
                #expect(client.request().body == "fine")
            }
            client.send(request("HEAD"))
            #expect(client.receive().body == "")
            client.send(request("last", keep: false))
            #expect(client.receive().body == "prompt")
            #expect(client.isClosedByServer)
        }
    }

    @Test("a request that has a body, or comes in parts, is answered as any other") func others() throws {
        try withServer { running in
            let client = try running.connect()
            client.send(request("1", body: [1]))
            #expect(client.receive().body == "fine")
            let bytes = request("1")
            client.send(Array(bytes[..<20]))
            #expect(!client.hasNews(within: 50))
            client.send(Array(bytes[20...]))
            #expect(client.receive().body == "fine")
        }
    }
}
