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
    struct determined answer;
    int output; /* a file in memory: the determinations, a line each */
};

/* Reads the tables and determines the goods; `gap`, whether it is also worked out what would make them
 * qualify. To be closed in any case. */
usmca_status case_question_ask(struct case_question *question, const struct service *service,
                               const json_t *asked, bool gap, usmca_error *error);
void case_question_close(struct case_question *question);

/* The names of the members that it may have, ended by NULL; how many they are. */
size_t case_members(const char *names[MOST_CASE_MEMBERS]);
/* Of a table, by its number in struct determining. */
const char *case_table_name(int input);
const struct column_table *case_table_columns(int input);
bool case_table_given(int input);

/* Appends the answer: {"determinations":[…],…}. */
usmca_status case_question_answer(struct buffer *out, const struct case_question *question,
                                  usmca_error *error);
static inline bool case_question_refused(const struct case_question *question) {
    return question->answer.result.rejects.count > 0;
}

#endif
