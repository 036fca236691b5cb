import JSON

extension JSONObject {
    /// Reads `application/x-www-form-urlencoded` bytes, of a body or a query string, as Rack and PHP nest them.
    ///
    /// `user[custom][plan]=gold` is an object in an object. `roles[]=a&roles[]=b` and `roles[0]=a&roles[1]=b` are
    /// arrays, the latter only when the names are 0, 1, 2 … in this order; `roles[]=` alone is an empty array. All
    /// scalars are texts. `[]` may only end a name, since Rack and PHP disagree about what follows it.
    ///
    /// As for JSON, a name may have only one value, and names are compared by their bytes. Takes time linear in the
    /// input.
    ///
    /// - Parameter maximumDepth: Levels of objects and arrays, this object being the first.
    init(formEncoded bytes: some Collection<UInt8>, maximumDepth: Int = 32) throws(FormError) {
        var fields: [FormField] = []
        for piece in bytes.split(separator: UInt8(ascii: "&")) {
            let field = try FormField(piece)
            guard field.path.count <= maximumDepth else { throw .tooDeep }
            fields.append(field)
        }
        self.init()
        for group in try FormGroup.groups(of: fields, level: 0) {
            self[group.name] = try group.value()
        }
    }
}
