import JSON
import Testing

extension ServiceTests.VaultStack {
    /// Apps in PHP and in Ruby, with the sample worker and a site.
    @Suite struct VaultClientTests {
        @Test(
            "an app's script has logins proven, refused and forgotten",
            arguments: [("php", "vault.php", nil), ("ruby", "vault.rb", "246810")])
        func script(_ interpreter: String, _ script: String, _ code: String?) throws {
            let stack = try #require(Stack.running)
            let (portal, worker) = (try Portal(), try Script.sampleWorker(of: stack))
            try portal.admit("ines", "correct-horse", code: code)
            let command = try withExtendedLifetime(worker) {
                try Command(
                    "/usr/bin/env", [interpreter, "\(Repository.clients)/\(script)"],
                    environment: [
                        "PATH": "/usr/bin:/bin", "CREDENCE_URL": try stack.value("CREDENCE_URL"),
                        "CREDENCE_V2_KEY": try stack.value("CREDENCE_V2_KEY"), "PORTAL_URL": portal.url,
                        "PORTAL_CODE": code ?? "",
                    ])
            }
            #expect(command.status == 0, "\(command.text)\(command.errors)")
            #expect(command.errors.isEmpty)
            #expect(command.text.hasSuffix("delete it once more\n"), "it came to its end")
        }
    }
}
