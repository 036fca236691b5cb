import Foundation

/// Stand before the programs of a stack, note how they are called, and become them.
struct Shims {
    static let programs = ["credence", "mariadb", "mariadb-install-db", "mariadbd", "nginx"]

    private let directory: String
    private let records: String

    /// - Parameter environment: where the programs are found.
    init(_ environment: [String: String]) throws {
        directory = NSTemporaryDirectory() + "credence-shims-\(UUID().uuidString)"
        records = "\(directory)/records"
        try FileManager.default.createDirectory(
            atPath: records, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let path = "\(environment["PATH"] ?? ""):/usr/sbin:/sbin"
        for program in Self.programs {
            let real = program == "credence" ? environment["CREDENCE_BIN"] : Self.find(program, in: path)
            guard let real else { throw MissingProgram(name: program) }
            try Self.write(program, in: directory, becoming: real)
        }
        settings = ["PATH": "\(directory):\(path)", "CREDENCE_BIN": "\(directory)/credence"]
    }

    /// What makes a stack use them.
    let settings: [String: String]

    /// Command line and environment of each call, by program.
    var calls: [(program: String, contents: Data)] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: records).map { name in
                let program = name.split(separator: ".").first.map(String.init) ?? name
                return (program, try Data(contentsOf: URL(filePath: "\(records)/\(name)")))
            }
        }
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: directory)
    }

    private static func write(_ program: String, in directory: String, becoming real: String) throws {
        let script = """
            #!/bin/bash
            cat "/proc/$$/cmdline" "/proc/$$/environ" >"\(directory)/records/\(program).$$.$RANDOM"
            exec "\(real)" "$@"
            """
        let made = FileManager.default.createFile(
            atPath: "\(directory)/\(program)", contents: Data(script.utf8), attributes: [.posixPermissions: 0o700])
        guard made else { throw MissingProgram(name: program) }
    }

    private static func find(_ program: String, in path: String) -> String? {
        path.split(separator: ":").map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}

struct MissingProgram: Error {
    let name: String
}
