-- What happened in an organization, for 30 days (deck-v2.md section 7.1).
CREATE TABLE IF NOT EXISTS vault_events (
    id BINARY(16) NOT NULL,
    organization_id BINARY(16) NOT NULL,
    event_type VARCHAR(64) NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (id),
    INDEX vault_events_organization (organization_id, id),
    INDEX vault_events_type (organization_id, event_type, id),
    CONSTRAINT vault_events_organization FOREIGN KEY (organization_id) REFERENCES organizations (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
