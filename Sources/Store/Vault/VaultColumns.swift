import Credentials

extension VaultAuthMethod: StoredEnumeration {}
extension VaultCredentialStatus: StoredEnumeration {}
extension VaultEventType: StoredEnumeration {}
extension VaultTaskStatus: StoredEnumeration {}
extension WorkerScope: StoredEnumeration {}
