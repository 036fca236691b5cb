import Foundation

extension Stack {
    /// Everything secret that the stack runs on: passwords of the database, master keys, keys of callers.
    var ownSecrets: [PlantedSecret] {
        get throws {
            try lines(of: "operator.conf").filter { $0.name.hasSuffix("PASSWORD") }.map {
                PlantedSecret($0.name, $0.value)
            }
                + lines(of: "master-keys", separator: " ").map { PlantedSecret("a master key", $0.value) }
                + lines(of: "seed").filter { $0.name.hasSuffix("KEY") }.map { line in
                    PlantedSecret(line.name, String(line.value.split { "-_".contains($0) }.last ?? ""))
                }
        }
    }

    private func lines(of file: String, separator: Character = "=") throws -> [(name: String, value: String)] {
        try String(contentsOfFile: "\(state)/\(file)", encoding: .utf8).split(separator: "\n").compactMap { line in
            let parts = line.split(separator: separator, maxSplits: 1).map(String.init)
            return parts.count == 2 ? (parts[0], parts[1].trimmingCharacters(in: ["'"])) : nil
        }
    }
}
