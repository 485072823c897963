#ifndef USMCA_CLI_TEMPLATE_BOOK_H
#define USMCA_CLI_TEMPLATE_BOOK_H

#include "case/tables.h"
#include "requests/xlsx.h"
#include "rulebook/messages.h"

/* The workbook that people fill in: a sheet for each table that `user` reads, named as it, with the names of
 * its columns in the first row, and what each means as a comment on it, in the language of the messages.
 * Nothing in it is of the day that it is written. False when memory is exhausted. */
bool template_fill(lxw_workbook *book, const struct messages *messages, enum table_user user);

#endif
