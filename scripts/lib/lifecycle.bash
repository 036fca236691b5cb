# The stack as a whole: what starts after what.
# shellcheck shell=bash

# CREDENCE_STACKS names a file in which every started stack is noted, for whoever must stop them all.
stack_start() {
    local port=${CREDENCE_PORT:-8080}
    [[ -z ${CREDENCE_STACKS-} ]] || printf '%s\n' "$state" >>"$CREDENCE_STACKS"
    "$repository/scripts/packages" run
    database_check_kind
    nginx_check_port "$port"
    if ! is_running nginx; then trap 'stack_give_up' EXIT; fi
    choose_executable
    configure
    locked database databases_start
    prepare_credence
    workers_start "$port"
    nginx_start "$port"
    wait_until 60 stack_is_ready "$port" ||
        fail "not ready after a minute: $(stack_status | paste -sd';') (logs: $logs)"
    trap - EXIT
}

stack_give_up() {
    trap - EXIT
    trap '' INT TERM HUP
    printf 'stack: not started; stopping what was\n' >&2
    stack_stop
}

stack_is_ready() {
    curl --silent --fail --max-time 5 --output /dev/null "http://127.0.0.1:$1/readyz"
}

stack_stop() {
    nginx_stop
    workers_stop
    databases_stop
    if [[ -f $run/sockets ]]; then
        rm -rf "$(cat "$run/sockets")"
        rm -f "$run/sockets"
    fi
}

stack_status() {
    local name
    for name in $(database_nodes | sed 's/^/database-/') supervisor nginx; do
        printf '%s: %s\n' "$name" "$(process_of "$name" | sed 's/^/pid /' || true)" | sed 's/: $/: not running/'
    done
    if is_running supervisor; then supervisor_ask status; fi
    if is_running nginx; then printf 'serving http://127.0.0.1:%s\n' "$(nginx_port)"; fi
}
