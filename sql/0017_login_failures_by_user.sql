-- Wrong passwords for a user from one source, which is kept as a digest (authrocket-v1.md section 17, decision 12).
CREATE TABLE IF NOT EXISTS login_failures_by_user (
    user_id BINARY(16) NOT NULL,
    source BINARY(32) NOT NULL,
    failures INT UNSIGNED NOT NULL,
    first_failure_at DATETIME(6) NOT NULL,
    PRIMARY KEY (user_id, source),
    INDEX login_failures_by_user_age (first_failure_at),
    CONSTRAINT login_failures_by_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
