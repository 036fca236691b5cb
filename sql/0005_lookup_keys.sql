-- Keys under which API keys are digested for lookup, wrapped by a master key; the highest version is used for new digests.
CREATE TABLE lookup_keys (
    version INT UNSIGNED NOT NULL,
    id BINARY(16) NOT NULL,
    master_key VARCHAR(32) NOT NULL,
    wrapped VARBINARY(255) NOT NULL,
    PRIMARY KEY (version)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
