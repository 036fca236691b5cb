-- How many requests an organization has made since its window began (deck-v2.md section 1.7).
CREATE TABLE IF NOT EXISTS request_windows (
    organization_id BINARY(16) NOT NULL,
    started_at DATETIME(6) NOT NULL,
    requests INT UNSIGNED NOT NULL,
    PRIMARY KEY (organization_id),
    CONSTRAINT request_windows_organization FOREIGN KEY (organization_id) REFERENCES organizations (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
