/// What the client library reports about a failed call; the message can quote values and is never kept.
struct Diagnostics {
    let number: Int
    let sqlState: String
    let message: String
}

extension Diagnostics {
    /// - Parameter isExecution: Whether the call was one that makes the server execute a statement.
    func error(sql: String?, isExecution: Bool) -> MariaDBError {
        // 2006 comes from sending alone: the server cannot have the whole command. 2013 comes from waiting for the answer.
        let mayHaveRun = isExecution && number != 2006
        return MariaDBError(code, number: number, sqlState: sqlState, sql: sql, mayHaveRun: mayHaveRun)
    }

    /// The error of an attempt to connect, in which anything but a refused account is a failed connection.
    var connectError: MariaDBError {
        let code: MariaDBError.Code =
            switch code {
            case .accessDenied: .accessDenied
            case .notReady: .notReady
            default: .connectFailed
            }
        return MariaDBError(code, number: number, sqlState: sqlState)
    }

    // Numbers: MariaDB Knowledge Base, "MariaDB Error Codes"; from 2000 on, Connector/C's errmsg.h.
    var code: MariaDBError.Code {
        switch number {
        case 1062, 1586: .duplicate(key: duplicateKey)
        case 1216, 1217, 1451, 1452: .foreignKey
        case 1020, 1213, 1614: .deadlock
        case 1205: .lockTimeout
        case 1053, 1077, 1079, 1080, 1152, 1158...1161, 1927, 2006, 2013, 2014, 2027, 2055, 5013, 5014: .gone
        // 1034, an index that cannot be read, among them: so MariaDB 10.11 says, rarely, that its disk is full.
        case 3, 20, 1021, 1026, 1030, 1034, 1037, 1038, 1040, 1041, 1114, 1203, 1226, 1461: .exhausted
        case 1047: .notReady
        case 1290 where message.contains("read-only"), 1792, 1836: .readOnly
        case 1153, 1406, 2020: .dataTooLong
        case 1264, 1690: .outOfRange
        case 1048, 1263, 1364: .nullViolation
        case 4025: .checkViolation(failedConstraint)
        case 1064, 1149: .syntax
        case 1044, 1045, 1130, 1142, 1143, 1227, 1370, 1698: .accessDenied
        case 1317, 1969, 3024: .timeout
        case 1180: .unknownCommitOutcome
        case 1644 where sqlState == "45000": .unmet
        default: .other(number)
        }
    }

    /// "Duplicate entry '…' for key 'name'": the entry may contain anything, so only the end is looked at.
    private var duplicateKey: String {
        guard message.hasSuffix("'") else { return "" }
        let parts = message.dropLast().split(separator: "'", omittingEmptySubsequences: false)
        guard parts.count >= 4, let name = parts.last, parts[parts.count - 2] == " for key " else { return "" }
        return String(name)
    }

    /// "CONSTRAINT `name` failed for `database`.`table`".
    private var failedConstraint: String {
        let parts = message.split(separator: "`", omittingEmptySubsequences: false)
        return parts.count >= 3 ? String(parts[1]) : ""
    }
}
