-- A failed run's event tells of its errors, and what is taken out of their messages may make them longer.
ALTER TABLE vault_events MODIFY data MEDIUMTEXT NOT NULL
