-- Logins that are kept (authrocket-v1.md section 12.1); each row goes some time after expires_at.
CREATE TABLE IF NOT EXISTS sessions (
    id BINARY(16) NOT NULL,
    realm_id BINARY(16) NOT NULL,
    user_id BINARY(16) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    request TEXT NOT NULL,
    PRIMARY KEY (id),
    INDEX sessions_user (user_id, id),
    INDEX sessions_expiry (expires_at),
    CONSTRAINT sessions_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
