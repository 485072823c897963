#ifndef USMCA_CLI_TABLE_OPTIONS_H
#define USMCA_CLI_TABLE_OPTIONS_H

#include "case/tables.h"
#include "cli/options.h"

/* Options that name the files of tables, one a line of tables.def. */

/* Writes those of the tables that `user` reads to `options`, into `files`, and returns how many there are. */
int table_options(enum table_user user, const char *files[TABLES], struct command_option *options);

/* Prints the help text of a command: what stands before its tables, these, with what they hold from `column`
 * on, and what stands behind them. EXIT_DONE, or EXIT_INPUT_OUTPUT with a message. */
int table_options_help(const char *before, enum table_user user, size_t column, const char *behind);

#endif
