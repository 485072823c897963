#include "binder/parts.h"

/* ---- how a figure comes about ---- */

static void put_figure(struct binder *binder, const json_t *figures, const char *key, const char *id) {
    if (results_string(figures, key)[0] == '\0')
        return;
    pdf_paragraph(
        binder->pdf, PDF_FORMULA,
        BINDER_SAY(
            binder, id, {"given", binder_value(figures, "transaction_value")},
            {"price", binder_value(figures, "price")}, {"per", binder_value(figures, "price_unit")},
            {"shipping", binder_value(figures, "international_shipping")},
            {"materials", binder_value(figures, "materials")},
            {"product", binder_value(figures, "other_product_costs")},
            {"period", binder_value(figures, "period_costs")},
            {"other", binder_value(figures, "other_costs")}, {"total", binder_value(figures, "total_cost")},
            {"excluded", binder_value(figures, "excluded_costs")}, {"result", binder_value(figures, key)}));
}

static void put_figures(struct binder *binder, const json_t *good, bool net_cost) {
    const json_t *figures = json_object_get(good, "figures");
    if (!net_cost && results_string(figures, "price")[0] != '\0')
        put_figure(binder, figures, "transaction_value", "figure.price");
    if (!net_cost)
        put_figure(binder, figures, "adjusted_transaction_value", "figure.transaction-value");
    if (net_cost && results_string(figures, "materials")[0] != '\0')
        put_figure(binder, figures, "total_cost", "figure.total-cost");
    if (net_cost && results_string(figures, "excluded_costs")[0] != '\0')
        put_figure(binder, figures, "net_cost", "figure.net-cost");
}

/* The sums that net cost is taken from. */
static void put_average(struct binder *binder, const json_t *good) {
    const json_t *average = json_object_get(good, "average");
    const json_t *sums = json_object_get(average, "sums");
    if (!json_is_object(sums))
        return;
    pdf_paragraph(binder->pdf, PDF_FORMULA,
                  BINDER_SAY(binder, "report.average", {"from", binder_value(average, "from")},
                             {"to", binder_value(average, "to")}, {"group", binder_value(average, "group")},
                             {"units", binder_value(sums, "units")},
                             {"net_cost", binder_value(sums, "net_cost")}, {"vnm", binder_value(sums, "vnm")},
                             {"cite", binder_value(average, "cite")}));
}

/* ---- regional value content, as the worked examples of the regulations lay it out ---- */

/* Whether the good originates by that method. */
static bool decides(const json_t *good, const char *key) {
    decimal margin = 0;
    const char *deciding = results_content(good, &margin);
    return deciding != NULL && strcmp(deciding, key) == 0 &&
           strcmp(results_string(good, "status"), "originating") == 0;
}

static struct text money(struct binder *binder, const json_t *good, struct text amount) {
    return amount.length == 0 ? amount : binder_joined(binder, amount, " ", binder_value(good, "currency"));
}

static const struct method_words {
    const char *key;
    const char *title;
    const char *base;
    const char *formula;
} METHOD_WORDS_OF[] = {
    {"tv", "html.tv", "book.transaction-value", "binder.formula.tv"},
    {"nc", "html.nc", "book.net-cost", "binder.formula.nc"},
};

/* Points above what is required; below it they are negative. */
static void put_margin(struct binder *binder, const json_t *content) {
    char digits[DECIMAL_TEXT_SIZE];
    decimal margin = 0;
    if (!results_margin(content, &margin))
        return;
    struct text text =
        arena_copy(&binder->arena, (struct text){digits, decimal_print(digits, margin, PERCENT_PLACES)});
    pdf_pair(binder->pdf, binder_say(binder, "overview.margin"), text);
}

static void put_limit(struct binder *binder, const json_t *content) {
    struct text credit = binder_value(content, "credit");
    struct text required = binder_value(content, "required");
    struct text asked = binder_value(content, "asked");
    if (required.length == 0)
        return;
    if (credit.length > 0 && !text_is(credit, "0"))
        pdf_paragraph(binder->pdf, PDF_FORMULA,
                      BINDER_SAY(binder, "vehicle.credit", {"asked", asked}, {"credit", credit},
                                 {"required", required}));
    pdf_pair(binder->pdf, binder_say(binder, "book.required"), required);
    put_margin(binder, content);
}

static void put_method(struct binder *binder, const json_t *good, const struct method_words *words) {
    struct pdf *pdf = binder->pdf;
    const json_t *content = json_object_get(json_object_get(good, "rvc"), words->key);
    const char *result = results_string(content, "result");
    bool net_cost = strcmp(words->key, "nc") == 0;
    bool averaged = net_cost && json_is_object(json_object_get(good, "average"));
    if (!json_is_object(content))
        return;
    pdf_keep(pdf, 12);
    pdf_heading(pdf, PDF_LABEL, binder_say(binder, words->title));
    put_figures(binder, good, net_cost);
    if (averaged)
        put_average(binder, good);
    pdf_pair(pdf, binder_say(binder, words->base), money(binder, good, binder_value(content, "base")));
    pdf_pair(pdf, binder_say(binder, "book.vnm"), money(binder, good, binder_value(content, "vnm")));
    pdf_paragraph(pdf, PDF_FORMULA, binder_say(binder, words->formula));
    pdf_paragraph(pdf, PDF_FORMULA,
                  BINDER_SAY(binder, averaged ? "html.formula.averaged" : "binder.formula.figures",
                             {"base", binder_value(content, "base")}, {"vnm", binder_value(content, "vnm")},
                             {"percent", binder_value(content, "percent")}));
    put_limit(binder, content);
    if (result[0] != '\0')
        pdf_toned(pdf, PDF_STRONG,
                  strcmp(result, "pass") == 0   ? PDF_GOOD
                  : strcmp(result, "fail") == 0 ? PDF_BAD
                                                : PDF_OPEN,
                  binder_joined(binder, binder_word(binder, "result", result), " – ",
                                decides(good, words->key) ? binder_say(binder, "binder.decides") : TEXT("")));
}

/* ---- shares ---- */

static void put_share(struct binder *binder, const json_t *share, const char *title, const char *id) {
    if (results_string(share, "share")[0] == '\0')
        return;
    pdf_heading(binder->pdf, PDF_LABEL, binder_say(binder, title));
    pdf_paragraph(binder->pdf, PDF_FORMULA,
                  BINDER_SAY(binder, id, {"share", binder_value(share, "share")},
                             {"part", binder_value(share, "value")}, {"whole", binder_value(share, "of")},
                             {"basis", binder_word(binder, "basis", results_string(share, "basis"))},
                             {"limit", binder_value(share, "limit")}));
}

void binder_arithmetic(struct binder *binder, const json_t *good) {
    const json_t *rvc = json_object_get(good, "rvc");
    pdf_keep(binder->pdf, 16);
    binder_section(binder, "binder.arithmetic");
    if (!json_is_object(json_object_get(rvc, "tv")) && !json_is_object(json_object_get(rvc, "nc")))
        pdf_toned(binder->pdf, PDF_BODY, PDF_MUTED, binder_say(binder, "binder.no-content"));
    for (size_t i = 0; i < sizeof METHOD_WORDS_OF / sizeof METHOD_WORDS_OF[0]; i++)
        put_method(binder, good, &METHOD_WORDS_OF[i]);
    put_share(binder, json_object_get(good, "de_minimis"), "html.de-minimis", "report.share");
    put_share(binder, json_object_get(good, "set"), "role.set-item", "report.set");
}
