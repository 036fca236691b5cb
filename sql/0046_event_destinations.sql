-- Where organizations want to be told of events (deck-v2.md section 7.2). An empty list of types is all types. URL, headers
-- and secrets are sealed under the organization's data key; the former secret signs along until its time.
CREATE TABLE IF NOT EXISTS event_destinations (
    id BINARY(16) NOT NULL,
    organization_id BINARY(16) NOT NULL,
    name VARCHAR(255) NOT NULL,
    status ENUM ('active', 'inactive') NOT NULL,
    event_types TEXT NOT NULL,
    url VARBINARY(4096) NOT NULL,
    custom_headers MEDIUMBLOB NULL,
    secret VARBINARY(255) NOT NULL,
    former_secret VARBINARY(255) NULL,
    former_secret_until DATETIME(6) NULL,
    updated_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    INDEX event_destinations_organization (organization_id, id),
    INDEX event_destinations_former_secret_until (former_secret_until),
    CONSTRAINT event_destinations_organization FOREIGN KEY (organization_id) REFERENCES organizations (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
