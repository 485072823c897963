#ifndef USMCA_HTTP_UPLOAD_H
#define USMCA_HTTP_UPLOAD_H

#include <jansson.h>

#include "http/library.h"
#include "service/determine.h"

/* Files that are no table of a question. */
enum { UPLOAD_PROFILE = QUESTION_INPUTS, UPLOAD_RESULTS, UPLOAD_COLUMNS, MOST_UPLOADS };

/* A form with files: each part is a table by its name (goods, bom, documents, …; `file` is a flat file or a
 * workbook with all of them), or says what holds for all goods. Files lie in memory alone. */
struct upload {
    int input; /* of struct determining, or one of the above */
    int descriptor;
    char path[128];
    char shown[96];
};

struct uploads {
    struct upload files[MOST_UPLOADS];
    size_t count;
    json_t *said;        /* an object: the other parts */
    struct upload *file; /* that is being read; or NULL, and */
    struct buffer value; /* the part that is, and its name */
    char name[64];
    char problem[160]; /* what is wrong with the form; or empty */
    bool out_of_memory;
};

/* Reads a body of multipart/form-data. False where there is no memory; `problem` is filled where it is no
 * such form. To be freed in any case. */
bool uploads_read(struct uploads *uploads, const struct http_library *library,
                  struct MHD_Connection *connection, struct text body);
/* The file of that number; NULL where there is none. `uploads` may be NULL. */
const struct upload *uploads_find(const struct uploads *uploads, int input);
/* Those that are tables, QUESTION_INPUTS of them; *profile is the path of one, or NULL. */
void uploads_tables(const struct uploads *uploads, struct table_input *files, const char **profile);
void uploads_free(struct uploads *uploads);

#endif
