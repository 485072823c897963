#include "intake/unread_field.h"

#include "intake/number_form.h"
#include "intake/spaces.h"

bool unread_number(const struct layout *layout, struct text field, decimal *number) {
    char room[NUMBER_FORM_SIZE];
    struct text plain = field;
    struct text sign = {NULL, 0};
    bool rounded = false;
    if (field.length > 0 && field.data[field.length - 1] == '%')
        plain.length--;
    return decimal_parse(number, plain, layout->format.number) == DECIMAL_OK ||
           (number_form(room, &plain, &rounded, &sign, plain, layout->format.number) &&
            decimal_parse(number, plain, PLAIN_FORMAT.number) == DECIMAL_OK);
}

bool unread_is_number(const struct layout *layout, struct text field, decimal one, decimal other) {
    decimal number = 0;
    return unread_number(layout, field, &number) && (number == one || number == other);
}

bool unread_is_word(const struct layout *layout, const char *kind, struct text field, const char *word) {
    struct text is = {NULL, 0};
    return text_is(field, word) ||
           (vocabulary_find(layout->format.words, kind, field, &is) == WORD_FOUND && text_is(is, word));
}

bool unread_differs(struct text a, struct text b) {
    char room[2][WORD_LONGEST];
    struct text own;
    struct text other;
    return a.length > 0 && b.length > 0 && word_fold(room[0], &own, a) && word_fold(room[1], &other, b) &&
           !text_equal(own, other);
}

struct text unread_field(const struct unread_column *unread, const struct csv_fields *fields) {
    return unread->field < fields->count ? spaces_trim(fields->fields[unread->field]) : unread->stated;
}

bool unread_says_something(const struct layout *layout, struct text field) {
    struct text ignored;
    return field.length > 0 &&
           vocabulary_find(layout->format.words, "nothing", field, &ignored) != WORD_FOUND;
}
