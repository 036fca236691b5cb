-- What a shop that writes this by itself in PHP would keep.
CREATE TABLE access_keys (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    realm INT UNSIGNED NOT NULL,
    permission VARCHAR(10) NOT NULL,
    digest BINARY(32) NOT NULL UNIQUE
);
CREATE TABLE users (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    realm INT UNSIGNED NOT NULL,
    name VARCHAR(255) NOT NULL,
    state VARCHAR(10) NOT NULL
);
CREATE TABLE credentials (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    realm INT UNSIGNED NOT NULL,
    user INT UNSIGNED NOT NULL,
    credential_type VARCHAR(20) NOT NULL,
    name VARCHAR(255) NULL,
    api_key_digest BINARY(32) NULL UNIQUE,
    sealed VARBINARY(512) NULL,
    last_step BIGINT NOT NULL DEFAULT 0,
    INDEX (user)
);
CREATE TABLE events (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    realm INT UNSIGNED NOT NULL,
    event_type VARCHAR(40) NOT NULL,
    credential INT UNSIGNED NOT NULL,
    created_at DATETIME(6) NOT NULL,
    INDEX (realm, id)
);
