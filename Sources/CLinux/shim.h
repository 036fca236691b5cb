#pragma once

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

// glibc declares it only under _GNU_SOURCE, which Swift's Glibc module is built without.
int accept4(int listener, struct sockaddr *address, socklen_t *length, int flags);
