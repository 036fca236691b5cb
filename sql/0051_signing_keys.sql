-- Which of a realm's keys signs its login tokens now: the newest of its algorithm that has no end.
ALTER TABLE realms ADD COLUMN IF NOT EXISTS signing_key_id BINARY(16) NULL INVISIBLE
