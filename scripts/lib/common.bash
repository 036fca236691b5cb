# Where a stack keeps things, and how it starts, finds and ends its own processes.
# shellcheck shell=bash disable=SC2034

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
state=$(realpath -m "${CREDENCE_STATE:-$repository/.local}")
run=$state/run
logs=$state/logs
administrator=$(id -un)
PATH=$PATH:/usr/sbin:/sbin

fail() {
    printf 'stack: %s\n' "$*" >&2
    exit 1
}

prepare_state() {
    mkdir -p "$state" || fail "cannot make $state"
    [[ -O $state ]] || fail "$state belongs to another user; set CREDENCE_STATE to a directory of your own"
    # 0711: MariaDB runs as another user when root starts the stack, and must be able to walk through.
    chmod 711 "$state"
    mkdir -p "$run" "$logs"
    chmod 700 "$run" "$logs"
}

# The directory for sockets: the state itself, or a short private one where paths would exceed sockaddr_un's 108 bytes.
socket_directory() {
    if ((${#state} <= 80)); then
        printf '%s\n' "$state"
        return
    fi
    if [[ ! -d $(cat "$run/sockets" 2>/dev/null) ]]; then
        mktemp -d /tmp/credence-XXXXXXXX >"$run/sockets"
        chmod 711 "$(cat "$run/sockets")"
    fi
    cat "$run/sockets"
}

# Runs one command while holding a lock. Waits for whoever holds it.
locked() {
    local name=$1
    shift
    prepare_state
    local descriptor
    exec {descriptor}>"$run/$name.lock"
    flock -w 300 "$descriptor" || fail "another stack command has held $run/$name.lock for five minutes"
    "$@"
}

# Writes standard input to a file that only its owner may read, whole or not at all.
write_private() {
    (umask 077 && cat >"$1.new")
    mv "$1.new" "$1"
}

# launch NAME COMMAND…: starts a process that outlives this command.
launch() {
    kill_processes_of "$1"
    "$repository/scripts/launch" "$run/$1.pid" "$logs/$1.log" "${@:2}"
}

# The fields of /proc/PID/stat after the command's name: 0 state, 3 session, 19 start time.
process_fields() {
    local line
    read -r line 2>/dev/null <"/proc/$1/stat" || return 1
    printf '%s\n' "${line##*) }"
}

# The process id of NAME, if that very process is alive.
process_of() {
    local pid start boot fields
    read -r pid start boot 2>/dev/null <"$run/$1.pid" || return 1
    [[ $boot == "$(</proc/sys/kernel/random/boot_id)" ]] || return 1
    read -ra fields <<<"$(process_fields "$pid")"
    [[ ${fields[19]-} == "$start" && ${fields[0]} != Z ]] && printf '%s\n' "$pid"
}

is_running() {
    process_of "$1" >/dev/null
}

# Every process of NAME's session: also the children of a leader that has died.
processes_of() {
    local pid start boot fields path
    read -r pid start boot 2>/dev/null <"$run/$1.pid" || return 0
    [[ $boot == "$(</proc/sys/kernel/random/boot_id)" ]] || return 0
    # While a session has members, the kernel gives its number to no other process.
    [[ ! -d /proc/$pid ]] || [[ $(process_fields "$pid" | cut -d' ' -f20) == "$start" ]] || return 0
    for path in /proc/[0-9]*; do
        read -ra fields <<<"$(process_fields "${path##*/}")"
        [[ ${fields[3]-} == "$pid" && ${fields[0]} != Z ]] && printf '%s\n' "${path##*/}"
    done
    return 0
}

kill_processes_of() {
    local pids
    pids=$(processes_of "$1")
    # shellcheck disable=SC2086
    [[ -z $pids ]] || kill -KILL $pids 2>/dev/null || true
    wait_until 10 has_ended "$1" || fail "$1 does not die"
    rm -f "$run/$1.pid"
}

has_ended() {
    [[ -z $(processes_of "$1") ]]
}

# end NAME SIGNAL SECONDS: asks, waits, and then insists.
end() {
    local pid
    if pid=$(process_of "$1"); then
        kill "-$2" "$pid" 2>/dev/null || true
        wait_until "$3" has_ended "$1" || true
    fi
    kill_processes_of "$1"
}

# wait_until SECONDS COMMAND…: fails when the command has not succeeded by then.
wait_until() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        ((SECONDS <= deadline)) || return 1
        sleep 0.05
    done
}

# Builds the executable as README has it deployed, with Swift's own library inside, and prints its path.
build_release() {
    local options=(--package-path "$repository" -c release --static-swift-stdlib --product credence)
    swift build "${options[@]}" >&2
    printf '%s/credence\n' "$(swift build "${options[@]}" --show-bin-path)"
}
