# What runs of tests share: the stacks that they start, and the fault stories.
# shellcheck shell=bash

# Settings of a stack that tests choose themselves, and a list of all that they start.
tests_environment() {
    unset CREDENCE_STATE CREDENCE_DB CREDENCE_PORT CREDENCE_WORKERS CREDENCE_FAULTS CREDENCE_FIGURES
    export CREDENCE_STACKS=$state/stacks
}

# The database of unit tests. Nothing in it outlives them, so nothing waits for the disk.
tests_start_database() {
    database_directories
    database_install
    database_launch 1 --innodb-flush-log-at-trx-commit=0 --skip-innodb-doublewrite
    database_await 1
    database_client 1 --execute="ALTER USER root@localhost IDENTIFIED VIA mysql_native_password USING ''"
}

# Stops what interrupted tests left behind.
tests_stop_stacks() {
    local stack
    touch "$CREDENCE_STACKS"
    while read -r stack; do
        [[ ! -d $stack/run ]] || CREDENCE_STATE=$stack "$repository/scripts/stack" stop
    done < <(sort -u "$CREDENCE_STACKS")
}

# tell_stories short|long FILTER: runs the fault stories, which note what became of each promise; fails with them.
tell_stories() {
    local status=0
    : >"$state/figures"
    CREDENCE_FAULTS=$1 CREDENCE_FIGURES=$state/figures swift test --skip-build --filter "$2" 2>&1 |
        tee "$logs/stories.log" || status=$?
    if [[ ! -s $state/figures ]]; then
        printf 'no story was told\n'
        status=1
    fi
    if ((status != 0)) && ! grep -q '^BROKEN' "$state/figures"; then
        printf 'What kept stories from being told:\n'
        grep -a 'recorded an issue\|error: ' "$logs/stories.log" | cut -c1-240 | head -n 6 || true
    fi
    return "$status"
}

# The promises that were noted, a line each, with what broke them.
print_promises() {
    printf '\n'
    awk -F '\t' '{
        printf "%-6s  %-28s  %s\n", $1, $2, $4
        for (field = 5; field <= NF; field++) printf "        BROKEN: %s\n", $field
        count[$1]++
    } END { printf "%d promises held, %d broken\n", count["held"], count["BROKEN"] }' "$state/figures"
}
