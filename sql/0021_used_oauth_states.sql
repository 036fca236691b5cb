-- States of authorization requests that came back: each is good for one exchange. The digest is that of the sealed state;
-- a row goes some time after expires_at.
CREATE TABLE IF NOT EXISTS used_oauth_states (
    digest BINARY(32) NOT NULL,
    realm_id BINARY(16) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    PRIMARY KEY (digest),
    INDEX used_oauth_states_expiry (expires_at),
    INDEX used_oauth_states_realm (realm_id),
    CONSTRAINT used_oauth_states_realm FOREIGN KEY (realm_id) REFERENCES realms (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
