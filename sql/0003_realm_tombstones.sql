-- What is left of a deleted realm, so that a second DELETE is answered like the first (authrocket-v1.md section 7).
CREATE TABLE realm_tombstones (
    realm_id BINARY(16) NOT NULL,
    account_id BINARY(16) NOT NULL,
    deleted_at DATETIME(6) NOT NULL,
    PRIMARY KEY (realm_id),
    CONSTRAINT realm_tombstones_account FOREIGN KEY (account_id) REFERENCES accounts (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
