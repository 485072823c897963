#ifndef USMCA_SERVICE_CASE_QUESTION_H
#define USMCA_SERVICE_CASE_QUESTION_H

#include "service/determine.h"

enum { MOST_CASE_MEMBERS = QUESTION_INPUTS + 16 };

/* A question about goods, whose tables are its members: {"goods": [{…}], "bom": [{…}], "date": "2026-07-01"}.
 */
struct case_question {
    struct service_question question;
    struct determining asked;
    struct json_rows rows[QUESTION_INPUTS];
    struct profile *profile;
    struct arena arena;
    struct buffer notices; /* of sheets */
    struct determined answer;
    int output; /* a file in memory: the determinations, a line each */
};

struct case_asked {
    const json_t *said;              /* an object; its tables too, where there are no files */
    const struct json_plain *plain;  /* tables of it, which stand as [] there; or NULL */
    const struct table_input *files; /* QUESTION_INPUTS of them, or NULL */
    const char *profile;             /* the path of one that was given with the files; or NULL */
    bool gap;                        /* whether to work out what would make each good qualify */
    const char *format;              /* of the determinations; NULL is json */
    bool (*go_on)(void *context);    /* asked between goods; or NULL */
    void *context;
    void (*begins)(void *of_output, int output); /* told where the determinations will stand; or NULL */
    void *of_output;
};

/* Reads the tables and determines the goods. To be closed in any case. */
usmca_status case_question_ask(struct case_question *question, const struct service *service,
                               const struct case_asked *asked, usmca_error *error);
void case_question_close(struct case_question *question);

/* Reads the tables of a question that are plain. */
bool case_question_plain(struct json_plain *out, struct text text);

/* What files are read with. */
struct case_surroundings {
    const struct service *service;
    const struct usmca_rulebook *book;
    struct arena *arena; /* of the names of sheets */
};

/* Of a workbook, which of its sheets is which table: fills `inputs`, QUESTION_INPUTS of them. */
usmca_status case_files_spread(struct table_input *inputs, const struct table_input *files,
                               const struct case_surroundings *around, struct buffer *notices,
                               usmca_error *error);
/* How they are written: by the profile whose path is `given`, or whose name is said; either may be missing.
 */
usmca_status case_profile(struct profile **out, const json_t *said, const char *given,
                          const struct case_surroundings *around, usmca_error *error);

/* The names of the members that it may have, ended by NULL; how many they are. */
size_t case_members(const char *names[MOST_CASE_MEMBERS], bool files);
/* Of a table, by its number in struct determining. */
const char *case_table_name(int input);
const struct column_table *case_table_columns(int input);
bool case_table_given(int input);

/* Appends the answer: {"determinations":[…],…}. */
usmca_status case_question_answer(struct buffer *out, const struct case_question *question,
                                  usmca_error *error);
/* Appends what was taken without its being said: a list of strings. */
void case_question_notices(struct buffer *out, const struct case_question *question);
static inline bool case_question_refused(const struct case_question *question) {
    return question->answer.result.rejects.count > 0;
}

#endif
