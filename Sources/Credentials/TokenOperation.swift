/// An operation that signs login tokens or checks them.
public protocol TokenOperation: Operation {}

extension AuthenticateUser: TokenOperation {}
extension ReadSession: TokenOperation {}
extension WriteSession: TokenOperation {}
