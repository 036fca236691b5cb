import JSON
import Testing

extension Answer {
    /// Expects an error that nginx answered by itself, in the envelope of the family.
    func expectRefusal(_ status: Int, _ family: String, _ location: SourceLocation = #_sourceLocation) throws {
        #expect(self.status == status, sourceLocation: location)
        #expect(headers["content-type"] == "application/json; charset=utf-8", sourceLocation: location)
        let id = try #require(headers["x-request-id"])
        let form = family == "v1" ? /rq_[0-9a-f]{32}/ : /req_[0-9a-f]{32}/
        #expect(id.wholeMatch(of: form) != nil, sourceLocation: location)
        if family == "v1" {
            #expect(object.names == ["error"], sourceLocation: location)
            #expect(try !object.text("error").isEmpty, sourceLocation: location)
        } else {
            #expect(object.names == ["errors", "request_id"], sourceLocation: location)
            #expect(try object.text("request_id") == id, sourceLocation: location)
            guard case .array(let errors)? = object["errors"], errors.count == 1, case .object(let error) = errors[0]
            else {
                throw WrongType(name: "errors")
            }
            #expect(error.names == ["type", "code", "message"], sourceLocation: location)
            #expect(try error.names.allSatisfy { try !error.text($0).isEmpty }, sourceLocation: location)
        }
    }
}
