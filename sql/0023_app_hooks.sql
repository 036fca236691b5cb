-- Where accounts want to be told of events: of one realm, or of all of them. An empty list of types is all types.
-- What is sealed is sealed under the realm's data key, or the account's when there is no realm.
CREATE TABLE IF NOT EXISTS app_hooks (
    id BINARY(16) NOT NULL,
    account_id BINARY(16) NOT NULL,
    realm_id BINARY(16) NULL,
    state ENUM ('active', 'inactive') NOT NULL,
    event_types TEXT NOT NULL,
    delay_seconds INT UNSIGNED NOT NULL,
    destination VARBINARY(4096) NOT NULL,
    signing_secret VARBINARY(255) NOT NULL,
    PRIMARY KEY (id),
    INDEX app_hooks_account (account_id, id),
    INDEX app_hooks_realm (realm_id, id),
    CONSTRAINT app_hooks_account FOREIGN KEY (account_id) REFERENCES accounts (id),
    CONSTRAINT app_hooks_realm FOREIGN KEY (realm_id) REFERENCES realms (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
