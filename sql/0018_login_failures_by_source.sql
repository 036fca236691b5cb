-- Wrong passwords from one source over all users of a realm, those that do not exist included.
CREATE TABLE IF NOT EXISTS login_failures_by_source (
    realm_id BINARY(16) NOT NULL,
    source BINARY(32) NOT NULL,
    failures INT UNSIGNED NOT NULL,
    first_failure_at DATETIME(6) NOT NULL,
    PRIMARY KEY (realm_id, source),
    INDEX login_failures_by_source_age (first_failure_at),
    CONSTRAINT login_failures_by_source FOREIGN KEY (realm_id) REFERENCES realms (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
