-- The same for the queues of sessions whose runs log in with nothing.
ALTER TABLE vault_sessions ADD COLUMN IF NOT EXISTS turns INT UNSIGNED NOT NULL DEFAULT 0
