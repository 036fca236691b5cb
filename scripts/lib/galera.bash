# Galera: three nodes that talk over loopback ports of their own. Which node starts the cluster is decided by what the
# nodes have on disk.
# shellcheck shell=bash

# A node that is silent for 1.5 s is put out by the others, who then go on without it; with Galera's own 5 s nobody could
# write for longer than clients are promised.
galera_times='evs.keepalive_period=PT0.3S;evs.inactive_check_period=PT0.3S;evs.suspect_timeout=PT1.5S'
galera_times+=';evs.inactive_timeout=PT3S;evs.install_timeout=PT3S;gmcast.peer_timeout=PT1.5S'

# Lines "group IST SST" for nodes 1 to 3, chosen once: below the ports that the kernel hands out by itself.
galera_ports() {
    [[ -s $databases/ports ]] || /usr/bin/python3 - <<'PYTHON' | write_private "$databases/ports"
import random, socket
held = []
while len(held) < 9:
    candidate = socket.socket()
    try:
        candidate.bind(("127.0.0.1", random.randrange(20000, 32000)))
        held.append(candidate)
    except OSError:
        pass
ports = [str(one.getsockname()[1]) for one in held]
for node in range(3):
    print(*ports[3 * node : 3 * node + 3])
PYTHON
    cat "$databases/ports"
}

galera_options() {
    local group ist sst members
    read -r group ist sst <<<"$(galera_ports | sed -n "${1}p")"
    members=$(galera_ports | cut -d' ' -f1 | sed 's/^/127.0.0.1:/' | paste -sd,)
    printf '%s\n' --wsrep-on=ON --wsrep-provider=/usr/lib/galera/libgalera_smm.so --wsrep-cluster-name=credence \
        --wsrep-node-name="node-$1" --wsrep-node-address="127.0.0.1:$group" --wsrep-cluster-address="gcomm://$members" \
        --wsrep-sst-method=rsync --wsrep-sst-receive-address="127.0.0.1:$sst" \
        --wsrep-sst-donor-rejects-queries=ON --binlog-format=ROW --default-storage-engine=InnoDB \
        --innodb-autoinc-lock-mode=2 \
        --wsrep-provider-options="$(galera_provider_options "$group" "$ist")"
}

# pc.recovery would let nodes that were all killed wait for each other, where galera_start decides.
galera_provider_options() {
    printf 'base_host=127.0.0.1;base_port=%s;gmcast.listen_addr=tcp://127.0.0.1:%s;ist.recv_addr=127.0.0.1:%s;' \
        "$1" "$1" "$2"
    printf 'gcache.size=64M;pc.recovery=false;%s\n' "$galera_times"
}

galera_status() {
    database_client "$1" --connect-timeout=2 --execute="SHOW STATUS LIKE '$2'" 2>/dev/null | cut -f2
}

galera_is_synced() {
    [[ $(galera_status "$1" wsrep_local_state_comment) == Synced && $(galera_status "$1" wsrep_ready) == ON ]]
}

galera_is_primary() {
    [[ $(galera_status "$1" wsrep_cluster_status) == Primary ]]
}

# galera_start N: joins the cluster, which is brought back first when there is none.
galera_start() {
    local node running=() first
    for node in 1 2 3; do
        if is_running "database-$node"; then running+=("$node"); fi
    done
    if ((${#running[@]} > 0)); then
        galera_restore_quorum "${running[@]}"
    else
        first=$(galera_most_advanced)
        galera_bootstrap "$first"
        [[ $first != "$1" ]] || return 0
        database_await "$first"
    fi
    mkdir -p "$databases/$1"
    chown "$(database_account)" "$databases/$1"
    database_launch "$1"
}

# Survivors that are no majority stop serving, because they cannot know whether the others live. Here it is known: the
# others are processes of this stack, and they have ended.
galera_restore_quorum() {
    local node
    wait_until 60 database_accepts "$1" || fail "database node $1 does not answer"
    for node in "$@"; do
        if galera_is_primary "$node"; then return; fi
    done
    wait_until 30 galera_no_longer_changing "$1" || true
    galera_is_primary "$1" || database_client "$1" --execute="SET GLOBAL wsrep_provider_options = 'pc.bootstrap=true'"
    wait_until 30 galera_is_primary "$1" || fail "the cluster does not come back on node $1"
}

# galera_isolate N 1|0: whether the node neither hears the others nor is heard.
galera_isolate() {
    database_client "$1" --execute="SET GLOBAL wsrep_provider_options = 'gmcast.isolate=$2'"
}

galera_no_longer_changing() {
    [[ $(galera_status "$1" wsrep_evs_state) == OPERATIONAL ]]
}

galera_bootstrap() {
    local grastate=$databases/$1/grastate.dat
    [[ ! -f $grastate ]] || sed -i 's/^safe_to_bootstrap:.*/safe_to_bootstrap: 1/' "$grastate"
    database_launch "$1" --wsrep-new-cluster
}

# The node with the most transactions on disk; of equals, the first.
galera_most_advanced() {
    local node position best=1 most=-2
    for node in 1 2 3; do
        position=$(galera_position "$node")
        if ((position > most)); then
            best=$node
            most=$position
        fi
    done
    printf '%s\n' "$best"
}

# A node that was stopped in order has written its position down; another one is asked to recover it from its log.
galera_position() {
    local options position
    [[ -f $databases/$1/grastate.dat ]] || { printf -- '-2\n' && return; }
    position=$(sed -n 's/^seqno: *//p' "$databases/$1/grastate.dat")
    if [[ $position == -1 ]]; then
        mapfile -t options < <(database_options "$1")
        position=$(mariadbd "${options[@]}" --wsrep-recover 2>&1 |
            sed -n 's/.*WSREP: Recovered position: *[^:]*:\(-\{0,1\}[0-9]*\).*/\1/p' | tail -n 1)
    fi
    printf '%s\n' "${position:--1}"
}
