-- The same holds for what users are asked.
ALTER TABLE task_runs MODIFY interaction MEDIUMTEXT NULL
