-- What changes with each login, apart from the user that is read often.
CREATE TABLE IF NOT EXISTS user_logins (
    user_id BINARY(16) NOT NULL,
    last_login_at DATETIME(6) NOT NULL,
    PRIMARY KEY (user_id),
    CONSTRAINT user_logins_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
