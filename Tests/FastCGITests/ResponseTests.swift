import Testing

@testable import FastCGI

struct ResponseTests {
    private func text(_ response: Response, withBody: Bool = true) -> String {
        var (reader, output): (RecordReader, [UInt8]) = (
            RecordReader(response.records(id: 1, withBody: withBody)[...]), []
        )
        while let record = reader.next(), record.type == .output { output += record.content }
        return String(decoding: output, as: UTF8.self)
    }

    @Test("status, headers in order, length, blank line, body")
    func wire() {
        let headers = [("X-B", "1"), ("X-A", "zwei ü"), ("X-B", "2")].map { (name: $0.0, value: $0.1) }
        let response = Response(status: 201, headers: headers, body: Array("hello".utf8))
        #expect(
            text(response)
                == "Status: 201 Created\r\nX-B: 1\r\nX-A: zwei ü\r\nX-B: 2\r\nContent-Length: 5\r\n\r\nhello")
    }

    @Test("line breaks and NUL in headers are removed", arguments: ["a\r\nb", "a\rb", "a\nb", "a\0b", "\r\n\r\nab\n"])
    func injection(value: String) {
        let response = Response(status: 200, headers: [(name: "X-\(value)", value: value)])
        #expect(text(response) == "Status: 200 OK\r\nX-ab: ab\r\nContent-Length: 0\r\n\r\n")
    }

    @Test("a handler's own length stays, and it cannot set Status")
    func ownHeaders() {
        let response = Response(status: 200, headers: [("content-length", "7"), ("STATUS", "500 No")])
        #expect(text(response) == "Status: 200 OK\r\ncontent-length: 7\r\n\r\n")
    }

    @Test("HEAD, 204 and 304 carry no body")
    func bodyless() {
        #expect(text(Response(status: 200, body: [1]), withBody: false).hasSuffix("Content-Length: 1\r\n\r\n"))
        #expect(text(Response(status: 204, body: [1])) == "Status: 204 No Content\r\n\r\n")
        #expect(text(Response(status: 304, body: [1])) == "Status: 304 Not Modified\r\n\r\n")
    }

    @Test("a status without a known reason still has a status line")
    func unknownStatus() {
        #expect(text(Response(status: 299)).hasPrefix("Status: 299 Unknown\r\n"))
    }
}
