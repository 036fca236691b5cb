import Credentials

enum SampleSession: IdentifiedKind {
    static let prefix = "kss_"
}

enum SampleCredential: IdentifiedKind {
    static let prefix = "crd_"
}
