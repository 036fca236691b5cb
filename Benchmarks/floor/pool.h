/* A FastCGI server on libfcgi that is as fast as its threads and libfcgi allow. */
#ifndef POOL_H
#define POOL_H

#include <fcgiapp.h>

struct service {
    /* Makes what one thread needs; ends the process when it cannot. */
    void *(*open)(void);
    void (*answer)(void *own, FCGX_Request *request);
};

enum connections {
    /* Each thread waits for all of its connections at once, so that those that are kept starve nobody. */
    KEPT,
    /* Each thread takes one connection after the other, with one request each. */
    FRESH,
};

/* Listens on the unix socket and serves until the process is killed. */
void pool_serve(const char *path, int threads, enum connections connections, const struct service *service);

/* Ends the process with a message. */
void fail(const char *what) __attribute__((noreturn));

#endif
