-- Keys that seal what an account keeps beside its realms, wrapped by a master key; made when first needed.
CREATE TABLE IF NOT EXISTS account_data_keys (
    id BINARY(16) NOT NULL,
    account_id BINARY(16) NOT NULL,
    master_key VARCHAR(32) NOT NULL,
    wrapped VARBINARY(255) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE INDEX account_data_keys_account (account_id),
    CONSTRAINT account_data_keys_account FOREIGN KEY (account_id) REFERENCES accounts (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
