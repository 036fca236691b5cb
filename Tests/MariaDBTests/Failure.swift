import MariaDB

/// The meaning of the error that a closure throws; nil when it throws none of ours.
func failure<R>(_ body: () throws -> R) -> MariaDBError.Code? {
    do {
        _ = try body()
        return nil
    } catch {
        return (error as? MariaDBError)?.code
    }
}
