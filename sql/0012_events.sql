-- realm_id is the realm that the event goes with; subject_realm_id the one it tells of, which may be gone (realm.deleted).
-- The other ids have no foreign key: an event outlives what it reports.
CREATE TABLE events (
    id BINARY(16) NOT NULL,
    account_id BINARY(16) NOT NULL,
    realm_id BINARY(16) NULL,
    subject_realm_id BINARY(16) NOT NULL,
    event_type VARCHAR(64) NOT NULL,
    user_id BINARY(16) NULL,
    auth_provider_id BINARY(16) NULL,
    request TEXT NOT NULL,
    PRIMARY KEY (id),
    INDEX events_account (account_id, id),
    INDEX events_realm (realm_id, id),
    INDEX events_user (user_id, id),
    INDEX events_auth_provider (auth_provider_id, id),
    CONSTRAINT events_account FOREIGN KEY (account_id) REFERENCES accounts (id),
    CONSTRAINT events_realm FOREIGN KEY (realm_id) REFERENCES realms (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
