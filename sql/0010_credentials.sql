-- password_user_id repeats the user of a password credential: a user has one password at most.
CREATE TABLE credentials (
    id BINARY(16) NOT NULL,
    realm_id BINARY(16) NOT NULL,
    user_id BINARY(16) NOT NULL,
    credential_type ENUM (
        'password', 'api_key', 'totp', 'facebook', 'github', 'google', 'linkedin', 'oauth2', 'slack', 'yahoo')
        NOT NULL,
    password_user_id BINARY(16) NULL,
    password_hash VARBINARY(1024) NULL,
    api_key_version INT UNSIGNED NULL,
    api_key_digest BINARY(32) NULL,
    api_key VARBINARY(512) NULL,
    auth_provider_id BINARY(16) NULL,
    name VARCHAR(255) NULL,
    state ENUM ('new', 'active') NULL,
    otp_secret VARBINARY(255) NULL,
    provider_user_id VARCHAR(255) NULL,
    access_token VARBINARY(16384) NULL,
    token_expires_at DATETIME(6) NULL,
    PRIMARY KEY (id),
    UNIQUE INDEX credentials_password (password_user_id),
    UNIQUE INDEX credentials_api_key (api_key_digest),
    UNIQUE INDEX credentials_provider_user (auth_provider_id, provider_user_id),
    INDEX credentials_user (user_id, id),
    CONSTRAINT credentials_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT credentials_auth_provider FOREIGN KEY (auth_provider_id) REFERENCES auth_providers (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
