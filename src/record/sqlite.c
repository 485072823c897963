#include "record/sqlite.h"

#include <dlfcn.h>

SQLITE_EXTENSION_INIT1

/* The entry of an extension: all that is wanted of it is the table. */
static int take_table(sqlite3 *database, char **message, const sqlite3_api_routines *table) {
    (void)database;
    (void)message;
    SQLITE_EXTENSION_INIT2(table);
    return SQLITE_OK;
}

typedef int (*automatic)(void (*entry)(void));
typedef int (*opening)(const char *, sqlite3 **);
typedef int (*closing)(sqlite3 *);

usmca_status sqlite_load(usmca_error *error) {
    static const char LIBRARY[] = "libsqlite3.so.0";
    if (sqlite3_api != NULL)
        return USMCA_OK;
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL)
        return error_set(error, USMCA_ERROR_IO, LIBRARY, 0, 0, "cannot load: %s", dlerror());
    automatic extend = (automatic)dlsym(library, "sqlite3_auto_extension");
    automatic cancel = (automatic)dlsym(library, "sqlite3_cancel_auto_extension");
    opening open_database = (opening)dlsym(library, "sqlite3_open");
    closing close_database = (closing)dlsym(library, "sqlite3_close");
    sqlite3 *memory = NULL;
    if (extend != NULL && cancel != NULL && open_database != NULL && close_database != NULL &&
        extend((void (*)(void))take_table) == SQLITE_OK) {
        (void)open_database(":memory:", &memory);
        (void)close_database(memory);
        cancel((void (*)(void))take_table);
    }
    return sqlite3_api != NULL
               ? USMCA_OK
               : error_set(error, USMCA_ERROR_IO, LIBRARY, 0, 0, "cannot be used: it hands out no functions");
}
