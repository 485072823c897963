#ifndef USMCA_SERVICE_FILE_QUESTION_H
#define USMCA_SERVICE_FILE_QUESTION_H

#include "service/determine.h"

/* Questions about files alone, before anything is determined with them. */

struct file_asked {
    const json_t *said;              /* an object */
    const struct table_input *files; /* QUESTION_INPUTS of them */
    const char *profile;             /* the path of one that was given with the files; or NULL */
    const json_t *columns;           /* what is chosen, by table; or NULL */
};

/* What each may say beside its files, ended by NULL. */
extern const char *const FILE_PREVIEW_MEMBERS[];
extern const char *const FILE_PROFILE_MEMBERS[];

/* Appends {"files":[{"table":…,"sheet":…,"preview":{…},"headers":[…],"needed":[…],"columns":[…],
 * "doubts":[…]},…],"notices":[…]}: what `usmca preview` says of each file, what its headers may be, and the
 * columns that its table needs and has. */
usmca_status file_preview(struct buffer *out, const struct service *service, const struct file_asked *asked,
                          usmca_error *error);

/* Appends the profile of files whose columns are as chosen: {"bom":[{"place":2,"column":"hs"},
 * {"column":"country","constant":"MX"}],…}. Without columns, all of them as their headers suggest. */
usmca_status file_profile(struct buffer *out, const struct service *service, const struct file_asked *asked,
                          usmca_error *error);

#endif
