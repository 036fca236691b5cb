import MariaDB
import Testing

@Suite struct ConfigurationTests {
    @Test("a configuration prints without its password")
    func redaction() {
        let configuration = Configuration(
            hosts: [.unix("/run/db.sock"), .tcp("b", 1)], user: "app", password: "planted", database: "d")
        var dumped = ""
        dump(configuration, to: &dumped)
        #expect("\(configuration)" == "app@unix:/run/db.sock,b:1/d")
        #expect(!String(reflecting: configuration).contains("planted") && !dumped.contains("planted"))
    }
}
