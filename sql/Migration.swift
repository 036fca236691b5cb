/// One forward-only change of the schema, compiled into the executable from `sql/NNNN_what.sql`.
public struct Migration: Sendable {
    /// Its place in the order, counted from 1.
    public let version: Int
    /// The file's name without number and ending.
    public let name: String
    /// The one statement that it runs.
    public let statement: String

    /// All migrations, oldest first.
    public static let all: [Migration] = [
        ("accounts", PackageResources._001_accounts_sql),
        ("realms", PackageResources._002_realms_sql),
        ("realm_tombstones", PackageResources._003_realm_tombstones_sql),
        ("access_keys", PackageResources._004_access_keys_sql),
        ("lookup_keys", PackageResources._005_lookup_keys_sql),
        ("data_keys", PackageResources._006_data_keys_sql),
        ("jwt_keys", PackageResources._007_jwt_keys_sql),
        ("users", PackageResources._008_users_sql),
        ("auth_providers", PackageResources._009_auth_providers_sql),
        ("credentials", PackageResources._010_credentials_sql),
        ("totp_guards", PackageResources._011_totp_guards_sql),
        ("events", PackageResources._012_events_sql),
        ("event_subjects", PackageResources._013_event_subjects_sql),
        ("sessions", PackageResources._014_sessions_sql),
        ("user_logins", PackageResources._015_user_logins_sql),
        ("one_time_tokens", PackageResources._016_one_time_tokens_sql),
        ("login_failures_by_user", PackageResources._017_login_failures_by_user_sql),
        ("login_failures_by_source", PackageResources._018_login_failures_by_source_sql),
        ("orgs", PackageResources._019_orgs_sql),
        ("memberships", PackageResources._020_memberships_sql),
        ("used_oauth_states", PackageResources._021_used_oauth_states_sql),
        ("account_data_keys", PackageResources._022_account_data_keys_sql),
        ("app_hooks", PackageResources._023_app_hooks_sql),
        ("notifications", PackageResources._024_notifications_sql),
        ("user_imports", PackageResources._025_user_imports_sql),
        ("organizations", PackageResources._026_organizations_sql),
        ("vault_keys", PackageResources._027_vault_keys_sql),
        ("worker_organizations", PackageResources._028_worker_organizations_sql),
        ("organization_keys", PackageResources._029_organization_keys_sql),
        ("request_windows", PackageResources._030_request_windows_sql),
        ("sources", PackageResources._031_sources_sql),
        ("vault_credentials", PackageResources._032_vault_credentials_sql),
        ("credential_keys", PackageResources._033_credential_keys_sql),
        ("idempotency_records", PackageResources._034_idempotency_records_sql),
        ("vault_events", PackageResources._035_vault_events_sql),
        ("agents", PackageResources._036_agents_sql),
        ("tasks", PackageResources._037_tasks_sql),
        ("vault_sessions", PackageResources._038_vault_sessions_sql),
        ("task_runs", PackageResources._039_task_runs_sql),
        ("credential_releases", PackageResources._040_credential_releases_sql),
        ("vault_credential_turns", PackageResources._041_vault_credential_turns_sql),
        ("vault_session_turns", PackageResources._042_vault_session_turns_sql),
        ("task_run_ranges", PackageResources._043_task_run_ranges_sql),
        ("external_id_ranges", PackageResources._044_external_id_ranges_sql),
        ("idempotency_credentials", PackageResources._045_idempotency_credentials_sql),
        ("event_destinations", PackageResources._046_event_destinations_sql),
        ("event_deliveries", PackageResources._047_event_deliveries_sql),
        ("long_events", PackageResources._048_long_events_sql),
        ("long_interactions", PackageResources._049_long_interactions_sql),
        ("deleted_realms", PackageResources._050_deleted_realms_sql),
        ("signing_keys", PackageResources._051_signing_keys_sql),
        ("present_signing_keys", PackageResources._052_present_signing_keys_sql),
        ("realm_rules", PackageResources._053_realm_rules_sql),
    ].enumerated().map { index, entry in
        Migration(version: index + 1, name: entry.0, statement: String(decoding: entry.1, as: UTF8.self))
    }
}
