-- What changes with each code tried, apart from the credential that is read often.
CREATE TABLE totp_guards (
    credential_id BINARY(16) NOT NULL,
    last_step BIGINT NOT NULL,
    failures INT UNSIGNED NOT NULL,
    first_failure_at DATETIME(6) NULL,
    last_failure_at DATETIME(6) NULL,
    PRIMARY KEY (credential_id),
    CONSTRAINT totp_guards_credential FOREIGN KEY (credential_id) REFERENCES credentials (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
