-- Each list of task runs, and each search for one to claim, is one range of one of these indexes (TaskRunFilter, RunQueue),
-- however many runs an organization has. The statuses are few, so a list of all of them is a range for each.
ALTER TABLE task_runs
    ADD INDEX IF NOT EXISTS task_runs_claim_of_task (task_id, claimable, id),
    ADD INDEX IF NOT EXISTS task_runs_claim_of_task_and_source (task_id, claimable, source_id, id),
    ADD INDEX IF NOT EXISTS task_runs_by_source (organization_id, source_id, status, id),
    ADD INDEX IF NOT EXISTS task_runs_by_agent (organization_id, agent_id, status, id),
    ADD INDEX IF NOT EXISTS task_runs_by_agent_and_source (organization_id, agent_id, source_id, status, id),
    ADD INDEX IF NOT EXISTS task_runs_by_task (organization_id, task_id, status, id, agent_id),
    ADD INDEX IF NOT EXISTS task_runs_by_task_and_source (organization_id, task_id, source_id, status, id, agent_id),
    ADD INDEX IF NOT EXISTS task_runs_by_credential (credential_id, organization_id, status, id, agent_id),
    ADD INDEX IF NOT EXISTS task_runs_by_credential_and_task
        (credential_id, organization_id, task_id, status, id, agent_id),
    ADD INDEX IF NOT EXISTS task_runs_by_session (session_id, status, id),
    DROP INDEX IF EXISTS task_runs_of_task,
    DROP INDEX IF EXISTS task_runs_of_credential,
    DROP INDEX IF EXISTS task_runs_source,
    DROP INDEX IF EXISTS task_runs_agent,
    DROP INDEX IF EXISTS task_runs_task,
    DROP INDEX IF EXISTS task_runs_credential,
    DROP INDEX IF EXISTS task_runs_session
