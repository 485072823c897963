#include "origin/unread.h"

#include "origin/declared_origin.h"

/* The first line that such a column leaves without a value; or NULL. */
static const struct material *first_in_doubt(const struct good *good, const struct unread_column *unread) {
    for (uint32_t i = 0; i < good->material_count; i++)
        if (good->materials[i].unread == unread)
            return &good->materials[i];
    return NULL;
}

/* What it says of a line is told with that line. */
static bool denies_a_line(const struct origin_context *context, const struct unread_column *unread) {
    const struct good *good = context->good;
    for (uint32_t i = 0; unread->of_origin && i < good->material_count; i++)
        if (declared_denied(context, &good->materials[i]) == unread)
            return true;
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
    FINDING(context, FINDING_COLUMN_UNREAD, NO_TEXT, NO_TEXT, differs->one.length > 0 ? "bills" : "bills.one",
            {"header", differs->column->written}, {"file", differs->column->file}, {"one", differs->one},
            {"other", differs->other}, {"column", differs->column->column});
}

static void tell(struct origin_context *context, const struct unread_column *unread) {
    const bool said = unread->said != HEADER_SAYS_NOTHING;
    const struct material *line = first_in_doubt(context->good, unread);
    bool of_good = context->good->unread_price == unread;
    const bool note = unread->note.length > 0;
    const bool bill = unread->bill != BILL_NOT_SAID;
    const bool silent =
        said || note || unread->fixed || unread->in_use || bill || unread->test != TEST_OF_COLUMN;
    if ((silent ? line == NULL && !of_good : unread->spare) || denies_a_line(context, unread))
        return;
    if (bill) {
        tell_bills(context, context->good->unread_bill);
        return;
    }
    if (note) {
        tell_note(context, unread, line);
        return;
    }
    FINDING(context, FINDING_COLUMN_UNREAD, line != NULL ? line->line : NO_TEXT, NO_TEXT,
            said && unread->said == HEADER_SAYS_CURRENCY
                ? (line != NULL ? "said.currency" : "said.currency-price")
            : said                          ? (line != NULL ? "said.several" : "said.several-price")
            : unread->unnamed               ? "unnamed"
            : line != NULL && unread->fixed ? "fixed"
            : line != NULL                  ? "line"
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
}
