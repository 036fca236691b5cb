-- Browsers, or whatever workers log in with: task runs of one credential may share one, one after the other.
CREATE TABLE IF NOT EXISTS vault_sessions (
    id BINARY(16) NOT NULL,
    organization_id BINARY(16) NOT NULL,
    credential_id BINARY(16) NULL,
    status ENUM ('queued', 'running', 'idle', 'completing', 'completed', 'failed') NOT NULL,
    started_at DATETIME(6) NULL,
    idle_until DATETIME(6) NULL,
    ended_at DATETIME(6) NULL,
    updated_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    INDEX vault_sessions_status (organization_id, status),
    INDEX vault_sessions_idle_until (idle_until),
    CONSTRAINT vault_sessions_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT vault_sessions_credential FOREIGN KEY (credential_id) REFERENCES vault_credentials (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
