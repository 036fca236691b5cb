-- The keys with which apps call the service; only the SHA-256 digest of their 256-bit secret is kept.
CREATE TABLE access_keys (
    id BINARY(16) NOT NULL,
    account_id BINARY(16) NOT NULL,
    realm_id BINARY(16) NULL,
    name VARCHAR(255) NOT NULL,
    permission ENUM ('read', 'write', 'manage') NOT NULL,
    legacy BOOLEAN NOT NULL,
    secret_digest BINARY(32) NOT NULL,
    revoked_at DATETIME(6) NULL,
    PRIMARY KEY (id),
    UNIQUE INDEX access_keys_secret (secret_digest),
    INDEX access_keys_account (account_id, id),
    CONSTRAINT access_keys_account FOREIGN KEY (account_id) REFERENCES accounts (id),
    CONSTRAINT access_keys_realm FOREIGN KEY (realm_id) REFERENCES realms (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
