/* A FastCGI server on libfcgi that is as fast as its threads and libfcgi allow: all threads wait on one epoll set that
 * holds the listener and the connections between requests, so that kept connections starve nobody. */
#ifndef POOL_H
#define POOL_H

#include <fcgiapp.h>

struct service {
    /* Makes what one thread needs; ends the process when it cannot. */
    void *(*open)(void);
    void (*answer)(void *own, FCGX_Request *request);
};

/* Listens on the unix socket and serves until the process is killed. */
void pool_serve(const char *path, int threads, const struct service *service);

/* Ends the process with a message. */
void fail(const char *what) __attribute__((noreturn));

#endif
