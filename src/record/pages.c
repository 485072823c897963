#include "record/pages.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "record/digest.h"
#include "record/sqlite.h"

const char RECORD_VFS[] = "usmca-record";

enum { SUMMED = RECORD_PAGE - RECORD_SUM };

static void sum_page(unsigned char sum[RECORD_SUM], uint64_t number, const unsigned char *page) {
    unsigned char counted[8];
    crypto_generichash_state state;
    digest_count(counted, number);
    crypto_generichash_init(&state, NULL, 0, RECORD_SUM);
    crypto_generichash_update(&state, counted, sizeof counted);
    crypto_generichash_update(&state, page, SUMMED);
    crypto_generichash_final(&state, sum, RECORD_SUM);
}

static bool agrees(uint64_t number, const unsigned char *page) {
    unsigned char sum[RECORD_SUM];
    sum_page(sum, number, page);
    return memcmp(sum, page + SUMMED, RECORD_SUM) == 0;
}

/* ---- reading and writing ---- */

/* Behind what the VFS of the system keeps of a file. */
struct summed_file {
    const sqlite3_io_methods *real;
    sqlite3_io_methods own;
    sqlite3_uint64 damaged; /* the last page that did not agree with its sum; 0: none */
    unsigned char page[RECORD_PAGE];
};

static sqlite3_vfs *system_vfs(void) {
    return sqlite3_vfs_find(NULL);
}

static int size_of_system(const sqlite3_vfs *vfs) {
    enum { ALIGNMENT = 16 };
    return (vfs->szOsFile + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static struct summed_file *summed(sqlite3_file *file) {
    return (struct summed_file *)(void *)((char *)file + size_of_system(system_vfs()));
}

static int write_page(sqlite3_file *file, const void *bytes, int amount, sqlite3_int64 offset) {
    struct summed_file *with = summed(file);
    if (amount != RECORD_PAGE || offset % RECORD_PAGE != 0)
        return with->real->xWrite(file, bytes, amount, offset);
    memcpy(with->page, bytes, SUMMED);
    sum_page(with->page + SUMMED, (uint64_t)(offset / RECORD_PAGE) + 1, with->page);
    return with->real->xWrite(file, with->page, amount, offset);
}

/* Parts of a page are read of the first alone, by which SQLite sees whether the file is another. */
static int read_page(sqlite3_file *file, void *bytes, int amount, sqlite3_int64 offset) {
    struct summed_file *with = summed(file);
    uint64_t number = (uint64_t)(offset / RECORD_PAGE) + 1;
    int status = with->real->xRead(file, bytes, amount, offset);
    if (status != SQLITE_OK || amount != RECORD_PAGE || offset % RECORD_PAGE != 0 || agrees(number, bytes))
        return status;
    with->damaged = number;
    return SQLITE_CORRUPT;
}

/* An operation of the file that no other program has. */
enum { TELL_DAMAGED = 0x75534d43 };

static int control(sqlite3_file *file, int operation, void *argument) {
    struct summed_file *with = summed(file);
    if (operation != TELL_DAMAGED)
        return with->real->xFileControl(file, operation, argument);
    *(sqlite3_uint64 *)argument = with->damaged;
    return SQLITE_OK;
}

uint64_t pages_damaged(sqlite3 *database) {
    sqlite3_uint64 number = 0;
    return sqlite3_file_control(database, "main", TELL_DAMAGED, &number) == SQLITE_OK ? number : 0;
}

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *found) {
    int status = system_vfs()->xOpen(vfs, name, file, flags, found);
    if (status != SQLITE_OK || (flags & SQLITE_OPEN_MAIN_DB) == 0)
        return status;
    struct summed_file *with = summed(file);
    with->real = file->pMethods;
    with->own = *file->pMethods;
    with->own.xRead = read_page;
    with->own.xWrite = write_page;
    with->own.xFileControl = control;
    with->damaged = 0;
    file->pMethods = &with->own;
    return SQLITE_OK;
}

usmca_status pages_register(usmca_error *error) {
    static sqlite3_vfs own;
    if (sqlite3_vfs_find(RECORD_VFS) != NULL)
        return USMCA_OK;
    sqlite3_vfs *system = system_vfs();
    if (system == NULL)
        return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "SQLite knows no files here");
    own = *system;
    own.pNext = NULL;
    own.zName = RECORD_VFS;
    own.szOsFile = size_of_system(system) + (int)sizeof(struct summed_file);
    own.xOpen = open_file;
    return sqlite3_vfs_register(&own, 0) == SQLITE_OK ? USMCA_OK : error_memory(error);
}

/* ---- checking ---- */

static usmca_status check_page(const char *path, uint64_t number, const unsigned char *page,
                               usmca_error *error) {
    if (agrees(number, page))
        return USMCA_OK;
    return error_set(error, USMCA_ERROR_INPUT, path, 0, 0,
                     "page %llu of the file is not what was written: its sum does not agree",
                     (unsigned long long)number);
}

static uint64_t pages_said(const unsigned char *first) {
    enum { AT = 28 };
    return (uint64_t)first[AT] << 24 | (uint64_t)first[AT + 1] << 16 | (uint64_t)first[AT + 2] << 8 |
           first[AT + 3];
}

static usmca_status check_pages(int descriptor, const char *path, uint64_t *pages, usmca_error *error) {
    unsigned char page[RECORD_PAGE];
    uint64_t said = 0;
    for (*pages = 0;; ++*pages) {
        errno = 0;
        ssize_t got = file_read_at(descriptor, page, sizeof page, (off_t)(*pages * RECORD_PAGE));
        if (got < 0)
            return error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot read: %s", strerror(errno));
        if (got == 0)
            break;
        if (got < RECORD_PAGE)
            return error_set(error, USMCA_ERROR_INPUT, path, 0, 0, "its last page is not whole");
        usmca_status status = check_page(path, *pages + 1, page, error);
        if (status != USMCA_OK)
            return status;
        if (*pages == 0)
            said = pages_said(page);
    }
    if (*pages == said)
        return USMCA_OK;
    return error_set(error, USMCA_ERROR_INPUT, path, 0, 0, "it has %llu pages, and says that it has %llu",
                     (unsigned long long)*pages, (unsigned long long)said);
}

usmca_status pages_check(const char *path, uint64_t *pages, usmca_error *error) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot open: %s", strerror(errno));
    usmca_status status = check_pages(descriptor, path, pages, error);
    close(descriptor);
    return status;
}
