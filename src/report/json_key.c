#include "report/json_key.h"

void json_put_key(struct buffer *out, const char *name) {
    buffer_char(out, ',');
    json_put_word(out, name);
    buffer_char(out, ':');
}

void json_put_member(struct buffer *out, const char *name, struct text value) {
    json_put_key(out, name);
    json_put_text(out, value);
}

void json_put_day(struct buffer *out, date day) {
    if (day != 0)
        json_put_date(out, day);
    else
        JSON_LITERAL(out, "null");
}
