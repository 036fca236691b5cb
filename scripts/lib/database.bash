# MariaDB: a data directory per node, a unix socket, no TCP. Only a Galera cluster has more than node 1. It may run as
# another user, who may not be let into the caller's TMPDIR.
# shellcheck shell=bash

databases=$state/database
runtime_account=credence
migrate_account=credence_migrate

# What the state was made as; CREDENCE_DB decides only for a new one.
database_kind() {
    cat "$databases/kind" 2>/dev/null || printf '%s\n' "${CREDENCE_DB:-single}"
}

database_nodes() {
    if [[ $(database_kind) == galera ]]; then printf '1\n2\n3\n'; else printf '1\n'; fi
}

database_socket() {
    printf '%s/database/%s.sock\n' "$(socket_directory)" "$1"
}

# The system account that MariaDB runs as: mysql when root starts the stack and mysql can reach the state.
database_account() {
    if [[ -d $databases ]]; then
        stat -c %U "$databases"
    elif ((EUID == 0)) && setpriv --reuid mysql --regid mysql --clear-groups test -x "$state" 2>/dev/null; then
        printf 'mysql\n'
    else
        id -un
    fi
}

database_directories() {
    local account
    account=$(database_account)
    mkdir -p "$databases" "$(socket_directory)/database"
    chown "$account" "$databases" "$(socket_directory)/database"
    chmod 700 "$databases" "$(socket_directory)/database"
    [[ -f $databases/kind ]] || database_kind | write_private "$databases/kind"
}

database_check_kind() {
    local kind=${CREDENCE_DB:-$(database_kind)}
    [[ $kind == single || $kind == galera ]] || fail "CREDENCE_DB is 'single' or 'galera', not '$kind'"
    [[ $kind == "$(database_kind)" ]] ||
        fail "$state was made with CREDENCE_DB=$(database_kind); use another CREDENCE_STATE"
}

# Makes the system tables, in a directory that gets its name only when it is complete.
database_install() {
    local new=$databases/new
    [[ ! -d $databases/1 ]] || return 0
    rm -rf "$new"
    env -u TMPDIR mariadb-install-db --no-defaults --user="$(database_account)" --datadir="$new" --skip-test-db --force \
        --auth-root-authentication-method=socket --auth-root-socket-user="$administrator" \
        >"$logs/database-install.log" 2>&1 ||
        fail "no database could be made: $(tail -n 5 "$logs/database-install.log")"
    mv "$new" "$databases/1"
}

database_options() {
    printf '%s\n' --no-defaults --user="$(database_account)" --datadir="$databases/$1" \
        --socket="$(database_socket "$1")" --pid-file="$databases/$1.pid" --skip-networking --skip-name-resolve \
        --character-set-server=utf8mb4 --collation-server=utf8mb4_unicode_520_ci --max-connections=500 \
        --innodb-buffer-pool-size=256M --innodb-log-file-size=64M --innodb-flush-log-at-trx-commit=1
    [[ $(database_kind) != galera ]] || galera_options "$1"
}

# database_launch N OPTION…
database_launch() {
    local options node=$1
    shift
    mapfile -t options < <(database_options "$node")
    rm -f "$(database_socket "$node")"
    launch "database-$node" env -u TMPDIR mariadbd "${options[@]}" "$@"
}

database_client() {
    local node=$1
    shift
    mariadb --no-defaults --socket="$(database_socket "$node")" --user="$administrator" --batch --skip-column-names \
        --default-character-set=utf8mb4 "$@"
}

database_accepts() {
    [[ $(database_client "$1" --connect-timeout=2 --execute='SELECT 1' 2>/dev/null) == 1 ]]
}

database_is_up() {
    if [[ $(database_kind) == galera ]]; then galera_is_synced "$1"; else database_accepts "$1"; fi
}

database_up_or_dead() {
    database_is_up "$1" || ! is_running "database-$1"
}

# database_await N: returns when the node accepts work, and fails when it dies or takes too long.
database_await() {
    wait_until 180 database_up_or_dead "$1" || fail "database node $1 is not ready after three minutes"
    database_is_up "$1" || fail "database node $1 ended; see $logs/database-$1.log: $(tail -n 1 "$logs/database-$1.log")"
}

database_start() {
    local node=${1:-1}
    database_nodes | grep -x "$node" >/dev/null || fail "there is no database node $node"
    [[ -d $databases/1 ]] || fail "there is no database yet; run 'stack start'"
    if ! is_running "database-$node"; then
        if [[ $(database_kind) == galera ]]; then galera_start "$node"; else database_launch "$node"; fi
    fi
    database_await "$node"
}

database_kill() {
    local node=${1:-1}
    is_running "database-$node" || fail "database node $node is not running"
    kill_processes_of "database-$node"
}

# A process that stands still keeps its connections and answers nothing.
database_hang() {
    local pids
    is_running "database-$1" || fail "database node $1 is not running"
    pids=$(processes_of "database-$1")
    # shellcheck disable=SC2086
    kill -STOP $pids
}

database_resume() {
    local pids
    pids=$(processes_of "database-$1")
    # shellcheck disable=SC2086
    kill -CONT $pids
    database_await "$1"
}

databases_start() {
    local node
    database_check_kind
    database_directories
    database_install
    for node in $(database_nodes); do database_start "$node"; done
    database_accounts
}

databases_stop() {
    local node
    for node in $(database_nodes | tac); do end "database-$node" TERM 60; done
}

# The runtime account changes rows, the other one the schema.
database_accounts() {
    local runtime_password migrate_password
    runtime_password=$(sed -n 's/^CREDENCE_DB_PASSWORD=//p' "$state/operator.conf")
    migrate_password=$(sed -n 's/^CREDENCE_MIGRATE_PASSWORD=//p' "$state/operator.conf")
    database_client "$(database_living)" <<SQL
CREATE DATABASE IF NOT EXISTS credence CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS $runtime_account@localhost IDENTIFIED BY '$runtime_password';
CREATE USER IF NOT EXISTS $migrate_account@localhost IDENTIFIED BY '$migrate_password';
GRANT SELECT, INSERT, UPDATE, DELETE ON credence.* TO $runtime_account@localhost;
GRANT ALL ON credence.* TO $migrate_account@localhost;
SQL
}

database_living() {
    local node
    for node in $(database_nodes); do
        if database_is_up "$node"; then printf '%s\n' "$node" && return; fi
    done
    fail "no database node accepts work"
}

# What a process of this stack connects to, as CREDENCE_DB_HOSTS wants it.
database_hosts() {
    local node hosts=()
    for node in $(database_nodes); do hosts+=("unix:$(database_socket "$node")"); done
    (IFS=, && printf '%s\n' "${hosts[*]}")
}

# database_sql [N]: on that node, or on any that accepts work.
database_sql() {
    local node=${1:-}
    [[ -n $node ]] || node=$(database_living)
    database_client "$node" credence
}

# database_dump [OPTION…]
database_dump() {
    local node
    node=$(database_living)
    mariadb-dump --no-defaults --socket="$(database_socket "$node")" --user="$administrator" --hex-blob \
        --single-transaction --default-character-set=utf8mb4 "$@" credence
}
