-- Tokens for one use, of which only the SHA-256 digest is kept; failures are the wrong codes sent with a pending login.
CREATE TABLE IF NOT EXISTS one_time_tokens (
    digest BINARY(32) NOT NULL,
    realm_id BINARY(16) NOT NULL,
    user_id BINARY(16) NOT NULL,
    purpose ENUM ('login', 'password', 'email') NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    failures INT UNSIGNED NOT NULL DEFAULT 0,
    PRIMARY KEY (digest),
    INDEX one_time_tokens_user (user_id, purpose),
    INDEX one_time_tokens_expiry (expires_at),
    CONSTRAINT one_time_tokens_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
