#ifndef USMCA_RECORD_PAGES_H
#define USMCA_RECORD_PAGES_H

#include <stdbool.h>
#include <stdint.h>

#include "record/sqlite.h"

/* Every page of the file ends with a sum of itself, so that a bit turned anywhere is found: in what is
 * stored, in the header, in what was deleted, and in the sum.
 *
 * SQLite leaves the last bytes of each page alone (byte 20 of its header says how many); they are filled by a
 * VFS that hands all else to the one of the system. The sum is BLAKE2b of 16 bytes over the number of the
 * page, from 1, as eight bytes big-endian, and the page before the sum. Whoever writes the file without this
 * VFS leaves sums that do not agree. Each page is held against its sum when it is read, so that nothing is
 * answered out of one that was changed. */

enum { RECORD_PAGE = 4096, RECORD_SUM = 16 };

/* Registers the VFS of that name with SQLite, which is loaded. */
extern const char RECORD_VFS[];
usmca_status pages_register(usmca_error *error);

/* The page of an open database that did not agree with its sum when it was last read; 0 where all of them
 * did. */
uint64_t pages_damaged(sqlite3 *database);

/* Reads the file, page by page. USMCA_ERROR_INPUT where one does not agree with its sum, or where there are
 * more or fewer of them than the first says. */
usmca_status pages_check(const char *path, uint64_t *pages, usmca_error *error);

#endif
