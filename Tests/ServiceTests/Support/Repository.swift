/// Where this repository lies.
enum Repository {
    static let path = #filePath.split(separator: "/").dropLast(4).map { "/\($0)" }.joined()

    /// Where the scripts of apps lie that call the service.
    static let clients = "\(path)/Tests/ServiceTests/Clients"
}
