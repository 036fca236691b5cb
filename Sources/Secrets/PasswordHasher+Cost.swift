extension PasswordHasher {
    /// What a new hash costs.
    public struct Cost: Sendable {
        static let saltLength = 16
        static let tagLength = 32

        let parameters: Argon2Parameters

        /// 19 MiB, 2 passes, 1 lane: the first choice of OWASP's Password Storage Cheat Sheet.
        public static let standard = Cost(parameters: Argon2Parameters(memory: 19 * 1024, passes: 2, lanes: 1))

        /// As little as Argon2 can take (8 KiB, 1 pass). Only for tests: it protects nothing.
        public static let testing = Cost(parameters: Argon2Parameters(memory: 8, passes: 1, lanes: 1))
    }
}
