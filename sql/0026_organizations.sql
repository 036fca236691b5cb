-- Owners of what is in /v2 (deck-v2.md); accounts own what is in /v1.
CREATE TABLE IF NOT EXISTS organizations (
    id BINARY(16) NOT NULL,
    name VARCHAR(255) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
