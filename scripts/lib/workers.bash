# The credence executable, its configuration, and the supervised processes: workers and a deliverer.
# shellcheck shell=bash

# Settings that belong to the stack: whatever the caller's environment says about them is not meant for it.
unset CREDENCE_LISTEN CREDENCE_DB_HOSTS CREDENCE_DB_NAME CREDENCE_DB_USER CREDENCE_DB_PASSWORD CREDENCE_CONFIG \
    CREDENCE_MIGRATE_USER CREDENCE_MIGRATE_PASSWORD CREDENCE_MASTER_KEYS_FILE CREDENCE_API_KEY CREDENCE_WRITE_KEY \
    CREDENCE_MASTER_KEYS CREDENCE_DB_TLS_CA CREDENCE_READ_KEY CREDENCE_OTHER_API_KEY CREDENCE_LEGACY_KEY CREDENCE_PIDS \
    CREDENCE_V2_KEY CREDENCE_V2_WORKER_KEY CREDENCE_V2_OTHER_KEY

random_text() {
    head -c 24 /dev/urandom | base64 | tr '+/' '-_'
}

# worker.conf is what workers need; operator.conf adds the account that may change the schema.
configure() {
    [[ ! -f $state/operator.conf ]] || return 0
    write_private "$state/worker.conf" <<CONF
CREDENCE_DB_NAME=credence
CREDENCE_DB_USER=$runtime_account
CREDENCE_DB_PASSWORD=$(random_text)
CREDENCE_MASTER_KEYS_FILE=$state/master-keys
CONF
    write_private "$state/operator.conf" <<CONF
$(<"$state/worker.conf")
CREDENCE_MIGRATE_USER=$migrate_account
CREDENCE_MIGRATE_PASSWORD=$(random_text)
CONF
}

# The executable: CREDENCE_BIN, or a fresh release build of this repository.
choose_executable() {
    local executable=${CREDENCE_BIN-}
    if [[ -z $executable ]]; then
        "$repository/scripts/packages" build
        executable=$(build_release)
    fi
    [[ -x $executable ]] || fail "$executable is not an executable"
    realpath "$executable" | write_private "$run/executable"
}

credence() {
    local executable=${CREDENCE_BIN-}
    [[ -n $executable ]] || executable=$(cat "$run/executable" 2>/dev/null) ||
        fail "nothing was started here yet; run 'stack start'"
    CREDENCE_CONFIG=$state/operator.conf CREDENCE_DB_HOSTS=$(database_hosts) "$executable" "$@"
}

# remember NAME COMMAND…: runs the command unless its output is known from an earlier start.
remember() {
    local name=$1 value
    shift
    touch "$state/seed"
    if ! grep -q "^$name=" "$state/seed"; then
        value=$("$@")
        [[ -n $value ]] || fail "'credence ${*:2}' printed nothing"
        printf '%s=%q\n' "$name" "$value" >>"$state/seed"
    fi
}

remembered() {
    sed -n "s/^$1=//p" "$state/seed"
}

# A first account with a realm and a key of each permission, and a second account that must see none of it.
seed() {
    local account other
    (umask 077 && touch "$state/seed")
    remember CREDENCE_LEGACY_ACCOUNT credence account create Example
    account=$(remembered CREDENCE_LEGACY_ACCOUNT)
    remember CREDENCE_REALM credence realm create Example --account "$account"
    remember CREDENCE_API_KEY credence access-key create --account "$account" --permission manage --name manage
    remember CREDENCE_WRITE_KEY credence access-key create --account "$account" --permission write --name write
    remember CREDENCE_READ_KEY credence access-key create --account "$account" --permission read --name read
    remember CREDENCE_LEGACY_KEY credence access-key create --account "$account" --permission manage --legacy --name legacy
    remember CREDENCE_OTHER_ACCOUNT credence account create Other
    other=$(remembered CREDENCE_OTHER_ACCOUNT)
    remember CREDENCE_OTHER_API_KEY credence access-key create --account "$other" --permission manage --name manage
    seed_vault
}

# An organization with a key for its apps and one for its workers, and a second one.
seed_vault() {
    local organization other
    remember CREDENCE_V2_ORGANIZATION credence v2 organization create Example
    organization=$(remembered CREDENCE_V2_ORGANIZATION)
    remember CREDENCE_V2_KEY credence v2 key create --organization "$organization" --name app
    remember CREDENCE_V2_WORKER_KEY credence v2 worker-key create --organization "$organization" --name worker
    remember CREDENCE_V2_OTHER_ORGANIZATION credence v2 organization create Other
    other=$(remembered CREDENCE_V2_OTHER_ORGANIZATION)
    remember CREDENCE_V2_OTHER_KEY credence v2 key create --organization "$other" --name app
}

prepare_credence() {
    [[ -f $state/master-keys ]] || credence keys init --file "$state/master-keys" >"$logs/keys.log"
    credence migrate >"$logs/migrate.log" 2>&1 || fail "migration failed: $(tail -n 3 "$logs/migrate.log")"
    seed
}

# What $CREDENCE_STATE/env holds beside the process ids, which the supervisor adds.
settings() {
    printf 'CREDENCE_URL=%q\nCREDENCE_LOG_DIR=%q\n' "http://127.0.0.1:$1" "$logs"
    cat "$state/seed"
}

supervisor_control() {
    printf '%s/supervisor.sock\n' "$(socket_directory)"
}

workers_start() {
    settings "$1" | write_private "$run/settings"
    if is_running supervisor; then return; fi
    CREDENCE_CONFIG=$state/worker.conf CREDENCE_DB_HOSTS=$(database_hosts) \
        CREDENCE_OUTGOING_ALLOW=${CREDENCE_OUTGOING_ALLOW-127.0.0.0/8} \
        launch supervisor "$repository/scripts/supervise" run --workers "${CREDENCE_WORKERS:-2}" \
        --sockets "$(socket_directory)" --logs "$logs" --control "$(supervisor_control)" \
        --settings "$run/settings" --env "$state/env" -- "$(<"$run/executable")"
    wait_until 10 supervisor_answers || fail "the supervisor does not answer; see $logs/supervisor.log"
}

supervisor_answers() {
    supervisor_ask status >/dev/null 2>&1
}

supervisor_ask() {
    is_running supervisor || fail "no workers are running; run 'stack start'"
    "$repository/scripts/supervise" ask "$(supervisor_control)" "$@"
}

workers_reload() {
    local number count
    count=$(supervisor_ask status | grep -c '^worker ')
    for ((number = 1; number <= count; number++)); do supervisor_ask restart "$number"; done
    supervisor_ask restart deliverer
}

workers_stop() {
    end supervisor TERM 60
    [[ ! -f $state/env ]] || { sed "s/^CREDENCE_PIDS=.*/CREDENCE_PIDS=''/" "$state/env" | write_private "$state/env"; }
}
