-- Keys that seal a realm's secrets, wrapped by a master key. API keys have one of their own: the change of a realm's
-- policy from encrypt to hash destroys it (authrocket-v1.md section 17, decision 8).
CREATE TABLE data_keys (
    id BINARY(16) NOT NULL,
    realm_id BINARY(16) NOT NULL,
    purpose ENUM ('realm', 'api_keys') NOT NULL,
    master_key VARCHAR(32) NOT NULL,
    wrapped VARBINARY(255) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE INDEX data_keys_purpose (realm_id, purpose),
    CONSTRAINT data_keys_realm FOREIGN KEY (realm_id) REFERENCES realms (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
