#include "report/html_page.h"

/* The page of a vehicle that a manager takes to an audit: each requirement, its figure, its limit, its margin
 * and what shows it. */

static const char *const REQUIREMENT_IDS[] = {"vehicle.column.requirement", "vehicle.column.result",
                                              "vehicle.column.figure",      "vehicle.column.limit",
                                              "vehicle.column.margin",      "html.cite"};
static const struct html_columns REQUIREMENTS = {REQUIREMENT_IDS,
                                                 sizeof REQUIREMENT_IDS / sizeof REQUIREMENT_IDS[0], 2, 3};

static void put_evidence(struct html_page *page, const json_t *requirement) {
    const json_t *evidence = json_object_get(requirement, "evidence");
    size_t index = 0;
    const json_t *sentence = NULL;
    if (json_array_size(evidence) == 0)
        return;
    html_open(page, "tr", "evidence");
    html_open(page, "td", "wide");
    html_attribute(page, "colspan", "6");
    html_open(page, "ul", "list");
    json_array_foreach(evidence, index, sentence) {
        const char *words = json_string_value(sentence);
        html_element(page, "li", NULL, text_from(words != NULL ? words : ""));
    }
    html_close(page);
    html_close(page);
    html_close(page);
}

static void put_requirement(struct html_page *page, const json_t *requirement) {
    const char *result = results_string(requirement, "result");
    html_open(page, "tr", "requirement");
    html_cell_open(page, &REQUIREMENTS, 0, "name");
    html_element(page, "b", NULL, html_word(page, "vehicle", results_string(requirement, "id")));
    html_close(page);
    html_cell_open(page, &REQUIREMENTS, 1, NULL);
    html_element(page, "b", result, html_word(page, "result", result));
    html_close(page);
    html_cell_amount(page, &REQUIREMENTS, 2, "number", requirement, "percent");
    html_cell_amount(page, &REQUIREMENTS, 3, "number", requirement, "required");
    html_cell_amount(page, &REQUIREMENTS, 4, "number", requirement, "margin");
    html_cell(page, &REQUIREMENTS, 5, NULL, html_cite(page, html_value(requirement, "cite")));
    html_close(page);
    put_evidence(page, requirement);
}

static void put_requirements(struct html_page *page, const json_t *vehicle) {
    size_t index = 0;
    const json_t *one = NULL;
    html_table(page, "stack requirements", html_say(page, "report.vehicle"), &REQUIREMENTS);
    json_array_foreach(json_object_get(vehicle, "requirements"), index, one) put_requirement(page, one);
    html_table_end(page);
}

static struct text number_of(const json_t *object, const char *key, struct buffer *room) {
    room->length = 0;
    buffer_number(room, (uint64_t)json_integer_value(json_object_get(object, key)));
    return buffer_view(room);
}

static void put_tables(struct html_page *page, const json_t *vehicle) {
    const json_t *tables = json_object_get(vehicle, "tables");
    struct buffer rooms[2] = {{0}, {0}};
    size_t index = 0;
    const json_t *one = NULL;
    if (json_array_size(tables) == 0)
        return;
    html_open(page, "ul", "list");
    json_array_foreach(tables, index, one) html_element(
        page, "li", NULL,
        HTML_SAY(page, "vehicle.table", {"table", html_value(one, "table")},
                 {"lines", number_of(one, "lines", &rooms[0])},
                 {"originating", number_of(one, "originating", &rooms[1])},
                 {"value", html_amount(page, one, "value")}, {"vnm", html_amount(page, one, "vnm")}));
    html_close(page);
    html_release(page, &rooms[0]);
    html_release(page, &rooms[1]);
}

void html_vehicle(struct html_page *page, const json_t *good) {
    const json_t *vehicle = json_object_get(good, "vehicle");
    if (!json_is_object(vehicle))
        return;
    bool stated = results_string(vehicle, "model_line")[0] != '\0';
    html_open(page, "section", "card");
    html_element(page, "h2", NULL,
                 HTML_SAY(page, stated ? "vehicle.heading.stated" : "vehicle.heading",
                          {"class", html_word(page, "use", results_string(vehicle, "class"))},
                          {"model_line", html_value(vehicle, "model_line")},
                          {"plant", html_value(vehicle, "plant")}));
    put_requirements(page, vehicle);
    put_tables(page, vehicle);
    html_close(page);
}
