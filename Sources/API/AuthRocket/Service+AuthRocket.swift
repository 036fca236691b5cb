import Credentials
import Secrets
import Store

extension Service {
    /// Answers a request of `/v1`. The checks come in the order of authrocket-v1.md section 3.3: caller, route, input,
    /// permission, object.
    mutating func answerAuthRocket(
        _ request: Request, _ segments: [PathSegment], query: [UInt8], _ trace: inout Trace
    ) throws -> Step {
        let key = CallerKeyText { request.headers[$0] }
        let route = Result { () throws(Failure) in try authRocket.match(request.method, segments) }
        trace.template = try? route.get().route.template
        let caller = try authenticate(key)
        trace.caller = caller.key.description
        let match = try route.get()
        try match.requireUTF8(request)
        if match.route.hashes, hasher.isFull { throw HashingError.overloaded }
        let input = try Input(request, query: query)
        guard caller.may(match.route.operation) else { throw Failure.accessDenied }
        let call = Call(
            caller: caller, parameters: match.parameters, input: input, realmHeader: key.realm, hasher: hasher,
            outgoing: outgoing)
        return try match.route.handler(call, &store)
    }

    private mutating func authenticate(_ presented: CallerKeyText) throws -> Caller {
        let account = presented.account.flatMap(AccountID.init)
        guard let key = presented.key,
            let caller = try store.recentCaller(presenting: Secret(key), account: account)
        else { throw Failure.accessDenied }
        return caller
    }
}

extension Router.Match {
    /// Bytes that are not UTF-8 were replaced when nginx's parameters were read.
    func requireUTF8(_ request: Request) throws(Failure) {
        let isRepaired = request.target.unicodeScalars.contains("\u{FFFD}")
        guard parameters.values.allSatisfy({ $0.decoded != nil }), !isRepaired else {
            throw Failure.malformed("Path or query is not valid percent-encoded UTF-8")
        }
    }
}
