/* A clock that is set, for the processes that this is loaded into: whoever asks what time it is hears the system's time and so many seconds, which
 * stand in a file and may change at any moment. How long something takes is not touched: that is another clock.
 *
 * FAULTS_CLOCK  the file: eight bytes, in this machine's order */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static volatile int64_t *off;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("FAULTS_CLOCK");
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return;
    void *page = mmap(NULL, sizeof *off, PROT_READ, MAP_SHARED, file, 0);
    if (page != MAP_FAILED) off = page;
    close(file);
}

static int64_t by(void) { return off ? *off : 0; }

int clock_gettime(clockid_t clock, struct timespec *at) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = REAL(clock_gettime);
    int done = real(clock, at);
    if (!done && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) at->tv_sec += by();
    return done;
}

int gettimeofday(struct timeval *restrict at, void *restrict zone) {
    static int (*real)(struct timeval *restrict, void *restrict);
    if (!real) real = REAL(gettimeofday);
    int done = real(at, zone);
    if (!done && at) at->tv_sec += by();
    return done;
}

time_t time(time_t *at) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (at) *at = now.tv_sec;
    return now.tv_sec;
}

/* Whoever waits until a time of that clock is to wait as long as they meant. No machine has been running since 2001: what is later is no monotonic time. */
static const struct timespec *meant(const struct timespec *until, struct timespec *real) {
    if (!until || until->tv_sec < 1000000000) return until;
    *real = *until;
    real->tv_sec -= by();
    return real;
}

int pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex, const struct timespec *until) {
    struct timespec at;
    return REAL(pthread_cond_timedwait)(cond, mutex, meant(until, &at));
}

int pthread_cond_clockwait(pthread_cond_t *cond, pthread_mutex_t *mutex, clockid_t clock, const struct timespec *until) {
    struct timespec at;
    return REAL(pthread_cond_clockwait)(cond, mutex, clock, meant(until, &at));
}

int pthread_mutex_timedlock(pthread_mutex_t *restrict mutex, const struct timespec *restrict until) {
    struct timespec at;
    return REAL(pthread_mutex_timedlock)(mutex, meant(until, &at));
}

int sem_timedwait(sem_t *restrict sem, const struct timespec *restrict until) {
    struct timespec at;
    return REAL(sem_timedwait)(sem, meant(until, &at));
}
