#ifndef USMCA_CLI_REQUESTS_TAKEN_H
#define USMCA_CLI_REQUESTS_TAKEN_H

#include "cli/requests_heard.h"
#include "record/record.h"

/* What is taken of the answers: a row of documents.csv for each paper, with a number that no other paper of
 * the requests has; a row for each item that is answered; and what a record keeps of them. */
struct taken {
    const struct messages *messages;
    date day;             /* on which they came */
    bool keep_numbers;    /* a paper that takes the place of another has its number */
    bool raw;             /* cells as they are: buffer_csv_foreign() */
    json_t *numbers;      /* of papers that were taken */
    json_t *answers;      /* lists by request: what the record keeps */
    struct buffer rows;   /* of documents.csv */
    struct buffer states; /* of --answers */
    struct buffer told;   /* which papers show nothing on a day that was asked about */
    struct arena arena;   /* of the numbers */
    size_t counts[ANSWER_STATES];
};

/* With the headers of both files. To be freed in any case. */
usmca_status taken_begin(struct taken *taken, usmca_error *error);
/* Takes the answer of a row that can be read; its paper has a number then. */
usmca_status taken_add(struct taken *taken, struct heard_row *row, usmca_error *error);
/* Keeps the answers in the record at `path`, each with its request. */
usmca_status taken_keep(struct taken *taken, const char *path, usmca_error *error);
void taken_free(struct taken *taken);

#endif
