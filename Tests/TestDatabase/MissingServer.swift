/// There is no test server to make databases on.
struct MissingServer: Error, CustomStringConvertible {
    let description = "CREDENCE_TEST_DB does not name a test server (unix:/path): run the tests with `make test`."
}
