/*
 * A layer between a process and the files of one folder, loaded by LD_PRELOAD. It counts the calls that change those files, and at
 * the call it is told fails it, tears it, or ends the process. It also keeps what a disk would hold if the power failed: the image of
 * a file is brought up to date when the file is synced, and a name in the folder is kept when the folder is.
 *
 *   FAULTS_FOLDER  The folder, as an absolute path without links.
 *   FAULTS_PLAN    kill@N  SIGKILL before call N; tear@N  SIGKILL amid call N, half of its bytes written;
 *                  fail@N=ERRNO  call N fails; failfrom@N=ERRNO  every call from N on fails. Several, with commas between them.
 *   FAULTS_LOG     A file that gets a line for each call: number, name, file, offset, bytes.
 *   FAULTS_DISK    A folder on the same file system for the disk's images. Then nothing is really synced. May be empty or absent.
 *
 * In FAULTS_DISK: INODE.image, what was synced of a file; INODE.held, a link to the file, which keeps its content when its name goes
 * and its number from being used again; INODE.lost, one byte for each page whose writing failed in a sync; INODE.cut, the shortest
 * length it was cut to since it was synced, behind which nothing older can come back at a new length; names, a line for each
 * change of a name and each sync of the folder.
 *
 * A failed sync behaves as Linux does: the pages count as clean afterwards although they never reached the disk, so that a later
 * sync succeeds without them (fsync(2); LWN, "PostgreSQL's fsync() surprise"). They are lost until they are written again.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define PAGE 4096
#define FAULTS 16

enum change { BYTES, NAME, SYNC };
enum kind { KILL, TEAR, FAIL, FAIL_FROM };
struct fault { enum kind kind; long at; int error; };
/* What to do with a call. */
struct order { int error, tear, shorten; };

static int (*real_open)(const char *, int, ...);
static int (*real_openat)(int, const char *, int, ...);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static ssize_t (*real_writev)(int, const struct iovec *, int);
static ssize_t (*real_pwritev)(int, const struct iovec *, int, off64_t);
static int (*real_ftruncate)(int, off64_t);
static int (*real_fallocate)(int, int, off64_t, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);
static int (*real_rename)(const char *, const char *);
static int (*real_link)(const char *, const char *);
static void *(*real_dlsym)(void *, const char *);

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static const char *folder, *disk;
static size_t folder_length;
static struct fault faults[FAULTS];
static int fault_count, log_file = -1, disk_lock = -1;
static long calls;

static void give_up(const char *what) {
    dprintf(2, "faults.c: %s: %s\n", what, strerror(errno));
    abort();
}

static void read_plan(const char *plan) {
    for (const char *at = plan; at && *at && fault_count < FAULTS; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
        struct fault *fault = &faults[fault_count];
        if (sscanf(at, "kill@%ld", &fault->at) == 1)
            fault->kind = KILL;
        else if (sscanf(at, "tear@%ld", &fault->at) == 1)
            fault->kind = TEAR;
        else if (sscanf(at, "fail@%ld=%d", &fault->at, &fault->error) == 2)
            fault->kind = FAIL;
        else if (sscanf(at, "failfrom@%ld=%d", &fault->at, &fault->error) == 2)
            fault->kind = FAIL_FROM;
        else
            give_up("FAULTS_PLAN cannot be read");
        fault_count++;
    }
}

__attribute__((constructor)) static void begin(void) {
    if (real_open)
        return;
    static const char *versions[] = { "GLIBC_2.34", "GLIBC_2.2.5", "GLIBC_2.17" };
    for (size_t i = 0; i < sizeof versions / sizeof *versions && !real_dlsym; i++)
        *(void **)&real_dlsym = dlvsym(RTLD_NEXT, "dlsym", versions[i]);
    if (!real_dlsym)
        give_up("no dlsym");
    *(void **)&real_openat = real_dlsym(RTLD_NEXT, "openat64");
    *(void **)&real_write = real_dlsym(RTLD_NEXT, "write");
    *(void **)&real_pwrite = real_dlsym(RTLD_NEXT, "pwrite64");
    *(void **)&real_writev = real_dlsym(RTLD_NEXT, "writev");
    *(void **)&real_pwritev = real_dlsym(RTLD_NEXT, "pwritev64");
    *(void **)&real_ftruncate = real_dlsym(RTLD_NEXT, "ftruncate64");
    *(void **)&real_fallocate = real_dlsym(RTLD_NEXT, "fallocate64");
    *(void **)&real_fsync = real_dlsym(RTLD_NEXT, "fsync");
    *(void **)&real_fdatasync = real_dlsym(RTLD_NEXT, "fdatasync");
    *(void **)&real_unlink = real_dlsym(RTLD_NEXT, "unlink");
    *(void **)&real_rename = real_dlsym(RTLD_NEXT, "rename");
    *(void **)&real_link = real_dlsym(RTLD_NEXT, "link");
    *(void **)&real_open = real_dlsym(RTLD_NEXT, "open64");
    folder = getenv("FAULTS_FOLDER");
    if (!folder)
        return;
    folder_length = strlen(folder);
    read_plan(getenv("FAULTS_PLAN"));
    const char *log = getenv("FAULTS_LOG");
    if (log && (log_file = real_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) < 0)
        give_up(log);
    disk = getenv("FAULTS_DISK");
    char lock[PATH_MAX];
    if (disk && (snprintf(lock, sizeof lock, "%s/lock", disk), disk_lock = real_open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600)) < 0)
        give_up(lock);
}

/* The name within the folder; "" for the folder itself, NULL for what lies elsewhere. */
static const char *within(const char *path) {
    if (!folder || strncmp(path, folder, folder_length) != 0)
        return NULL;
    return path[folder_length] == '/' ? path + folder_length + 1 : path[folder_length] ? NULL : "";
}

static const char *name_of(int descriptor, char *path) {
    if (!folder)
        return NULL;
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0)
        return NULL;
    path[length] = 0;
    return within(path);
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

/* A full disk takes names away and syncs what it has; any other failure is one of every call. */
static int concerns(int error, enum change change) {
    return error != ENOSPC || change == BYTES;
}

static struct order count(const char *call, const char *name, enum change change, long long offset, size_t length) {
    struct order order = { 0, 0, 0 };
    calls++;
    if (log_file >= 0)
        dprintf(log_file, "%ld %s %s %lld %zu\n", calls, call, *name ? name : ".", offset, length);
    for (int i = 0; i < fault_count; i++) {
        struct fault fault = faults[i];
        if (fault.kind == KILL && fault.at == calls)
            die();
        if (fault.kind == TEAR && fault.at == calls)
            order.tear = 1;
        if (fault.kind == FAIL && fault.at == calls)
            order.error = fault.error;
        if (fault.kind == FAIL_FROM && calls >= fault.at && concerns(fault.error, change)) {
            /* A disk that fills up takes what still fits. */
            order.shorten = fault.error == ENOSPC && calls == fault.at && length > 1;
            order.error = order.shorten ? 0 : fault.error;
        }
    }
    if (order.tear && length < 2)
        die();
    return order;
}

/* The disk. */

static void disk_path(char *path, ino_t inode, const char *kind) {
    snprintf(path, PATH_MAX, "%s/%lu.%s", disk, (unsigned long)inode, kind);
}

static void note(const char *line) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/names", disk);
    int file = real_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0 || real_write(file, line, strlen(line)) < 0)
        give_up(path);
    close(file);
}

static int open_copy(int descriptor) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    return real_open(path, O_RDONLY | O_CLOEXEC);
}

/* The shortest length a file was cut to since it was synced; 0 when it was not cut. */
static int read_cut(ino_t inode, off64_t *cut) {
    char path[PATH_MAX], text[32] = "";
    disk_path(path, inode, "cut");
    int file = real_open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return 0;
    if (read(file, text, sizeof text - 1) < 0)
        give_up(path);
    close(file);
    *cut = atoll(text);
    return 1;
}

static void note_cut(ino_t inode, off64_t length) {
    char path[PATH_MAX], text[32];
    off64_t before;
    if (read_cut(inode, &before) && before <= length)
        return;
    disk_path(path, inode, "cut");
    int size = snprintf(text, sizeof text, "%lld", (long long)length);
    int file = real_open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0 || real_write(file, text, (size_t)size) != size)
        give_up(path);
    close(file);
}

/* Brings the image up to what the file holds, but for pages that were lost in a failed sync. */
static void bring_up(int descriptor, ino_t inode) {
    char path[PATH_MAX], page[PAGE];
    disk_path(path, inode, "image");
    int image = real_open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    disk_path(path, inode, "lost");
    int lost = real_open(path, O_RDONLY | O_CLOEXEC), file = open_copy(descriptor);
    if (image < 0 || file < 0)
        give_up(path);
    off64_t at = 0, cut;
    if (read_cut(inode, &cut)) {
        real_ftruncate(image, cut);
        disk_path(path, inode, "cut");
        real_unlink(path);
    }
    for (ssize_t read; (read = pread64(file, page, PAGE, at)) > 0; at += read) {
        char is_lost = 0;
        if (lost >= 0 && pread64(lost, &is_lost, 1, at / PAGE) == 1 && is_lost)
            continue;
        if (real_pwrite(image, page, (size_t)read, at) != read)
            give_up("an image");
    }
    real_ftruncate(image, at);
    close(image);
    close(file);
    if (lost >= 0)
        close(lost);
}

/* Meets a file for the first time. What it holds then counts as synced. */
static void meet(int descriptor, const char *name, int is_new) {
    struct stat64 stat;
    char path[PATH_MAX], line[PATH_MAX];
    if (fstat64(descriptor, &stat) || !S_ISREG(stat.st_mode))
        return;
    disk_path(path, stat.st_ino, "held");
    if (access(path, F_OK) == 0)
        return;
    char own[PATH_MAX];
    snprintf(own, sizeof own, "%s/%s", folder, name);
    if (real_link(own, path))
        give_up(path);
    bring_up(descriptor, stat.st_ino);
    snprintf(line, sizeof line, "%s %lu %s\n", is_new ? "create" : "known", (unsigned long)stat.st_ino, name);
    note(line);
}

static void lose(int descriptor) {
    struct stat64 stat;
    char path[PATH_MAX], page[PAGE], old[PAGE];
    if (fstat64(descriptor, &stat))
        give_up("fstat");
    disk_path(path, stat.st_ino, "image");
    int image = real_open(path, O_RDONLY | O_CLOEXEC), file = open_copy(descriptor);
    disk_path(path, stat.st_ino, "lost");
    int lost = real_open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (image < 0 || file < 0 || lost < 0)
        give_up(path);
    off64_t at = 0;
    for (ssize_t read; (read = pread64(file, page, PAGE, at)) > 0; at += read) {
        if ((pread64(image, old, (size_t)read, at) != read || memcmp(page, old, (size_t)read)) && real_pwrite(lost, "\1", 1, at / PAGE) != 1)
            give_up("lost pages");
    }
    close(image);
    close(file);
    close(lost);
}

/* Writing into a page makes it dirty, so that the next sync takes all of it. */
static void make_dirty(int descriptor, off64_t from, off64_t to) {
    struct stat64 stat;
    char path[PATH_MAX];
    if (fstat64(descriptor, &stat))
        give_up("fstat");
    disk_path(path, stat.st_ino, "lost");
    int lost = real_open(path, O_WRONLY | O_CLOEXEC);
    if (lost < 0)
        return;
    for (off64_t page = from / PAGE; page * PAGE < to; page++) {
        if (real_pwrite(lost, "", 1, page) != 1)
            give_up("lost pages");
    }
    close(lost);
}

static void enter(void) {
    pthread_mutex_lock(&gate);
    if (disk_lock >= 0)
        flock(disk_lock, LOCK_EX);
}

static void leave(void) {
    int error = errno;
    if (disk_lock >= 0)
        flock(disk_lock, LOCK_UN);
    pthread_mutex_unlock(&gate);
    errno = error;
}

/* The calls. */

static int opened(int base, const char *path, int flags, mode_t mode) {
    begin();
    const char *name = within(path);
    if (!name || !*name)
        return real_openat(base, path, flags, mode);
    enter();
    int is_new = (flags & O_CREAT) && access(path, F_OK), result = -1;
    struct order order = { 0, 0, 0 };
    if (is_new)
        order = count("create", name, BYTES, 0, 0);
    if (order.error)
        errno = order.error;
    else if ((result = real_openat(base, path, flags, mode)) >= 0 && disk)
        meet(result, name, is_new);
    leave();
    return result;
}

static mode_t mode_of(int flags, va_list arguments) {
    return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(arguments, mode_t) : 0;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        va_list arguments; \
        va_start(arguments, flags); \
        mode_t mode = mode_of(flags, arguments); \
        va_end(arguments); \
        return opened(AT_FDCWD, path, flags, mode); \
    }
#define OPENAT(name) \
    int name(int base, const char *path, int flags, ...) { \
        va_list arguments; \
        va_start(arguments, flags); \
        mode_t mode = mode_of(flags, arguments); \
        va_end(arguments); \
        return opened(base, path, flags, mode); \
    }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

static ssize_t write_bytes(const char *call, const char *name, int file, const char *bytes, size_t length, off64_t at) {
    enter();
    off64_t from = at >= 0 ? at : lseek64(file, 0, fcntl(file, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
    struct order order = count(call, name, BYTES, from, length);
    size_t part = order.tear || order.shorten ? length / 2 : length;
    ssize_t result = -1;
    if (order.error)
        errno = order.error;
    else
        result = at >= 0 ? real_pwrite(file, bytes, part, at) : real_write(file, bytes, part);
    if (result > 0 && disk)
        make_dirty(file, from, from + result);
    if (order.tear)
        die();
    leave();
    return result;
}

static ssize_t write_parts(const char *call, const char *name, int file, const struct iovec *parts, int count, off64_t at) {
    size_t length = 0, filled = 0;
    for (int i = 0; i < count; i++)
        length += parts[i].iov_len;
    char *bytes = malloc(length ? length : 1);
    if (!bytes)
        give_up("memory");
    for (int i = 0; i < count; filled += parts[i++].iov_len)
        memcpy(bytes + filled, parts[i].iov_base, parts[i].iov_len);
    ssize_t result = write_bytes(call, name, file, bytes, length, at);
    free(bytes);
    return result;
}

ssize_t write(int file, const void *bytes, size_t length) {
    begin();
    char path[PATH_MAX];
    const char *name = name_of(file, path);
    return name ? write_bytes("write", name, file, bytes, length, -1) : real_write(file, bytes, length);
}

static ssize_t written_at(int file, const void *bytes, size_t length, off64_t at) {
    begin();
    char path[PATH_MAX];
    const char *name = name_of(file, path);
    return name ? write_bytes("pwrite", name, file, bytes, length, at) : real_pwrite(file, bytes, length, at);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) { return written_at(file, bytes, length, at); }
ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at) { return written_at(file, bytes, length, at); }

ssize_t writev(int file, const struct iovec *parts, int count) {
    begin();
    char path[PATH_MAX];
    const char *name = name_of(file, path);
    return name ? write_parts("writev", name, file, parts, count, -1) : real_writev(file, parts, count);
}

static ssize_t parts_at(int file, const struct iovec *parts, int count, off64_t at) {
    begin();
    char path[PATH_MAX];
    const char *name = name_of(file, path);
    return name ? write_parts("pwritev", name, file, parts, count, at) : real_pwritev(file, parts, count, at);
}

ssize_t pwritev(int file, const struct iovec *parts, int count, off_t at) { return parts_at(file, parts, count, at); }
ssize_t pwritev64(int file, const struct iovec *parts, int count, off64_t at) { return parts_at(file, parts, count, at); }

static int resized(int file, off64_t length) {
    begin();
    char path[PATH_MAX];
    const char *name = name_of(file, path);
    if (!name)
        return real_ftruncate(file, length);
    enter();
    struct stat64 before;
    int result = fstat64(file, &before);
    struct order order = count("ftruncate", name, BYTES, length, 0);
    if (order.error)
        errno = order.error, result = -1;
    else
        result = real_ftruncate(file, length);
    if (result == 0 && disk && length < before.st_size)
        note_cut(before.st_ino, length);
    if (result == 0 && disk)
        make_dirty(file, length < before.st_size ? length : before.st_size, length < before.st_size ? before.st_size : length);
    leave();
    return result;
}

int ftruncate(int file, off_t length) { return resized(file, length); }
int ftruncate64(int file, off64_t length) { return resized(file, length); }

static int allocated(int file, int mode, off64_t at, off64_t length) {
    begin();
    char path[PATH_MAX];
    const char *name = name_of(file, path);
    if (!name)
        return real_fallocate(file, mode, at, length);
    enter();
    struct order order = count("fallocate", name, BYTES, at, 0);
    int result = -1;
    if (order.error)
        errno = order.error;
    else
        result = real_fallocate(file, mode, at, length);
    leave();
    return result;
}

int fallocate(int file, int mode, off_t at, off_t length) { return allocated(file, mode, at, length); }
int fallocate64(int file, int mode, off64_t at, off64_t length) { return allocated(file, mode, at, length); }

static int synced(const char *call, int file, int (*real)(int)) {
    begin();
    char path[PATH_MAX];
    const char *name = name_of(file, path);
    if (!name)
        return real(file);
    enter();
    struct order order = count(call, name, SYNC, 0, 0);
    struct stat64 stat;
    int result = order.error ? -1 : 0, is_file = fstat64(file, &stat) == 0 && S_ISREG(stat.st_mode);
    if (order.error && disk && is_file)
        lose(file);
    else if (!order.error && disk && is_file)
        bring_up(file, stat.st_ino);
    else if (!order.error && disk && !*name)
        note("sync\n");
    else if (!order.error && !disk)
        result = real(file);
    if (order.error)
        errno = order.error;
    leave();
    return result;
}

int fsync(int file) { return synced("fsync", file, real_fsync); }
int fdatasync(int file) { return synced("fdatasync", file, real_fdatasync); }

static int renamed(const char *call, const char *from, const char *to, int (*real)(const char *, const char *)) {
    begin();
    const char *old = within(from), *name = within(to);
    if (!name)
        return real(from, to);
    enter();
    struct order order = count(call, name, NAME, 0, 0);
    int result = -1;
    if (order.error)
        errno = order.error;
    else if ((result = real(from, to)) == 0 && disk) {
        struct stat64 stat;
        char line[PATH_MAX * 2];
        if (stat64(to, &stat))
            give_up(to);
        if (!old) {
            int file = real_open(to, O_RDONLY | O_CLOEXEC);
            if (file < 0)
                give_up(to);
            meet(file, name, 1);
            close(file);
        } else {
            snprintf(line, sizeof line, "create %lu %s\n%s%s%s", (unsigned long)stat.st_ino, name, real == real_rename ? "unlink 0 " : "", real == real_rename ? old : "", real == real_rename ? "\n" : "");
            note(line);
        }
    }
    leave();
    return result;
}

int rename(const char *from, const char *to) { return renamed("rename", from, to, real_rename); }
int link(const char *from, const char *to) { return renamed("link", from, to, real_link); }

int unlink(const char *path) {
    begin();
    const char *name = within(path);
    if (!name)
        return real_unlink(path);
    enter();
    struct order order = count("unlink", name, NAME, 0, 0);
    int result = -1;
    if (order.error)
        errno = order.error;
    else if ((result = real_unlink(path)) == 0 && disk) {
        char line[PATH_MAX];
        snprintf(line, sizeof line, "unlink 0 %s\n", name);
        note(line);
    }
    leave();
    return result;
}

/* A managed program finds functions by name in the library itself, past this one. */
void *dlsym(void *handle, const char *name) {
    begin();
    void *found = real_dlsym(handle, name);
    if (!found || handle == RTLD_NEXT)
        return found;
    const struct { void *real; void *own; } pairs[] = {
        { (void *)real_open, (void *)open64 }, { (void *)real_openat, (void *)openat64 }, { (void *)real_write, (void *)write },
        { (void *)real_pwrite, (void *)pwrite64 }, { (void *)real_writev, (void *)writev }, { (void *)real_pwritev, (void *)pwritev64 },
        { (void *)real_ftruncate, (void *)ftruncate64 }, { (void *)real_fallocate, (void *)fallocate64 }, { (void *)real_fsync, (void *)fsync },
        { (void *)real_fdatasync, (void *)fdatasync }, { (void *)real_unlink, (void *)unlink }, { (void *)real_rename, (void *)rename },
        { (void *)real_link, (void *)link },
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (found == pairs[i].real)
            return pairs[i].own;
    }
    return found;
}
