import Credentials
import JSON
import Store

/// A line of an import that was read: a user, or why there is none.
struct ImportedLine {
    let number: Int
    /// What the line calls the user, for the report.
    let username: String?
    let user: Result<ImportedUser, Failure>

    init(_ line: ImportBatch.Line, _ grants: ImportGrants) {
        number = line.number
        do throws(Failure) {
            let object = try Self.object(line)
            username = object["username"]?.text.flatMap { $0.unicodeScalars.count <= Username.maximumLength ? $0 : nil }
            var attributes = Attributes(values: object, coerces: false)
            user = Result { () throws(Failure) in try attributes.importedUser(grants) }
        } catch {
            username = nil
            user = .failure(error)
        }
    }

    private static func object(_ line: ImportBatch.Line) throws(Failure) -> JSONObject {
        guard let text = line.text else {
            throw .invalid("base", "Line is too long (maximum is \(ImportBatch.longestLine) bytes)")
        }
        let value: JSON
        do {
            value = try JSON(parsing: text)
        } catch {
            throw .invalid("base", error.sentence(about: "Line"))
        }
        guard case .object(let object) = value else { throw .invalid("base", "Line is not a JSON object") }
        return object
    }

    /// The line of the report about a line that was refused: where it stands, whom it is about and what is wrong, by
    /// attribute, but none of its values.
    func refusal(_ failure: Failure) -> String {
        let entry: JSONObject = [
            "line": JSON(number), "username": username.map(JSON.text) ?? .null, "errors": .object(failure.errors),
        ]
        return String(decoding: JSON.object(entry).encoded(), as: UTF8.self) + "\n"
    }
}
