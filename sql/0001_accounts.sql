-- Ids are 128-bit numbers that begin with the time of creation, so no table repeats that time.
CREATE TABLE accounts (
    id BINARY(16) NOT NULL,
    name VARCHAR(255) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
