-- Keys that sign login tokens; the private part is sealed under the realm's data key.
CREATE TABLE jwt_keys (
    id BINARY(16) NOT NULL,
    realm_id BINARY(16) NOT NULL,
    algo ENUM ('hs256', 'rs256') NOT NULL,
    sealed VARBINARY(4096) NOT NULL,
    public_key TEXT NULL,
    expires_at DATETIME(6) NULL,
    PRIMARY KEY (id),
    INDEX jwt_keys_realm (realm_id, id),
    CONSTRAINT jwt_keys_realm FOREIGN KEY (realm_id) REFERENCES realms (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
