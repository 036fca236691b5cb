import JSON

extension Answer {
    /// The objects of a page.
    var data: [JSONObject] {
        guard case .array(let items)? = object["data"] else { return [] }
        return items.compactMap { if case .object(let object) = $0 { object } else { nil } }
    }

    /// What is wrong, each as `type/code field`.
    var problems: [String] { object.problems }
}

extension JSONObject {
    /// What is wrong with a request or with a run, each as `type/code field`.
    var problems: [String] {
        guard case .array(let errors)? = self["errors"] else { return [] }
        return errors.map { error in
            guard case .object(let object) = error else { return "?" }
            let parts = ["type", "code", "field"].map { name in
                if case .text(let text)? = object[name] { text } else { "" }
            }
            return "\(parts[0])/\(parts[1])" + (parts[2].isEmpty ? "" : " \(parts[2])")
        }
    }
}
