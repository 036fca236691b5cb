/// An operation that signs login tokens.
public protocol TokenOperation: Operation {}

extension AuthenticateUser: TokenOperation {}
extension ReadSession: TokenOperation {}
extension WriteSession: TokenOperation {}
