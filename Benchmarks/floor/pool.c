#define _GNU_SOURCE
#include "pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { MOST_EVENTS = 32 };

static int listener;
static const struct service *served;

void fail(const char *what) {
    perror(what);
    exit(1);
}

static void watch(int set, int descriptor, unsigned events, void *pointer) {
    struct epoll_event event = {.events = events, .data.ptr = pointer};
    if (epoll_ctl(set, EPOLL_CTL_ADD, descriptor, &event) != 0) fail("epoll_ctl");
}

static void answer(void *own, FCGX_Request *request) {
    if (FCGX_Accept_r(request) != 0) return;
    served->answer(own, request);
    /* Where the connection ends, libfcgi would otherwise wait for nginx to close its side first. */
    request->detached = 1;
    FCGX_Finish_r(request);
    request->detached = 0;
}

static void take_connection(int set) {
    int descriptor = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    if (descriptor < 0) return;
    FCGX_Request *request = malloc(sizeof *request);
    if (request == NULL || FCGX_InitRequest(request, -1, 0) != 0) fail("request");
    request->ipcFd = descriptor;
    /* FCGX_Accept_r begins by finishing the request before, which would close the connection. */
    request->keepConnection = 1;
    watch(set, descriptor, EPOLLIN, request);
}

/* Looks twice before it sleeps, as the service's threads do, because to be woken costs more. */
static int wait_for(int set, struct epoll_event *events) {
    int count = epoll_wait(set, events, MOST_EVENTS, 0);
    if (count > 0) return count;
    sched_yield();
    return epoll_wait(set, events, MOST_EVENTS, -1);
}

static void *work_kept(void *unused) {
    (void)unused;
    void *own = served->open();
    int set = epoll_create1(EPOLL_CLOEXEC);
    if (set < 0) fail("epoll_create1");
    watch(set, listener, EPOLLIN | EPOLLEXCLUSIVE, NULL);
    for (;;) {
        struct epoll_event events[MOST_EVENTS];
        int count = wait_for(set, events);
        for (int number = 0; number < count; number++) {
            FCGX_Request *request = events[number].data.ptr;
            if (request == NULL) {
                take_connection(set);
                continue;
            }
            answer(own, request);
            if (request->ipcFd < 0) free(request);
        }
    }
    return NULL;
}

static void *work_fresh(void *unused) {
    (void)unused;
    void *own = served->open();
    FCGX_Request request;
    if (FCGX_InitRequest(&request, listener, 0) != 0) fail("request");
    for (;;) answer(own, &request);
    return NULL;
}

static void listen_at(const char *path, int flags) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) fail("the socket's path");
    strcpy(address.sun_path, path);
    listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | flags, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) != 0) fail("bind");
    if (chmod(path, 0666) != 0 || listen(listener, 4096) != 0) fail("listen");
}

void pool_serve(const char *path, int threads, enum connections connections, const struct service *service) {
    if (FCGX_Init() != 0) fail("FCGX_Init");
    served = service;
    listen_at(path, connections == KEPT ? SOCK_NONBLOCK : 0);
    void *(*work)(void *) = connections == KEPT ? work_kept : work_fresh;
    for (int number = 1; number < threads; number++) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, work, NULL) != 0) fail("pthread_create");
    }
    work(NULL);
}
