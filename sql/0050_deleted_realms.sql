-- Deleted realms are found when they are swept.
ALTER TABLE realms ADD INDEX realms_deleted (deleted, id)
