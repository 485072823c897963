#include "intake/amount_words.h"

#include "intake/spaces.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* A letter, or a byte of a character beyond ASCII: of a word, or of the sign of a currency. */
static bool is_of_word(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & '\x80') != 0 || c == '$';
}

static bool has_word(struct text side) {
    for (size_t i = 0; i < side.length; i++)
        if (is_of_word(side.data[i]))
            return true;
    return false;
}

/* Where a number begins at `at`: with a digit, a point before one, or its sign. */
static bool begins_number(struct text field, size_t at) {
    const char c = field.data[at];
    const bool before = at + 1 < field.length && is_digit(field.data[at + 1]);
    return is_digit(c) || c == '-' || c == '+' || c == '(' || ((c == '.' || c == ',') && before);
}

static bool ends_number(char c) {
    return is_digit(c) || c == '-' || c == ')';
}

struct side {
    enum amount_words said;
    struct text currency; /* or empty */
    bool dollar;          /* a "$" stands there */
};

static struct side by_word(const struct vocabulary *words, struct text word) {
    struct side side = {AMOUNT_WORDS_UNKNOWN, {NULL, 0}, false};
    switch (vocabulary_find(words, "currency", word, &side.currency)) {
    case WORD_FOUND:
        side.said = AMOUNT_WORDS_CURRENCY;
        break;
    case WORD_WRONG:
        side.said = side.currency.length > 0 ? AMOUNT_WORDS_WRONG : AMOUNT_WORDS_UNKNOWN;
        break;
    default:
        if (vocabulary_currency(words, word))
            side = (struct side){AMOUNT_WORDS_CURRENCY, word, false};
    }
    return side;
}

/* "US$" is a word of its own; "$USD" and "MXN $" have the sign beside one. */
static struct side read_side(const struct vocabulary *words, struct text text) {
    text = spaces_trim(text);
    if (text.length == 0)
        return (struct side){AMOUNT_WORDS_NONE, {NULL, 0}, false};
    if (text_is(text, "$"))
        return (struct side){AMOUNT_WORDS_CURRENCY, {NULL, 0}, true};
    struct side side = by_word(words, text);
    const bool before = text.data[0] == '$';
    const bool behind = text.data[text.length - 1] == '$';
    if (side.said != AMOUNT_WORDS_UNKNOWN || before == behind)
        return side;
    side = by_word(words, spaces_trim((struct text){text.data + before, text.length - 1}));
    side.dollar = true;
    return side;
}

/* Whether its amounts have a "$" in front of them. */
static bool has_dollar_sign(const struct vocabulary *words, struct text currency) {
    struct text is = {NULL, 0};
    return vocabulary_find(words, "dollar-sign", currency, &is) == WORD_FOUND;
}

enum amount_words amount_words_part(struct amount_apart *out, const struct vocabulary *words,
                                    struct text field) {
    size_t from = 0;
    size_t to = field.length;
    while (from < to && !begins_number(field, from))
        from++;
    while (to > from && !ends_number(field.data[to - 1]))
        to--;
    const struct text before = {field.data, from};
    const struct text behind = {field.data + to, field.length - to};
    *out = (struct amount_apart){.number = {field.data + from, to - from}};
    if (words == NULL || to == from || !(has_word(before) || has_word(behind)))
        return AMOUNT_WORDS_NONE;
    const struct side a = read_side(words, before);
    const struct side b = read_side(words, behind);
    if (a.said == AMOUNT_WORDS_UNKNOWN || b.said == AMOUNT_WORDS_UNKNOWN || (a.dollar && b.dollar))
        return AMOUNT_WORDS_UNKNOWN;
    const bool both = a.currency.length > 0 && b.currency.length > 0;
    out->currency = a.currency.length > 0 ? a.currency : b.currency;
    if (both && !text_equal(a.currency, b.currency))
        return AMOUNT_WORDS_UNKNOWN;
    if (out->currency.length == 0)
        out->currency = TEXT("$");
    else if ((a.dollar || b.dollar) && !has_dollar_sign(words, out->currency))
        return AMOUNT_WORDS_UNKNOWN;
    return a.said == AMOUNT_WORDS_WRONG || b.said == AMOUNT_WORDS_WRONG ? AMOUNT_WORDS_WRONG
                                                                        : AMOUNT_WORDS_CURRENCY;
}
