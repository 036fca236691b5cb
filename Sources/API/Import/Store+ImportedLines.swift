import Credentials
import Store

extension Store {
    /// Adds the users of lines, in a transaction.
    ///
    /// - Returns: The report's lines about those that were wrong or in conflict with other users, and so left out.
    mutating func refusals(of lines: [ImportedLine], _ grants: ImportGrants) throws -> [String] {
        var refusals: [String] = []
        for line in lines {
            if let failure = try failure(of: line, grants) { refusals.append(line.refusal(failure)) }
        }
        return refusals
    }

    private mutating func failure(of line: ImportedLine, _ grants: ImportGrants) throws -> Failure? {
        switch line.user {
        case .failure(let failure): return failure
        case .success(let user):
            do {
                try insert(user, grants.writing, grants.creating)
                return nil
            } catch let conflict as Conflict {
                return Failure(cause: conflict)
            }
        }
    }
}

extension ImportProgress {
    /// How far the import has come with a batch.
    func advanced(past batch: ImportBatch, _ refusals: [String]) -> ImportProgress {
        var next = self
        next.offset = batch.endOffset
        next.line = batch.endLine
        next.created += batch.lines.count - refusals.count
        next.refused += refusals.count
        next.report = report.map { ReportEnd(offset: $0.reportLength, text: refusals.joined()) }
        return next
    }
}
