// Preloaded into credence, mariadbd and nginx: gives each process a time of day that is wrong by as many nanoseconds as the
// file with its process id in $CREDENCE_CLOCKS says at each moment. Clocks that measure how long something takes are right,
// as they are when an administrator or NTP sets a machine's time. (libfaketime sets an environment variable so early that
// Swift's CommandLine finds no arguments.)
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const int64_t second = 1000000000;
static const int64_t longest_slice = 20000000;
static int64_t right = 0;
static volatile int64_t *error_of_clock = &right;

static int is_meant(void) {
    const char *names[] = {"credence", "mariadbd", "nginx"};
    for (int i = 0; i < 3; i++)
        if (strcmp(program_invocation_short_name, names[i]) == 0) return 1;
    return 0;
}

__attribute__((constructor)) static void begin(void) {
    const char *directory = getenv("CREDENCE_CLOCKS");
    if (!directory || !is_meant()) return;
    char path[512];
    snprintf(path, sizeof path, "%s/%d", directory, getpid());
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0 || ftruncate(file, sizeof right) != 0) abort();
    void *shared = mmap(NULL, sizeof right, PROT_READ, MAP_SHARED, file, 0);
    if (shared == MAP_FAILED) abort();
    close(file);
    error_of_clock = shared;
}

static int64_t nanoseconds(const struct timespec *time) { return time->tv_sec * second + time->tv_nsec; }

static struct timespec timespec_of(int64_t time) {
    return (struct timespec){.tv_sec = time / second, .tv_nsec = time % second};
}

// The wrong time of day.
static int64_t now(void) {
    struct timespec time;
    syscall(SYS_clock_gettime, CLOCK_REALTIME, &time);
    return nanoseconds(&time) + *error_of_clock;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    static int (*real)(clockid_t, struct timespec *);
    if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) {
        *time = timespec_of(now());
        return 0;
    }
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    return real(clock, time);
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    int64_t wrong = now();
    time->tv_sec = wrong / second;
    time->tv_usec = wrong % second / 1000;
    return 0;
}

time_t time(time_t *result) {
    time_t seconds = now() / second;
    if (result) *result = seconds;
    return seconds;
}

// Ends by the wrong time of day, also when that jumps meanwhile.
int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict end) {
    static int (*real)(sem_t *, const struct timespec *);
    if (!real) real = dlsym(RTLD_NEXT, "sem_timedwait");
    while (1) {
        int64_t remaining = nanoseconds(end) - now();
        int64_t slice = remaining < longest_slice ? remaining : longest_slice;
        struct timespec until = timespec_of(now() - *error_of_clock + (slice > 0 ? slice : 0));
        if (real(semaphore, &until) == 0) return 0;
        if (errno != ETIMEDOUT || nanoseconds(end) <= now()) return -1;
    }
}

// Ends by the time of day as wrong as it was at the beginning. Times soon after 1970 belong to another clock.
int pthread_cond_timedwait(
    pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex, const struct timespec *restrict end) {
    static int (*real)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
    if (!real) real = dlvsym(RTLD_NEXT, "pthread_cond_timedwait", "GLIBC_2.3.2");
    if (end->tv_sec < 1000000000) return real(condition, mutex, end);
    struct timespec until = timespec_of(nanoseconds(end) - *error_of_clock);
    return real(condition, mutex, &until);
}
