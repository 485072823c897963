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
    const struct general *general = &context->book->general;
    date day = context->result->day;
    if (document->valid_from != 0 && day < document->valid_from) {
        complain(context, material, FINDING_DOCUMENT_EXPIRED, "early",
                 date_text(context, document->valid_from));
        return false;
    }
    if (document->valid_to != 0 && day > document->valid_to) {
        complain(context, material, FINDING_DOCUMENT_EXPIRED, NULL, date_text(context, document->valid_to));
        return false;
    }
    if (document->signed_on != 0) {
        date end = date_add_months(document->signed_on, 12 * general->certification_years);
        if (day >= end) {
            complain(context, material, FINDING_DOCUMENT_EXPIRED, NULL, date_text(context, end));
            return false;
        }
    }
    if (document->valid_from != 0 && document->valid_to != 0 &&
        document->valid_to >= date_add_months(document->valid_from, general->certification_months)) {
        complain(context, material, FINDING_DOCUMENT_INCOMPLETE, "period",
                 context_decimal(context, (decimal)general->certification_months * DECIMAL_ONE, 0));
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

static bool check_certification(struct origin_context *context, const struct material *material,
                                const struct document *document) {
    const struct general *general = &context->book->general;
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
    bool complete = missing.length == 0;
    if (!complete)
        complain(context, material, FINDING_DOCUMENT_INCOMPLETE, NULL,
                 arena_copy(context->arena, buffer_view(&missing)));
    buffer_free(&missing);
    return complete;
}

/* U.R. 9(2), 9(3): a statement signed by the producer of the material, with the figures of its kind. */
static bool check_statement(struct origin_context *context, const struct material *material,
                            const struct document *document) {
    const char *missing = NULL;
    if (document->signed_on == 0)
        missing = "signed_on";
    else if (document->kind == DOCUMENT_ACCUMULATION_COST && !document->net_cost.given)
        missing = "net_cost";
    else if (document->kind == DOCUMENT_ACCUMULATION_AMOUNT && !document->amount.given)
        missing = "amount";
    else if (document->kind != DOCUMENT_ACCUMULATION_AMOUNT && !document->vnm.given)
        missing = "vnm";
    if (missing != NULL)
        complain(context, material, FINDING_DOCUMENT_INCOMPLETE, NULL, text_from(missing));
    return missing == NULL;
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
    bool complete = document->kind == DOCUMENT_CERTIFICATION
                        ? check_certification(context, material, document)
                        : check_statement(context, material, document);
    bool subject = check_subject(context, material, document);
    return period && complete && subject ? document : NULL;
}
