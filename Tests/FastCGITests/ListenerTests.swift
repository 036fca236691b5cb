import Glibc
import Testing

@testable import FastCGI

struct ListenerTests {
    @Test(
        "a socket file has the mode that was asked for, whatever the umask",
        arguments: [0o660, 0o600, 0o666] as [UInt32])
    func mode(mode: UInt32) throws {
        try withServer(mode: mode) { running in
            var status = stat()
            #expect(stat(running.path, &status) == 0)
            #expect(status.st_mode & 0o777 == mode)
        }
    }

    @Test("the socket file of a dead server is replaced")
    func stale() throws {
        try withSocketPath { path in
            do { _ = try System.listen(onPath: path, mode: 0o600) }
            #expect(System.isSocket(path))
            let listener = try Listener(.unix(path: path))
            #expect(try System.isAnswered(path))
            listener.unlink()
            #expect(access(path, F_OK) != 0)
        }
    }

    @Test("the socket file of a living server is left alone")
    func live() throws {
        try withServer { running in
            let configuration = Configuration(listen: .unix(path: running.path))
            #expect(throws: ServerError.addressInUse(path: running.path)) {
                try Server(configuration) { _ in FunctionHandler { _ in .text("") } }
            }
            try #expect(running.connect().request().status == 200)
        }
    }

    @Test("a file that is no socket is left alone")
    func foreignFile() throws {
        try withSocketPath { path in
            close(open(path, O_CREAT | O_WRONLY, 0o600))
            #expect(throws: ServerError.notASocket(path: path)) { _ = try Listener(.unix(path: path)) }
            #expect(access(path, F_OK) == 0)
        }
    }

    @Test("a socket file that a successor has put in place of ours is not removed")
    func successor() throws {
        try withSocketPath { path in
            let listener = try Listener(.unix(path: path))
            unlink(path)
            let successor = try Listener(.unix(path: path))
            listener.unlink()
            #expect(access(path, F_OK) == 0)
            successor.unlink()
        }
    }

    @Test("a path that does not fit into a socket address is an error")
    func longPath() {
        let path = "/tmp/" + String(repeating: "x", count: 120)
        #expect(throws: ServerError.pathTooLong(path: path)) { _ = try Listener(.unix(path: path)) }
    }

    @Test("a server on TCP port 0 tells its port and serves there")
    func tcp() throws {
        try withServer(overTCP: true) { running in
            #expect(try #require(running.server.boundPort) > 0)
            let client = try running.connect()
            for _ in 0..<10 { #expect(client.request(body: Array(repeating: 1, count: 100_000)).status == 200) }
        }
    }

    @Test("a host that does not exist is an error")
    func unknownHost() {
        #expect(throws: ServerError.unresolvable(host: "256.0.0.1.invalid")) {
            _ = try Listener(.tcp(host: "256.0.0.1.invalid", port: 0))
        }
    }

    @Test("a server on an inherited descriptor serves there and leaves it open")
    func inherited() async {
        await #expect(processExitsWith: .success) {
            try withSocketPath { path in
                let inherited = try System.listen(onPath: path, mode: 0o600)
                dup2(inherited.number, 0)
                let server = try Server(Configuration(listen: .inherited, threads: 2)) { _ in
                    FunctionHandler { _ in .text("inherited") }
                }
                try server.start()
                try #expect(FastCGIClient(path: path).request().body == "inherited")
                #expect(server.stop())
                #expect(try System.isAnswered(path))
            }
        }
    }

    @Test("a descriptor 0 that does not listen is an error")
    func notInherited() async {
        await #expect(processExitsWith: .success) {
            close(0)
            #expect(open("/dev/null", O_RDONLY) == 0)
            #expect(throws: ServerError.notListening) { _ = try Listener(.inherited) }
        }
    }
}
