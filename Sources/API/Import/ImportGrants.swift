import Credentials

/// What the operator's leave to import users into a realm consists of.
struct ImportGrants {
    let importing: Grant<ImportUsers>
    let writing: Grant<WriteUser>
    let creating: Grant<CreateCredential>
    let hashes: Grant<SetPasswordHash>

    init(_ policy: RealmPolicy) throws(Denial) {
        let operatorsCaller = Caller.shell(of: policy.account, realm: policy.realm)
        importing = try policy.grant(ImportUsers.self, to: operatorsCaller)
        writing = try policy.grant(WriteUser.self, to: operatorsCaller)
        creating = try policy.grant(CreateCredential.self, to: operatorsCaller)
        hashes = try policy.grant(SetPasswordHash.self, to: operatorsCaller)
    }
}
