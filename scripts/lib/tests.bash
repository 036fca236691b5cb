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

# run_built_tests LIMIT LOG ARGUMENTS…: runs tests, and tells which had not ended when that limit cut them off.
#
# Line by line, so that the log of a run that hangs, or is killed, ends where the tests were.
run_built_tests() {
    local status=0
    # At this signal `swift test` ends the process of its tests; at others it leaves it behind. In the background it is
    # ignored.
    stdbuf -oL timeout --foreground --signal=INT --kill-after=30 "$1" \
        env --default-signal=INT swift test --skip-build "${@:3}" 2>&1 | tee "$2" || status=$?
    if ((status == 124 || status == 137)); then
        printf 'Cut off after %s. What had not ended:\n' "$1"
        awk -F '"' '/^◇ Test "/ { open[$2] } /^(✔|✘) Test ".*(passed|failed) after/ { delete open[$2] } END { for (name in open) print "    " name }' "$2"
    fi
    return "$status"
}

# tell_stories short|long FILTER: runs the fault stories, which note what became of each promise; fails with them.
tell_stories() {
    local status=0
    : >"$state/figures"
    CREDENCE_FAULTS=$1 CREDENCE_FIGURES=$state/figures run_built_tests 2h "$logs/stories.log" --filter "$2" || status=$?
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

# The names of all stories, as patterns: those of the sources and, for the long form, those that scripts/sanitize notes.
expected_stories() {
    # shellcheck disable=SC2016
    find "$repository/Tests/ServiceTests/Faults" -name '*.swift' ! -name Promise.swift -print0 | xargs -0 awk '
        /Promise\.tell\(/ { awaited = 1; sub(/.*Promise\.tell\(/, "") }
        awaited && match($0, /"[^"]+"/) {
            name = substr($0, RSTART + 1, RLENGTH - 2)
            gsub(/\\\([^)]*\)/, "*", name)
            print name
            awaited = 0
        }'
    [[ $1 != long ]] || printf '%s\n' 'Sanitizer: address' 'Sanitizer: thread' Fuzzing 'Timing of wrong keys' 'Sealed values moved'
}

# note_untold short|long: notes as broken the promise of every story that was not told at all.
note_untold() {
    local told expected others name pattern
    told=$(cut -f 2 "$state/figures" | sort -u)
    expected=$(expected_stories "$1" | sort -u)
    others=$(comm -23 <(printf '%s\n' "$told") <(printf '%s\n' "$expected"))
    comm -13 <(printf '%s\n' "$told") <(printf '%s\n' "$expected") | while read -r pattern; do
        while read -r name; do
            # shellcheck disable=SC2053
            [[ $name != $pattern ]] || continue 2
        done <<<"$others"
        printf 'BROKEN\t%s\tnot told\t\n' "$pattern"
    done >"$state/untold"
    cat "$state/untold" >>"$state/figures"
    [[ ! -s $state/untold ]]
}

# The promises that were noted, with the figures and with what broke them; last those that broke once more, because of a
# long log often only the end is kept.
print_promises() {
    printf '\n'
    awk -F '\t' '{
        printf "%-6s  %s: %s\n", $1, $2, $3
        if ($4 != "") printf "        %s\n", $4
        for (field = 5; field <= NF; field++) printf "        BROKEN: %s\n", $field
        count[$1]++
        if ($1 == "BROKEN") broken = broken "BROKEN  " $2 ": " $5 "\n"
    } END { printf "%s%d promises held, %d broken\n", broken, count["held"], count["BROKEN"] }' "$state/figures"
}
