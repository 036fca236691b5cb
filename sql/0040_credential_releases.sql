-- When the secrets of which credential left the vault, for which run and towards which worker's key. Only added to.
CREATE TABLE IF NOT EXISTS credential_releases (
    id BINARY(16) NOT NULL,
    organization_id BINARY(16) NOT NULL,
    credential_id BINARY(16) NOT NULL,
    credential_version INT UNSIGNED NOT NULL,
    task_run_id BINARY(16) NOT NULL,
    worker_key_id BINARY(16) NOT NULL,
    PRIMARY KEY (id),
    INDEX credential_releases_organization (organization_id, id),
    INDEX credential_releases_credential (credential_id, id),
    CONSTRAINT credential_releases_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT credential_releases_run FOREIGN KEY (task_run_id) REFERENCES task_runs (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
