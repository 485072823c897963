#include <stdio.h>

#include "binder/parts.h"
#include "report/results.h"

/* ---- the lines ---- */

enum bill_column { LINE, MATERIAL, CODE, ORIGIN, COUNTRY, SUPPLIER, PRICE, VALUE, VNM, CHANGE, BILL_COLUMNS };

struct bill {
    struct binder *binder;
    const json_t *good;
    const json_t *materials;
    size_t lines;
};

/* What a line adds to the value of non-originating materials: by transaction value, and below it by net cost
 * where that is another. */
static struct pdf_cell vnm_of(const json_t *material) {
    const json_t *vnm = json_object_get(material, "vnm");
    struct text by_value = binder_value(vnm, "tv");
    struct text by_cost = binder_value(vnm, "nc");
    if (json_is_object(vnm))
        return (struct pdf_cell){.text = by_value,
                                 .below = text_equal(by_value, by_cost) ? TEXT("") : by_cost};
    bool counts = strcmp(results_string(material, "origin"), STATUS_WORDS[STATUS_NON_ORIGINATING]) == 0;
    return (struct pdf_cell){.text = counts ? binder_value(material, "value") : TEXT("–")};
}

static struct pdf_cell change_of(struct binder *binder, const json_t *material) {
    const char *shift = results_string(material, "shift");
    return (struct pdf_cell){.text = binder_word(binder, "report.shift", shift[0] != '\0' ? shift : "none"),
                             .tone = strcmp(shift, "fail") == 0      ? PDF_BAD
                                     : strcmp(shift, "unknown") == 0 ? PDF_OPEN
                                                                     : PDF_PLAIN};
}

/* Under the lines: what they add up to, as the content is reckoned with it. */
static struct pdf_cell sum_cell(const struct bill *bill, size_t column) {
    const json_t *rvc = json_object_get(bill->good, "rvc");
    struct text by_value = binder_value(json_object_get(rvc, "tv"), "vnm");
    struct text by_cost = binder_value(json_object_get(rvc, "nc"), "vnm");
    if (column == MATERIAL)
        return (struct pdf_cell){.text = binder_say(bill->binder, "binder.sum"), .strong = true};
    if (column == VNM)
        return (struct pdf_cell){.text = by_value.length > 0 ? by_value : by_cost,
                                 .below = by_value.length > 0 && !text_equal(by_value, by_cost) ? by_cost
                                                                                                : TEXT(""),
                                 .strong = true};
    return (struct pdf_cell){.text = TEXT("")};
}

static struct pdf_cell bill_cell(void *context, size_t row, size_t column) {
    const struct bill *bill = context;
    struct binder *binder = bill->binder;
    const json_t *one = json_array_get(bill->materials, row);
    if (row == bill->lines)
        return sum_cell(bill, column);
    switch ((enum bill_column)column) {
    case LINE:
        return (struct pdf_cell){.text = binder_value(one, "line")};
    case MATERIAL:
        return (struct pdf_cell){.text = binder_value(one, "material_id"),
                                 .below = binder_value(one, "description")};
    case CODE:
        return (struct pdf_cell){.text = binder_hs(binder, one)};
    case ORIGIN:
        return (struct pdf_cell){.text =
                                     binder_word(binder, "material-status", results_string(one, "origin")),
                                 .below = binder_word(binder, "role", results_string(one, "role"))};
    case COUNTRY:
        return (struct pdf_cell){.text = binder_value(one, "country")};
    case SUPPLIER:
        return (struct pdf_cell){.text = binder_value(one, "supplier"),
                                 .below = binder_value(one, "document")};
    case PRICE:
        return (struct pdf_cell){.text = binder_value(one, "unit_price"),
                                 .below = binder_value(one, "price_currency")};
    case VALUE:
        return (struct pdf_cell){.text = binder_value(one, "value")};
    case VNM:
        return vnm_of(one);
    default:
        return change_of(binder, one);
    }
}

static void put_change(struct binder *binder, const json_t *good) {
    const struct text id = results_change_of(good);
    if (id.length > 0)
        pdf_toned(binder->pdf, PDF_BODY, PDF_MUTED, BINDER_SAY(binder, "html.materials.change", {"id", id}));
}

static void put_lines(struct binder *binder, const json_t *good, const json_t *materials) {
    const json_t *rvc = json_object_get(good, "rvc");
    struct text currency = binder_value(good, "currency");
    bool summed = json_is_object(json_object_get(rvc, "tv")) || json_is_object(json_object_get(rvc, "nc"));
    struct bill bill = {binder, good, materials, json_array_size(materials)};
    const struct pdf_column columns[BILL_COLUMNS] = {
        [LINE] = {.heading = binder_say(binder, "book.line"), .weight = 0.75},
        [MATERIAL] = {.heading = binder_say(binder, "book.material"), .weight = 2.4},
        [CODE] = {.heading = binder_say(binder, "report.code"), .weight = 1.25},
        [ORIGIN] = {.heading = binder_say(binder, "book.origin"), .weight = 1.55},
        [COUNTRY] = {.heading = binder_say(binder, "book.country"), .weight = 0.8},
        [SUPPLIER] = {.heading = binder_joined(binder, binder_say(binder, "book.supplier"), ", ",
                                               binder_say(binder, "book.paper")),
                      .weight = 1.9},
        [PRICE] = {.heading = binder_say(binder, "book.unit-price"), .align = PDF_NUMBER},
        [VALUE] = {.heading = binder_joined(binder, binder_say(binder, "book.value"), " ", currency),
                   .align = PDF_NUMBER},
        [VNM] = {.heading = binder_say(binder, "binder.vnm"), .align = PDF_NUMBER},
        [CHANGE] = {.heading = binder_say(binder, "book.change"), .weight = 1.25}};
    pdf_table(binder->pdf, columns, BILL_COLUMNS, bill.lines + summed, bill_cell, &bill);
}

/* ---- how values come about ---- */

static struct text step_of(struct binder *binder, const json_t *material, const json_t *step) {
    char id[64];
    bool inverse = results_string(step, "divided_by")[0] != '\0';
    bool of_units =
        results_string(material, "units")[0] != '\0' && strcmp(results_string(step, "step"), "price") != 0;
    struct text quantity = binder_value(material, of_units ? "units" : "quantity");
    snprintf(id, sizeof id, "step.%.30s%s", results_string(step, "step"), inverse ? ".inverse" : "");
    return BINDER_SAY(
        binder, id, {"operand", binder_value(step, "operand")}, {"result", binder_value(step, "result")},
        {"rate", binder_value(step, inverse ? "divided_by" : "rate")}, {"from", binder_value(step, "from")},
        {"to", binder_value(step, "to")}, {"units", quantity.length > 0 ? quantity : TEXT("1")},
        {"cite", binder_cite(binder, binder_value(step, "cite"))});
}

static void put_steps(struct binder *binder, const json_t *good, const json_t *material) {
    const json_t *vnm = json_object_get(material, "vnm");
    bool named = results_string(material, "material_id")[0] != '\0';
    struct text said = BINDER_SAY(binder, named ? "step.line" : "step.line.unnamed",
                                  {"line", binder_value(material, "line")},
                                  {"material", binder_value(material, "material_id")});
    size_t index = 0;
    const json_t *step = NULL;
    json_array_foreach(json_object_get(material, "steps"), index, step) {
        said = index > 0 ? binder_listed(binder, said, step_of(binder, material, step))
                         : binder_joined(binder, said, " ", step_of(binder, material, step));
    }
    said = binder_joined(binder, said, "",
                         BINDER_SAY(binder, "step.vnm", {"value", binder_value(material, "value")},
                                    {"tv", binder_value(vnm, "tv")}, {"nc", binder_value(vnm, "nc")},
                                    {"currency", binder_value(good, "currency")}));
    pdf_bullet(binder->pdf, PDF_PLAIN, said);
}

void binder_bill(struct binder *binder, const json_t *good) {
    const json_t *materials = json_object_get(good, "materials");
    size_t index = 0;
    const json_t *one = NULL;
    bool any = false;
    binder_section(binder, "binder.bill");
    if (json_array_size(materials) == 0)
        pdf_toned(binder->pdf, PDF_BODY, PDF_MUTED, binder_say(binder, "binder.no-lines"));
    else {
        put_change(binder, good);
        put_lines(binder, good, materials);
    }
    json_array_foreach(materials, index, one) {
        if (json_array_size(json_object_get(one, "steps")) == 0)
            continue;
        if (!any)
            pdf_heading(binder->pdf, PDF_LABEL, binder_say(binder, "report.values"));
        any = true;
        put_steps(binder, good, one);
    }
}
