-- Sites that users have logins for. A deleted one stays, because credentials and task runs go on naming it.
CREATE TABLE IF NOT EXISTS sources (
    id BINARY(16) NOT NULL,
    organization_id BINARY(16) NOT NULL,
    name VARCHAR(255) NULL,
    url VARCHAR(2048) NOT NULL,
    auth TEXT NULL,
    updated_at DATETIME(6) NOT NULL,
    deleted BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (id),
    INDEX sources_organization (organization_id, deleted, id),
    CONSTRAINT sources_organization FOREIGN KEY (organization_id) REFERENCES organizations (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
