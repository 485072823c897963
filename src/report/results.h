#ifndef USMCA_REPORT_RESULTS_H
#define USMCA_REPORT_RESULTS_H

#include <jansson.h>
#include <stdbool.h>

#include "base/decimal.h"
#include "base/error.h"
#include "base/text.h"
#include "hs/code.h"
#include "origin/finding.h"
#include "rulebook/model.h"

/* The results of a check, an object a line (contract, section 4), one of them in memory at a time.
 *
 * `read_line` gives the next line, without its end, or a view of NULL at the end; `place` says where the line
 * that it gave last begins, and `seek` goes there; `again` starts over. What goes wrong is said on `error`.
 */
struct results_source {
    const char *path;
    usmca_status (*read_line)(void *context, struct text *line, usmca_error *error);
    usmca_status (*again)(void *context, usmca_error *error);
    uint64_t (*place)(void *context);
    usmca_status (*seek)(void *context, uint64_t place, usmca_error *error);
    void *context;
};

/* Takes one, of that number from 1. */
typedef usmca_status (*results_take)(void *context, const json_t *good, size_t number, usmca_error *error);

/* Hands out every result. Errors name the line; one that there are no results is one too. */
usmca_status results_each(const struct results_source *source, results_take take, void *context,
                          size_t *count, usmca_error *error);
/* The same once more: another count than before is an error. */
usmca_status results_again(const struct results_source *source, results_take take, void *context,
                           size_t count, usmca_error *error);

/* The result at a place that was a result's before; to be released by json_decref. */
usmca_status results_at(const struct results_source *source, uint64_t place, json_t **good,
                        usmca_error *error);

/* The string at a key of an object, or "". */
const char *results_string(const json_t *object, const char *key);
/* Whether a member of a result is a column of goods that is passed on, under its own name. */
bool results_passed(const char *member);
/* Whether a finding asks somebody for something. */
bool results_finding_asks(const json_t *finding);
/* The decimal at a key; false where there is none. */
bool results_decimal(const json_t *object, const char *key, decimal *value);
/* What a content ("tv" or "nc" of "rvc") has to reach, and the points that it is above that; false where
 * nothing is asked, or the content is not known. */
bool results_required(const json_t *content, decimal *required);
bool results_margin(const json_t *content, decimal *margin);
/* The regional value content that decides, "tv" or "nc" of "rvc", and its margin; NULL where none does
 * (origin/deciding_content.h). */
const char *results_content(const json_t *good, decimal *margin);
/* The citation of the rule that a good qualifies by, or else of the one that was applied; empty where it has
 * none, or the book is another edition than that of the results. */
struct text results_rule_cite(const struct usmca_rulebook *book, const json_t *good);
/* The alternative whose change the `shift` of the materials tells: of several, that by which the good
 * originates, or else one whose lines that do not make it are those; empty where there is none such. */
struct text results_change_of(const json_t *good);
/* The place of a word in a list of them; below zero where it is none. */
int results_word(const char *word, const char *const *words, int count);

/* The finding to be told where there is room for one (finding_weight), of those that are at least so severe;
 * NULL where there is none. Their number goes into `count`. */
const json_t *results_worst_finding(const json_t *good, enum severity least, size_t *count);

/* The message of what is to be done with a good of that pile and status, with places for {status}, as it is
 * documented, and for the {reason} why one that originates is not to be signed for, where that is given. NULL
 * for a pile that there is not. */
const char *results_pile_message(const char *pile, const char *status, bool reason_given);

/* A code as it is read, with dots; as it stands where it is none. */
struct text results_code(char room[HS_TEXT_SIZE], struct text digits);

#endif
