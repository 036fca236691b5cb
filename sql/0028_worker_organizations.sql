-- Whose task runs a worker's key may claim.
CREATE TABLE IF NOT EXISTS worker_organizations (
    key_id BINARY(16) NOT NULL,
    organization_id BINARY(16) NOT NULL,
    PRIMARY KEY (key_id, organization_id),
    INDEX worker_organizations_organization (organization_id),
    CONSTRAINT worker_organizations_key FOREIGN KEY (key_id) REFERENCES vault_keys (id),
    CONSTRAINT worker_organizations_organization FOREIGN KEY (organization_id) REFERENCES organizations (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
