-- The outbox: what is to be delivered, one row for each event and app hook. next_attempt_at is NULL when there is nothing
-- left to do; whoever claims a row sets it to the end of the lease. The hook has no foreign key: it may be deleted while a
-- transaction that began earlier still tells it of something.
CREATE TABLE IF NOT EXISTS notifications (
    id BINARY(16) NOT NULL,
    event_id BINARY(16) NOT NULL,
    app_hook_id BINARY(16) NOT NULL,
    state ENUM ('in_progress', 'completed', 'failed', 'canceled') NOT NULL,
    attempts INT UNSIGNED NOT NULL,
    next_attempt_at DATETIME(6) NULL,
    give_up_at DATETIME(6) NOT NULL,
    last_attempt_at DATETIME(6) NULL,
    last_destination VARBINARY(4096) NULL,
    last_result VARCHAR(255) NULL,
    PRIMARY KEY (id),
    INDEX notifications_due (next_attempt_at, app_hook_id),
    INDEX notifications_event (event_id, id),
    INDEX notifications_app_hook (app_hook_id, next_attempt_at),
    CONSTRAINT notifications_event FOREIGN KEY (event_id) REFERENCES events (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_nopad_bin
