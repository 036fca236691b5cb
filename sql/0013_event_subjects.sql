-- The other ids that an event may show (authrocket-v1.md section 9.1); what concerns all realms of an account names none.
ALTER TABLE events
    MODIFY COLUMN subject_realm_id BINARY(16) NULL,
    ADD COLUMN IF NOT EXISTS org_id BINARY(16) NULL AFTER auth_provider_id,
    ADD COLUMN IF NOT EXISTS membership_id BINARY(16) NULL AFTER org_id,
    ADD COLUMN IF NOT EXISTS app_hook_id BINARY(16) NULL AFTER membership_id,
    ADD INDEX IF NOT EXISTS events_org (org_id, id),
    ADD INDEX IF NOT EXISTS events_membership (membership_id, id),
    ADD INDEX IF NOT EXISTS events_app_hook (app_hook_id, id)
