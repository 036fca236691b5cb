-- Many credentials may share an external id (a tenant's, say), so it is indexed together with what else lists are
-- narrowed down by.
ALTER TABLE vault_credentials
    ADD INDEX IF NOT EXISTS vault_credentials_by_external_id (organization_id, external_id, status, id),
    ADD INDEX IF NOT EXISTS vault_credentials_by_external_id_and_source
        (organization_id, external_id, source_id, status, id),
    DROP INDEX IF EXISTS vault_credentials_external_id
