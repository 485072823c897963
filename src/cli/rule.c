#include <stdlib.h>

#include "cli/forms.h"
#include "cli/lookup.h"
#include "cli/rule_disputes.h"
#include "report/paragraph.h"
#include "report/rule_json.h"
#include "rulebook/sentence.h"

static const char *const USAGE[] = {"rule HS [options]", NULL};
static const struct option_row ROWS[] = {LOOKUP_OPTIONS};
const struct command_form RULE_FORM = {"rule", USAGE, ROWS, OPERAND_CODE, NULL, NULL};

struct printer {
    const struct lookup *lookup;
    struct buffer out;
    struct buffer scratch;
};

#define SAY(printer, id, ...)                                                                                \
    ((printer)->scratch.length = 0,                                                                          \
     MESSAGE(&(printer)->scratch, (printer)->lookup->book->messages, (id), __VA_ARGS__))

static void put(struct printer *printer, const char *lead) {
    paragraph_write_within(&printer->out, printer->lookup->width, text_from(lead),
                           buffer_view(&printer->scratch));
}

/* ---- text ---- */

static void put_dates(struct printer *printer, struct buffer *out, const struct rule *rule) {
    char from[DATE_TEXT_SIZE];
    char until[DATE_TEXT_SIZE];
    date begin = rule->period.from > printer->lookup->book->general.in_force
                     ? rule->period.from
                     : printer->lookup->book->general.in_force;
    SAY(printer, rule->period.until == DATE_FOREVER ? "rule.dates" : "rule.dates.until",
        {"from", date_text(from, begin)}, {"until", date_text(until, rule->period.until)});
    buffer_text(out, message_find(printer->lookup->book->messages, "semicolon"));
    buffer_text(out, buffer_view(&printer->scratch));
}

static void put_condition(struct printer *printer, struct condition when) {
    if (when.fact == NULL)
        return;
    SAY(printer, when.negated ? "rule.when.not" : "rule.when",
        {"described", sentence_description(printer->lookup->book, when.fact)});
    put(printer, "  ");
}

static void put_words(struct printer *printer, const char *id, const char *place, uint32_t bits,
                      const char *const *words, unsigned count, const char *prefix) {
    struct buffer list = {0};
    for (unsigned i = 1; i < count; i++) {
        char name[64];
        if ((bits >> i & 1) == 0)
            continue;
        snprintf(name, sizeof name, "%s%s", prefix, words[i]);
        buffer_string(&list, list.length > 0 ? ", " : "");
        buffer_text(&list, message_find(printer->lookup->book->messages, name));
    }
    SAY(printer, id, {place, buffer_view(&list)});
    if (bits != 0)
        put(printer, "  ");
    buffer_release(&list, &printer->out);
}

static void put_restrictions(struct printer *printer, const struct rule *rule) {
    const struct usmca_rulebook *book = printer->lookup->book;
    put_words(printer, "rule.use", "uses", rule->uses, USE_WORDS, USES, "use.");
    put_words(printer, "rule.trade.importing", "countries", rule->importing, COUNTRY_CODES, COUNTRIES, "");
    put_words(printer, "rule.trade.exporting", "countries", rule->exporting, COUNTRY_CODES, COUNTRIES, "");
    put_condition(printer, rule->when);
    if (rule->component_only && rule->component.fact != NULL) {
        SAY(printer, "rule.component", {"described", sentence_description(book, rule->component.fact)});
        put(printer, "  ");
    }
    for (uint32_t i = 0; i < rule->disregard_count; i++) {
        struct buffer scope = {0};
        sentence_materials(&scope, book, &rule->disregards[i].scope, rule->disregards[i].when);
        SAY(printer, "rule.disregard", {"materials", buffer_view(&scope)});
        put(printer, "  ");
        buffer_release(&scope, &printer->out);
    }
}

/* All dated steps, where a regional value content has more than one. */
static void put_steps(struct printer *printer, const struct requirement *requirement) {
    for (uint32_t i = 0; requirement->rvc_count > 1 && i < requirement->rvc_count; i++) {
        const struct rvc_requirement *step = &requirement->rvc[i];
        struct requirement one = *requirement;
        struct buffer words = {0};
        char from[DATE_TEXT_SIZE];
        char until[DATE_TEXT_SIZE];
        one.rvc = step;
        one.rvc_count = 1;
        sentence_requirement(&words, printer->lookup->book, NULL, NULL, &one, step->period.from);
        SAY(printer, step->period.until == DATE_FOREVER ? "rule.step" : "rule.step.until",
            {"from", date_text(from, step->period.from)}, {"until", date_text(until, step->period.until)},
            {"words", buffer_view(&words)});
        put(printer, "        ");
        buffer_release(&words, &printer->out);
    }
}

/* What stands behind an alternative, or behind one of its readings, which are no alternatives of each other.
 */
enum following { NOTHING, OTHER_READING, OTHER_ALTERNATIVE };

/* In one reading of the dispute that it turns on, where there is one. */
static void put_alternative(struct printer *printer, const struct rule *rule,
                            const struct alternative *alternative, struct held_in in, enum following behind) {
    const struct lookup *lookup = printer->lookup;
    struct held_in named = in.dispute != NULL ? in : alternative->held_in;
    char lead[24] = "  ";
    if (alternative->id.length > 0)
        snprintf(lead, sizeof lead, "  (%.*s) ",
                 (int)(alternative->id.length < 8 ? alternative->id.length : 8), alternative->id.data);
    printer->scratch.length = 0;
    sentence_alternative(&printer->scratch, lookup->book, rule, alternative, in, lookup->date);
    buffer_string(&printer->scratch, behind == NOTHING ? "." : ";");
    if (named.dispute != NULL)
        MESSAGE(&printer->scratch, lookup->book->messages, "rule.in-reading", {"dispute", named.dispute->id},
                {"reading", named.dispute->readings[named.reading].id});
    if (behind == OTHER_ALTERNATIVE)
        buffer_text(&printer->scratch, message_find(lookup->book->messages, "rule.or"));
    put(printer, lead);
    for (uint32_t k = 0; k < alternative->requirement_count; k++)
        if (alternative->requirements[k].held_in.dispute == NULL ||
            alternative->requirements[k].held_in.reading == in.reading)
            put_steps(printer, &alternative->requirements[k]);
}

static void put_alternatives(struct printer *printer, const struct rule *rule) {
    const struct lookup *lookup = printer->lookup;
    for (uint32_t i = 0; i < rule->alternative_count; i++) {
        const struct alternative *alternative = &rule->alternatives[i];
        const struct dispute *dispute = alternative->dispute;
        uint32_t readings = dispute != NULL ? dispute->reading_count : 1;
        if (!period_holds(alternative->period, lookup->date))
            continue;
        for (uint32_t k = 0; k < readings; k++)
            put_alternative(printer, rule, alternative, (struct held_in){dispute, k},
                            k + 1 < readings                  ? OTHER_READING
                            : i + 1 < rule->alternative_count ? OTHER_ALTERNATIVE
                                                              : NOTHING);
    }
}

/* Where it stands, its id and its dates: on a line, or as a paragraph where that is too wide. */
static void put_heading(struct printer *printer, const struct rule *rule) {
    const size_t width = printer->lookup->width;
    struct buffer line = {0};
    message_cite(&line, printer->lookup->book->messages, rule->cite);
    buffer_string(&line, "  [");
    buffer_text(&line, rule->id);
    buffer_char(&line, ']');
    put_dates(printer, &line, rule);
    if (width > 0 && paragraph_columns(buffer_view(&line)) > width) {
        paragraph_write_within(&printer->out, width, TEXT(""), buffer_view(&line));
    } else {
        buffer_text(&printer->out, buffer_view(&line));
        buffer_char(&printer->out, '\n');
    }
    buffer_release(&line, &printer->out);
}

static void put_rule(struct printer *printer, const struct rule *rule) {
    put_heading(printer, rule);
    SAY(printer,
        rule->doubtful   ? rule->settles.length > 0 ? "rule.status.doubtful.settle" : "rule.status.doubtful"
        : rule->disputes ? "rule.status.disputed"
                         : "rule.status.verified",
        {"doubt", rule->doubt}, {"settles", rule->settles});
    put(printer, "  ");
    if (rule->held_in.dispute != NULL) {
        SAY(printer, "rule.only-in-reading", {"dispute", rule->held_in.dispute->id},
            {"reading", rule->held_in.dispute->readings[rule->held_in.reading].id});
        put(printer, "  ");
    }
    put_restrictions(printer, rule);
    put_alternatives(printer, rule);
    buffer_char(&printer->out, '\n');
}

static void put_notes(struct printer *printer, struct hs_code code, enum rule_kind kind,
                      const char *heading) {
    struct rule_matches notes;
    lookup_rules(printer->lookup, code, kind, &notes);
    for (uint32_t i = 0; i < notes.count; i++) {
        if (i == 0) {
            buffer_text(&printer->out, message_find(printer->lookup->book->messages, heading));
            buffer_string(&printer->out, "\n\n");
        }
        put_rule(printer, notes.rules[i].rule);
    }
}

static void put_code(struct printer *printer, struct hs_code code) {
    const struct lookup *lookup = printer->lookup;
    struct rule_matches matches;
    char given[HS_TEXT_SIZE];
    char mapped[HS_TEXT_SIZE];
    char day[DATE_TEXT_SIZE];
    if (code.low != lookup->given.low || code.high != lookup->given.high) {
        SAY(printer, "rule.mapped", {"hs", hs_text(given, lookup->given)}, {"code", hs_text(mapped, code)},
            {"edition", text_from(hs_edition_name(lookup->book->edition))});
        put(printer, "");
    }
    lookup_rules(lookup, code, RULE_OF_GOODS, &matches);
    if (matches.count == 0) {
        SAY(printer, "rule.none", {"hs", hs_text(given, code)}, {"date", date_text(day, lookup->date)});
        put(printer, "");
        return;
    }
    bool partly = false;
    bool for_uses = lookup->use != USE_NONE;
    for (uint32_t i = 0; i < matches.count; i++) {
        partly = partly || matches.rules[i].membership == HS_PARTLY;
        if (!for_uses && matches.rules[i].rule->uses != 0) {
            for_uses = true;
            SAY(printer, "rule.by-use", {"hs", hs_text(given, code)});
            put(printer, "");
            buffer_char(&printer->out, '\n');
        }
        put_rule(printer, matches.rules[i].rule);
    }
    if (partly && matches.count > 1) {
        SAY(printer, "rule.shorter", {"hs", hs_text(given, code)});
        put(printer, "");
        buffer_char(&printer->out, '\n');
    }
    put_notes(printer, code, RULE_ADDS_WAYS, "rule.adds.ways");
    put_notes(printer, code, RULE_ADDS_TESTS, "rule.adds.tests");
    rule_disputes_text(&printer->out, lookup, lookup_disputes(lookup, code));
}

/* What else the code may be, and of which goods. */
static void put_otherwise(struct printer *printer) {
    const struct lookup *lookup = printer->lookup;
    const struct fact *fact = lookup->kept->unless.fact;
    struct buffer codes = {0};
    char given[HS_TEXT_SIZE];
    lookup_otherwise(&codes, lookup);
    SAY(printer, "rule.otherwise", {"question", sentence_question(lookup->book, fact)}, {"fact", fact->key},
        {"hs", hs_text(given, lookup->given)}, {"codes", buffer_view(&codes)},
        {"edition", text_from(hs_edition_name(lookup->book->edition))});
    put(printer, "");
    buffer_release(&codes, &printer->out);
}

static void put_all(struct printer *printer) {
    for (uint32_t i = 0; i < printer->lookup->code_count; i++)
        put_code(printer, printer->lookup->codes[i]);
    if (printer->lookup->kept != NULL)
        put_otherwise(printer);
}

int command_rule(int count, char **arguments) {
    struct lookup_command *lookup = calloc(1, sizeof *lookup);
    if (lookup == NULL)
        return command_no_memory();
    lookup->form = &RULE_FORM;
    int status = lookup_command_open(lookup, count, arguments);
    struct printer printer = {.lookup = &lookup->asked};
    if (status == EXIT_DONE && !lookup->asked_help) {
        if (strcmp(lookup->format, "json") == 0)
            rule_json(&printer.out, &lookup->asked);
        else
            put_all(&printer);
        buffer_release(&printer.scratch, &printer.out);
        status = command_put_buffer(stdout, &printer.out);
    }
    buffer_free(&printer.out);
    buffer_free(&printer.scratch);
    lookup_command_close(lookup);
    free(lookup);
    return status;
}
