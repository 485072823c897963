#include "base/number_form.h"

static size_t put(char *out, struct text piece) {
    memcpy(out, piece.data, piece.length);
    return piece.length;
}

size_t number_form_write(char *out, struct text plain, struct number_form form) {
    const char *point = plain.length > 0 ? memchr(plain.data, '.', plain.length) : NULL;
    size_t whole = point != NULL ? (size_t)(point - plain.data) : plain.length;
    size_t length = 0;
    for (size_t i = 0; i < whole; i++) {
        bool between = i > 0 && (whole - i) % 3 == 0 && plain.data[i - 1] != '-';
        length += between ? put(out + length, form.thousands) : 0;
        out[length++] = plain.data[i];
    }
    if (point != NULL) {
        length += put(out + length, form.point);
        length += put(out + length, (struct text){point + 1, plain.length - whole - 1});
    }
    return length;
}

/* Of units of 10^-4, as decimal_percent() cuts. */
static int64_t cut(int64_t percent, int64_t unit) {
    int64_t rest = percent % unit;
    return percent - rest - (rest < 0 ? unit : 0);
}

static int side(int64_t percent, decimal limit) {
    const decimal scale = DECIMAL_ONE / 10000;
    int64_t whole = limit / scale;
    return percent != whole ? (percent < whole ? -1 : 1) : limit % scale > 0 ? -1 : limit % scale < 0;
}

size_t number_form_percent(char out[DECIMAL_TEXT_SIZE], int64_t percent, decimal limit) {
    int64_t unit = 100;
    while (unit > 1 && (side(cut(percent, unit), limit) != side(percent, limit) ||
                        side(cut(percent, unit), 0) != side(percent, 0)))
        unit /= 10;
    size_t length = decimal_print_percent(out, cut(percent, unit));
    while (out[length - 1] == '0')
        length--;
    return out[length - 1] == '.' ? length - 1 : length;
}
