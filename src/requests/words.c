#include "requests/words.h"

#include <stdio.h>

#include "base/shown.h"
#include "hs/code.h"
#include "report/lookup.h"
#include "rulebook/sentence.h"

/* ---- the rule ---- */

enum { MOST_RULES = 12, LONGEST_RULE = 4000 };

static void put_alternative(struct buffer *out, const struct usmca_rulebook *book, const struct rule *rule,
                            const struct alternative *alternative, date day) {
    const struct dispute *dispute = alternative->dispute;
    uint32_t readings = dispute != NULL ? dispute->reading_count : 1;
    for (uint32_t i = 0; i < readings; i++) {
        if (i > 0)
            buffer_text(out, message_find(book->messages, "semicolon"));
        sentence_alternative(out, book, rule, alternative, (struct held_in){dispute, i}, day);
        if (dispute == NULL)
            continue;
        buffer_char(out, ' ');
        MESSAGE(out, book->messages, "rule.read-so", {"text", dispute->readings[i].words});
    }
}

static void put_rule(struct buffer *out, const struct usmca_rulebook *book, const struct rule *rule,
                     date day) {
    bool any = false;
    message_cite(out, book->messages, rule->cite);
    for (unsigned use = 1; use < USES; use++) {
        char id[64];
        if ((rule->uses >> use & 1) == 0)
            continue;
        snprintf(id, sizeof id, "use.%s", USE_WORDS[use]);
        buffer_string(out, ", ");
        buffer_text(out, message_find(book->messages, id));
    }
    buffer_text(out, message_find(book->messages, "colon"));
    for (uint32_t i = 0; i < rule->alternative_count; i++) {
        const struct alternative *alternative = &rule->alternatives[i];
        if (!period_holds(alternative->period, day))
            continue;
        if (any)
            buffer_text(out, message_find(book->messages, "semicolon"));
        if (any)
            buffer_text(out, text_trim(message_find(book->messages, "rule.or")));
        if (any)
            buffer_char(out, ' ');
        put_alternative(out, book, rule, alternative, day);
        any = true;
    }
    buffer_char(out, '.');
}

void request_rule_words(struct buffer *out, const struct usmca_rulebook *book, struct text hs, date day) {
    struct hs_code code;
    uint32_t count = 0;
    uint32_t told = 0;
    const struct rule *last = NULL;
    const struct lookup use_unsaid = {.book = book, .date = day};
    if (!hs_code_parse(&code, hs))
        return;
    const struct hs_lineage *lineages =
        hs_lineages(book->editions, hs_edition_on(book->editions, day), code, &count);
    for (uint32_t i = 0; i < count && told < MOST_RULES; i++) {
        struct rule_matches matches;
        lookup_rules(&use_unsaid, hs_lineage_code(book->editions, &lineages[i], book->edition, code),
                     RULE_OF_GOODS, &matches);
        for (uint32_t k = 0; k < matches.count && told < MOST_RULES && out->length < LONGEST_RULE; k++) {
            if (matches.rules[k].rule == last)
                continue;
            last = matches.rules[k].rule;
            if (told++ > 0)
                buffer_char(out, '\n');
            put_rule(out, book, last, day);
        }
    }
}

/* ---- data elements ---- */

struct text request_column_name(const struct messages *messages, struct text column) {
    char id[80];
    snprintf(id, sizeof id, "requests.column.%.*s", (int)(column.length < 48 ? column.length : 48),
             column.data);
    return message_has(messages, id) ? message_find(messages, id) : column;
}

void request_column_names(struct buffer *out, const struct messages *messages, struct text columns) {
    struct text column;
    bool any = false;
    while (columns.length > 0 && text_split(&columns, ',', &column)) {
        buffer_string(out, any ? ", " : "");
        buffer_text(out, request_column_name(messages, text_trim(column)));
        any = true;
    }
}

static const char *const FLAW_IDS[DOCUMENT_FLAWS] = {
    "requests.flaw.signer",      "requests.flaw.digits",     "requests.flaw.one-end",
    "requests.flaw.backwards",   "requests.flaw.period",     "requests.flaw.sums",
    "requests.flaw.fiscal-year", "requests.flaw.above-cost", "requests.flaw.doubted"};

static const char *flaw_id(const struct document *document, enum document_flaw flaw) {
    return flaw == DOCUMENT_SIGNER && document->kind != DOCUMENT_CERTIFICATION
               ? "requests.flaw.signer-statement"
               : FLAW_IDS[flaw];
}

void request_flaw_words(struct buffer *out, const struct usmca_rulebook *book,
                        const struct document *document) {
    struct buffer months = {0};
    struct buffer lacks = {0};
    buffer_number(&months, (uint64_t)book->general.certification_months);
    request_column_names(&lacks, book->messages, document->lacks);
    if (document->lacks.length > 0)
        MESSAGE(out, book->messages, "requests.flaw.lacks", {"detail", buffer_view(&lacks)});
    for (int flaw = 0; flaw < DOCUMENT_FLAWS; flaw++) {
        if ((document->flaws >> flaw & 1) == 0)
            continue;
        buffer_string(out, out->length > 0 ? " " : "");
        MESSAGE(out, book->messages, flaw_id(document, (enum document_flaw)flaw),
                {"months", buffer_view(&months)});
    }
    buffer_release(&months, out);
    buffer_release(&lacks, out);
}

/* ---- the paper at hand ---- */

/* Of a paper that is not in force on the day: which end of it lies wrong. */
static const char *not_in_force(const json_t *item) {
    date ends = 0;
    date from = 0;
    bool known = date_parse_iso(&ends, request_text(item, "valid_to")) &&
                 date_parse_iso(&from, request_text(item, "to"));
    return known && ends < from ? "requests.problem.expired" : "requests.problem.not-in-force";
}

static const char *problem_id(const json_t *item) {
    struct text state = request_text(item, "state");
    bool named = request_text(item, "document_id").length > 0;
    if (text_is(state, "missing"))
        return named ? "requests.problem.missing" : "requests.problem.none";
    if (text_is(state, "expired"))
        return not_in_force(item);
    if (text_is(state, "incomplete"))
        return "requests.problem.incomplete";
    return text_is(state, "mismatch") ? "requests.problem.mismatch" : "requests.problem.none";
}

void request_problem_words(struct buffer *out, const struct request_terms *terms, const json_t *item) {
    const struct messages *messages = terms->book->messages;
    struct buffer shown = {0};
    struct text id = request_text(item, "document_id");
    const struct document *document =
        terms->documents != NULL && id.length > 0 ? documents_find(terms->documents, id) : NULL;
    buffer_shown(&shown, id);
    if (request_text(item, "why").length > 0) {
        char why[64];
        char kind[64];
        snprintf(why, sizeof why, "requests.why.%s", results_string(item, "why"));
        snprintf(kind, sizeof kind, "paper-kind.%s", results_string(item, "ask"));
        MESSAGE(out, messages, why, {"kind", message_find(messages, kind)});
    } else if (text_is(request_text(item, "ask"), "country"))
        MESSAGE(out, messages, "requests.problem.country", {"document", buffer_view(&shown)});
    else
        MESSAGE(out, messages, problem_id(item), {"document", buffer_view(&shown)},
                {"day", request_text(item, "valid_to")}, {"on", request_text(item, "to")});
    if (document != NULL && document_usable(document) && request_text(item, "why").length == 0 &&
        text_is(request_text(item, "state"), "incomplete")) {
        buffer_char(out, ' ');
        struct buffer flaws = {0};
        request_flaw_words(&flaws, terms->book, document);
        buffer_text(out, buffer_view(&flaws));
        buffer_release(&flaws, out);
    }
    buffer_release(&shown, out);
}

/* A paper that somebody signs, and not what customs numbered, counts from its signature on. */
static bool is_signed_for(const json_t *item) {
    const int kind = results_word(results_string(item, "ask"), DOCUMENT_WORDS, DOCUMENT_KINDS);
    return kind >= 0 && kind < DOCUMENT_LVC_CERTIFICATION;
}

void request_send_words(struct buffer *out, const struct messages *messages, const json_t *item) {
    char id[64];
    struct text from = request_text(item, "from");
    struct text to = request_text(item, "to");
    snprintf(id, sizeof id, "requests.send.%s", results_string(item, "ask"));
    MESSAGE(out, messages, id, {"from", from}, {"to", to});
    if (text_is(request_text(item, "ask"), "country"))
        return;
    buffer_char(out, ' ');
    MESSAGE(out, messages, text_equal(from, to) ? "requests.send.day" : "requests.send.days", {"from", from},
            {"to", to});
    if (!is_signed_for(item))
        return;
    buffer_char(out, ' ');
    MESSAGE(out, messages, "requests.send.signed", {"day", request_text(item, "used_from")});
}
