-- An absent e-mail address is the empty string, so that paging in the order of addresses meets no NULL.
-- unique_email repeats the address while the realm demands unique ones, and is NULL otherwise.
CREATE TABLE users (
    id BINARY(16) NOT NULL,
    realm_id BINARY(16) NOT NULL,
    user_type ENUM ('human', 'api') NOT NULL,
    state ENUM ('active', 'inactive') NOT NULL,
    username VARCHAR(255) NOT NULL,
    email VARCHAR(255) NOT NULL,
    unique_email VARCHAR(255) NULL,
    email_verification ENUM ('none', 'requested', 'verified') NOT NULL,
    first_name VARCHAR(255) NULL,
    last_name VARCHAR(255) NULL,
    name VARCHAR(511) NOT NULL,
    reference VARCHAR(255) NULL,
    custom MEDIUMTEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE INDEX users_username (realm_id, username),
    UNIQUE INDEX users_unique_email (realm_id, unique_email),
    INDEX users_id (realm_id, id),
    INDEX users_email (realm_id, email, id),
    INDEX users_name (realm_id, name, id),
    INDEX users_reference (realm_id, reference),
    CONSTRAINT users_realm FOREIGN KEY (realm_id) REFERENCES realms (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
