import Fuzzing

/// What a client of the load does, and how often compared with the others.
enum Operation: String, CaseIterable {
    case createUser, updateUser, readUser, deleteUser
    case createMachine, verifyKey, wrongKey
    case createDevice, updateDevice, readDevice, deleteDevice, verifyCode
    case verifyPassword
    case createSecret, updateSecret, readSecret, deleteSecret

    /// Whether it only reads, so that nginx may repeat it.
    var isRead: Bool {
        switch self {
        case .readUser, .readDevice, .readSecret: true
        default: false
        }
    }

    /// Hashing a password takes longer than all the rest, so that is rare.
    var weight: Int {
        switch self {
        case .readUser, .readDevice, .readSecret: 20
        case .createUser, .updateUser, .createSecret, .updateSecret, .updateDevice, .verifyKey: 10
        case .createMachine, .verifyCode: 5
        case .deleteUser, .deleteDevice, .deleteSecret, .createDevice, .wrongKey: 2
        case .verifyPassword: 1
        }
    }

    /// One of these, by their weights.
    static func random(of operations: [Operation], using random: inout SplitMix64) -> Operation {
        var rest = Int.random(in: 0..<operations.reduce(0) { $0 + $1.weight }, using: &random)
        return operations.first {
            rest -= $0.weight
            return rest < 0
        } ?? operations[0]
    }
}
