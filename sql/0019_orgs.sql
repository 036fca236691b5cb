-- Groups of a realm's users; names may repeat.
CREATE TABLE IF NOT EXISTS orgs (
    id BINARY(16) NOT NULL,
    realm_id BINARY(16) NOT NULL,
    state ENUM ('active', 'inactive') NOT NULL,
    name VARCHAR(255) NOT NULL,
    reference VARCHAR(255) NULL,
    custom MEDIUMTEXT NOT NULL,
    PRIMARY KEY (id),
    INDEX orgs_id (realm_id, id),
    INDEX orgs_name (realm_id, name, id),
    INDEX orgs_reference (realm_id, reference),
    CONSTRAINT orgs_realm FOREIGN KEY (realm_id) REFERENCES realms (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
