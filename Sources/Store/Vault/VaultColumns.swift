import Credentials

extension VaultAuthMethod: StoredEnumeration {}
extension VaultCredentialStatus: StoredEnumeration {}
extension VaultEventType: StoredEnumeration {}
extension VaultTaskStatus: StoredEnumeration {}
extension WorkerScope: StoredEnumeration {}
extension TaskRunStatus: StoredEnumeration {}
extension TaskRunResult: StoredEnumeration {}
extension LoginOutcome: StoredEnumeration {}
extension VaultSessionStatus: StoredEnumeration {}
extension EventDestinationStatus: StoredEnumeration {}
extension EventDeliveryStatus: StoredEnumeration {}
