-- Answers to requests that bore an idempotency key, for 24 hours (deck-v2.md section 1.5). Of key and request only keyed
-- digests are kept; the answer is sealed, where it tells of a credential under that credential's key.
CREATE TABLE IF NOT EXISTS idempotency_records (
    organization_id BINARY(16) NOT NULL,
    key_digest BINARY(32) NOT NULL,
    request_digest BINARY(32) NOT NULL,
    credential_id BINARY(16) NULL,
    status SMALLINT UNSIGNED NOT NULL,
    answer MEDIUMBLOB NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (organization_id, key_digest),
    INDEX idempotency_records_created_at (created_at),
    CONSTRAINT idempotency_records_organization FOREIGN KEY (organization_id) REFERENCES organizations (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
