/// A request that is put together from its records as they come (FastCGI 1.0, section 5).
///
/// Waiting for the rest costs a descriptor and what has come so far, never a thread.
struct Arrival {
    /// What the records so far are.
    enum Stage: Equatable {
        /// Nothing, or management records only, which are no part of a request.
        case empty
        /// The parameters have not all come.
        case parameters
        /// The parameters are there and sound; the body has not all come.
        case body
        /// The whole request is there.
        case complete
        /// Not a request that this server takes.
        case refused
    }

    /// Bounds on what is taken, in bytes.
    struct Limits {
        /// All parameters together, and likewise all records of other requests.
        var parameters: Int
        /// What is kept of the body.
        var body: Int
    }

    /// When the first byte came.
    let since: ContinuousClock.Instant
    let limits: Limits
    private(set) var stage = Stage.empty
    private(set) var body: [UInt8] = []
    /// Bytes of the body that came, kept or not.
    private(set) var bodyLength = 0
    /// The request id of its records.
    private(set) var id = 0
    /// Whether the peer wants the connection to serve on after it (`FCGI_KEEP_CONN`).
    private(set) var wantsToBeKept = false
    /// The parameters, once they are there.
    private(set) var parameters = Parameters()
    /// What has come of them.
    private(set) var pairs: [UInt8] = []
    private var pending: [UInt8] = []
    private var ignored = 0
    private var replies: [UInt8] = []

    init(since: ContinuousClock.Instant, limits: Limits) {
        self.since = since
        self.limits = limits
    }

    /// Whether more has come than belongs to the request.
    var hasMore: Bool {
        stage == .complete && !pending.isEmpty
    }

    /// Whether nothing of a request has come.
    var isEmpty: Bool {
        stage == .empty && pending.isEmpty
    }

    /// Bytes that are kept.
    var size: Int {
        pending.count + pairs.count + body.count
    }

    /// Takes what has come, and leaves what lies behind the request's end.
    mutating func take(_ bytes: ArraySlice<UInt8>) {
        pending += bytes
        var records = RecordReader(pending[...])
        while stage != .complete, stage != .refused, let record = records.next() { take(record) }
        if records.isMalformed { stage = .refused }
        let consumed = records.consumed
        // Given up first: while the reader holds the bytes, removing some would copy them all.
        records = RecordReader([])
        if consumed > 0 { pending.removeFirst(consumed) }
    }

    private mutating func take(_ record: Record) {
        switch stage {
        case .empty: begin(record)
        case .parameters, .body:
            if record.id == 0 {
                stage = .refused
            } else if record.id != id {
                passOver(record)
            } else {
                takeOwn(record)
            }
        case .complete, .refused: break
        }
    }

    private mutating func begin(_ record: Record) {
        if record.id == 0 {
            passOver(record)
        } else if record.isResponderBegin {
            id = record.id
            wantsToBeKept = record.content[record.content.startIndex + 2] & 1 != 0
            stage = .parameters
        } else {
            stage = .refused
        }
    }

    private mutating func takeOwn(_ record: Record) {
        switch (stage, record.type) {
        case (.parameters, .parameters) where record.content.isEmpty:
            endParameters()
        case (.parameters, .parameters) where pairs.count + record.content.count <= limits.parameters:
            pairs += record.content
        case (.body, .input) where record.content.isEmpty:
            stage = .complete
        case (.body, .input):
            bodyLength += record.content.count
            if bodyLength <= limits.body { body += record.content } else { body = [] }
        default:
            stage = .refused
        }
    }

    private mutating func endParameters() {
        if let parameters = Parameters(pairs) {
            self.parameters = parameters
            stage = .body
        } else {
            stage = .refused
        }
    }

    /// Answers a record that is no part of the request, if it wants an answer.
    private mutating func passOver(_ record: Record) {
        ignored += Record.headerLength + record.content.count
        if ignored > limits.parameters {
            stage = .refused
        } else if record.id == 0 {
            replies += record.managementReply
        } else if record.type == .begin {
            replies += Record.encode(.end, id: record.id, Record.cannotMultiplex)
        }
    }

    /// What is owed to the peer beside the response; empty afterwards.
    mutating func takeReplies() -> [UInt8] {
        defer { replies = [] }
        return replies
    }
}
