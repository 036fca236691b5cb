-- Counts the changes of the credential's queue of task runs. Every change writes it, because nodes of a Galera cluster
-- notice each other's writes, not each other's locks.
ALTER TABLE vault_credentials ADD COLUMN IF NOT EXISTS turns INT UNSIGNED NOT NULL DEFAULT 0
