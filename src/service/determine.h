#ifndef USMCA_SERVICE_DETERMINE_H
#define USMCA_SERVICE_DETERMINE_H

#include "batch/run.h"
#include "service/json_rows.h"
#include "service/service.h"

/* Goods determined as `usmca check` determines them. */

/* A table of a question. */
struct table_input {
    const char *path;             /* where it is read; NULL where it is not given */
    const char *shown;            /* what messages call that */
    const struct json_rows *rows; /* where it was given as JSON; or NULL */
};

enum { INPUT_FLAT = INPUTS, QUESTION_INPUTS };

struct determining {
    const struct service *service;
    const struct service_question *question;
    struct table_input inputs[QUESTION_INPUTS]; /* of enum table_kind, INPUT_GOODS, INPUT_LINES, INPUT_FLAT */
    const struct profile *profile;
    const struct report_format *format;
    int output;                   /* takes the determinations */
    bool (*go_on)(void *context); /* asked between goods; or NULL */
    void *context;
};

/* What comes out beside the determinations. */
struct determined {
    struct batch_result result;
    uint64_t rows;
    int refused; /* a file in memory: the rows that could not be read, as `usmca check --rejects` writes them
                  */
};

/* A file that lies in memory alone, and its bytes. */
usmca_status memory_file(int *out, const char *name, usmca_error *error);
usmca_status memory_file_read(struct buffer *out, int descriptor, usmca_error *error);

/* Appends the text with the paths that tables were read at, QUESTION_INPUTS of them, as they are shown. */
void table_inputs_show(struct buffer *out, const struct table_input *inputs, struct text text);
/* The same of what an error says. */
void table_inputs_name(const struct table_input *inputs, usmca_error *error);

/* An error names the table as it is shown, and the row where it was given as JSON. To be freed in any case.
 */
usmca_status determine_goods(struct determined *out, const struct determining *asked, usmca_error *error);
void determined_free(struct determined *out);

/* Appends ["…",…]: what was taken without its being said. */
void determined_notices(struct buffer *out, const struct determined *determined,
                        const struct determining *asked);

/* Appends ,"refused":[…],"notices":[…],"rows":N,"goods":{"originating":N,…} : the rows that could not be
 * read, what was taken without its being said, and how many goods came out how. */
usmca_status determined_json(struct buffer *out, const struct determined *determined,
                             const struct determining *asked, usmca_error *error);

#endif
