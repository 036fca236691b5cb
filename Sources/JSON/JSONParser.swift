/// One pass over bytes that are known to be UTF-8.
struct JSONParser {
    let bytes: [UInt8]
    var offset = 0

    mutating func document(maximumDepth: Int) throws(JSONError) -> JSON {
        let value = try value(room: maximumDepth)
        guard offset == bytes.count else { throw malformed }
        return value
    }

    /// Reads a value and the white space on both sides; `room` is how many levels it may have.
    private mutating func value(room: Int) throws(JSONError) -> JSON {
        skipWhiteSpace()
        let value = try bareValue(room: room)
        skipWhiteSpace()
        return value
    }

    private mutating func bareValue(room: Int) throws(JSONError) -> JSON {
        switch next {
        case UInt8(ascii: "{"): .object(try object(room: room))
        case UInt8(ascii: "["): .array(try array(room: room))
        case UInt8(ascii: "\""): .text(try text())
        case UInt8(ascii: "t"): try literal("true", .bool(true))
        case UInt8(ascii: "f"): try literal("false", .bool(false))
        case UInt8(ascii: "n"): try literal("null", .null)
        default: .number(try number())
        }
    }

    private mutating func array(room: Int) throws(JSONError) -> [JSON] {
        try open(room: room)
        var elements: [JSON] = []
        if take(UInt8(ascii: "]")) { return elements }
        repeat {
            elements.append(try value(room: room - 1))
        } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "]"))
        return elements
    }

    private mutating func object(room: Int) throws(JSONError) -> JSONObject {
        try open(room: room)
        var object = JSONObject()
        if take(UInt8(ascii: "}")) { return object }
        repeat {
            let name = try name(notIn: object)
            object.append(name, try value(room: room - 1))
        } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"))
        return object
    }

    private mutating func name(notIn object: JSONObject) throws(JSONError) -> String {
        skipWhiteSpace()
        let start = offset
        let name = try text()
        guard object[name] == nil else { throw .duplicateKey(offset: start) }
        skipWhiteSpace()
        try expect(UInt8(ascii: ":"))
        return name
    }

    private mutating func open(room: Int) throws(JSONError) {
        guard room > 0 else { throw .tooDeep }
        offset += 1
        skipWhiteSpace()
    }

    private mutating func literal(_ spelling: String, _ value: JSON) throws(JSONError) -> JSON {
        for byte in spelling.utf8 { try expect(byte) }
        return value
    }
}
