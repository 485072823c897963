#ifndef USMCA_RECORD_SQLITE_H
#define USMCA_RECORD_SQLITE_H

#include <sqlite3ext.h>

#include "base/error.h"

/* SQLite, loaded when a record is opened, and by no other command: its functions go through the table that it
 * hands to extensions, as sqlite3ext.h names them. */
SQLITE_EXTENSION_INIT3

usmca_status sqlite_load(usmca_error *error);

#endif
