#include "report/number.h"

#include "base/number_form.h"

static struct text written(struct number_room *room, const struct messages *messages, const char *plain,
                           size_t length) {
    return (struct text){
        room->text, number_form_write(room->text, (struct text){plain, length}, message_numbers(messages))};
}

struct text number_decimal(struct number_room *room, const struct messages *messages, decimal value,
                           int places) {
    char plain[DECIMAL_TEXT_SIZE];
    return written(room, messages, plain, decimal_print(plain, value, places));
}

struct text number_amount(struct number_room *room, const struct messages *messages, struct amount value) {
    char plain[AMOUNT_TEXT_SIZE];
    return value.given ? written(room, messages, plain, amount_print(plain, value, 2))
                       : message_find(messages, "number.unknown");
}

/* To the hundredth, the half away from zero, with at least `places` decimals. */
static struct text rounded(struct number_room *room, const struct messages *messages, total value,
                           int places) {
    const total cent = DECIMAL_ONE / 100;
    char plain[TOTAL_TEXT_SIZE];
    total magnitude = value < 0 ? -value : value;
    magnitude = (magnitude + cent / 2) / cent * cent;
    return written(room, messages, plain, total_print(plain, value < 0 ? -magnitude : magnitude, places));
}

struct text number_total(struct number_room *room, const struct messages *messages, total value) {
    return rounded(room, messages, value, 2);
}

struct text number_count(struct number_room *room, const struct messages *messages, total value) {
    return rounded(room, messages, value, 0);
}

static struct text percent_against(struct number_room *room, const struct messages *messages, int64_t percent,
                                   decimal limit) {
    char plain[DECIMAL_TEXT_SIZE];
    return written(room, messages, plain, number_form_percent(plain, percent, limit));
}

struct text number_percent(struct number_room *room, const struct messages *messages, int64_t percent) {
    return percent_against(room, messages, percent, 0);
}

/* What is more than it may be by less than a decimal of decimal_percent() shows is raised by that one. */
struct text number_figure(struct number_room *room, const struct messages *messages,
                          const struct figure *figure) {
    bool above = figure->at_most && figure->result == RESULT_FAIL &&
                 figure->percent == figure->required / FIGURE_SCALE;
    return percent_against(room, messages, figure->percent + above, figure->asked > 0 ? figure->required : 0);
}

/* ---- of text ---- */

static bool reads(decimal *out, struct text plain) {
    const struct decimal_format format = {.point = '.'};
    return plain.length < DECIMAL_TEXT_SIZE && decimal_parse(out, plain, format) == DECIMAL_OK;
}

static bool is_number(struct text plain) {
    for (size_t i = 0; i < plain.length; i++)
        if (strchr("-.0123456789", plain.data[i]) == NULL || plain.data[i] == '\0')
            return false;
    return plain.length > 0 && plain.length < AMOUNT_TEXT_SIZE;
}

struct text number_plain(struct number_room *room, const struct messages *messages, struct text plain) {
    return is_number(plain) ? written(room, messages, plain.data, plain.length) : plain;
}

struct text number_plain_count(struct number_room *room, const struct messages *messages, struct text plain) {
    size_t whole = 0;
    while (whole < plain.length && plain.data[whole] != '.')
        whole++;
    for (size_t i = whole; i < plain.length; i++)
        if (plain.data[i] != '.' && plain.data[i] != '0')
            return number_plain(room, messages, plain);
    return number_plain(room, messages, text_cut(plain, whole));
}

struct text number_plain_percent(struct number_room *room, const struct messages *messages,
                                 struct text percent, struct text required) {
    decimal value = 0;
    decimal limit = 0;
    if (!reads(&value, percent) || (required.length > 0 && !reads(&limit, required)))
        return percent;
    return percent_against(room, messages, value / FIGURE_SCALE, limit);
}
