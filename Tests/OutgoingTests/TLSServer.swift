import Foundation

/// A TLS server on loopback that answers every request with 200, under a certificate that it signed itself.
final class TLSServer {
    let port: Int
    /// The PEM file of its certificate.
    let certificate: String
    private let directory: String
    private let process: Process

    /// - Parameter names: what the certificate is for: `DNS:example.com,IP:127.0.0.1`.
    init(names: String) throws {
        directory = NSTemporaryDirectory() + "credence-tls-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        certificate = "\(directory)/certificate.pem"
        let making = try Self.start(
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
            "/CN=test", "-addext", "subjectAltName=\(names)", "-days", "1", "-keyout", "\(directory)/key.pem", "-out",
            certificate)
        making.process.waitUntilExit()
        let output: Pipe
        (process, output) = try Self.start("python3", "-c", Self.script, certificate, "\(directory)/key.pem")
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .newlines)) else { throw NoPort() }
        self.port = port
    }

    deinit {
        // Foundation starts processes with SIGTERM blocked.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: directory)
    }

    private static func start(_ command: String...) throws -> (process: Process, output: Pipe) {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        return (process, output)
    }

    private static let script = """
        import http.server, ssl, sys
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()
            def log_message(self, *arguments):
                pass
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
        server.socket = context.wrap_socket(server.socket, server_side=True)
        print(server.server_port, flush=True)
        server.serve_forever()
        """

    struct NoPort: Error {}
}
