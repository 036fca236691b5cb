-- The data key of each vault credential, wrapped by a master key; there is none once the credential is deleted.
CREATE TABLE IF NOT EXISTS credential_keys (
    credential_id BINARY(16) NOT NULL,
    key_id BINARY(16) NOT NULL,
    master_key VARCHAR(32) NOT NULL,
    wrapped VARBINARY(255) NOT NULL,
    PRIMARY KEY (credential_id),
    CONSTRAINT credential_keys_credential FOREIGN KEY (credential_id) REFERENCES vault_credentials (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
