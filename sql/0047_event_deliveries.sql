-- The outbox of /v2: one row for each event and destination that is told of it, for 30 days. next_attempt_at is NULL when
-- there is nothing left to do; whoever claims a row sets it to the end of the lease. Nothing has a foreign key: a destination
-- may be deleted while a transaction that began earlier still tells it of something, and events are swept by themselves.
CREATE TABLE IF NOT EXISTS event_deliveries (
    id BINARY(16) NOT NULL,
    event_destination_id BINARY(16) NOT NULL,
    event_id BINARY(16) NOT NULL,
    event_type VARCHAR(64) NOT NULL,
    status ENUM ('pending', 'success', 'failure') NOT NULL,
    attempts INT UNSIGNED NOT NULL,
    next_attempt_at DATETIME(6) NULL,
    last_attempt_at DATETIME(6) NULL,
    last_result VARCHAR(255) NULL,
    delivered_at DATETIME(6) NULL,
    PRIMARY KEY (id),
    INDEX event_deliveries_due (next_attempt_at, event_destination_id),
    INDEX event_deliveries_destination (event_destination_id, id),
    INDEX event_deliveries_status (event_destination_id, status, id),
    INDEX event_deliveries_type (event_destination_id, event_type, status, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
