#include "origin/unread.h"

#include "origin/declared_origin.h"
#include "rulebook/sentence.h"

/* The first line that such a column leaves without a value; or NULL. */
static const struct material *first_in_doubt(const struct good *good, const struct unread_column *unread) {
    for (uint32_t i = 0; i < good->material_count; i++)
        if (good->materials[i].unread == unread)
            return &good->materials[i];
    return NULL;
}

/* The first line that may not be of the good by such a column, and of which that decides nothing; or NULL. */
static const struct material *first_that_counts(const struct good *good, const struct unread_column *unread) {
    for (uint32_t i = 0; i < good->material_count && good->same_in_doubt; i++)
        if (good->materials[i].unread_use == unread)
            return &good->materials[i];
    return NULL;
}

/* What it says of a line is told with that line. */
static bool denies_a_line(const struct origin_context *context, const struct unread_column *unread) {
    const struct good *good = context->good;
    for (uint32_t i = 0; unread->of_origin && i < good->material_count; i++) {
        const struct origin_denial *denial = declared_denied(context, &good->materials[i], false);
        if (denial != NULL && denial->column == unread)
            return true;
    }
    return false;
}

/* What is said above the header holds for every row. */
static void tell_note(struct origin_context *context, const struct unread_column *unread,
                      const struct material *line) {
    const char *const of_line[] = {"note", "note.currency", "note.several"};
    const char *const of_price[] = {"note.price", "note.currency-price", "note.several-price"};
    FINDING(context, FINDING_COLUMN_UNREAD, line != NULL ? line->line : NO_TEXT, NO_TEXT,
            line != NULL ? of_line[unread->said] : of_price[unread->said], {"header", unread->note},
            {"file", unread->file}, {"column", unread->column},
            {"line", line != NULL ? line->line : NO_TEXT});
}

/* Of the good, and of no line: none of them is the one that does not count. */
static void tell_bills(struct origin_context *context, const struct unread_bill_differs *differs) {
    const bool one = differs->one.length == 0;
    if (context->good->same_in_doubt)
        FINDING_AS(context, FINDING_COLUMN_UNREAD, SEVERITY_INFO, NO_TEXT, NO_TEXT,
                   one ? "bills.one.either" : "bills.either", {"header", differs->column->written},
                   {"file", differs->column->file}, {"one", differs->one}, {"other", differs->other});
    else
        FINDING(context, FINDING_COLUMN_UNREAD, NO_TEXT, NO_TEXT, one ? "bills.one" : "bills",
                {"header", differs->column->written}, {"file", differs->column->file}, {"one", differs->one},
                {"other", differs->other}, {"column", differs->column->column});
}

static void tell_either(struct origin_context *context, const struct unread_column *unread,
                        const struct material *line) {
    FINDING_AS(context, FINDING_COLUMN_UNREAD, SEVERITY_INFO, line->line, NO_TEXT, "either",
               {"header", unread->note.length > 0 ? unread->note : unread->written}, {"file", unread->file},
               {"column", unread->column}, {"line", line->line});
}

/* Schedule 6, 2. */
static void tell_no_sale(struct origin_context *context, const struct unread_column *unread,
                         const struct material *line) {
    const struct general *general = &context->book->general;
    const struct fact *fact = general->unacceptable_value.fact;
    FINDING(context, FINDING_COLUMN_UNREAD, line->line, general->unacceptable_value_cite, "supplied",
            {"header", unread->written}, {"file", unread->file}, {"line", line->line}, {"fact", unread->fact},
            {"question", fact != NULL ? sentence_question(context->book, fact) : NO_TEXT});
}

static void tell(struct origin_context *context, const struct unread_column *unread) {
    const bool said = unread->said != HEADER_SAYS_NOTHING;
    const struct unread_bill_differs *differs = context->good->unread_bill;
    const struct material *line = first_in_doubt(context->good, unread);
    const struct material *counted = first_that_counts(context->good, unread);
    bool of_good = context->good->unread_price == unread;
    const bool note = unread->note.length > 0;
    const bool bill = unread->bill != BILL_NOT_SAID;
    const bool silent =
        said || note || unread->fixed || unread->in_use || bill || unread->test != TEST_OF_COLUMN;
    if (bill) {
        if (differs != NULL && differs->column == unread)
            tell_bills(context, differs);
        return;
    }
    if (line == NULL && counted != NULL) {
        tell_either(context, unread, counted);
        return;
    }
    if ((silent ? line == NULL && !of_good : unread->spare) || denies_a_line(context, unread))
        return;
    if (note) {
        tell_note(context, unread, line);
        return;
    }
    if (unread->test == TEST_NO_SALE) {
        tell_no_sale(context, unread, line);
        return;
    }
    FINDING(context, FINDING_COLUMN_UNREAD, line != NULL ? line->line : NO_TEXT, NO_TEXT,
            said && unread->said == HEADER_SAYS_CURRENCY
                ? (line != NULL ? "said.currency" : "said.currency-price")
            : said                          ? (line != NULL ? "said.several" : "said.several-price")
            : unread->unnamed               ? "unnamed"
            : line != NULL && unread->fixed ? "fixed"
            : line != NULL                  ? (unread->changes == CHANGES_USE ? "use" : "line")
            : of_good && unread->test == TEST_INDENTED ? "outline"
            : of_good                                  ? "price"
                                                       : NULL,
            {"header", unread->written}, {"file", unread->file}, {"column", unread->column},
            {"line", line != NULL ? line->line : NO_TEXT});
}

void unread_tell(struct origin_context *context) {
    const struct good *good = context->good;
    for (uint32_t i = 0; i < good->unread.count; i++)
        tell(context, &good->unread.list[i]);
    for (uint32_t i = 0; i < good->unread_of_lines.count; i++)
        tell(context, &good->unread_of_lines.list[i]);
    if (good->unread_price != NULL && good->unread_price->test == TEST_INDENTED)
        tell(context, good->unread_price);
}
