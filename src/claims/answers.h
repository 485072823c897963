#ifndef USMCA_CLAIMS_ANSWERS_H
#define USMCA_CLAIMS_ANSWERS_H

#include "case/values.h"
#include "origin/determination.h"
#include "report/results.h"

/* What results say of goods: an answer a good and day. One answer stands from its day until what it rests on
 * ends; of several of one good and country the latest that is not after a day is the one for it. */

struct claim_answer {
    struct text good_id;
    struct text pile;
    struct text currency;
    struct text import_country; /* that it is for; empty: for none in particular */
    bool is_vehicle;            /* some customs ask for papers of their own */
    bool import_told;           /* results from before it was told say nothing of it */
    struct hs_code hs;
    struct amount non_originating; /* value of non-originating materials in one unit, where it is told */
    date date;
    date until; /* DATE_FOREVER where nothing ends the answer */
    enum status status;
    bool twice; /* another of its day says otherwise */
};

struct answers {
    struct claim_answer *list;
    size_t count;
    size_t room;
    const char *path; /* of the results, for errors */
    struct arena *arena;
};

/* Takes a result; a results_take, whose context is the answers. */
usmca_status answers_take(void *context, const json_t *good, size_t number, usmca_error *error);
/* Puts them in order, before the first is looked for. */
void answers_sort(struct answers *answers);

enum answer_found {
    ANSWER_FOUND,
    ANSWER_ABSENT,         /* of the good there is none */
    ANSWER_OTHER_DAY,      /* there is one, for other days */
    ANSWER_OTHER_COUNTRY,  /* there is one, for another country of importation */
    ANSWER_COUNTRY_UNSAID, /* for which country it is, or the entry, is not said */
    ANSWER_TWICE           /* there are two for that day, which differ */
};

/* What is asked of. */
struct answer_key {
    struct text good_id;
    struct text import_country; /* of the entry; may be empty */
    date day;
    bool any_day; /* an answer of another day is taken for that of the day */
};

/* Of the answers for the country of importation, or where there is none of those for none in particular:
 * rules of one trade, and readings of customs, are those of the country. */
enum answer_found answers_find(const struct answers *answers, const struct answer_key *key,
                               const struct claim_answer **found);

#endif
