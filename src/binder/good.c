#include <stdio.h>

#include "binder/parts.h"
#include "rulebook/named.h"

void binder_section(struct binder *binder, const char *id) {
    binder->section++;
    pdf_heading(
        binder->pdf, PDF_SECTION,
        binder_joined(binder, binder_number(binder, (size_t)binder->section), ". ", binder_say(binder, id)));
}

/* ---- verdict ---- */

static enum pdf_tone tone_of(const json_t *good) {
    const char *status = results_string(good, "status");
    const char *pile = results_string(json_object_get(good, "evidence"), "pile");
    if (strcmp(status, STATUS_WORDS[STATUS_NON_ORIGINATING]) == 0)
        return PDF_BAD;
    if (strcmp(status, STATUS_WORDS[STATUS_ORIGINATING]) != 0)
        return PDF_OPEN;
    return strcmp(pile, PILE_WORDS[PILE_SIGN]) == 0          ? PDF_GOOD
           : strcmp(pile, PILE_WORDS[PILE_DO_NOT_SIGN]) == 0 ? PDF_BAD
                                                             : PDF_OPEN;
}

static struct text verdict(struct binder *binder, const json_t *good) {
    static const char *const OTHERWISE[STATUSES] = {[STATUS_NON_ORIGINATING] = "html.verdict.non-originating",
                                                    [STATUS_UNDETERMINED] = "html.verdict.undetermined",
                                                    [STATUS_ORIGINATING] = "html.verdict.originating",
                                                    [STATUS_REJECTED] = "html.verdict.rejected"};
    const char *status = results_string(good, "status");
    struct text criterion = binder_value(good, "criterion");
    struct text cite = binder_cite(binder, binder_value(json_object_get(good, "rule"), "cite"));
    if (strcmp(status, STATUS_WORDS[STATUS_ORIGINATING]) != 0)
        return binder_say(binder, OTHERWISE[results_word(status, STATUS_WORDS, STATUSES)]);
    if (cite.length == 0)
        return binder_say(binder, "html.verdict.originating");
    if (criterion.length == 0)
        return BINDER_SAY(binder, "html.verdict.originating.rule", {"cite", cite});
    return BINDER_SAY(binder, "html.verdict.originating.criterion", {"criterion", criterion}, {"cite", cite});
}

/* What to do, and until when the answer stands. */
static struct text verdict_below(struct binder *binder, const json_t *good) {
    const json_t *evidence = json_object_get(good, "evidence");
    struct text until = binder_value(good, "valid_until");
    const char *pile = results_string(evidence, "pile");
    struct text reason = binder_value(evidence, "reason");
    const char *id = results_pile_message(pile, results_string(good, "status"), reason.length > 0);
    struct text documented = binder_word(binder, "status", results_string(evidence, "status_documented"));
    if (id == NULL || strcmp(results_string(good, "status"), STATUS_WORDS[STATUS_REJECTED]) == 0)
        return TEXT("");
    return binder_joined(binder, BINDER_SAY(binder, id, {"status", documented}, {"reason", reason}), " ",
                         until.length > 0 ? BINDER_SAY(binder, "report.valid-until", {"date", until})
                                          : until);
}

/* ---- what it is ---- */

/* Of the rule that it qualifies by, else of the one that was read. */
static struct text cite_of(struct binder *binder, const json_t *good) {
    const struct rule *read = rule_named(binder->book, binder_value(good, "rule_read"));
    struct text cite = binder_value(json_object_get(good, "rule"), "cite");
    return binder_cite(binder, cite.length == 0 && read != NULL ? read->cite : cite);
}

static void put_identity(struct binder *binder, const json_t *good) {
    struct pdf *pdf = binder->pdf;
    const char *name = NULL;
    json_t *value = NULL;
    struct text claimed = binder_value(good, "claimed");
    binder_section(binder, "binder.identity");
    pdf_pair(pdf, binder_say(binder, "html.good"), binder_value(good, "good_id"));
    pdf_pair(pdf, binder_say(binder, "html.description"), binder_value(good, "description"));
    pdf_pair(pdf, binder_say(binder, "report.code"), binder_hs(binder, good));
    pdf_pair(pdf, binder_say(binder, "binder.law"), binder_value(good, "date"));
    pdf_pair(pdf, binder_say(binder, "html.currency"), binder_value(good, "currency"));
    pdf_pair(pdf, binder_say(binder, "html.claimed"),
             claimed.length > 0 ? claimed : binder_say(binder, "html.none"));
    pdf_pair(pdf, binder_say(binder, "html.criterion"), binder_value(good, "criterion"));
    pdf_pair(pdf, binder_say(binder, "html.rule"), cite_of(binder, good));
    pdf_pair(pdf, binder_say(binder, "book.valid-until"), binder_value(good, "valid_until"));
    json_object_foreach((json_t *)good, name, value) {
        if (results_passed(name)) /* columns that the results only pass on */
            pdf_pair(pdf, text_from(name), binder_value(good, name));
    }
}

static void put_signature(struct binder *binder) {
    const struct pdf_field fields[] = {
        {binder_say(binder, "binder.signature.name"), text_from(binder->options->certifier)},
        {binder_say(binder, "binder.signature.position"), TEXT("")},
        {binder_say(binder, "binder.signature"), TEXT("")},
        {binder_say(binder, "html.date"), TEXT("")}};
    pdf_space(binder->pdf, 10);
    pdf_signature(binder->pdf, fields, sizeof fields / sizeof fields[0]);
}

void binder_good(struct binder *binder, const json_t *good) {
    struct pdf *pdf = binder->pdf;
    struct text id = binder_value(good, "good_id");
    struct text company = text_from(binder->options->company);
    pdf_page(pdf);
    pdf_running_head(pdf, id, binder_joined(binder, company, " · ", text_from(binder->options->period)));
    pdf_target(pdf, binder->at);
    pdf_heading(pdf, PDF_PART, id.length > 0 ? id : binder_say(binder, "html.good"));
    pdf_paragraph(pdf, PDF_LARGE, binder_value(good, "description"));
    pdf_box(pdf, tone_of(good), verdict(binder, good), verdict_below(binder, good));
    binder->section = 0;
    put_identity(binder, good);
    binder_rule(binder, good);
    binder_vehicle(binder, good);
    binder_bill(binder, good);
    binder_arithmetic(binder, good);
    binder_papers(binder, good);
    binder_missing(binder, good);
    binder_findings(binder, good);
    put_signature(binder);
}
