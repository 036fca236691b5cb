-- What agents do on sources. A deleted one stays, because task runs go on naming it.
CREATE TABLE IF NOT EXISTS tasks (
    id BINARY(16) NOT NULL,
    organization_id BINARY(16) NOT NULL,
    agent_id BINARY(16) NOT NULL,
    name VARCHAR(255) NOT NULL,
    prompt TEXT NULL,
    input_schema MEDIUMTEXT NULL,
    output_schema MEDIUMTEXT NULL,
    storage TEXT NULL,
    extraction TEXT NULL,
    timeout_seconds INT UNSIGNED NOT NULL,
    status ENUM ('learning', 'test', 'live') NOT NULL,
    updated_at DATETIME(6) NOT NULL,
    deleted BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (id),
    INDEX tasks_organization (organization_id, deleted, id),
    INDEX tasks_status (organization_id, deleted, status, id),
    INDEX tasks_agent (organization_id, agent_id, deleted, status, id),
    INDEX tasks_of_agent (agent_id, deleted),
    CONSTRAINT tasks_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
    CONSTRAINT tasks_agent FOREIGN KEY (agent_id) REFERENCES agents (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
