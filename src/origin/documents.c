#include "origin/documents.h"

#include "case/columns.h"
#include "origin/accumulation.h"
#include "origin/certifications.h"
#include "origin/codes.h"
#include "value/fiscal.h"

static bool is_certification(const struct document *document) {
    return document->kind == DOCUMENT_CERTIFICATION;
}

static const struct paper_provision *provision_of(const struct general *general,
                                                  const struct document *document) {
    return document == NULL || is_certification(document) ? &general->certification : &general->statement;
}

static void complain(struct origin_context *context, const struct material *material, enum finding_code code,
                     const struct document *document, const char *variant, struct text detail) {
    FINDING(context, code, material->line, provision_of(&context->book->general, document)->cite, variant,
            {"line", material->line},
            {"document", document != NULL ? document->document_id : material->document}, {"detail", detail});
}

static struct text date_kept(struct origin_context *context, date day) {
    char out[DATE_TEXT_SIZE];
    return arena_copy(context->arena, (struct text){out, date_print(out, day)});
}

/* ---- the row itself ---- */

static bool check_row(struct origin_context *context, const struct material *material,
                      const struct document *document) {
    if (document == NULL)
        complain(context, material, FINDING_DOCUMENT_MISMATCH, document, "absent", material->document);
    else if (document->rejected.length > 0)
        complain(context, material, FINDING_ROW_REJECTED, document, "document", document->rejected);
    else if (document->twice)
        complain(context, material, FINDING_DOCUMENT_MISMATCH, document, "twice", NO_TEXT);
    else
        return true;
    return false;
}

/* ---- validity, Article 5.2(5) and 5.2(6) ---- */

/* A period covers what is shipped within it, Annex 5-A, 8, and 19 CFR 182.12: what was bought in it stays
 * covered when it is used, and what was bought before it never is. */
static date shipped_on(date day, const struct material *material) {
    return material->purchase_date != 0 ? material->purchase_date : day;
}

bool documents_begun(date day, const struct material *material, const struct document *document) {
    return document->valid_from == 0 ||
           (day >= document->valid_from && shipped_on(day, material) >= document->valid_from);
}

/* The last day of its period where that does not reach what the line is of; else 0. */
static date period_ended(date day, const struct material *material, const struct document *document) {
    return document->valid_to != 0 && shipped_on(day, material) > document->valid_to ? document->valid_to : 0;
}

bool documents_period_holds(date day, const struct material *material, const struct document *document) {
    return documents_begun(day, material, document) && period_ended(day, material, document) == 0;
}

/* The last day of one that has ended by then; else 0. */
static date ended(date day, const struct material *material, const struct document *document) {
    date period = period_ended(day, material, document);
    return period != 0 ? period : document->ends != 0 && day > document->ends ? document->ends : 0;
}

/* A day on which something was bought, told beside that of the paper. */
static void complain_bought(struct origin_context *context, const struct material *material,
                            const struct document *document, const char *variant, date border) {
    char days[2][DATE_TEXT_SIZE];
    FINDING(context, FINDING_DOCUMENT_EXPIRED, material->line,
            provision_of(&context->book->general, document)->cite, variant, {"line", material->line},
            {"document", document->document_id}, {"detail", {days[0], date_print(days[0], border)}},
            {"day", {days[1], date_print(days[1], material->purchase_date)}});
}

static bool check_period(struct origin_context *context, const struct material *material,
                         const struct document *document) {
    date day = context->determination->day;
    if (document->signed_on != 0 && day < document->signed_on) {
        complain(context, material, FINDING_DOCUMENT_INCOMPLETE, document, "later",
                 date_kept(context, document->signed_on));
        return false;
    }
    const bool bought = material->purchase_date != 0;
    if (!documents_begun(day, material, document)) {
        if (bought && material->purchase_date < document->valid_from)
            complain_bought(context, material, document, "bought-early", document->valid_from);
        else
            complain(context, material, FINDING_DOCUMENT_EXPIRED, document, "early",
                     date_kept(context, document->valid_from));
        return false;
    }
    date end = ended(day, material, document);
    if (bought && period_ended(day, material, document) != 0)
        complain_bought(context, material, document, "bought", end);
    else if (end != 0)
        complain(context, material, FINDING_DOCUMENT_EXPIRED, document, NULL, date_kept(context, end));
    return end == 0;
}

/* ---- completeness ---- */

static bool column_given(const struct document *document, const struct column *column) {
    const char *at = (const char *)document + column->offset;
    switch (column->type) {
    case COLUMN_CODE:
        return ((const struct hs_code *)at)->digits > 0;
    case COLUMN_DATE:
        return *(const date *)at != 0;
    case COLUMN_AMOUNT:
        return ((const struct amount *)at)->given;
    case COLUMN_CRITERION:
        return *at != '\0';
    default:
        return ((const struct text *)at)->length > 0;
    }
}

static bool word_among(struct text word, struct text words) {
    struct text part;
    while (word.length > 0 && text_split(&words, ' ', &part))
        if (text_equal_in_any_case(part, word))
            return true;
    return false;
}

static void lack(struct buffer *missing, struct text column) {
    buffer_string(missing, missing->length > 0 ? ", " : "");
    buffer_text(missing, column);
}

/* What the provision asks for. */
static void check_elements(const struct paper_provision *provision, struct document *document,
                           struct buffer *missing) {
    for (uint32_t i = 0; i < provision->element_count; i++) {
        const struct paper_element *element = &provision->elements[i];
        const struct column *column = column_named(&DOCUMENT_COLUMNS, element->column);
        if (word_among(document->certifier_role, element->unless_certifier))
            continue;
        if (column == NULL || !column_given(document, column))
            lack(missing, element->column);
        else if (element->digits > 0 && document->hs.digits < element->digits)
            document->flaws |= 1U << DOCUMENT_CODE_SHORT;
    }
    if (document->certifier_role.length > 0 && !word_among(document->certifier_role, provision->signers))
        document->flaws |= 1U << DOCUMENT_SIGNER;
}

/* Annex 5-A: a certification of several shipments says from when to when, over twelve months at most. */
static void check_blanket(const struct general *general, struct document *document) {
    bool both = document->valid_from != 0 && document->valid_to != 0;
    if (both && document->valid_to < document->valid_from)
        document->flaws |= 1U << DOCUMENT_BACKWARDS;
    if (!is_certification(document))
        return;
    if (!both && (document->valid_from != 0 || document->valid_to != 0))
        document->flaws |= 1U << DOCUMENT_ONE_END;
    if (both && document->valid_to > date_months_end(document->valid_from, general->certification_months))
        document->flaws |= 1U << DOCUMENT_BLANKET_LONG;
}

/* U.R. 9(2), 9(3): the figures of its kind. */
static void check_figures(struct document *document, struct buffer *missing) {
    if (document->kind == DOCUMENT_ACCUMULATION_COST && !document->net_cost.given)
        lack(missing, TEXT("net_cost"));
    if (document->kind == DOCUMENT_ACCUMULATION_AMOUNT && !document->amount.given)
        lack(missing, TEXT("amount"));
    if (document->kind != DOCUMENT_ACCUMULATION_AMOUNT && !document->lists && !document->vnm.given)
        lack(missing, TEXT("vnm"));
    if (document->produced_in_territory == NO) /* U.R. 9(1)(a), (c) */
        lack(missing, TEXT("produced_in_territory"));
    if (document->net_cost.given && document->vnm.given && document->vnm.value > document->net_cost.value)
        document->flaws |= 1U << DOCUMENT_VNM_ABOVE_COST;
}

/* U.R. 9(4), 9(5): sums over a period say of how many units, and the period is one of those allowed, within a
 * fiscal year of the producer of the good. */
static void check_sums(const struct general *general, int first_month, struct document *document,
                       struct buffer *missing) {
    bool both = document->period_from != 0 && document->period_to != 0;
    bool sums = document->units.given || document->period_from != 0 || document->period_to != 0;
    if (!sums)
        return;
    if (!document->units.given || document->units.value == 0)
        lack(missing, TEXT("units"));
    if (!both) {
        lack(missing, document->period_from == 0 ? TEXT("period_from") : TEXT("period_to"));
        return;
    }
    bool allowed = false;
    for (int months = 1; months <= MONTHS_A_YEAR && !allowed; months++)
        allowed = (general->statement_periods >> months & 1) != 0 &&
                  document->period_to == date_months_end(document->period_from, months);
    if (!allowed)
        document->flaws |= 1U << DOCUMENT_AVERAGING_PERIOD;
    else if (fiscal_year_begins(month_number(document->period_from), first_month) !=
             fiscal_year_begins(month_number(document->period_to), first_month))
        document->flaws |= 1U << DOCUMENT_FISCAL_YEAR;
}

/* What a column says that nothing reads. A certification of what comes from elsewhere is of another good:
 * Article 5.2 has it say that the good is originating. */
static void check_doubts(const struct general *general, struct document *document) {
    document->doubted = NO_TEXT;
    for (uint32_t i = 0; i < document->doubt_count && document->doubted.length == 0; i++) {
        const struct document_doubt *doubt = &document->doubts[i];
        enum country country = country_named(doubt->country);
        if (country == COUNTRY_NONE || !country_in(general->territory, country))
            document->doubted = doubt->said;
    }
    if (document->doubted.length > 0)
        document->flaws |= 1U << DOCUMENT_DOUBTED;
}

void documents_prepare(const struct usmca_rulebook *book, struct document *documents, size_t count,
                       int first_month, struct arena *arena) {
    const struct general *general = &book->general;
    struct buffer missing = {0};
    for (size_t i = 0; i < count; i++) {
        struct document *document = &documents[i];
        bool certification = is_certification(document);
        if (document->prepared == first_month && document->stated == NULL)
            continue;
        document->prepared = first_month;
        accumulation_prepare(document, arena);
        missing.length = 0;
        document->flaws = 0;
        check_elements(provision_of(general, document), document, &missing);
        check_blanket(general, document);
        check_doubts(general, document);
        if (!certification) {
            check_figures(document, &missing);
            check_sums(general, first_month, document, &missing);
        }
        document->lacks = arena_copy(arena, buffer_view(&missing));
        /* Article 5.2: a certification holds for some years from its completion */
        document->ends =
            document->signed_on != 0 && certification
                ? date_add_months(document->signed_on, MONTHS_A_YEAR * general->certification_years)
                : 0;
    }
    arena->failed = arena->failed || missing.failed;
    buffer_free(&missing);
}

static struct text flaw_detail(struct origin_context *context, const struct document *document,
                               enum document_flaw flaw) {
    const struct general *general = &context->book->general;
    switch (flaw) {
    case DOCUMENT_SIGNER:
        return document->certifier_role;
    case DOCUMENT_CODE_SHORT:
        return context_code(context, document->hs);
    case DOCUMENT_BLANKET_LONG:
        return context_decimal(context, (decimal)general->certification_months * DECIMAL_ONE, 0);
    case DOCUMENT_DOUBTED:
        return document->doubted;
    default:
        return NO_TEXT;
    }
}

static bool check_complete(struct origin_context *context, const struct material *material,
                           const struct document *document) {
    static const char *const VARIANTS[DOCUMENT_FLAWS] = {
        "signer", "digits", "one-end", "backwards", "period", "sums", "fiscal-year", "above-cost", "doubted"};
    if (document->lacks.length > 0)
        complain(context, material, FINDING_DOCUMENT_INCOMPLETE, document, NULL, document->lacks);
    for (int flaw = 0; document->flaws >> flaw != 0; flaw++)
        if ((document->flaws >> flaw & 1) != 0)
            complain(context, material, FINDING_DOCUMENT_INCOMPLETE, document,
                     flaw == DOCUMENT_SIGNER && !is_certification(document) ? "signer.statement"
                                                                            : VARIANTS[flaw],
                     flaw_detail(context, document, (enum document_flaw)flaw));
    return document->lacks.length == 0 && document->flaws == 0;
}

/* ---- subject ---- */

/* Whether two codes, each of its edition, may be of one thing. */
static bool may_be_one(const struct hs_editions *editions, enum hs_edition newer, struct hs_code code,
                       enum hs_edition older, struct hs_code other) {
    uint32_t count = 0;
    const struct hs_lineage *lineages = hs_lineages(editions, newer, code, &count);
    for (uint32_t i = 0; i < count; i++)
        if (lineages[i].in[older] != 0 &&
            hs_same_unit(hs_code_subheading(lineages[i].in[older]), other, HS_SUBHEADING) != HS_OUTSIDE)
            return true;
    return false;
}

/* A document names its material by the edition in force when it was signed, where it names no other; or as
 * the line does. */
static bool code_fits(const struct origin_context *context, const struct material *material,
                      const struct document *document) {
    const struct hs_editions *editions = context->book->editions;
    if (hs_same_unit(document->hs, material->hs, HS_SUBHEADING) != HS_OUTSIDE)
        return true;
    enum hs_edition of_line = codes_edition(context, material->hs_edition, &material->hs);
    enum hs_edition signed_in = document->hs_edition != EDITION_NOT_GIVEN
                                    ? (enum hs_edition)(document->hs_edition - 1)
                                : document->signed_on != 0 ? hs_edition_on(editions, document->signed_on)
                                                           : of_line;
    return signed_in < of_line   ? may_be_one(editions, of_line, material->hs, signed_in, document->hs)
           : signed_in > of_line ? may_be_one(editions, signed_in, document->hs, of_line, material->hs)
                                 : false;
}

bool documents_same_supplier(struct text one, struct text other) {
    return one.length == 0 || other.length == 0 || text_equal_in_any_case(one, other);
}

/* Who makes a material may certify it for those who sell it: one whom the paper names is no stranger to it.
 */
static bool is_of_seller(const struct material *material, const struct document *document) {
    return documents_same_supplier(material->supplier, document->supplier) ||
           text_equal_in_any_case(material->supplier, document->producer) ||
           text_equal_in_any_case(material->supplier, document->exporter) ||
           text_equal_in_any_case(material->supplier, document->certifier);
}

static bool check_subject(struct origin_context *context, const struct material *material,
                          const struct document *document) {
    struct text subject = document->material_id;
    /* a certification may be about whatever its code is of; a statement is about one material */
    bool named = material->material_id.length > 0 || !is_certification(document);
    if (subject.length > 0 && named && !text_equal(subject, material->material_id)) {
        complain(context, material, FINDING_DOCUMENT_MISMATCH, document,
                 material->material_id.length > 0 ? NULL : "unnamed", subject);
        return false;
    }
    if (document->hs.digits > 0 && material->hs.digits > 0 && !code_fits(context, material, document)) {
        complain(context, material, FINDING_DOCUMENT_MISMATCH, document, "hs",
                 context_code(context, document->hs));
        return false;
    }
    if (!is_of_seller(material, document)) {
        complain(context, material, FINDING_DOCUMENT_MISMATCH, document, "supplier", document->supplier);
        return false;
    }
    return true;
}

static enum paper_state state_of_row(const struct document *document) {
    return document == NULL                ? PAPER_MISSING
           : document->rejected.length > 0 ? PAPER_REJECTED
           : document->twice               ? PAPER_MISMATCH
                                           : PAPER_IN_ORDER;
}

/* Nothing is to be said of it: as most are. */
static bool is_in_order(const struct origin_context *context, const struct material *material,
                        const struct document *document) {
    date day = context->determination->day;
    return document != NULL && documents_whole(document) && day >= document->signed_on &&
           documents_begun(day, material, document) && ended(day, material, document) == 0 &&
           (document->material_id.length == 0 || text_equal(document->material_id, material->material_id)) &&
           (document->hs.digits == 0 || material->hs.digits == 0 ||
            hs_same_unit(document->hs, material->hs, HS_SUBHEADING) == HS_INSIDE) &&
           documents_same_supplier(material->supplier, document->supplier);
}

static void check_document(struct origin_context *context, struct line *line,
                           const struct document *document) {
    const struct material *material = line->material;
    line->paper = document;
    if (is_in_order(context, material, document)) {
        line->paper_state = PAPER_IN_ORDER;
        line->document = document;
        return;
    }
    line->paper_state = state_of_row(document);
    if (!check_row(context, material, document))
        return;
    bool early = document->signed_on != 0 && context->determination->day < document->signed_on;
    bool period = check_period(context, material, document);
    bool complete = check_complete(context, material, document);
    bool subject = check_subject(context, material, document);
    line->paper_state = !period && !early    ? PAPER_EXPIRED
                        : early || !complete ? PAPER_INCOMPLETE
                        : !subject           ? PAPER_MISMATCH
                                             : PAPER_IN_ORDER;
    if (line->paper_state == PAPER_IN_ORDER)
        line->document = document;
}

/* ---- certifications of materials whose line names none ---- */

bool documents_of_code(const struct origin_context *context, const struct material *material,
                       const struct document *document) {
    return document->hs.digits == 0 || material->hs.digits == 0 || code_fits(context, material, document);
}

bool documents_whole(const struct document *document) {
    return document_usable(document) && document->lacks.length == 0 && document->flaws == 0;
}

bool documents_stands(const struct origin_context *context, const struct material *material,
                      const struct document *document) {
    date day = context->determination->day;
    bool begun = day >= document->signed_on && documents_begun(day, material, document);
    return begun && ended(day, material, document) == 0 && documents_whole(document) &&
           documents_of_code(context, material, document);
}

bool documents_is_later(const struct document *document, const struct document *other) {
    if (document->valid_to != other->valid_to)
        return other->valid_to != 0 && (document->valid_to == 0 || document->valid_to > other->valid_to);
    return document->signed_on != other->signed_on
               ? document->signed_on > other->signed_on
               : text_order(document->document_id, other->document_id) > 0;
}

/* Where the supplier is not said, and one of several has none that stands, the material may be of that one.
 */
static void take_certification(struct origin_context *context, struct line *line) {
    const struct material *material = line->material;
    struct found_certifications found = certifications_find(context, material);
    const struct document *lapsed = found.lapsed;
    line->paper = found.valid;
    if (found.valid == NULL) {
        line->paper_state = PAPER_NONE;
        if (found.other != NULL)
            check_document(context, line, found.other);
        return;
    }
    line->paper_state = lapsed != NULL ? PAPER_AMBIGUOUS : PAPER_IN_ORDER;
    if (lapsed != NULL)
        FINDING(context, FINDING_DOCUMENT_AMBIGUOUS, material->line,
                context->book->general.certification.cite, NULL, {"line", material->line},
                {"material", material->material_id}, {"document", found.valid->document_id},
                {"supplier", found.valid->supplier}, {"other", lapsed->document_id},
                {"other_supplier", lapsed->supplier});
    else
        line->document = found.valid;
}

enum paper_state documents_state(const struct origin_context *context, const struct material *material,
                                 const struct document *document) {
    enum paper_state state = state_of_row(document);
    if (state != PAPER_IN_ORDER || documents_stands(context, material, document))
        return state;
    bool whole = document->lacks.length == 0 && document->flaws == 0;
    return ended(context->determination->day, material, document) != 0 ? PAPER_EXPIRED
           : !whole                                                    ? PAPER_INCOMPLETE
                                                                       : PAPER_MISMATCH;
}

/* A good of that day, and nothing beside it. */
struct alone {
    struct case_setting setting;
    struct good good;
    struct determination determination;
    struct origin_context context;
};

static const struct origin_context *stand_alone(struct alone *alone, const struct usmca_rulebook *book,
                                                date day) {
    *alone = (struct alone){.setting = {.date = day}, .good = {.date = day}, .determination = {.day = day}};
    alone->context = (struct origin_context){.book = book,
                                             .setting = &alone->setting,
                                             .good = &alone->good,
                                             .determination = &alone->determination};
    return &alone->context;
}

enum paper_state documents_state_on(const struct usmca_rulebook *book, date day,
                                    const struct material *material, const struct document *document) {
    struct alone alone;
    return documents_state(stand_alone(&alone, book, day), material, document);
}

bool documents_code_fits(const struct usmca_rulebook *book, date day, const struct material *material,
                         const struct document *document) {
    struct alone alone;
    return code_fits(stand_alone(&alone, book, day), material, document);
}

void documents_tell(struct origin_context *context, const struct material *material,
                    const struct document *document) {
    if (!check_row(context, material, document))
        return;
    check_period(context, material, document);
    check_complete(context, material, document);
    check_subject(context, material, document);
}

void documents_period(const struct document *document, date *begins, date *ends) {
    *begins = document->signed_on > document->valid_from ? document->signed_on : document->valid_from;
    *ends = evidence_earlier(document->valid_to, document->ends);
}

bool documents_purchases(const struct document *document, date day, date *begins, date *ends) {
    *begins = document->valid_from;
    *ends = document->valid_to;
    return day >= document->signed_on && day >= document->valid_from &&
           (document->ends == 0 || day <= document->ends);
}

void documents_check(struct origin_context *context, struct line *line, const struct document *named) {
    const struct material *material = line->material;
    if (material->document.length > 0) {
        check_document(context, line, named);
        return;
    }
    /* what its producer made no supplier certifies */
    bool bought = material->role != ROLE_SELF_PRODUCED && material->role != ROLE_INTERMEDIATE;
    if (material->origin != ORIGIN_DECLARED_ORIGINATING || material->material_id.length == 0 || !bought)
        return;
    take_certification(context, line);
}
