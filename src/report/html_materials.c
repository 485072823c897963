#include <stdio.h>
#include <stdlib.h>

#include "report/html_page.h"

/* The materials: those that keep the good from originating first, the most valuable of them at the top, each
 * with who sold it, where it was made and the paper that says so. */

static const char *const MATERIAL_IDS[] = {"report.line",   "report.material", "report.code",
                                           "report.origin", "report.value",    "report.change",
                                           "book.supplier", "book.country",    "book.paper"};
static const struct html_columns MATERIALS = {MATERIAL_IDS, sizeof MATERIAL_IDS / sizeof MATERIAL_IDS[0], 4,
                                              1};

struct ordered {
    const json_t *material;
    size_t place;
    decimal value;
    bool originating;
};

static int compare_ordered(const void *a, const void *b) {
    const struct ordered *x = a;
    const struct ordered *y = b;
    if (x->originating != y->originating)
        return x->originating ? 1 : -1;
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static struct ordered *order_of(const json_t *materials) {
    struct ordered *list = calloc(json_array_size(materials) + 1, sizeof *list);
    size_t index = 0;
    const json_t *one = NULL;
    if (list == NULL)
        return NULL;
    json_array_foreach(materials, index, one) {
        list[index] =
            (struct ordered){.material = one,
                             .place = index,
                             .value = -1,
                             .originating = strcmp(results_string(one, "origin"), "originating") == 0};
        (void)decimal_parse(&list[index].value, html_value(one, "value"),
                            (struct decimal_format){.point = '.'});
    }
    qsort(list, json_array_size(materials), sizeof *list, compare_ordered);
    return list;
}

/* Of the paper of a line, how it stands. */
static const char *state_of(const json_t *good, const json_t *material) {
    const json_t *paper = NULL;
    size_t index = 0;
    json_array_foreach(json_object_get(json_object_get(good, "evidence"), "documents"), index, paper) {
        const char *step = strstr(results_string(paper, "path"), " > ");
        bool own = step != NULL && strstr(step + 3, " > ") == NULL;
        if (own && strcmp(results_string(paper, "line"), results_string(material, "line")) == 0 &&
            strcmp(results_string(paper, "material_id"), results_string(material, "material_id")) == 0)
            return results_string(paper, "state");
    }
    return "";
}

static void put_paper(struct html_page *page, const json_t *good, const json_t *material) {
    const char *state = state_of(good, material);
    struct text document = html_value(material, "document");
    html_cell_open(page, &MATERIALS, 8, document.length == 0 && state[0] == '\0' ? "none" : NULL);
    html_open(page, "span", NULL);
    html_text(page, document);
    if (state[0] != '\0') {
        html_text(page, document.length > 0 ? TEXT(" ") : TEXT(""));
        html_element(page, "b", state, html_word(page, "paper-state", state));
    }
    html_close(page);
    html_close(page);
}

static void put_price(struct html_page *page, const json_t *material) {
    const char *currency = results_string(material, "price_currency");
    struct buffer price = {0};
    if (results_string(material, "unit_price")[0] == '\0')
        return;
    buffer_text(&price, html_amount(page, material, "unit_price"));
    buffer_string(&price, currency[0] != '\0' ? " " : "");
    buffer_string(&price, currency);
    html_element(page, "span", "soft", HTML_SAY(page, "html.unit-price", {"price", buffer_view(&price)}));
    html_release(page, &price);
}

static void put_material(struct html_page *page, const json_t *good, const json_t *one) {
    const struct html_columns *columns = &MATERIALS;
    const char *shift = results_string(one, "shift");
    const char *origin = results_string(one, "origin");
    struct text name = html_value(one, "material_id");
    html_open(page, "tr", strcmp(origin, "originating") == 0 ? "rest" : NULL);
    html_cell(page, columns, 0, NULL, html_value(one, "line"));
    html_cell_open(page, columns, 1, "name");
    html_element(page, "span", NULL, name.length > 0 ? name : html_value(one, "description"));
    if (name.length > 0 && results_string(one, "description")[0] != '\0')
        html_element(page, "span", "soft", html_value(one, "description"));
    if (results_string(one, "role")[0] != '\0')
        html_element(page, "span", "soft", html_word(page, "role", results_string(one, "role")));
    html_close(page);
    html_cell(page, columns, 2, "hs", html_hs(page, one));
    html_cell(page, columns, 3, origin, html_word(page, "material-status", origin));
    html_cell_open(page, columns, 4, NULL);
    if (results_string(one, "value")[0] != '\0')
        html_data(page, html_value(one, "value"), TEXT(""));
    put_price(page, one);
    html_close(page);
    html_cell(page, columns, 5, shift[0] != '\0' ? shift : NULL,
              html_word(page, "report.shift", shift[0] != '\0' ? shift : "none"));
    html_cell(page, columns, 6, NULL, html_value(one, "supplier"));
    html_cell(page, columns, 7, NULL, html_value(one, "country"));
    put_paper(page, good, one);
    html_close(page);
}

static void put_change(struct html_page *page, const json_t *good) {
    struct text id = results_change_of(good);
    if (id.length > 0)
        html_element(page, "p", "soft", HTML_SAY(page, "html.materials.change", {"id", id}));
}

void html_materials(struct html_page *page, const json_t *good) {
    const json_t *materials = json_object_get(good, "materials");
    size_t count = json_array_size(materials);
    if (count == 0)
        return;
    struct ordered *list = order_of(materials);
    if (list == NULL) {
        page->failed = true;
        return;
    }
    html_open(page, "section", "card");
    html_element(page, "h2", NULL, html_say(page, "html.materials"));
    put_change(page, good);
    html_table(page, "stack", html_say(page, "html.materials"), &MATERIALS);
    for (size_t i = 0; i < count; i++)
        put_material(page, good, list[i].material);
    html_table_end(page);
    html_values(page, good);
    html_close(page);
    free(list);
}
