#include "origin/documents.h"

#include "intake/columns.h"

static void complain(struct origin_context *context, const struct material *material, enum finding_code code,
                     const char *variant, struct text detail) {
    FINDING(context, code, SEVERITY_VIOLATION, material->line, context->book->general.certification_cite,
            variant, {"line", material->line}, {"document", material->document}, {"detail", detail});
}

static struct text date_text(struct origin_context *context, date day) {
    char out[DATE_TEXT_SIZE];
    return arena_copy(context->arena, (struct text){out, date_print(out, day)});
}

/* ---- validity, Article 5.2(5) and 5.2(6) ---- */

static bool check_period(struct origin_context *context, const struct material *material,
                         const struct document *document) {
    date day = context->result->day;
    if (document->valid_from != 0 && day < document->valid_from) {
        complain(context, material, FINDING_DOCUMENT_EXPIRED, "early",
                 date_text(context, document->valid_from));
        return false;
    }
    date end = document->valid_to != 0 && day > document->valid_to ? document->valid_to
               : document->ends != 0 && day >= document->ends      ? document->ends
                                                                   : 0;
    if (end != 0) {
        complain(context, material, FINDING_DOCUMENT_EXPIRED, NULL, date_text(context, end));
        return false;
    }
    if (document->blanket_too_long) {
        decimal months = (decimal)context->book->general.certification_months * DECIMAL_ONE;
        complain(context, material, FINDING_DOCUMENT_INCOMPLETE, "period",
                 context_decimal(context, months, 0));
        return false;
    }
    return true;
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
        if (text_equal(part, word))
            return true;
    return false;
}

static struct text lacks_of_certification(const struct general *general, const struct document *document,
                                          struct arena *arena) {
    struct buffer missing = {0};
    for (uint32_t i = 0; i < general->certification_element_count; i++) {
        const struct certification_element *element = &general->certification_elements[i];
        const struct column *column = column_named(&DOCUMENT_COLUMNS, element->column);
        if (column == NULL || column_given(document, column) ||
            word_among(document->certifier_role, element->unless_certifier))
            continue;
        if (missing.length > 0)
            buffer_string(&missing, ", ");
        buffer_text(&missing, element->column);
    }
    struct text copy = arena_copy(arena, buffer_view(&missing));
    buffer_free(&missing);
    return copy;
}

/* U.R. 9(4), 9(5): a month, or three, six or twelve months on end. */
static bool averaging_period(const struct document *document) {
    static const int MONTHS[] = {1, 3, 6, 12};
    date end = document->period_to != 0 ? date_next(document->period_to) : 0;
    for (size_t i = 0; document->period_from != 0 && i < sizeof MONTHS / sizeof MONTHS[0]; i++)
        if (end == date_add_months(document->period_from, MONTHS[i]))
            return true;
    return false;
}

static struct amount a_unit(const struct document *document, struct amount sum, struct arena *arena) {
    struct amount each = amount_not_given();
    if (!document->units.given)
        return sum;
    (void)amount_over(&each, sum, document->units, arena);
    return each;
}

/* U.R. 9(2), 9(3): a statement signed by the producer of the material, with the figures of its kind. */
static struct text lacks_of_statement(const struct document *document) {
    if (document->signed_on == 0)
        return TEXT("signed_on");
    if (document->units.given && !averaging_period(document))
        return TEXT("period_from, period_to");
    if (document->units.given && document->units.value == 0)
        return TEXT("units");
    if (document->kind == DOCUMENT_ACCUMULATION_COST && !document->net_cost.given)
        return TEXT("net_cost");
    if (document->kind == DOCUMENT_ACCUMULATION_AMOUNT && !document->amount.given)
        return TEXT("amount");
    if (document->kind != DOCUMENT_ACCUMULATION_AMOUNT && !document->vnm.given)
        return TEXT("vnm");
    return TEXT("");
}

void documents_prepare(const struct usmca_rulebook *book, struct document *documents, size_t count,
                       struct arena *arena) {
    const struct general *general = &book->general;
    for (size_t i = 0; i < count; i++) {
        struct document *document = &documents[i];
        bool certification = document->kind == DOCUMENT_CERTIFICATION;
        document->lacks =
            certification ? lacks_of_certification(general, document, arena) : lacks_of_statement(document);
        document->unit_net_cost = a_unit(document, document->net_cost, arena);
        document->unit_vnm = a_unit(document, document->vnm, arena);
        document->unit_amount = a_unit(document, document->amount, arena);
        /* Article 5.2: a certification holds for some years from its completion */
        document->ends = document->signed_on != 0 && certification
                             ? date_add_months(document->signed_on, 12 * general->certification_years)
                             : 0;
        document->blanket_too_long =
            document->valid_from != 0 && document->valid_to != 0 &&
            document->valid_to >= date_add_months(document->valid_from, general->certification_months);
    }
}

static bool check_complete(struct origin_context *context, const struct material *material,
                           const struct document *document) {
    if (document->lacks.length > 0)
        complain(context, material, FINDING_DOCUMENT_INCOMPLETE, NULL, document->lacks);
    return document->lacks.length == 0;
}

/* ---- subject ---- */

static bool check_subject(struct origin_context *context, const struct material *material,
                          const struct document *document) {
    if (document->material_id.length > 0 && material->material_id.length > 0 &&
        !text_equal(document->material_id, material->material_id)) {
        complain(context, material, FINDING_DOCUMENT_MISMATCH, NULL, document->material_id);
        return false;
    }
    if (document->hs.digits > 0 && material->hs.digits > 0 &&
        hs_same_unit(document->hs, material->hs, HS_SUBHEADING) == HS_OUTSIDE) {
        complain(context, material, FINDING_DOCUMENT_MISMATCH, "hs", context_code(context, document->hs));
        return false;
    }
    return true;
}

const struct document *documents_check(struct origin_context *context, const struct material *material) {
    if (material->document.length == 0)
        return NULL;
    const struct document *document = case_document(context->setting, material->document);
    if (document == NULL) {
        complain(context, material, FINDING_DOCUMENT_MISMATCH, "absent", material->document);
        return NULL;
    }
    bool period = check_period(context, material, document);
    bool complete = check_complete(context, material, document);
    bool subject = check_subject(context, material, document);
    return period && complete && subject ? document : NULL;
}
