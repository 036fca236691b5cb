-- Logins on sources. payload is all that a source is told, summary what of it may be read back, both sealed under the
-- credential's own key; deleting a credential empties both and destroys the key.
CREATE TABLE IF NOT EXISTS vault_credentials (
    id BINARY(16) NOT NULL,
    organization_id BINARY(16) NOT NULL,
    source_id BINARY(16) NOT NULL,
    auth_method ENUM ('username_password', 'none') NOT NULL,
    status ENUM ('unverified', 'verified', 'invalid', 'deleted') NOT NULL,
    external_id VARCHAR(255) NULL,
    version INT UNSIGNED NOT NULL,
    payload MEDIUMBLOB NULL,
    summary MEDIUMBLOB NULL,
    updated_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    INDEX vault_credentials_organization (organization_id, id),
    INDEX vault_credentials_status (organization_id, status, id),
    INDEX vault_credentials_source (organization_id, source_id, status, id),
    INDEX vault_credentials_external_id (organization_id, external_id, id),
    INDEX vault_credentials_of_source (source_id, status),
    CONSTRAINT vault_credentials_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT vault_credentials_source FOREIGN KEY (source_id) REFERENCES sources (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
