#ifndef USMCA_RECORD_QUERY_H
#define USMCA_RECORD_QUERY_H

#include "record/digest.h"
#include "record/pack.h"
#include "record/record.h"

/* What is asked of a record. */

struct run_listed {
    int64_t run;
    date day;
    const char *kept; /* until the next is taken, as are the others */
    const char *program;
    const char *rules;
    int64_t goods;
    int64_t originating;
    int64_t non_originating;
    int64_t undetermined;
    int64_t rejected;
    int64_t attachments;
    bool expired;
};
typedef usmca_status (*query_take_run)(void *context, const struct run_listed *run, usmca_error *error);
/* Every run, in the order in which they were added. */
usmca_status query_runs(const struct record *record, query_take_run take, void *context, usmca_error *error);

/* The run of a number, of the last one before a day or of that day ("2026-11-30"), or, where the word is
 * NULL, `back` runs before the last one. USMCA_ERROR_ARGUMENT where there is none. */
usmca_status query_run_named(const struct record *record, const char *word, int64_t back, int64_t *run,
                             usmca_error *error);
/* The first run whose results are of that digest, which is of their lines, each with its line feed; 0 where
 * there is none. */
usmca_status query_run_of_results(const struct record *record, const struct digest *results, int64_t *run,
                                  usmca_error *error);
/* When something was kept or deleted, the latest of all by the clocks of those who did; empty where nothing
 * was. */
usmca_status query_last_kept(const struct record *record, struct buffer *out, usmca_error *error);
/* Whether its lines were deleted. */
usmca_status query_expired(const struct record *record, int64_t run, bool *expired, usmca_error *error);
/* Its summary; empty where it was deleted. */
usmca_status query_summary(const struct record *record, int64_t run, struct buffer *out, usmca_error *error);

/* The lines of determinations, as they stood in the results. */
struct query_lines {
    const struct record *record;
    sqlite3_stmt *find;
    sqlite3_stmt *find_dictionary;
    struct unpacker unpacker;
    struct buffer content;
    struct buffer dictionary;
    int64_t dictionary_number;
};
usmca_status query_lines_begin(struct query_lines *lines, const struct record *record, usmca_error *error);
/* Appends the line, without its end; nothing where it was deleted. */
usmca_status query_line(struct query_lines *lines, int64_t determination, date day, struct buffer *out,
                        usmca_error *error);
void query_lines_end(struct query_lines *lines);

typedef usmca_status (*query_take_line)(void *context, struct text line, usmca_error *error);
/* Every line of a run, in the order of the results. */
usmca_status query_results(const struct record *record, int64_t run, query_take_line take, void *context,
                           usmca_error *error);
/* The lines of a good in the last run that has it up to a day (0: any), or, where `run` is not 0, in that
 * run; *run and *day say which. None where there is no such good. */
usmca_status query_good(const struct record *record, struct text good_id, date on, int64_t *run, date *day,
                        query_take_line take, void *context, usmca_error *error);

typedef usmca_status (*query_take_attachment)(void *context, int64_t attachment, int64_t run,
                                              const char *kind, const char *name, const char *kept,
                                              usmca_error *error);
usmca_status query_attachments(const struct record *record, int64_t run, query_take_attachment take,
                               void *context, usmca_error *error);
/* Its bytes; USMCA_ERROR_ARGUMENT where there is none, or no longer. */
usmca_status query_attachment(const struct record *record, int64_t attachment, struct buffer *out,
                              usmca_error *error);

/* What the last run up to a day says of a good for importation into a country, which may be empty; `run` is 0
 * where none has it. */
struct good_last {
    int64_t run;
    date day;
    bool originating;
    char pile[32];
};
usmca_status query_last_of_good(struct query_lines *lines, struct text good_id, struct text country, date on,
                                struct good_last *last, usmca_error *error);

#endif
