-- scope_id repeats the org, or the realm of a membership without one: a user has one membership in each.
-- One that has expired counts as gone, and stays until it is swept or another takes its place.
CREATE TABLE IF NOT EXISTS memberships (
    id BINARY(16) NOT NULL,
    realm_id BINARY(16) NOT NULL,
    user_id BINARY(16) NOT NULL,
    org_id BINARY(16) NULL,
    scope_id BINARY(16) NOT NULL,
    permissions MEDIUMTEXT NOT NULL,
    custom MEDIUMTEXT NOT NULL,
    expires_at DATETIME(6) NULL,
    PRIMARY KEY (id),
    UNIQUE INDEX memberships_scope (scope_id, user_id),
    INDEX memberships_realm (realm_id, id),
    INDEX memberships_user (user_id, id),
    INDEX memberships_org (org_id, id),
    INDEX memberships_expiry (expires_at, id),
    CONSTRAINT memberships_realm FOREIGN KEY (realm_id) REFERENCES realms (id) ON DELETE CASCADE,
    CONSTRAINT memberships_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT memberships_org FOREIGN KEY (org_id) REFERENCES orgs (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
