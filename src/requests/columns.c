#include "requests/columns.h"

#include "base/shown.h"
#include "case/document.h"
#include "hs/code.h"

const struct request_column REQUEST_COLUMNS[] = {
    {"item", ASKS_ANY, false, 6},
    {"material_id", ASKS_ANY, false, 16},
    {"description", ASKS_ANY, false, 26},
    {"hs", ASKS_ANY, false, 12},
    {"country", ASKS_ANY, false, 13},
    {"at_hand", ASKS_ANY, false, 16},
    {"problem", ASKS_ANY, false, 36},
    {"send", ASKS_ANY, false, 40},
    {"rule", ASKS_ANY, false, 100},
    {"answer", ASKS_PAPER, true, 12},
    {"made_in", ASKS_COUNTRY, true, 12},
    {"document_id", ASKS_PAPER, true, 18},
    {"certified_hs", ASKS_CERTIFICATION, true, 12},
    {"criterion", ASKS_CERTIFICATION, true, 10},
    {"valid_from", ASKS_PAPER, true, 13},
    {"valid_to", ASKS_PAPER, true, 13},
    {"signed_on", ASKS_PAPER, true, 13},
    {"certifier", ASKS_PAPER, true, 22},
    {"certifier_role", ASKS_PAPER, true, 14},
    {"exporter", ASKS_CERTIFICATION, true, 22},
    {"producer", ASKS_CERTIFICATION, true, 22},
    {"net_cost", ASKS_COST | ASKS_CORE_PART | ASKS_CHANGE, true, 12},
    {"vnm", ASKS_COST | ASKS_VNM | ASKS_CORE_PART | ASKS_CHANGE, true, 14},
    {"amount", ASKS_AMOUNT, true, 12},
    {"core_vnm", ASKS_CORE_PART, true, 14},
    {"materials", ASKS_CHANGE, true, 14},
    {"produced_in_territory", ASKS_CHANGE, true, 14},
    {"designated", ASKS_COST | ASKS_AMOUNT | ASKS_VNM | ASKS_CHANGE, true, 14},
    {"currency", ASKS_STATEMENT, true, 10},
    {"units", ASKS_COST | ASKS_AMOUNT | ASKS_VNM, true, 10},
    {"period_from", ASKS_COST | ASKS_AMOUNT | ASKS_VNM, true, 13},
    {"period_to", ASKS_COST | ASKS_AMOUNT | ASKS_VNM, true, 13},
    {"remark", ASKS_ANY, true, 30}};
_Static_assert(sizeof REQUEST_COLUMNS / sizeof REQUEST_COLUMNS[0] <= REQUEST_COLUMN_ROOM, "columns");
const size_t REQUEST_COLUMN_COUNT = sizeof REQUEST_COLUMNS / sizeof REQUEST_COLUMNS[0];

size_t request_column_named(struct text name) {
    size_t i = 0;
    while (i < REQUEST_COLUMN_COUNT && !text_is(name, REQUEST_COLUMNS[i].name))
        i++;
    return i;
}

unsigned request_asks(const json_t *item) {
    static const unsigned BITS[DOCUMENT_KINDS] = {
        [DOCUMENT_CERTIFICATION] = ASKS_CERTIFICATION, [DOCUMENT_ACCUMULATION_COST] = ASKS_COST,
        [DOCUMENT_ACCUMULATION_AMOUNT] = ASKS_AMOUNT,  [DOCUMENT_ACCUMULATION_VNM] = ASKS_VNM,
        [DOCUMENT_ACCUMULATION_CHANGE] = ASKS_CHANGE,  [DOCUMENT_CORE_PART] = ASKS_CORE_PART};
    const char *ask = results_string(item, "ask");
    int kind = results_word(ask, DOCUMENT_WORDS, DOCUMENT_KINDS);
    return kind >= 0 ? BITS[kind] : strcmp(ask, "country") == 0 ? ASKS_COUNTRY : 0;
}

unsigned request_asks_of_all(const json_t *request) {
    unsigned asks = 0;
    size_t index = 0;
    const json_t *item = NULL;
    json_array_foreach(json_object_get(request, "items"), index, item) asks |= request_asks(item);
    return asks;
}

void request_cell(struct buffer *out, const struct request_column *column, const json_t *item) {
    struct hs_code code;
    char dotted[HS_TEXT_SIZE];
    const char *member = strcmp(column->name, "at_hand") == 0 ? "document_id" : column->name;
    struct text text = request_text(item, member);
    if (strcmp(member, "item") == 0) {
        buffer_number(out, (uint64_t)json_integer_value(json_object_get(item, member)));
    } else if (strcmp(member, "hs") == 0 && hs_code_parse(&code, text)) {
        buffer_text(out, hs_text(dotted, code));
    } else if (strcmp(member, "rule") == 0) {
        struct text line;
        while (text.length > 0 && text_split(&text, '\n', &line)) {
            buffer_shown(out, line);
            buffer_string(out, text.length > 0 ? "\n" : "");
        }
    } else {
        buffer_shown(out, text);
    }
}
