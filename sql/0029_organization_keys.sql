-- The data key that seals an organization's own secrets (webhook secrets, stored answers), wrapped by a master key.
CREATE TABLE IF NOT EXISTS organization_keys (
    organization_id BINARY(16) NOT NULL,
    id BINARY(16) NOT NULL,
    master_key VARCHAR(32) NOT NULL,
    wrapped VARBINARY(255) NOT NULL,
    PRIMARY KEY (organization_id),
    CONSTRAINT organization_keys_organization FOREIGN KEY (organization_id) REFERENCES organizations (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
