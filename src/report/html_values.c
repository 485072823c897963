#include <stdio.h>
#include <string.h>

#include "report/html_page.h"

/* How the figures of a good and the values of its lines come about, from the "figures" and "steps" of a
 * result. */

static void put_figure(struct html_page *page, const json_t *figures, const char *key, const char *id) {
    if (results_string(figures, key)[0] == '\0')
        return;
    html_element(page, "li", NULL,
                 HTML_SAY(page, id, {"given", html_amount(page, figures, "transaction_value")},
                          {"price", html_amount(page, figures, "price")},
                          {"per", html_value(figures, "price_unit")},
                          {"shipping", html_amount(page, figures, "international_shipping")},
                          {"materials", html_amount(page, figures, "materials")},
                          {"product", html_amount(page, figures, "other_product_costs")},
                          {"period", html_amount(page, figures, "period_costs")},
                          {"other", html_amount(page, figures, "other_costs")},
                          {"total", html_amount(page, figures, "total_cost")},
                          {"excluded", html_amount(page, figures, "excluded_costs")},
                          {"result", html_amount(page, figures, key)}));
}

void html_figures(struct html_page *page, const json_t *good) {
    const json_t *figures = json_object_get(good, "figures");
    if (!json_is_object(figures))
        return;
    html_open(page, "ul", "list");
    if (results_string(figures, "price")[0] != '\0')
        put_figure(page, figures, "transaction_value", "figure.price");
    put_figure(page, figures, "adjusted_transaction_value", "figure.transaction-value");
    if (results_string(figures, "materials")[0] != '\0')
        put_figure(page, figures, "total_cost", "figure.total-cost");
    if (results_string(figures, "excluded_costs")[0] != '\0')
        put_figure(page, figures, "net_cost", "figure.net-cost");
    html_close(page);
}

static void put_step(struct html_page *page, const json_t *material, const json_t *step) {
    char id[64];
    bool inverse = results_string(step, "divided_by")[0] != '\0';
    bool of_units =
        results_string(material, "units")[0] != '\0' && strcmp(results_string(step, "step"), "price") != 0;
    struct text quantity = html_amount(page, material, of_units ? "units" : "quantity");
    snprintf(id, sizeof id, "step.%.30s%s", results_string(step, "step"), inverse ? ".inverse" : "");
    html_text(page, HTML_SAY(page, id, {"operand", html_amount(page, step, "operand")},
                             {"result", html_amount(page, step, "result")},
                             {"rate", html_amount(page, step, inverse ? "divided_by" : "rate")},
                             {"from", html_value(step, "from")}, {"to", html_value(step, "to")},
                             {"units", quantity.length > 0 ? quantity : TEXT("1")},
                             {"cite", html_value(step, "cite")}));
}

/* As build_up_of_line() chooses it. */
static const char *value_message(const json_t *material, const json_t *vnm) {
    const char *tv = results_string(vnm, "tv");
    const char *nc = results_string(vnm, "nc");
    bool known = results_string(material, "value")[0] != '\0';
    bool nothing = nc[0] != '\0' && nc[strspn(nc, "0.")] == '\0';
    if (nothing && strcmp(results_string(material, "origin"), STATUS_WORDS[STATUS_ORIGINATING]) == 0)
        return known ? "step.value" : "step.value.unknown";
    if (known)
        return "step.vnm";
    return tv[0] != '\0' || nc[0] != '\0' ? "step.vnm.unknown" : "step.vnm.none";
}

static struct text or_unknown(struct html_page *page, const json_t *object, const char *key) {
    struct text amount = html_amount(page, object, key);
    return amount.length > 0 ? amount : html_say(page, "number.unknown");
}

static void put_line(struct html_page *page, const json_t *good, const json_t *material) {
    const json_t *steps = json_object_get(material, "steps");
    const json_t *vnm = json_object_get(material, "vnm");
    size_t index = 0;
    const json_t *step = NULL;
    html_open(page, "li", NULL);
    bool named = results_string(material, "material_id")[0] != '\0';
    html_text(page, HTML_SAY(page, named ? "step.line" : "step.line.unnamed",
                             {"line", html_value(material, "line")},
                             {"material", html_value(material, "material_id")}));
    json_array_foreach(steps, index, step) {
        html_text(page, index > 0 ? html_say(page, "semicolon") : TEXT(" "));
        put_step(page, material, step);
    }
    html_text(page,
              HTML_SAY(page, value_message(material, vnm), {"value", html_amount(page, material, "value")},
                       {"tv", or_unknown(page, vnm, "tv")}, {"nc", or_unknown(page, vnm, "nc")},
                       {"currency", html_value(good, "currency")}));
    html_close(page);
}

void html_values(struct html_page *page, const json_t *good) {
    const json_t *materials = json_object_get(good, "materials");
    size_t index = 0;
    const json_t *one = NULL;
    bool any = false;
    json_array_foreach(materials, index, one) {
        if (json_array_size(json_object_get(one, "steps")) == 0)
            continue;
        if (!any) {
            html_open(page, "details", NULL);
            html_element(page, "summary", NULL, html_say(page, "report.values"));
            html_open(page, "ul", "list");
        }
        any = true;
        put_line(page, good, one);
    }
    if (any) {
        html_close(page);
        html_close(page);
    }
}
