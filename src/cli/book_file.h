#ifndef USMCA_CLI_BOOK_FILE_H
#define USMCA_CLI_BOOK_FILE_H

#include "cli/output.h"
#include "requests/xlsx.h"

/* Whether its rows are kept until the end, or each is written before the next of its sheet. */
enum book_memory { BOOK_KEPT, BOOK_ROW_BY_ROW };

/* 2020-07-01, in seconds since 1970: every workbook says that it was made then, so that the same content is
 * the same file. */
enum { BOOK_DAY_OF_NO_MEANING = 1593561600 };

/* What is written into a workbook; it is closed behind it. */
typedef usmca_status (*book_fill)(lxw_workbook *book, void *context, usmca_error *error);

/* Makes a workbook and copies it to the output: the library that makes it writes to a path alone. It stands
 * in the folder for temporary files until then, and is gone in any case. It is made apart (cli/apart.h), so
 * that nothing of what `fill` does is seen by the caller. */
usmca_status book_file_write(struct command_output *output, enum book_memory memory, book_fill fill,
                             void *context, usmca_error *error);

#endif
