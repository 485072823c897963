#ifndef USMCA_BINDER_PARTS_H
#define USMCA_BINDER_PARTS_H

#include "base/arena.h"
#include "binder/binder.h"
#include "origin/determination.h"

/* An id that is asked for. One with commas is also the list of what stands between them, behind it. */
struct wanted_good {
    struct text id;
    size_t parts;
    bool found;
};

/* What the parts of the binder share: where it is drawn, and the words. */
struct binder {
    struct pdf *pdf;
    const struct results_source *source;
    const struct usmca_rulebook *book;
    const struct binder_options *options;
    struct wanted_good *wanted; /* NULL: all */
    size_t wanted_count;
    struct arena arena; /* texts of the good under hand */
    size_t results;     /* in the file */
    size_t goods;       /* of them, in the binder */
    size_t at;          /* the good under hand, from 1 */
    int section;        /* of the good under hand */
    size_t status[STATUSES];
    size_t piles[PILES];
    char first[16]; /* day for which the law was asked, and the last one */
    char last[16];
};

/* ---- which goods (wanted.c) ---- */

usmca_status binder_want(struct binder *binder, usmca_error *error);
/* Whether a good is to be in the binder; it then counts as found. */
bool binder_wants(struct binder *binder, const json_t *good);
/* An error where one that is asked for was not found. */
usmca_status binder_found(const struct binder *binder, usmca_error *error);

/* ---- words (words.c): views that hold until the next good ---- */

/* A sentence of the catalogue. */
struct text binder_say(struct binder *binder, const char *id);
struct text binder_said(struct binder *binder, const char *id, const struct message_part *parts,
                        size_t count);
#define BINDER_SAY(binder, id, ...)                                                                          \
    binder_said((binder), (id), (const struct message_part[]){__VA_ARGS__},                                  \
                sizeof((const struct message_part[]){__VA_ARGS__}) / sizeof(struct message_part))
/* `prefix.word`, or the word itself where the catalogue lacks it. */
struct text binder_word(struct binder *binder, const char *prefix, const char *word);
struct text binder_cite(struct binder *binder, struct text cite);
struct text binder_hs(struct binder *binder, const json_t *object);
struct text binder_number(struct binder *binder, size_t number);
/* The first, the separator and the second; the separator only between two. */
struct text binder_joined(struct binder *binder, struct text first, const char *separator,
                          struct text second);
/* "label: value". */
struct text binder_labelled(struct binder *binder, struct text label, struct text value);
/* "one; other". */
struct text binder_listed(struct binder *binder, struct text first, struct text second);
/* The strings of a list, with commas. */
struct text binder_list(struct binder *binder, const json_t *list);
/* The string at a key, or nothing. */
struct text binder_value(const json_t *object, const char *key);

/* ---- cover (cover.c) ---- */

void binder_cover(struct binder *binder);
enum pdf_tone binder_pile_tone(size_t pile);

/* ---- parts of a good ---- */

/* The heading of the next section of the good, with its number. */
void binder_section(struct binder *binder, const char *id);
void binder_good(struct binder *binder, const json_t *good);
/* The words of the rule, alternative by alternative, and what was found of each (rule.c). */
void binder_rule(struct binder *binder, const json_t *good);
/* Values, formula, result and limit; shares (arithmetic.c). */
void binder_arithmetic(struct binder *binder, const json_t *good);
/* The requirements of a vehicle (vehicle.c). */
void binder_vehicle(struct binder *binder, const json_t *good);
/* The lines of the bill, and how their values come about (bill.c). */
void binder_bill(struct binder *binder, const json_t *good);
/* Papers, what is missing, and what was found (papers.c). */
void binder_papers(struct binder *binder, const json_t *good);
void binder_missing(struct binder *binder, const json_t *good);
void binder_findings(struct binder *binder, const json_t *good);

#endif
