/*
 * Preloaded into the program (LD_PRELOAD), it records what the program does to the files below the folder POWERCUT_FOLDER in the file
 * POWERCUT_LOG, in order: writes with their contents, truncations, syncs, renames, links and deletions. From the log the test rebuilds the
 * folder as a disk would have it at any moment that lost everything unsynced (RecordedDisk.cs).
 *
 * A record is an operation (one byte), the descriptor (int32), a number (int64) and the length of the data that follows (int32).
 * Each record and its operation are one step under a lock, so the order of the log is the order of the operations. Syncs are recorded but
 * not executed: the machine does not lose its power here. They take a few milliseconds instead, whatever the machine's disk is. The
 * shared-memory file of SQLite is mapped and never written to; SQLite rebuilds it after a crash.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MAX_FILES 65536
#define SYNC_MICROSECONDS 4000

struct record {
    char operation;
    int32_t file;
    int64_t number;
    int32_t length;
} __attribute__((packed));

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char recorded[MAX_FILES];
static const char *folder;
static int log_file = -1;

__attribute__((constructor)) static void start(void) {
    const char *path = getenv("POWERCUT_LOG");
    folder = getenv("POWERCUT_FOLDER");
    if (path && folder) log_file = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_below(const char *path) {
    return log_file >= 0 && path && strncmp(path, folder, strlen(folder)) == 0;
}

static int is_recorded(int file) { return file >= 0 && file < MAX_FILES && recorded[file]; }

/* A log with a hole would prove nothing, so a record that cannot be written ends the program. */
static void append(char operation, int file, int64_t number, const void *data, int32_t length) {
    struct record record = {operation, file, number, length};
    struct iovec parts[] = {{&record, sizeof record}, {(void *)data, length}};
    if (syscall(SYS_writev, log_file, parts, 2) != (long)(sizeof record) + length) abort();
}

/* Only files of the folder are opened under the lock: the runtime opens pipes, which block until their other end is opened. */
static int open_at(int directory, const char *path, int flags, mode_t mode) {
    if (!is_below(path)) {
        int other = syscall(SYS_openat, directory, path, flags, mode);
        if (is_recorded(other)) recorded[other] = 0;
        return other;
    }
    pthread_mutex_lock(&lock);
    int file = syscall(SYS_openat, directory, path, flags, mode);
    if (file >= MAX_FILES) abort();
    if (file >= 0) {
        recorded[file] = 1;
        append('o', file, (flags & O_TRUNC) != 0, path, strlen(path));
    }
    pthread_mutex_unlock(&lock);
    return file;
}

#define OPEN(name)                                                    \
    int name(const char *path, int flags, ...) {                      \
        va_list rest;                                                 \
        va_start(rest, flags);                                        \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, int) : 0; \
        va_end(rest);                                                 \
        return open_at(AT_FDCWD, path, flags, mode);                  \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                  \
    int name(int directory, const char *path, int flags, ...) {       \
        va_list rest;                                                 \
        va_start(rest, flags);                                        \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, int) : 0; \
        va_end(rest);                                                 \
        return open_at(directory, path, flags, mode);                 \
    }
OPENAT(openat)
OPENAT(openat64)

int close(int file) {
    if (is_recorded(file)) recorded[file] = 0;
    return syscall(SYS_close, file);
}

static ssize_t write_at(int file, const void *data, size_t length, off_t offset) {
    pthread_mutex_lock(&lock);
    ssize_t written = syscall(SYS_pwrite64, file, data, length, offset);
    if (written > 0) append('w', file, offset, data, written);
    pthread_mutex_unlock(&lock);
    return written;
}

ssize_t pwrite(int file, const void *data, size_t length, off_t offset) {
    return is_recorded(file) ? write_at(file, data, length, offset) : syscall(SYS_pwrite64, file, data, length, offset);
}

ssize_t pwrite64(int file, const void *data, size_t length, off64_t offset) { return pwrite(file, data, length, offset); }

ssize_t write(int file, const void *data, size_t length) {
    if (!is_recorded(file)) return syscall(SYS_write, file, data, length);
    pthread_mutex_lock(&lock);
    ssize_t written = syscall(SYS_write, file, data, length);
    if (written > 0) append('w', file, syscall(SYS_lseek, file, 0, SEEK_CUR) - written, data, written);
    pthread_mutex_unlock(&lock);
    return written;
}

/* One part at a time is a short write, which every caller has to expect. */
ssize_t writev(int file, const struct iovec *parts, int count) {
    if (!is_recorded(file)) return syscall(SYS_writev, file, parts, count);
    return count > 0 ? write(file, parts[0].iov_base, parts[0].iov_len) : 0;
}

int ftruncate(int file, off_t length) {
    if (!is_recorded(file)) return syscall(SYS_ftruncate, file, length);
    pthread_mutex_lock(&lock);
    int result = syscall(SYS_ftruncate, file, length);
    if (result == 0) append('t', file, length, NULL, 0);
    pthread_mutex_unlock(&lock);
    return result;
}

int ftruncate64(int file, off64_t length) { return ftruncate(file, length); }

/* The runtime finds functions that the program imports from libc itself in libc, and not here: a folder that the program opens to sync it
   is only seen when it is synced, and a second name that it gives a file when the first is deleted. */
static int is_folder(int file) {
    if (log_file < 0) return 0;
    char name[64], path[PATH_MAX];
    snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return strcmp(path, folder) == 0;
}

static int sync_file(int file, long call) {
    if (!is_recorded(file) && is_folder(file)) {
        pthread_mutex_lock(&lock);
        append('o', file, 0, folder, strlen(folder));
        append('s', file, 0, NULL, 0);
        pthread_mutex_unlock(&lock);
        return 0;
    }
    if (!is_recorded(file)) return syscall(call, file);

    /* As long as a slow disk takes, so that what is acknowledged too early is acknowledged before its sync is in the log. */
    usleep(SYNC_MICROSECONDS);
    pthread_mutex_lock(&lock);
    append('s', file, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    return 0;
}

int fsync(int file) { return sync_file(file, SYS_fsync); }

int fdatasync(int file) { return sync_file(file, SYS_fdatasync); }

/* Both names are one entry; the length of the first tells where the second begins. */
static void append_pair(char kind, const char *from, const char *to) {
    char both[2 * PATH_MAX];
    snprintf(both, sizeof both, "%s%s", from, to);
    append(kind, 0, strlen(from), both, strlen(both));
}

int rename(const char *from, const char *to) {
    if (!is_below(from) && !is_below(to)) return syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    pthread_mutex_lock(&lock);
    int result = syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    if (result == 0) append_pair('r', from, to);
    pthread_mutex_unlock(&lock);
    return result;
}

int link(const char *from, const char *to) {
    if (!is_below(from) && !is_below(to)) return syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
    pthread_mutex_lock(&lock);
    int result = syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
    if (result == 0) append_pair('l', from, to);
    pthread_mutex_unlock(&lock);
    return result;
}

static void append_other_names(const char *path) {
    struct stat file;
    if (lstat(path, &file) != 0 || file.st_nlink < 2) return;
    DIR *names = opendir(folder);
    if (!names) abort();
    for (struct dirent *entry; (entry = readdir(names));) {
        char other[PATH_MAX];
        snprintf(other, sizeof other, "%s/%s", folder, entry->d_name);
        if (entry->d_ino == file.st_ino && strcmp(other, path) != 0) append_pair('l', path, other);
    }
    closedir(names);
}

int unlink(const char *path) {
    if (!is_below(path)) return syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    pthread_mutex_lock(&lock);
    append_other_names(path);
    int result = syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (result == 0) append('u', 0, 0, path, strlen(path));
    pthread_mutex_unlock(&lock);
    return result;
}
