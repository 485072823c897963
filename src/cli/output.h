#ifndef USMCA_CLI_OUTPUT_H
#define USMCA_CLI_OUTPUT_H

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"

/* An output file that is complete or absent: written beside its target, then renamed. A link's target is
 * written, and a file that stood there keeps its mode. "-" or NULL is standard output; that, a device and a
 * pipe are written through, and never replaced. A signal that ends the program removes what is half written.
 */
struct command_output {
    const char *path; /* as the user named it; NULL for standard output */
    char *target;     /* what is put in place; NULL where it is written through */
    char *temporary;
    char *former; /* what stood there, until all outputs of a run are in place */
    int descriptor;
    bool own; /* the descriptor is to be closed */
};

usmca_status command_output_open(struct command_output *output, const char *path, usmca_error *error);
/* That a file cannot be written, by errno. */
usmca_status command_output_error(const char *path, usmca_error *error);
usmca_status command_output_write(struct command_output *output, struct text bytes, usmca_error *error);

/* Opens one and writes all of it; a body that failed is memory exhausted. It is still to be closed. */
usmca_status command_output_put(struct command_output *output, const char *path, struct text head,
                                const struct buffer *body, usmca_error *error);

/* A file for a while, which a signal removes: `path` ends in XXXXXX, and has to stay where it is until the
 * file is removed. -1, with errno. */
int command_temporary_open(char *path);
void command_temporary_remove(char *path);
/* All of them, and all that is half written, as a signal does. */
void command_temporaries_remove(void);

/* A folder for outputs, which a signal removes with them until it is left; false, with errno. */
bool command_folder_make(const char *path);
/* Removes it, too, where `keep` is false and nothing is in it. */
void command_folder_leave(const char *path, bool keep);

/* The signals that end the program wait, from the first to the second; the third is of a process that has
 * just been forked: they end it again, and what the other one has half written is not its own. */
void command_signals_hold(sigset_t *before);
void command_signals_let(const sigset_t *before);
void command_signals_anew(const sigset_t *before);
/* A signal that ends the program ends this process first, and waits for it; 0 is none. */
void command_process_begun(pid_t process);

/* Puts the file in its place; after a failure, where `keep` is false, nothing is left of it. */
usmca_status command_output_close(struct command_output *output, bool keep, usmca_error *error);

/* The same of several, which appear together or not at all. Those that were never opened are all zeros. */
usmca_status command_outputs_close(struct command_output *outputs, int count, bool keep, usmca_error *error);

/* EXIT_USAGE, with a message, where an output is one of the inputs, or two outputs are one file: the first of
 * them would be lost. NULL, "-" and what is no regular file are passed over. */
int command_outputs_apart(const char *command, const char *const *outputs, int output_count,
                          const char *const *inputs, int input_count);

/* Standard streams that the caller has closed are opened on nothing, so that no file takes their numbers:
 * reading from them, or writing results to them, fails. */
void command_streams_open(void);

/* Flushes standard output: `status`, or EXIT_INPUT_OUTPUT with a message where it cannot be written. */
int command_streams_close(int status);

#endif
