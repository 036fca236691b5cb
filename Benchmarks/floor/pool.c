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

static int listener;
static int set;
static const struct service *served;

void fail(const char *what) {
    perror(what);
    exit(1);
}

static void watch(int operation, int descriptor, unsigned events, void *pointer) {
    struct epoll_event event = {.events = events, .data.ptr = pointer};
    if (epoll_ctl(set, operation, descriptor, &event) != 0) fail("epoll_ctl");
}

static void take_connection(void) {
    int descriptor = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    if (descriptor < 0) return;
    FCGX_Request *request = malloc(sizeof *request);
    if (request == NULL || FCGX_InitRequest(request, -1, 0) != 0) fail("request");
    request->ipcFd = descriptor;
    /* FCGX_Accept_r begins by finishing the request before, which would close the connection. */
    request->keepConnection = 1;
    watch(EPOLL_CTL_ADD, descriptor, EPOLLIN | EPOLLONESHOT, request);
}

static void serve(void *own, FCGX_Request *request) {
    int descriptor = request->ipcFd;
    if (FCGX_Accept_r(request) == 0) {
        served->answer(own, request);
        /* Where the connection ends, libfcgi would otherwise wait for nginx to close its side first. */
        request->detached = 1;
        FCGX_Finish_r(request);
    }
    if (request->ipcFd < 0) {
        free(request);
    } else {
        watch(EPOLL_CTL_MOD, descriptor, EPOLLIN | EPOLLONESHOT, request);
    }
}

/* Looks twice before it sleeps, as the service's threads do, because to be woken costs more. */
static int next(struct epoll_event *event) {
    if (epoll_wait(set, event, 1, 0) == 1) return 1;
    sched_yield();
    return epoll_wait(set, event, 1, -1) == 1;
}

static void *work(void *unused) {
    (void)unused;
    void *own = served->open();
    for (;;) {
        struct epoll_event event;
        if (!next(&event)) continue;
        if (event.data.ptr == NULL) {
            take_connection();
        } else {
            serve(own, event.data.ptr);
        }
    }
    return NULL;
}

static void listen_at(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) fail("the socket's path");
    strcpy(address.sun_path, path);
    listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) != 0) fail("bind");
    if (chmod(path, 0666) != 0 || listen(listener, 4096) != 0) fail("listen");
}

void pool_serve(const char *path, int threads, const struct service *service) {
    if (FCGX_Init() != 0) fail("FCGX_Init");
    served = service;
    listen_at(path);
    set = epoll_create1(EPOLL_CLOEXEC);
    if (set < 0) fail("epoll_create1");
    watch(EPOLL_CTL_ADD, listener, EPOLLIN | EPOLLEXCLUSIVE, NULL);
    for (int number = 1; number < threads; number++) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, work, NULL) != 0) fail("pthread_create");
    }
    work(NULL);
}
