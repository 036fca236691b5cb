-- How far `credence import users` has come with a file, known by the SHA-256 of its content. What it changes is committed
-- with the users of a batch, so a run that was interrupted goes on exactly where it stopped. report_end is what the batch
-- added to the report, at report_length: it is written when the batch is committed, and once more by the next run.
CREATE TABLE IF NOT EXISTS user_imports (
    realm_id BINARY(16) NOT NULL,
    file_digest BINARY(32) NOT NULL,
    byte_offset BIGINT NOT NULL,
    line BIGINT NOT NULL,
    created BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    report_length BIGINT NULL,
    report_end MEDIUMTEXT NOT NULL,
    finished_at DATETIME(6) NULL,
    PRIMARY KEY (realm_id, file_digest),
    CONSTRAINT user_imports_realm FOREIGN KEY (realm_id) REFERENCES realms (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
