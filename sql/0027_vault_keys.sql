-- The keys with which apps (sk_live_…, one organization) and workers (wk_live_…) call /v2; only digests are kept.
CREATE TABLE IF NOT EXISTS vault_keys (
    id BINARY(16) NOT NULL,
    name VARCHAR(255) NOT NULL,
    digest BINARY(32) NOT NULL,
    organization_id BINARY(16) NULL,
    permission ENUM ('read', 'write') NULL,
    scopes VARCHAR(255) NULL,
    sources TEXT NULL,
    revoked_at DATETIME(6) NULL,
    PRIMARY KEY (id),
    UNIQUE INDEX vault_keys_digest (digest),
    INDEX vault_keys_organization (organization_id),
    CONSTRAINT vault_keys_organization FOREIGN KEY (organization_id) REFERENCES organizations (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
