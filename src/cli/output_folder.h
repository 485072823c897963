#ifndef USMCA_CLI_OUTPUT_FOLDER_H
#define USMCA_CLI_OUTPUT_FOLDER_H

#include <stdbool.h>

#include "base/error.h"

/* A folder of files, complete or absent: written beside its place, then moved there. What stands there is
 * replaced where it is one that was made before, and else refused. A signal that ends the program leaves
 * nothing. */
struct output_folder {
    const char *path; /* as the user named it */
    char *target;
    char *temporary; /* where the files go until then; NULL where nothing is to be removed */
    int root;        /* descriptor of that */
    bool stands;     /* something is there to be replaced */
};

/* Whether a folder is an earlier one, or empty, so that nothing of anybody else's is lost with it. False also
 * where that cannot be told. */
typedef bool (*folder_replaceable)(const char *path);

/* `earlier` says what alone is replaced: "an earlier report". */
usmca_status output_folder_open(struct output_folder *folder, const char *path,
                                folder_replaceable replaceable, const char *earlier, usmca_error *error);
/* An error where a signal has come, to be asked between two files. */
usmca_status output_folder_goes_on(const struct output_folder *folder, usmca_error *error);
/* Moves the folder to its place, or removes it where `keep` is false. */
usmca_status output_folder_close(struct output_folder *folder, bool keep, usmca_error *error);

/* That it cannot be written, by errno. */
usmca_status output_folder_failed(const struct output_folder *folder, usmca_error *error);
/* FOLDER/NAME, to be freed; NULL where memory is exhausted. */
char *output_folder_joined(const char *folder, const char *name);
/* Whether the name of a file in it ends so, behind something else. */
bool output_name_ends(const char *name, const char *end);

#endif
