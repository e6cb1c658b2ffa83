/* Stands between SQLite and the disk of one process (LD_PRELOAD): writes down what reaches the files of the till, and fails on command.
 *
 * DISK_SHIM_DIR names the data directory; only pos.db, pos.db-wal and pos.db-journal in it, and the directory itself, are watched.
 * DISK_SHIM_LOG names the record: for each act a head of five 32-bit words (act, file, offset, length, result) and then `length` bytes.
 * DISK_SHIM_SWITCH names a file that others make and remove: while it is there, the acts it names ("ACT:ERRNO") fail.
 * The program speaks to it by opening paths that cannot exist: "/shim:mark:TEXT", "/shim:fail:ACT:ERRNO:SKIP:COUNT", "/shim:mend". */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum act { ACT_CREATE = 1, ACT_WRITE = 2, ACT_SYNC = 3, ACT_TRUNCATE = 4, ACT_UNLINK = 5, ACT_MARK = 6, ACT_READ = 7, ACT_OPEN = 8 };
enum file { FILE_NONE = 0, FILE_DATABASE = 1, FILE_WAL = 2, FILE_JOURNAL = 3, FILE_DIRECTORY = 4 };
enum { MOST_FDS = 4096, SHORT_WRITE = -1 };

static const char *directory;
static const char *switch_file;
static int log_fd = -1;
static unsigned char file_of[MOST_FDS];

/* The one fault that is armed: passes `skip` acts of this kind, then spoils `count`. */
static struct { int act, error, skip, count; } fault;

#define REAL(name) ((__typeof__(&name))real(#name))
static void *real(const char *name) {
  void *found = dlsym(RTLD_NEXT, name);
  if (found == NULL) abort();
  return found;
}

/* A copy: programs that write their own title do so over the environment. */
static const char *kept(const char *name) {
  const char *value = getenv(name);
  return value == NULL ? NULL : strdup(value);
}

__attribute__((constructor)) static void begin(void) {
  directory = kept("DISK_SHIM_DIR");
  switch_file = kept("DISK_SHIM_SWITCH");
  const char *log = getenv("DISK_SHIM_LOG");
  if (log != NULL) log_fd = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static enum file watched(const char *path) {
  if (directory == NULL || path == NULL) return FILE_NONE;
  size_t length = strlen(directory);
  if (strncmp(path, directory, length) != 0) return FILE_NONE;
  if (path[length] == '\0') return FILE_DIRECTORY;
  if (path[length] != '/') return FILE_NONE;
  const char *name = path + length + 1;
  if (strcmp(name, "pos.db") == 0) return FILE_DATABASE;
  if (strcmp(name, "pos.db-wal") == 0) return FILE_WAL;
  if (strcmp(name, "pos.db-journal") == 0) return FILE_JOURNAL;
  return FILE_NONE;
}

static enum file held(int fd) { return fd >= 0 && fd < MOST_FDS ? (enum file)file_of[fd] : FILE_NONE; }

static void record(enum act act, enum file file, uint32_t offset, const void *bytes, uint32_t length, int result) {
  if (log_fd < 0) return;
  int kept = errno;
  uint32_t head[5] = { (uint32_t)act, (uint32_t)file, offset, length, (uint32_t)result };
  if (write(log_fd, head, sizeof head) != (ssize_t)sizeof head) abort();
  if (length > 0 && write(log_fd, bytes, length) != (ssize_t)length) abort();
  errno = kept;
}

/* The error of an act that somebody outside has switched off; 0: nobody has. */
static int switched_off(enum act act) {
  if (switch_file == NULL) return 0;
  int kept = errno;
  int named = 0, error = 0;
  char text[32] = { 0 };
  int fd = REAL(open)(switch_file, O_RDONLY | O_CLOEXEC);
  if (fd >= 0) {
    if (read(fd, text, sizeof text - 1) > 0) sscanf(text, "%d:%d", &named, &error);
    REAL(close)(fd);
  }
  errno = kept;
  return named == (int)act ? error : 0;
}

/* 0: let it pass. Otherwise the error to answer, or SHORT_WRITE. */
static int spoiled(enum act act, enum file file) {
  int error = file == FILE_DIRECTORY ? 0 : switched_off(act);
  if (error != 0) return error;
  if (fault.count == 0 || fault.act != (int)act) return 0;
  if (fault.skip > 0) { fault.skip -= 1; return 0; }
  fault.count -= 1;
  return fault.error;
}

/* Whether the path was a word to us. */
static int heard(const char *path) {
  const char *word = path == NULL ? NULL : strstr(path, "/shim:");
  if (word == NULL) return 0;
  word += strlen("/shim:");
  if (strncmp(word, "mark:", 5) == 0) record(ACT_MARK, FILE_NONE, 0, word + 5, (uint32_t)strlen(word + 5), 0);
  else if (strcmp(word, "mend") == 0) fault.count = 0;
  else if (sscanf(word, "fail:%d:%d:%d:%d", &fault.act, &fault.error, &fault.skip, &fault.count) != 4) abort();
  errno = ENOENT;
  return 1;
}

static int opened(const char *path, int flags, mode_t mode, int (*next)(const char *, int, ...)) {
  if (heard(path)) return -1;
  enum file file = watched(path);
  int error = file == FILE_NONE ? 0 : spoiled(ACT_OPEN, file);
  if (error > 0) { errno = error; return -1; }
  int is_new = file != FILE_NONE && (flags & O_CREAT) != 0 && access(path, F_OK) != 0;
  int fd = next(path, flags, mode);
  if (fd >= 0 && fd < MOST_FDS) file_of[fd] = (unsigned char)file;
  if (fd >= 0 && is_new) record(ACT_CREATE, file, 0, NULL, 0, 0);
  return fd;
}

#define MODE_OF(flags, last) ({ mode_t mode = 0; if (((flags) & O_CREAT) != 0) { va_list rest; va_start(rest, last); mode = va_arg(rest, mode_t); va_end(rest); } mode; })

int open(const char *path, int flags, ...) { return opened(path, flags, MODE_OF(flags, flags), REAL(open)); }
int open64(const char *path, int flags, ...) { return opened(path, flags, MODE_OF(flags, flags), REAL(open64)); }

int close(int fd) {
  if (fd >= 0 && fd < MOST_FDS) file_of[fd] = FILE_NONE;
  return REAL(close)(fd);
}

static ssize_t written(int fd, const void *bytes, size_t count, off64_t offset) {
  enum file file = held(fd);
  int error = file == FILE_NONE ? 0 : spoiled(ACT_WRITE, file);
  if (error > 0) { errno = error; return -1; }
  ssize_t result = REAL(pwrite64)(fd, bytes, error == SHORT_WRITE && count > 1 ? count / 2 : count, offset);
  if (file != FILE_NONE && result > 0) record(ACT_WRITE, file, (uint32_t)offset, bytes, (uint32_t)result, 0);
  return result;
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) { return written(fd, bytes, count, offset); }
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) { return written(fd, bytes, count, offset); }

static ssize_t got(int fd, void *bytes, size_t count, off64_t offset) {
  int error = held(fd) == FILE_NONE ? 0 : spoiled(ACT_READ, held(fd));
  if (error > 0) { errno = error; return -1; }
  return REAL(pread64)(fd, bytes, count, offset);
}

ssize_t pread64(int fd, void *bytes, size_t count, off64_t offset) { return got(fd, bytes, count, offset); }
ssize_t pread(int fd, void *bytes, size_t count, off_t offset) { return got(fd, bytes, count, offset); }

static int synced(int fd, int (*next)(int)) {
  enum file file = held(fd);
  int error = file == FILE_NONE ? 0 : spoiled(ACT_SYNC, file);
  /* A drive that fails a sync says nothing about what it kept: the reader of the record decides. */
  int result = error > 0 ? -1 : next(fd);
  if (error > 0) errno = error;
  if (file != FILE_NONE) record(ACT_SYNC, file, 0, NULL, 0, result);
  return result;
}

int fsync(int fd) { return synced(fd, REAL(fsync)); }
int fdatasync(int fd) { return synced(fd, REAL(fdatasync)); }

static int cut(int fd, off64_t length) {
  enum file file = held(fd);
  int error = file == FILE_NONE ? 0 : spoiled(ACT_TRUNCATE, file);
  if (error > 0) { errno = error; return -1; }
  int result = REAL(ftruncate64)(fd, length);
  if (file != FILE_NONE && result == 0) record(ACT_TRUNCATE, file, (uint32_t)length, NULL, 0, 0);
  return result;
}

int ftruncate64(int fd, off64_t length) { return cut(fd, length); }
int ftruncate(int fd, off_t length) { return cut(fd, length); }

int unlink(const char *path) {
  enum file file = watched(path);
  int error = file == FILE_NONE ? 0 : spoiled(ACT_UNLINK, file);
  if (error > 0) { errno = error; return -1; }
  int result = REAL(unlink)(path);
  if (file != FILE_NONE && result == 0) record(ACT_UNLINK, file, 0, NULL, 0, 0);
  return result;
}
