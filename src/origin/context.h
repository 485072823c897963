#ifndef USMCA_ORIGIN_CONTEXT_H
#define USMCA_ORIGIN_CONTEXT_H

#include "base/buffer.h"
#include "origin/determination.h"
#include "origin/interpretation.h"
#include "origin/remembered.h"
#include "origin/trail.h"
#include "rulebook/messages.h"
#include "rulebook/select.h"

/* One determination in the making, and one reading of a rule: what the provisions' files share. */

#define HOPE_NONE UINT32_MAX
#define HOPE_ALL (UINT32_MAX - 1)

/* What is supposed of the codes, origin/codes.h. */
struct supposed_codes {
    enum hs_edition edition;          /* of the good's code */
    enum hs_edition line_edition;     /* of lines that name none, where it has their code */
    struct hs_code hs;                /* that, as it is read: origin/tariff_items.h */
    const struct hs_lineage *lineage; /* of the good; NULL where it has no code of the rule book's edition */
    struct hs_code code;              /* of the good in that edition */
    struct remembered_code *known;    /* what is remembered of the good's; NULL where it may be several */
    const uint32_t *of_lines;         /* of each line: the place of its code, from 1; 0 is open. Or NULL */
    const struct code_set *found;     /* of each line: all that its code may be; NULL before that is known */
    struct code_doubt *doubts;        /* of each line, over all that is determined at once; NULL before one */
    const struct code_search *settled; /* what the other ways to read the codes led to; NULL before */
};

struct attempt;
struct use_outcomes;

/* The rules of the code and day that were asked for last: a determination asks for them over and over. */
struct selected_rules {
    struct hs_code code;
    date day;
    uint32_t known; /* bits of enum rule_kind */
    struct rule_matches of[RULE_KINDS];
};

/* None as yet; NULL where memory is exhausted. */
struct selected_rules *selected_rules_new(struct arena *arena);

/* What all determinations share of a good in one setting, whatever is hoped of what is open in it. */
struct shared {
    struct use_outcomes *uses; /* origin/uses.c: found so far; or NULL */
    bool by_customs;           /* for other customs something of it may be otherwise */
};

/* A good as its preparation left it, before anything was decided. */
struct prepared {
    struct determination determination;
    uint32_t alike; /* uses for which it would have been prepared alike */
    uint32_t hoped; /* as in struct origin_context */
};

struct origin_context {
    const struct usmca_rulebook *book;
    const struct case_setting *setting;
    const struct good *good;
    struct supposed_codes codes;
    struct arena *arena;
    struct determination *determination;
    struct interpretation *interpretation;
    const struct attempt *attempt; /* that is reported; or NULL */
    bool trial;                    /* one of several interpretations, of which the status alone is asked */
    bool readings_differ;          /* those that may be the law lead to different answers */
    uint32_t hoped;   /* index of the line that is taken to originate where its origin is open; or a HOPE */
    bool open;        /* there is such a line */
    bool use_open;    /* it hangs on lines that may not be of the good, origin/lines_in_doubt.h */
    enum status best; /* what would come out if all of them originated */
    const bool *decisive;                  /* lines on which that hangs; NULL where nothing does */
    const struct material **contradicting; /* origin/currency.c: found so far; or NULL */
    uint32_t material_uses; /* bits of enum use: what its materials are original equipment of; 0 unknown */
    uint32_t
        *alike; /* uses to which all that was asked of the use so far applies as to the good's; or NULL */
    struct selected_rules *selected; /* shared by all that is determined of a good */
    const struct prepared *prepared; /* NULL before it is, and where no other use may be prepared alike */
    const struct prepared *lent;     /* that of the determination that this one, for another use, is within */
    struct use_outcomes *use_outcomes; /* origin/uses.c: found so far; or NULL */
    struct shared *shared;             /* NULL where no other is determined in that setting */
    bool *by_customs;                  /* noted there, as in struct shared; or NULL */
    const struct determination *made;  /* of the same materials, whose lines may be taken over; or NULL */
    bool made_declared;                /* by what is declared, where here it is what is documented */
    uint32_t met_by_lines;             /* disputes that its lines met with, as in struct interpretation */
    struct trail *trail;               /* or NULL */
    bool out_of_memory;
    bool overflow;
    uint32_t overflow_line; /* index of the line whose arithmetic does not fit, or line_count for the good */
};

/* Selector facts that the good does not declare may fall either way; a reading fixes how. */
enum { ASSUMED_FACTS = 6 };

struct reading {
    struct origin_context *context;
    struct hs_code code; /* of the good, in the rule book's edition */
    const struct rule *rule;
    const struct alternative *alternative; /* of the rule, where one is decided; else NULL */
    const struct fact *const *assumed;
    uint32_t assumed_count;
    uint32_t assumption; /* bit i: assumed[i] is true */
};

/* Begins a determination: false where memory is exhausted. */
bool context_begin(struct origin_context *context);
/* The same determination anew, as it was begun. */
void context_begin_again(struct origin_context *context);
/* Of the good, or of the run for goods without one. */
static inline date context_day(const struct origin_context *context) {
    return context->good->date != 0 ? context->good->date : context->setting->date;
}

/* What a good is for is asked here and nowhere else, so that it is known to which other uses an answer
 * applies: origin/uses.h. */

/* Whether it is one of these uses. */
static inline bool context_for_use(const struct origin_context *context, uint32_t uses) {
    bool among = use_in(uses, context->good->use);
    if (context->alike != NULL)
        *context->alike &= among ? uses : ~uses;
    return among;
}
/* The use itself: the answer applies to no other. */
static inline enum use context_use(const struct origin_context *context) {
    (void)context_for_use(context, 1U << context->good->use);
    return context->good->use;
}
/* Whether the rule is one for goods of that use. */
static inline bool context_rule_is_for(const struct origin_context *context, const struct rule *rule) {
    return rule->uses == 0 || context_for_use(context, rule->uses);
}

/* Whether the good is of the trade that the rule is for: unknown where a country is not given. */
enum result context_trade_holds(const struct origin_context *context, const struct rule *rule);

/* Where a provision is found that an answer cites. */
static inline struct text context_cite(const struct origin_context *context, enum provision provision) {
    return context->book->general.cites[provision];
}

/* The rules of that code on the day of the good (rulebook/select.h); they stand until another code is asked
 * for. */
const struct rule_matches *context_rules(const struct origin_context *context, struct hs_code code,
                                         enum rule_kind kind);

/* a ∧ b, a ∨ b and ¬a in three values. */
static inline enum result result_and(enum result a, enum result b) {
    return a < b ? a : b;
}
static inline enum result result_or(enum result a, enum result b) {
    return a > b ? a : b;
}
static inline enum result result_not(enum result a) {
    return (enum result)(RESULT_PASS - a);
}
static inline enum result result_of(bool holds) {
    return holds ? RESULT_PASS : RESULT_FAIL;
}

/* The customs whose reading of places in dispute is taken: those of the country of import. */
enum country context_customs(const struct origin_context *context);
/* Where it plays into the determination which they are: it may not be taken for that of others. */
static inline void context_note_customs(const struct origin_context *context) {
    if (context->by_customs != NULL)
        *context->by_customs = true;
}

/* ---- findings ---- */

/* Whether findings are kept at all: else there is no need to word them. */
static inline bool context_tells(const struct origin_context *context) {
    return !context->setting->documented && !context->setting->status_alone && !context->setting->untold;
}

/* Goods that others are made of are told of for themselves: those rest on the papers alone. */
static inline bool finding_heard(const struct origin_context *context, enum finding_code code) {
    return context_tells(context) && (!context->setting->as_material || finding_kept_of_material(code));
}

/* Adds a finding whose sentence is the message "finding.CODE" (or "finding.CODE.VARIANT"), of the severity
 * that findings.def gives it, or of `severity`, where preference is claimed for the good; else for
 * information (contract, section 4). */
void finding_add(struct origin_context *context, enum finding_code code, struct text line, struct text cite,
                 const char *variant, const struct message_part *parts, size_t count);
void finding_add_as(struct origin_context *context, enum finding_code code, enum severity severity,
                    struct text line, struct text cite, const char *variant, const struct message_part *parts,
                    size_t count);

#define FINDING_PARTS(...)                                                                                   \
    (const struct message_part[]){__VA_ARGS__},                                                              \
        sizeof((const struct message_part[]){__VA_ARGS__}) / sizeof(struct message_part)
/* What is not heard is not put into words either. */
#define FINDING(context, code, line, cite, variant, ...)                                                     \
    (finding_heard((context), (code))                                                                        \
         ? finding_add((context), (code), (line), (cite), (variant), FINDING_PARTS(__VA_ARGS__))             \
         : (void)0)
#define FINDING_AS(context, code, severity, line, cite, variant, ...)                                        \
    (finding_heard((context), (code)) ? finding_add_as((context), (code), (severity), (line), (cite),        \
                                                       (variant), FINDING_PARTS(__VA_ARGS__))                \
                                      : (void)0)

/* The variant of a finding on a material without an id, whose sentence leaves the brackets out. */
static inline const char *finding_unnamed(const struct material *material) {
    return material->material_id.length > 0 ? NULL : "unnamed";
}

/* Text in the context's arena. */
struct text context_keep(struct origin_context *context, struct text text);
struct text context_decimal(struct origin_context *context, decimal value, int places);
/* With two decimals or more, and as many as it exactly has where they are not endless. */
struct text context_amount(struct origin_context *context, struct amount amount);
/* Cut to what shows on which side of `limit` it is (base/number_form.h); 0 where it stands beside none. */
struct text context_percent(struct origin_context *context, int64_t percent, decimal limit);
struct text context_code(struct origin_context *context, struct hs_code code);
void *context_room(struct origin_context *context, size_t size);

/* ---- facts ---- */

/* Whether the good meets the condition: declared, assumed by the reading (which may be NULL), or unknown. A
 * fact that only opens a way, undeclared, is not shown. */
enum result condition_of_good(const struct origin_context *context, const struct reading *reading,
                              struct condition condition);
enum result condition_of_line(const struct line *line, struct condition condition);
/* The same where the answer may not matter: what is not declared is not noted to be asked for. */
enum result condition_of_good_unasked(const struct origin_context *context, const struct reading *reading,
                                      struct condition condition);
enum result condition_of_line_unasked(const struct line *line, struct condition condition);

/* The line of the good that denies what is declared of it; or NULL. */
const struct line *fact_line_against(const struct origin_context *context, const struct fact *fact,
                                     struct text value);
/* The fact under whose name the question is asked. */
const struct fact *fact_asked(const struct fact *fact);
/* The declared value of a fact, under any name of its question; or empty. */
struct text fact_said(const struct usmca_rulebook *book, const struct facts *facts, const struct fact *fact);
/* Whether a fact that only opens a way is neither declared of the line nor told by its code. */
bool fact_not_shown(const struct line *line, const struct fact *fact);
/* The declared value of that key, or empty. */
struct text fact_declared(const struct facts *facts, struct text key);
/* Yes, no, or neither. */
enum result fact_answer(struct text value);

/* Whether it is declared not to be so, of a code whose own words say that it is: the code holds. */
bool fact_denied_by_code(const struct fact *fact, struct text value, struct hs_code code);

/* ---- codes ---- */

/* Whether the codes that a line, or a good, may have lie in the scope; unknown where they differ. */
enum result scope_holds_line(const struct origin_context *context, const struct scope *scope,
                             const struct line *line);
enum result scope_holds_good(const struct origin_context *context, const struct scope *scope,
                             struct hs_code code_in_book);
/* Whether it is of the codes that the good may be put up in, whatever role it has. */
bool line_may_be_packing(const struct origin_context *context, const struct line *line);
/* The general provisions that may apply to goods of that code; of a code of which nothing is remembered, all.
 * Each is still to be asked. */
const struct code_provisions *provisions_for(const struct origin_context *context, struct hs_code code);
/* Whether the provision of that place is among them. */
static inline bool provision_among(uint64_t provisions, uint32_t place) {
    return place >= MOST_PLACES || (provisions >> place & 1) != 0;
}
/* Whether all of them surely do: for a question that has no third answer. */
bool scope_surely_holds_line(const struct origin_context *context, const struct scope *scope,
                             const struct line *line);
/* Whether the line is classified in the chapter, heading, subheading or tariff item of `code`; unknown where
 * the codes that it may have differ. */
enum result line_in_unit(struct hs_code code, const struct line *line, enum hs_level level);

/* Whether the line is classified in the subheading of the good, by the codes as they were given; where these
 * are of two editions, by what they are in the older one. */
enum result line_of_goods_code(const struct origin_context *context, const struct line *line);

/* ---- amounts ---- */

/* Exact, in the context's arena. Not given where either is not; an overflow is noted in the context. */
struct amount amount_add_any(struct origin_context *context, struct amount a, struct amount b);
static inline struct amount amount_add(struct origin_context *context, struct amount a, struct amount b) {
    decimal sum = 0;
    bool decimals = a.given && b.given && a.exact == NULL && b.exact == NULL;
    return decimals && decimal_add(&sum, a.value, b.value) ? amount_of(sum) : amount_add_any(context, a, b);
}
struct amount amount_subtract(struct origin_context *context, struct amount a, struct amount b);
struct amount amount_multiply_any(struct origin_context *context, struct amount a, struct amount b);
static inline struct amount amount_multiply(struct origin_context *context, struct amount a,
                                            struct amount b) {
    decimal product = 0;
    bool decimals = a.given && b.given && a.exact == NULL && b.exact == NULL;
    return decimals && decimal_multiply_short(&product, a.value, b.value)
               ? amount_of(product)
               : amount_multiply_any(context, a, b);
}
struct amount amount_divide(struct origin_context *context, struct amount a, struct amount b);
/* What is `each` of one unit, of all that the line has: one where nothing is said, and unknown where it is
 * priced by the unit and its quantity is missing. */
struct amount amount_for_units(struct origin_context *context, struct amount each,
                               const struct material *material);

#endif
