#include "rulebook/validate.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "rulebook/messages.h"
#include "rulebook/select.h"
#include "rulebook/xml_reference.h"

/* ---- schema ---- */

struct schema_run {
    struct xml_complaints *complaints;
    const char *path;
};

static void take_schema_error(void *context, xmlErrorPtr found) {
    const struct schema_run *run = context;
    usmca_error one;
    xml_reference_unfit(&one, run->path, found);
    xml_complaints_add(run->complaints, &one);
}

/* Of a document with an address libxml2 looks through all that stands before the element of each error, for
 * an inclusion that it may have come by. */
static void forget_address(const struct libxml *libxml, xmlDocPtr document) {
    (*libxml->xmlFree)((xmlChar *)document->URL);
    document->URL = NULL;
}

static usmca_status against_schema(const struct libxml *libxml, const char *path, const char *directory,
                                   const char *name, struct xml_complaints *complaints, usmca_error *error) {
    char schema_path[4096];
    xmlDocPtr document = NULL;
    snprintf(schema_path, sizeof schema_path, "%s/schema/%s.rng", directory, name);
    usmca_status status = xml_reference_open(&document, libxml, path, error);
    if (status != USMCA_OK)
        return status;
    forget_address(libxml, document);
    xmlDocPtr schema_document = NULL;
    status = xml_reference_open(&schema_document, libxml, schema_path, error);
    if (status != USMCA_OK) {
        libxml->xmlFreeDoc(document);
        return status;
    }
    struct schema_run run = {complaints, path};
    xmlRelaxNGParserCtxtPtr parser = libxml->xmlRelaxNGNewDocParserCtxt(schema_document);
    xmlRelaxNGPtr schema = parser != NULL ? libxml->xmlRelaxNGParse(parser) : NULL;
    xmlRelaxNGValidCtxtPtr valid = schema != NULL ? libxml->xmlRelaxNGNewValidCtxt(schema) : NULL;
    if (valid == NULL) {
        status = error_set(error, USMCA_ERROR_RULES, schema_path, 0, 0, "not a RELAX NG schema");
    } else {
        libxml->xmlRelaxNGSetValidStructuredErrors(valid, take_schema_error, &run);
        libxml->xmlRelaxNGValidateDoc(valid, document);
    }
    libxml->xmlRelaxNGFreeValidCtxt(valid);
    libxml->xmlRelaxNGFree(schema);
    libxml->xmlRelaxNGFreeParserCtxt(parser);
    libxml->xmlFreeDoc(schema_document);
    libxml->xmlFreeDoc(document);
    return status;
}

usmca_status validate_schema(const char *path, const char *directory, const char *name,
                             struct xml_complaints *complaints, usmca_error *error) {
    struct xml_watch watch;
    usmca_status status = xml_watch_begin(&watch, error);
    if (status != USMCA_OK)
        return status;
    return xml_watch_end(&watch, against_schema(&watch.libxml, path, directory, name, complaints, error),
                         error);
}

/* ---- complaints about a rule ---- */

#define COMPLAIN(complaints, ...)                                                                            \
    xml_complain_at(&(struct xml_reader){.complaints = (complaints)}, __VA_ARGS__)

/* ---- time ---- */

static bool covered(const struct usmca_rulebook *book, const struct rule *rule, struct hs_code code,
                    date day) {
    struct rule_matches matches;
    rulebook_select(book, code, day, RULE_OF_GOODS, &matches);
    for (uint32_t i = 0; i < matches.count; i++) {
        const struct rule *other = matches.rules[i].rule;
        if (other->uses == 0 || (other->uses & rule->uses) != 0)
            return true;
    }
    return false;
}

/* Every subheading of a rule that begins or ends must have another rule on the day before, or on that day. */
static void check_steps(const struct usmca_rulebook *book, struct xml_complaints *complaints) {
    uint32_t count = 0;
    const uint32_t *codes = hs_subheadings(book->editions, book->edition, &count);
    for (uint32_t i = 0; i < book->rule_count; i++) {
        const struct rule *rule = &book->rules[i];
        bool ends = rule->period.until != DATE_FOREVER;
        bool begins = rule->period.from > book->general.in_force;
        for (uint32_t k = 0; rule->kind == RULE_OF_GOODS && (ends || begins) && k < count; k++) {
            struct hs_code code = hs_code_subheading(codes[k]);
            if (hs_set_holds(rule->scope.set, code) == HS_OUTSIDE)
                continue;
            char number[HS_TEXT_SIZE];
            char day[DATE_TEXT_SIZE];
            hs_print_dotted(number, code.low, HS_SUBHEADING);
            if (ends && !covered(book, rule, code, rule->period.until)) {
                date_print(day, rule->period.until);
                COMPLAIN(complaints, rule->file.data, rule->line,
                         "rule %s ends, and %s has no rule from %s on", rule->id.data, number, day);
                break;
            }
            if (begins && !covered(book, rule, code, date_before(rule->period.from))) {
                date_print(day, rule->period.from);
                COMPLAIN(complaints, rule->file.data, rule->line,
                         "rule %s begins, and %s has no rule before %s", rule->id.data, number, day);
                break;
            }
        }
    }
}

/* ---- coverage ---- */

static enum result has_rule(const struct usmca_rulebook *book, struct hs_code code, date day) {
    struct rule_matches matches;
    rulebook_select(book, code, day, RULE_OF_GOODS, &matches);
    enum result found = RESULT_FAIL;
    for (uint32_t i = 0; i < matches.count; i++) {
        const struct rule *rule = matches.rules[i].rule;
        bool whole = matches.rules[i].membership == HS_INSIDE && rule->uses == 0 && rule->importing == 0 &&
                     rule->exporting == 0;
        if (whole && found < RESULT_PASS)
            found = rule->doubtful || rule->disputes != 0 ? RESULT_UNKNOWN : RESULT_PASS;
    }
    return found;
}

void validate_coverage(const struct usmca_rulebook *book, enum hs_edition edition, date day,
                       struct chapter_coverage out[100]) {
    uint32_t count = 0;
    const uint32_t *codes = hs_subheadings(book->editions, edition, &count);
    memset(out, 0, sizeof(struct chapter_coverage) * 100);
    for (uint32_t i = 0; i < count; i++) {
        struct chapter_coverage *chapter = &out[codes[i] / 10000 % 100];
        uint32_t mapped = 0;
        const uint32_t *numbers =
            hs_counterparts(book->editions, edition, book->edition, hs_code_subheading(codes[i]), &mapped);
        enum result least = RESULT_PASS;
        for (uint32_t k = 0; k < mapped; k++) {
            enum result one = has_rule(book, hs_code_subheading(numbers[k]), day);
            least = one < least ? one : least;
        }
        chapter->subheadings++;
        chapter->with_rule += mapped > 0 && least != RESULT_FAIL;
        chapter->doubtful += mapped > 0 && least == RESULT_UNKNOWN;
    }
}

static void check_claims(const struct usmca_rulebook *book, date day, struct xml_complaints *complaints) {
    uint32_t count = 0;
    const uint32_t *codes = hs_subheadings(book->editions, book->edition, &count);
    const date days[] = {book->general.in_force, day};
    for (uint32_t c = 0; c < book->claim_count; c++)
        for (uint32_t i = 0; i < count; i++) {
            struct hs_code code = hs_code_subheading(codes[i]);
            if (hs_unit(code.low, HS_CHAPTER) != book->claims[c].chapter)
                continue;
            for (int k = 0; k < 2; k++) {
                char number[HS_TEXT_SIZE];
                char on[DATE_TEXT_SIZE];
                if (has_rule(book, code, days[k]) != RESULT_FAIL)
                    continue;
                hs_print_dotted(number, code.low, HS_SUBHEADING);
                date_print(on, days[k]);
                COMPLAIN(complaints, book->claims[c].file.data, book->claims[c].line,
                         "the chapter is said to be complete, but %s has no rule on %s", number, on);
                break;
            }
        }
}

/* ---- sentences ---- */

static void check_message(const struct usmca_rulebook *book, const char *kind, const struct fact *fact,
                          struct xml_complaints *complaints) {
    char id[160];
    snprintf(id, sizeof id, "%s.%.*s", kind, (int)fact->key.length, fact->key.data);
    if (!message_has(book->messages, id))
        COMPLAIN(complaints, fact->file.data, fact->line, "the message catalogue has no %s", id);
}

static void check_described(const struct usmca_rulebook *book, struct condition when,
                            struct xml_complaints *complaints) {
    if (when.fact != NULL)
        check_message(book, "described", when.fact, complaints);
}

static void check_origins(const struct usmca_rulebook *book, const struct origin_item *items, uint32_t count,
                          struct xml_complaints *complaints) {
    for (uint32_t i = 0; i < count; i++)
        if (items[i].same == HS_NONE)
            check_described(book, items[i].when, complaints);
}

static void check_requirement(const struct usmca_rulebook *book, const struct requirement *requirement,
                              struct xml_complaints *complaints) {
    const struct change *change = &requirement->change;
    check_origins(book, change->also, change->also_count, complaints);
    check_origins(book, change->except, change->except_count, complaints);
    for (uint32_t i = 0; i < change->combination_count; i++)
        check_origins(book, change->combinations[i].items, change->combinations[i].count, complaints);
    check_described(book, requirement->share.when, complaints);
    if (requirement->kind == REQUIRE_PROCESS && requirement->process.fact != NULL)
        check_message(book, "process", requirement->process.fact, complaints);
    if (requirement->kind == REQUIRE_VEHICLE && requirement->vehicle.declared != NULL)
        check_message(book, "process", requirement->vehicle.declared, complaints);
}

static void check_dispute(const struct usmca_rulebook *book, const struct dispute *dispute,
                          struct xml_complaints *complaints) {
    char id[160];
    snprintf(id, sizeof id, "dispute.%.*s", (int)dispute->id.length, dispute->id.data);
    if (!message_has(book->messages, id))
        COMPLAIN(complaints, dispute->file.data, dispute->line, "the message catalogue has no %s", id);
    for (uint32_t i = 0; i < dispute->reading_count; i++) {
        const struct text reading = dispute->readings[i].id;
        snprintf(id, sizeof id, "dispute.%.*s.%.*s", (int)dispute->id.length, dispute->id.data,
                 (int)reading.length, reading.data);
        if (!message_has(book->messages, id))
            COMPLAIN(complaints, dispute->file.data, dispute->line, "the message catalogue has no %s", id);
    }
}

static void check_sentences(const struct usmca_rulebook *book, struct xml_complaints *complaints) {
    for (uint32_t i = 0; i < book->fact_count; i++)
        check_message(book, "fact", &book->facts[i], complaints);
    for (uint32_t i = 0; i < book->dispute_count; i++)
        check_dispute(book, &book->disputes[i], complaints);
    for (uint32_t i = 0; i < book->general.disqualification_count; i++)
        check_described(book, book->general.disqualifications[i].when, complaints);
    check_described(book, book->general.production.diluted, complaints);
    check_described(book, book->general.unacceptable_price, complaints);
    check_described(book, book->general.unacceptable_value, complaints);
    for (uint32_t i = 0; i < book->rule_count; i++) {
        const struct rule *rule = &book->rules[i];
        check_described(book, rule->when, complaints);
        for (uint32_t k = 0; k < rule->alternative_count; k++) {
            check_described(book, rule->alternatives[k].when, complaints);
            for (uint32_t r = 0; r < rule->alternatives[k].requirement_count; r++)
                check_requirement(book, &rule->alternatives[k].requirements[r], complaints);
        }
    }
}

void validate_book(const struct usmca_rulebook *book, date day, struct xml_complaints *complaints) {
    check_steps(book, complaints);
    check_claims(book, day, complaints);
    check_sentences(book, complaints);
}
