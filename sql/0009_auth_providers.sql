-- sole_type repeats the type of which a realm may have one only, and is NULL for the others (oauth2).
CREATE TABLE auth_providers (
    id BINARY(16) NOT NULL,
    realm_id BINARY(16) NOT NULL,
    provider_type ENUM (
        'password', 'totp', 'facebook', 'github', 'google', 'linkedin', 'oauth2', 'slack', 'yahoo') NOT NULL,
    sole_type VARCHAR(16) NULL,
    name VARCHAR(255) NOT NULL,
    state ENUM ('active', 'inactive') NOT NULL,
    min_length SMALLINT UNSIGNED NULL,
    min_complexity TINYINT UNSIGNED NULL,
    required_chars VARCHAR(255) NULL,
    client_id VARCHAR(255) NULL,
    client_secret VARBINARY(8192) NULL,
    scopes VARCHAR(1024) NULL,
    authorization_endpoint VARCHAR(2048) NULL,
    token_endpoint VARCHAR(2048) NULL,
    userinfo_endpoint VARCHAR(2048) NULL,
    PRIMARY KEY (id),
    UNIQUE INDEX auth_providers_sole_type (realm_id, sole_type),
    INDEX auth_providers_id (realm_id, id),
    CONSTRAINT auth_providers_realm FOREIGN KEY (realm_id) REFERENCES realms (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
