#include "record/line.h"

#include <stdio.h>

#include "base/decimal.h"
#include "report/results.h"

enum { DAY_LENGTH = 10 };
static const char BEFORE_DAY[] = "\"date\":\"";

/* Where the day of the good stands, or would: a quote within a string has a backslash before it, so this is a
 * member and no words of the user. */
static const char *place_of_day(struct text line) {
    const char *found =
        line.length > 0 ? memmem(line.data, line.length, BEFORE_DAY, sizeof BEFORE_DAY - 1) : NULL;
    return found != NULL ? found + sizeof BEFORE_DAY - 1 : NULL;
}

date line_split(struct buffer *content, struct text line) {
    const char *at = place_of_day(line);
    size_t before = at != NULL ? (size_t)(at - line.data) : 0;
    date day = 0;
    content->length = 0;
    if (at == NULL || line.length < before + DAY_LENGTH + 1 || at[DAY_LENGTH] != '"' ||
        !date_parse_iso(&day, (struct text){at, DAY_LENGTH})) {
        buffer_text(content, line);
        return 0;
    }
    buffer_put(content, line.data, before);
    buffer_put(content, at + DAY_LENGTH, line.length - before - DAY_LENGTH);
    return day;
}

void line_join(struct buffer *line, struct text content, date day) {
    char printed[DATE_TEXT_SIZE];
    const char *at = day != 0 ? place_of_day(content) : NULL;
    size_t before = at != NULL ? (size_t)(at - content.data) : content.length;
    buffer_put(line, content.data, before);
    if (at == NULL)
        return;
    buffer_put(line, printed, date_print(printed, day));
    buffer_put(line, at, content.length - before);
}

/* ---- facts ---- */

bool line_percent(int64_t *out, const json_t *percent) {
    enum { UNIT = 100000 }; /* of nine places, one of four */
    decimal value = 0;
    const char *text = json_string_value(percent);
    if (text == NULL ||
        decimal_parse(&value, text_from(text), (struct decimal_format){.point = '.'}) != DECIMAL_OK)
        return false;
    *out = value / UNIT - (value % UNIT < 0);
    return true;
}

static bool between(int64_t *out, const json_t *object, const char *high, const char *low) {
    int64_t above = 0;
    int64_t below = 0;
    bool known = line_percent(&above, json_object_get(object, high)) &&
                 line_percent(&below, json_object_get(object, low));
    *out = above - below;
    return known;
}

/* By the method that leaves more, since either may be chosen; then de minimis, where the origin rests on it,
 * if that leaves less. */
static void find_margin(struct line_facts *facts, const json_t *good) {
    static const char *const METHODS_IN_JSON[] = {"tv", "nc"};
    const json_t *contents = json_object_get(good, "rvc");
    int64_t margin = 0;
    for (int i = 0; i < 2; i++) {
        const json_t *content = json_object_get(contents, METHODS_IN_JSON[i]);
        if (strcmp(results_string(content, "result"), "pass") != 0 ||
            !between(&margin, content, "percent", "required"))
            continue;
        if (!facts->has_margin || margin > facts->margin)
            facts->margin = margin;
        facts->has_margin = true;
    }
    const json_t *share = json_object_get(good, "de_minimis");
    if (!json_is_true(json_object_get(share, "applied")) || !between(&margin, share, "limit", "share"))
        return;
    if (!facts->has_margin || margin < facts->margin)
        facts->margin = margin;
    facts->has_margin = true;
}

void line_facts(struct line_facts *facts, const json_t *good) {
    const json_t *rule = json_object_get(good, "rule");
    const char *alternative = results_string(rule, "alternative");
    *facts = (struct line_facts){.good_id = results_string(good, "good_id"),
                                 .status = results_string(good, "status"),
                                 .criterion = results_string(good, "criterion"),
                                 .pile = results_string(json_object_get(good, "evidence"), "pile")};
    snprintf(facts->rule, sizeof facts->rule, "%s%s%s", results_string(rule, "id"),
             alternative[0] != '\0' ? " " : "", alternative);
    if (!date_parse_iso(&facts->valid_until, text_from(results_string(good, "valid_until"))))
        facts->valid_until = 0;
    if (strcmp(facts->status, "originating") == 0)
        find_margin(facts, good);
}
