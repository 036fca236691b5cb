# nginx as a deployment runs it, from the files in nginx/: only the list of workers and the log directory differ.
# shellcheck shell=bash

nginx_directory=$run/nginx

nginx_configure() {
    local file number options
    mkdir -p "$nginx_directory/credence"
    for file in "$repository"/nginx/*.conf; do
        sed "s|/var/log/nginx|$logs|" "$file" >"$nginx_directory/credence/${file##*/}"
    done
    options=$(sed -n 's/.*worker-1\.sock //p' "$repository/nginx/workers.conf")
    for ((number = 1; number <= ${CREDENCE_WORKERS:-2}; number++)); do
        printf 'server unix:%s/worker-%s.sock %s\n' "$(socket_directory)" "$number" "$options"
    done >"$nginx_directory/credence/workers.conf"
    nginx_main "$1" >"$nginx_directory/nginx.conf"
}

nginx_main() {
    local kind
    ((EUID != 0)) || printf 'user %s;\n' "$(id -un)"
    cat <<CONF
daemon off;
pid nginx.pid;
error_log $logs/nginx.log warn;
worker_processes auto;
worker_rlimit_nofile 16384;
events {
    worker_connections 8192;
    # One connection at a time, among thousands with requests, lets whoever comes new wait for minutes.
    multi_accept on;
}
http {
$(for kind in client_body proxy fastcgi uwsgi scgi; do printf '    %s_temp_path temp-%s;\n' "$kind" "$kind"; done)
    include credence/credence.conf;
    server {
        listen 127.0.0.1:$1 backlog=4096;
        include credence/site.conf;
    }
}
CONF
}

port_is_taken() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

nginx_port() {
    sed -n 's/.*listen 127.0.0.1:\([0-9]*\).*/\1/p' "$nginx_directory/nginx.conf" 2>/dev/null
}

# Fails before anything is started, so that a taken port costs nothing.
nginx_check_port() {
    if is_running nginx; then
        [[ $(nginx_port) == "$1" ]] || fail "this stack already runs on port $(nginx_port); stop it first"
        return
    fi
    kill_processes_of nginx
    ! port_is_taken "$1" || fail "port $1 on 127.0.0.1 is taken; set CREDENCE_PORT"
}

nginx_start() {
    if is_running nginx; then return; fi
    nginx_configure "$1"
    launch nginx nginx -p "$nginx_directory" -c "$nginx_directory/nginx.conf" -e "$logs/nginx.log"
    wait_until 10 nginx_up_or_dead "$1" || fail "nginx does not listen on port $1"
    is_running nginx || fail "nginx did not start: $(tail -n 1 "$logs/nginx.log")"
}

nginx_up_or_dead() {
    port_is_taken "$1" || ! is_running nginx
}

nginx_stop() {
    end nginx TERM 10
}
