/* A disk that fails, for one process: loaded before the C library, it stands between the process and its files.
 *
 * FAULTS_UNDER  the folder whose files are watched
 * FAULTS_LOG    where every watched call is written down (record.rs reads it)
 * FAULTS_AT     the number of the call that fails, from 1; 0 for none
 * FAULTS_HOW    io | io-on | full | short | kill
 * FAULTS_MOUNT  read-only | no-locks | share: what the whole disk does not do, from beginning to end
 *
 * The process opens /faults/on and /faults/off to say from when to when calls are counted, and /faults/said/WORDS to have
 * words written down among the calls. None of these files exists. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))real(#name))
#define LONGEST 4096

enum how { NONE, IO, IO_ON, FULL, SHORT, KILL };
enum verdict { GOES_ON, FAILS, HALF };

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static const char *under;
static int log_to = -1, counting;
static long at, count;
static enum how how;
static int read_only, no_locks, share;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
    static const char *const names[] = {"", "io", "io-on", "full", "short", "kill"};
    const char *said = getenv("FAULTS_HOW");
    const char *mount = getenv("FAULTS_MOUNT");
    read_only = mount && !strcmp(mount, "read-only");
    no_locks = mount && !strcmp(mount, "no-locks");
    share = mount && !strcmp(mount, "share");
    under = getenv("FAULTS_UNDER");
    at = getenv("FAULTS_AT") ? atol(getenv("FAULTS_AT")) : 0;
    for (int i = NONE; said && i <= KILL; i++)
        if (!strcmp(said, names[i])) how = i;
    if (getenv("FAULTS_LOG")) log_to = REAL(open)(getenv("FAULTS_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int watched(const char *path) {
    return under && path && !strncmp(path, under, strlen(under));
}

/* The path of an open file, as long as it is a watched one. */
static const char *path_of(int file, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = REAL(readlink)(link, path, LONGEST - 1);
    if (length < 0) return NULL;
    path[length] = 0;
    return watched(path) ? path : NULL;
}

static const char *joined(int folder, const char *path, char *whole) {
    if (path[0] == '/' || folder == AT_FDCWD) return watched(path) ? path : NULL;
    if (!path_of(folder, whole)) return NULL;
    strncat(whole, "/", LONGEST - strlen(whole) - 1);
    strncat(whole, path, LONGEST - strlen(whole) - 1);
    return whole;
}

struct head { uint8_t call, counted, failed, pad; uint32_t path, other, pad2; uint64_t offset, length; };

static void record(char call, int counted, int failed, const char *path, const char *other, uint64_t offset, const void *bytes, uint64_t length) {
    struct head head = {call, counted, failed, 0, strlen(path), other ? strlen(other) : 0, 0, offset, length};
    ssize_t ignored = REAL(write)(log_to, &head, sizeof head);
    ignored = REAL(write)(log_to, path, head.path);
    if (other) ignored = REAL(write)(log_to, other, head.other);
    if (bytes) ignored = REAL(write)(log_to, bytes, length);
    (void)ignored;
}

/* Whether this call goes on, fails with errno set, or does half its work and then fails. The lock is held. */
static enum verdict judge(char call) {
    if (read_only && call != 'r' && call != 'o') { errno = EROFS; return FAILS; }
    if (!counting) return GOES_ON;
    count++;
    int here = at && count == at, since = at && count >= at, changes = call != 'r' && call != 'o';
    if (how == KILL && here) {
        if (call == 'w') return HALF;
        raise(SIGKILL);
    }
    if ((how == IO && here) || (how == IO_ON && since)) { errno = EIO; return FAILS; }
    /* What gives space back, and a look, goes through on a full disk. */
    if ((how == FULL || (how == SHORT && !here)) && since && changes && call != 'u') { errno = ENOSPC; return FAILS; }
    if (how == SHORT && here) { errno = ENOSPC; return call == 'w' ? HALF : FAILS; }
    return GOES_ON;
}

/* Does a call that changes names or a file's end; writes it down if it happened. */
#define DONE(call, path, other, offset, doing) ({                                        \
    long outcome = -1;                                                                   \
    pthread_mutex_lock(&one_at_a_time);                                                  \
    enum verdict verdict = judge(call);                                                  \
    if (verdict == GOES_ON) outcome = (doing);                                           \
    int why = errno;                                                                     \
    if (outcome >= 0 || verdict != GOES_ON)                                              \
        record(call, counting, verdict != GOES_ON, path, other, offset, NULL, 0);        \
    pthread_mutex_unlock(&one_at_a_time);                                                \
    errno = why;                                                                         \
    outcome; })

static ssize_t written(int file, const char *path, const void *bytes, size_t length, off64_t offset, int positioned) {
    pthread_mutex_lock(&one_at_a_time);
    off64_t place = positioned ? offset : REAL(lseek64)(file, 0, SEEK_CUR);
    enum verdict verdict = judge('w');
    int why = errno;
    size_t part = verdict == HALF ? length / 2 : length;
    ssize_t outcome = -1;
    if (verdict != FAILS) {
        outcome = positioned ? REAL(pwrite64)(file, bytes, part, offset) : REAL(write)(file, bytes, part);
        if (verdict == GOES_ON) why = errno;
    }
    if (outcome > 0 || verdict == FAILS)
        record('w', counting, verdict != GOES_ON, path, NULL, place, bytes, outcome > 0 ? outcome : 0);
    if (verdict == HALF && how == KILL) raise(SIGKILL);
    pthread_mutex_unlock(&one_at_a_time);
    errno = why;
    return outcome;
}

ssize_t write(int file, const void *bytes, size_t length) {
    char path[LONGEST];
    return path_of(file, path) ? written(file, path, bytes, length, 0, 0) : REAL(write)(file, bytes, length);
}
ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t offset) {
    char path[LONGEST];
    return path_of(file, path) ? written(file, path, bytes, length, offset, 1) : REAL(pwrite64)(file, bytes, length, offset);
}
ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset) { return pwrite64(file, bytes, length, offset); }

static ssize_t got(int file, const char *path, void *bytes, size_t length, off64_t offset, int positioned) {
    return DONE('r', path, NULL, 0, positioned ? REAL(pread64)(file, bytes, length, offset) : REAL(read)(file, bytes, length));
}
ssize_t read(int file, void *bytes, size_t length) {
    char path[LONGEST];
    return path_of(file, path) ? got(file, path, bytes, length, 0, 0) : REAL(read)(file, bytes, length);
}
ssize_t pread64(int file, void *bytes, size_t length, off64_t offset) {
    char path[LONGEST];
    return path_of(file, path) ? got(file, path, bytes, length, offset, 1) : REAL(pread64)(file, bytes, length, offset);
}
ssize_t pread(int file, void *bytes, size_t length, off_t offset) { return pread64(file, bytes, length, offset); }

static int synced(int file, int data_alone) {
    char path[LONGEST];
    if (!path_of(file, path)) return data_alone ? REAL(fdatasync)(file) : REAL(fsync)(file);
    return DONE('s', path, NULL, 0, data_alone ? REAL(fdatasync)(file) : REAL(fsync)(file));
}
int fsync(int file) { return synced(file, 0); }
int fdatasync(int file) { return synced(file, 1); }

int ftruncate64(int file, off64_t length) {
    char path[LONGEST];
    if (!path_of(file, path)) return REAL(ftruncate64)(file, length);
    return DONE('t', path, NULL, length, REAL(ftruncate64)(file, length));
}
int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

/* The kernel's own way of copying is not watched: the library then reads and writes. */
ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t length, unsigned flags) {
    (void)from, (void)a, (void)to, (void)b, (void)length, (void)flags;
    errno = ENOSYS;
    return -1;
}
ssize_t sendfile64(int to, int from, off64_t *offset, size_t length) {
    (void)to, (void)from, (void)offset, (void)length;
    errno = ENOSYS;
    return -1;
}
ssize_t sendfile(int to, int from, off_t *offset, size_t length) { return sendfile64(to, from, offset, length); }

static int opened(int folder, const char *path, int flags, mode_t mode) {
    if (!strncmp(path, "/faults/", 8)) {
        pthread_mutex_lock(&one_at_a_time);
        if (!strcmp(path, "/faults/on")) counting = 1;
        else if (!strcmp(path, "/faults/off")) counting = 0;
        else record('n', 0, 0, path + strlen("/faults/said/"), NULL, 0, NULL, 0);
        pthread_mutex_unlock(&one_at_a_time);
        errno = ENOENT;
        return -1;
    }
    char whole[LONGEST];
    const char *known = joined(folder, path, whole);
    if (!known) return REAL(openat64)(folder, path, flags, mode);
    int there = REAL(access)(known, F_OK) == 0;
    char call = (flags & O_CREAT) && !there ? 'c' : (flags & O_TRUNC) && there ? 't' : 'o';
    if (read_only && there && (flags & O_ACCMODE) != O_RDONLY) {
        errno = EROFS;
        return -1;
    }
    return DONE(call, known, NULL, 0, REAL(openat64)(folder, path, flags, mode));
}
#define MODE(flags) ({ mode_t mode = 0; if ((flags) & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); } mode; })
int open(const char *path, int flags, ...) { return opened(AT_FDCWD, path, flags, MODE(flags)); }
int open64(const char *path, int flags, ...) { return opened(AT_FDCWD, path, flags, MODE(flags)); }
int openat(int folder, const char *path, int flags, ...) { return opened(folder, path, flags, MODE(flags)); }
int openat64(int folder, const char *path, int flags, ...) { return opened(folder, path, flags, MODE(flags)); }

/* A share in the network that takes no locks says so, to whoever asks for one. */
int flock(int file, int operation) {
    char path[LONGEST];
    if (no_locks && path_of(file, path)) {
        errno = ENOLCK;
        return -1;
    }
    /* One that takes them gives a lock for oneself alone to whoever may write: flock(2), NFS details. */
    if (share && (operation & LOCK_EX) && path_of(file, path) && (fcntl(file, F_GETFL) & O_ACCMODE) == O_RDONLY) {
        errno = EBADF;
        return -1;
    }
    return REAL(flock)(file, operation);
}
static int controlled(int file, int command, void *argument) {
    char path[LONGEST];
    int locks = command == F_SETLK || command == F_SETLKW || command == F_OFD_SETLK || command == F_OFD_SETLKW;
    if (no_locks && locks && path_of(file, path)) {
        errno = ENOLCK;
        return -1;
    }
    return REAL(fcntl64)(file, command, argument);
}
#define ARGUMENT(command) ({ va_list more; va_start(more, command); void *argument = va_arg(more, void *); va_end(more); argument; })
int fcntl(int file, int command, ...) { return controlled(file, command, ARGUMENT(command)); }
int fcntl64(int file, int command, ...) { return controlled(file, command, ARGUMENT(command)); }

int rename(const char *from, const char *to) {
    if (!watched(from)) return REAL(rename)(from, to);
    return DONE('m', from, to, 0, REAL(rename)(from, to));
}
int unlink(const char *path) {
    if (!watched(path)) return REAL(unlink)(path);
    return DONE('u', path, NULL, 0, REAL(unlink)(path));
}
int unlinkat(int folder, const char *path, int flags) {
    char whole[LONGEST];
    const char *known = joined(folder, path, whole);
    if (!known) return REAL(unlinkat)(folder, path, flags);
    return DONE('u', known, NULL, 0, REAL(unlinkat)(folder, path, flags));
}
int rmdir(const char *path) {
    if (!watched(path)) return REAL(rmdir)(path);
    return DONE('u', path, NULL, 0, REAL(rmdir)(path));
}
int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    if (!watched(from) || !watched(to)) return REAL(linkat)(from_folder, from, to_folder, to, flags);
    return DONE('l', from, to, 0, REAL(linkat)(from_folder, from, to_folder, to, flags));
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }
int mkdir(const char *path, mode_t mode) {
    if (!watched(path)) return REAL(mkdir)(path, mode);
    return DONE('d', path, NULL, 0, REAL(mkdir)(path, mode));
}
