-- A deleted credential's kept answers are destroyed with it, without reading all answers of a busy organization.
ALTER TABLE idempotency_records
    ADD INDEX IF NOT EXISTS idempotency_records_credential (organization_id, credential_id)
