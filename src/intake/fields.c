#include "intake/fields.h"

#include "base/buffer.h"
#include "intake/amount_words.h"
#include "intake/field_problem.h"
#include "intake/hs_pattern.h"
#include "intake/number_form.h"
#include "intake/spaces.h"

const struct field_format PLAIN_FORMAT = {
    .number = {.point = '.', .thousands = '\0'}, .date = {.pattern = {"YYYY-MM-DD", 10}}, .hs_digits = 0};

/* What spreadsheets put around a field so that it stays a text: ="8413.91", or an apostrophe before it. */
static struct text without_quoting(struct text field) {
    if (field.length > 3 && field.data[0] == '=' && field.data[1] == '"' &&
        field.data[field.length - 1] == '"')
        return (struct text){field.data + 2, field.length - 3};
    if (field.length > 1 && field.data[0] == '\'')
        return (struct text){field.data + 1, field.length - 1};
    return field;
}

/* What is wrong with a number, or NULL. */
static const char *number_problem(enum decimal_status status, bool forbidden, const char *overflow) {
    switch (status) {
    case DECIMAL_OK:
        return forbidden ? "field.negative" : NULL;
    case DECIMAL_TOO_PRECISE:
        return "field.too-precise";
    case DECIMAL_OVERFLOW:
        return overflow;
    default:
        return "field.number";
    }
}

/* The same of one with words of a currency on its sides. */
static bool number_in_words(struct field_reader *reader, char room[NUMBER_FORM_SIZE], struct text *plain,
                            bool *rounded, struct text field, struct decimal_format format) {
    struct amount_apart apart;
    struct text sign = {NULL, 0};
    if (amount_words_part(&apart, reader->format.words, field) != AMOUNT_WORDS_CURRENCY ||
        !number_form(room, plain, rounded, &sign, apart.number, format) || sign.length > 0)
        return false;
    reader->sign = apart.currency;
    return true;
}

/* The plain form of a field that is no number as the file's format has it; else the field. */
static struct text number_of(struct field_reader *reader, struct text field, char room[NUMBER_FORM_SIZE],
                             struct decimal_format *format) {
    struct text plain = {NULL, 0};
    bool rounded = false;
    const struct text number = without_quoting(field);
    if (!number_form(room, &plain, &rounded, &reader->sign, number, *format) &&
        !number_in_words(reader, room, &plain, &rounded, number, *format))
        return field;
    reader->rounded += rounded;
    *format = PLAIN_FORMAT.number;
    return plain;
}

static const char *set_amount(struct field_reader *reader, struct amount *amount, struct text field,
                              bool negative) {
    struct decimal_format format = reader->format.number;
    enum decimal_status status = decimal_parse(&amount->value, field, format);
    if (status == DECIMAL_SYNTAX || status == DECIMAL_TOO_PRECISE) {
        char room[NUMBER_FORM_SIZE];
        struct text plain = number_of(reader, field, room, &format);
        status = decimal_parse(&amount->value, plain, format);
    }
    amount->given = status == DECIMAL_OK;
    return number_problem(status, !negative && amount->value < 0, "field.overflow");
}

static const char *set_positive(struct field_reader *reader, struct amount *amount, struct text field) {
    const char *problem = set_amount(reader, amount, field, false);
    return problem == NULL && amount->value == 0 ? "field.positive" : problem;
}

static struct text without_percent_sign(struct text field) {
    bool sign = field.length > 1 && field.data[field.length - 1] == '%';
    return sign ? spaces_trim((struct text){field.data, field.length - 1}) : field;
}

static const char *set_percent(struct field_reader *reader, struct amount *amount, struct text field,
                               bool negative) {
    const struct text number = without_percent_sign(field);
    const char *problem = set_amount(reader, amount, number, negative);
    amount->percent_sign = number.length < field.length;
    return problem;
}

/* What becomes part of something is some of it, and no more than all. */
static const char *set_yield(struct field_reader *reader, struct amount *amount, struct text field) {
    const char *problem = set_percent(reader, amount, field, false);
    if (problem == NULL && amount->value == 0)
        return "field.positive";
    return problem == NULL && amount->value > 100 * DECIMAL_ONE ? "field.above-hundred" : problem;
}

static const char *set_total(struct field_reader *reader, struct total_amount *amount, struct text field,
                             bool negative) {
    struct decimal_format format = reader->format.number;
    enum decimal_status status = total_parse(&amount->value, field, format);
    if (status == DECIMAL_SYNTAX || status == DECIMAL_TOO_PRECISE) {
        char room[NUMBER_FORM_SIZE];
        struct text plain = number_of(reader, field, room, &format);
        status = total_parse(&amount->value, plain, format);
    }
    amount->given = status == DECIMAL_OK;
    return number_problem(status, !negative && amount->value < 0, "field.overflow-total");
}

static bool is_letters(struct text field, size_t length) {
    bool letters = field.length == length;
    for (size_t i = 0; letters && i < length; i++)
        letters = field.data[i] >= 'A' && field.data[i] <= 'Z';
    return letters;
}

/* ---- codes of ISO, and words ---- */

/* What is wrong with a word of that kind that is no code of its list; *at is what it stands for. */
static const char *set_by_word(struct field_reader *reader, const char *kind, struct text field,
                               struct text *at, const char *unknown, const char *wrong) {
    struct text is = {NULL, 0};
    switch (vocabulary_find(reader->format.words, kind, without_quoting(field), &is)) {
    case WORD_FOUND:
        *at = is;
        return NULL;
    case WORD_WRONG:
        reader->should = is;
        return is.length > 0 ? wrong : unknown;
    default:
        return unknown;
    }
}

/* What parts a code from a name: "MX - México", "China (CN)", "USD/US dollar". */
static bool parts_words(char c) {
    return c == ' ' || c == '-' || c == '/' || c == '(' || c == ',' || c == ':' || c == '|';
}

static struct text without_parting(struct text word) {
    while (word.length > 0 && (parts_words(word.data[0]) || word.data[0] == ')'))
        word = (struct text){word.data + 1, word.length - 1};
    while (word.length > 0 && (parts_words(word.data[word.length - 1]) || word.data[word.length - 1] == ')'))
        word.length--;
    return word;
}

/* Whether the field says one and the same twice, each time by a code or a name. */
static bool says_twice(const struct vocabulary *words, const char *kind,
                       bool (*is_code)(const struct vocabulary *, struct text), struct text field,
                       struct text *at) {
    for (size_t i = 1; i + 1 < field.length; i++) {
        struct text said[2] = {without_parting((struct text){field.data, i}),
                               without_parting((struct text){field.data + i, field.length - i})};
        bool known = parts_words(field.data[i]);
        for (int k = 0; k < 2 && known; k++)
            known = said[k].length > 0 && (is_code(words, said[k]) ||
                                           vocabulary_find(words, kind, said[k], &said[k]) == WORD_FOUND);
        if (!known || !text_equal(said[0], said[1]))
            continue;
        *at = said[0];
        return true;
    }
    return false;
}

static const char *read_country(struct field_reader *reader, struct text *at, struct text field) {
    *at = field;
    if (reader->format.words == NULL)
        return is_letters(field, 2) ? NULL : "field.country";
    struct text nothing = {NULL, 0};
    if (vocabulary_country(reader->format.words, field))
        return NULL;
    /* "n.a." is no way to write NA */
    if (field.length > 2 && vocabulary_find(reader->format.words, "nothing", field, &nothing) == WORD_FOUND)
        return "field.country";
    if (says_twice(reader->format.words, "country", vocabulary_country, field, at))
        return NULL;
    return set_by_word(reader, "country", field, at, "field.country", "field.country-should");
}

static const char *read_currency(struct field_reader *reader, struct text *at, struct text field) {
    *at = field;
    if (reader->format.words == NULL)
        return is_letters(field, 3) ? NULL : "field.currency";
    if (vocabulary_currency(reader->format.words, field) ||
        says_twice(reader->format.words, "currency", vocabulary_currency, field, at))
        return NULL;
    return set_by_word(reader, "currency", field, at, "field.currency", "field.currency-should");
}

/* What cannot be read is not given: a row that is rejected may be of any country, or currency. */
static const char *given_or_not(const char *wrong, struct text *at) {
    if (wrong != NULL)
        *at = (struct text){NULL, 0};
    return wrong;
}

static const char *set_country(struct field_reader *reader, struct text *at, struct text field) {
    return given_or_not(read_country(reader, at, field), at);
}

static const char *set_currency(struct field_reader *reader, struct text *at, struct text field) {
    return given_or_not(read_currency(reader, at, field), at);
}

/* The kind of words that a column has: the name behind the point of its message. */
static const char *kind_of(const struct column_words *words) {
    return strchr(words->message, '.') + 1;
}

/* The place in the list of what the field stands for, however it is written; or -1. */
static int word_of(const struct field_reader *reader, const struct column_words *words, struct text field) {
    char room[WORD_LONGEST];
    char other[WORD_LONGEST];
    struct text is = {NULL, 0};
    struct text folded;
    struct text one;
    if (reader->format.words == NULL || !word_fold(room, &folded, field))
        return -1;
    if (vocabulary_find(reader->format.words, kind_of(words), field, &is) == WORD_FOUND)
        word_fold(room, &folded, is);
    for (int i = 0; i < words->count; i++)
        if (word_fold(other, &one, text_from(words->words[i])) && one.length > 0 && text_equal(one, folded))
            return i;
    return -1;
}

/* An unknown word leaves the first, which stands for "not given". */
static const char *set_word(const struct field_reader *reader, const struct column_words *words, void *at,
                            struct text field) {
    _Static_assert(sizeof(enum column_type) == sizeof(int), "an enum is as large as an int");
    int found = -1;
    for (int i = 0; i < words->count && found < 0; i++)
        if (text_is(field, words->words[i]))
            found = i;
    if (found < 0)
        found = word_of(reader, words, without_quoting(field));
    if (found < 0)
        return words->message;
    memcpy(at, &found, sizeof found);
    return NULL;
}

/* A text that may be a word stays as it is where it is none. */
static void set_text(const struct field_reader *reader, const struct column_words *words, struct text *at,
                     struct text field) {
    struct text is = {NULL, 0};
    *at = field;
    if (words != NULL && reader->format.words != NULL &&
        vocabulary_find(reader->format.words, kind_of(words), field, &is) == WORD_FOUND)
        *at = is;
}

/* The currency that the sign of an amount is of, in its place: "$" stands for any that has it. */
static const char *sign_currency(struct field_reader *reader) {
    struct text sign = reader->sign;
    reader->sign = (struct text){NULL, 0};
    bool code = is_letters(sign, 3);
    if (code && (reader->format.words == NULL || !vocabulary_currency(reader->format.words, sign)))
        return vocabulary_find(reader->format.words, "currency", sign, &reader->should) == WORD_WRONG &&
                       reader->should.length > 0
                   ? "field.sign-should"
                   : "field.sign-unknown";
    if (code || text_is(sign, SIGN_OF_SOME_CURRENCY) || text_is(sign, "$"))
        reader->sign = sign;
    if (reader->format.words == NULL || reader->sign.length > 0)
        return NULL;
    enum word_found found = vocabulary_find(reader->format.words, "currency", sign, &reader->sign);
    return found == WORD_FOUND ? NULL : "field.sign";
}

/* Whether a sign of money in the column says that what stands there is of another: a quantity of $2. */
static bool has_no_currency(const struct field_reader *reader, const struct column *column) {
    struct text is = {NULL, 0};
    return vocabulary_find(reader->format.words, "no-currency", text_from(column->name), &is) == WORD_FOUND;
}

/* Whether the field says that nothing is given. Of what is not known that may not be said in columns where an
 * empty field counts as none. */
static bool says_nothing(const struct field_reader *reader, const struct column *column, struct text field,
                         const char **problem) {
    struct text is = {NULL, 0};
    struct text ignored;
    if (reader->format.words == NULL ||
        vocabulary_find(reader->format.words, "nothing", field, &is) != WORD_FOUND)
        return false;
    if (text_is(is, "unknown") && vocabulary_find(reader->format.words, "empty-is-none",
                                                  text_from(column->name), &ignored) == WORD_FOUND) {
        *problem = "field.not-known";
        return false;
    }
    return true;
}

/* "yes" and "true" are one answer. */
static bool same_answer(struct text a, struct text b) {
    static const char *const ANSWERS[][2] = {{"yes", "true"}, {"no", "false"}};
    bool same = text_equal(a, b);
    for (int i = 0; i < 2 && !same; i++)
        same = (text_is(a, ANSWERS[i][0]) && text_is(b, ANSWERS[i][1])) ||
               (text_is(a, ANSWERS[i][1]) && text_is(b, ANSWERS[i][0]));
    return same;
}

static struct text joined(struct arena *arena, struct text a, struct text b) {
    struct buffer both = {0};
    buffer_text(&both, a);
    buffer_string(&both, " / ");
    buffer_text(&both, b);
    return buffer_keep(&both, arena);
}

/* Adds a fact to the first *count. One that is declared otherwise already is contradicted. */
static bool add_fact(struct arena *arena, struct fact_value *values, uint32_t *count, struct text key,
                     struct text value) {
    uint32_t i = 0;
    while (i < *count && !text_equal(values[i].key, key))
        i++;
    if (i == *count) {
        values[(*count)++] = (struct fact_value){key, value, false};
        return true;
    }
    if (!values[i].contradicted && same_answer(values[i].value, value))
        return true;
    values[i].value = joined(arena, values[i].value, value);
    values[i].contradicted = true;
    return values[i].value.data != NULL;
}

/* "sí" and "oui" are yes. */
static struct text answer_in_words(const struct field_reader *reader, struct text value) {
    struct text is = {NULL, 0};
    bool plain = text_is(value, "yes") || text_is(value, "no") || text_is(value, "true") ||
                 text_is(value, "false") || value.length == 0;
    return !plain && reader->format.words != NULL &&
                   vocabulary_find(reader->format.words, "yes", value, &is) == WORD_FOUND
               ? is
               : value;
}

/* Keys of facts are in lower case with hyphens: "Left customs_control" is left-customs-control. */
static struct text key_as_named(struct arena *arena, struct text key) {
    struct buffer named = {0};
    for (size_t i = 0; i < key.length; i++) {
        const char c = key.data[i];
        const bool capital = c >= 'A' && c <= 'Z';
        buffer_char(&named, (char)(capital ? c - 'A' + 'a' : c == '_' || c == ' ' ? '-' : c));
    }
    return buffer_keep(&named, arena);
}

/* Whether it is not as facts are named. */
static bool is_otherwise(struct text key) {
    for (size_t i = 0; i < key.length; i++)
        if ((key.data[i] >= 'A' && key.data[i] <= 'Z') || key.data[i] == '_' || key.data[i] == ' ')
            return true;
    return false;
}

static const char *set_facts(struct field_reader *reader, struct facts *facts, struct text field) {
    uint32_t most = 1;
    for (size_t i = 0; i < field.length; i++)
        most += field.data[i] == ';';
    struct fact_value *values = ARENA_ARRAY(reader->arena, struct fact_value, most);
    if (values == NULL)
        return "field.memory";
    struct text rest = field;
    struct text part;
    uint32_t count = 0;
    while (text_split(&rest, ';', &part)) {
        struct text key;
        struct text value = text_trim(part);
        if (value.length == 0)
            continue;
        text_split(&value, '=', &key);
        key = text_trim(key);
        value = answer_in_words(reader, text_trim(value));
        if (key.length == 0 || value.data == NULL || value.length == 0 ||
            memchr(value.data, '=', value.length) != NULL) /* another fact, parted by something else */
            return "field.facts";
        if (is_otherwise(key))
            key = key_as_named(reader->arena, key);
        if (key.data == NULL)
            return "field.memory";
        if (!add_fact(reader->arena, values, &count, key, value))
            return "field.memory";
    }
    *facts = (struct facts){values, count};
    return NULL;
}

/* A letter, or what stands for one: "Criterion B", "B (RVC)". */
static const char *set_criterion(const struct field_reader *reader, char *at, struct text field) {
    struct text is = field;
    if (reader->format.words != NULL)
        vocabulary_find(reader->format.words, "criterion", field, &is);
    char criterion = (char)(is.length == 1 ? is.data[0] : '\0');
    if (criterion >= 'a' && criterion <= 'd')
        criterion = (char)(criterion - 'a' + 'A');
    if (criterion < 'A' || criterion > 'D')
        return "field.criterion";
    *at = criterion;
    return NULL;
}

/* 2.0098E+09: of its digits only the first are left. */
static bool is_number_of_spreadsheet(struct text field) {
    bool exponent = false;
    for (size_t i = 0; i < field.length; i++) {
        const char c = field.data[i];
        const bool begins = (c == 'E' || c == 'e') && i > 0 && !exponent;
        exponent = exponent || begins;
        if (!begins && !(c >= '0' && c <= '9') && c != '.' && c != ',' && c != '+')
            return false;
    }
    return exponent;
}

/* 841391.0, 8413910000.00: a whole code, and decimals that are none. */
static bool is_whole_with_decimals(struct text field, size_t point) {
    for (size_t i = 0; i < point; i++)
        if (field.data[i] < '0' || field.data[i] > '9')
            return false;
    for (size_t i = point + 1; i < field.length; i++)
        if (field.data[i] != '0')
            return false;
    return point >= HS_SUBHEADING && point % 2 == 0 && point + 1 < field.length;
}

/* What a code that cannot be read probably was. */
static const char *code_problem(struct text field) {
    size_t digits = 0;
    bool only = true;
    size_t point = field.length;
    for (size_t i = 0; i < field.length; i++) {
        bool digit = field.data[i] >= '0' && field.data[i] <= '9';
        digits += digit;
        only = only && (digit || field.data[i] == '.' || field.data[i] == ' ');
        if (field.data[i] == '.' && point == field.length)
            point = i;
    }
    if (!only)
        return is_number_of_spreadsheet(field) ? "field.hs-exponent" : "field.hs";
    if (is_whole_with_decimals(field, point))
        return "field.hs-decimal";
    if (point == 3 && digits >= 3)
        return "field.hs-zero";
    if (digits % 2 == 1 && digits >= 3 && digits <= 9) {
        bool lone = field.length > 2 && field.data[field.length - 2] == '.'; /* 8708.3 */
        return point == 4 && lone ? "field.hs-behind" : "field.hs-odd";
    }
    return digits == 8 && point == HS_SUBHEADING ? "field.hs-decimal" : "field.hs";
}

/* A code whose point a spreadsheet made a decimal one of its language: 8413,91. */
static struct text with_points(struct field_reader *reader, struct text field) {
    char point = reader->format.number.point;
    if (point == '.' || memchr(field.data, point, field.length) == NULL)
        return field;
    char *copy = arena_allocate(reader->arena, field.length);
    for (size_t i = 0; copy != NULL && i < field.length; i++)
        copy[i] = (char)(field.data[i] == point ? '.' : field.data[i]);
    return copy != NULL ? (struct text){copy, field.length} : field;
}

static const char *set_code(struct field_reader *reader, struct hs_code *code, struct text field) {
    struct text plain = with_points(reader, without_quoting(field));
    return hs_pattern_read(reader->codes, code, plain, reader->format.hs_digits) ? NULL : code_problem(plain);
}

static const char *set_value(struct field_reader *reader, const struct column *column, char *at,
                             struct text field) {
    switch (column->type) {
    case COLUMN_TEXT:
        set_text(reader, column->words, (struct text *)at, field);
        return NULL;
    case COLUMN_CODE:
        return set_code(reader, (struct hs_code *)at, field);
    case COLUMN_COUNTRY:
        return set_country(reader, (struct text *)at, field);
    case COLUMN_CURRENCY:
        return set_currency(reader, (struct text *)at, field);
    case COLUMN_DATE:
        return date_read((date *)at, without_quoting(field), &reader->format.date) ? NULL : "field.date";
    case COLUMN_AMOUNT:
        return set_amount(reader, (struct amount *)at, field, false);
    case COLUMN_POSITIVE:
        return set_positive(reader, (struct amount *)at, field);
    case COLUMN_SIGNED:
        return set_amount(reader, (struct amount *)at, field, true);
    case COLUMN_PERCENT:
        return set_percent(reader, (struct amount *)at, field, false);
    case COLUMN_YIELD_PERCENT:
        return set_yield(reader, (struct amount *)at, field);
    case COLUMN_SIGNED_PERCENT:
        return set_percent(reader, (struct amount *)at, field, true);
    case COLUMN_FACTS:
        return set_facts(reader, (struct facts *)at, field);
    case COLUMN_TOTAL:
        return set_total(reader, (struct total_amount *)at, field, false);
    case COLUMN_SIGNED_TOTAL:
        return set_total(reader, (struct total_amount *)at, field, true);
    case COLUMN_WORD:
        return set_word(reader, column->words, at, field);
    default:
        return set_criterion(reader, at, field);
    }
}

static bool is_text(enum column_type type) {
    return type == COLUMN_TEXT || type == COLUMN_COUNTRY || type == COLUMN_CURRENCY;
}

const char *field_set(struct field_reader *reader, const struct column *column, void *record,
                      struct text field) {
    char *at = (char *)record + column->offset;
    reader->sign = (struct text){NULL, 0};
    if (field.length == 0)
        return NULL;
    const char *problem = set_value(reader, column, at, field);
    if (problem == NULL && reader->sign.length > 0)
        return has_no_currency(reader, column) ? "field.number" : sign_currency(reader);
    reader->sign = (struct text){NULL, 0}; /* of no number: the letters of a word, as "TBD" */
    bool reads_words = problem != NULL || (column->type == COLUMN_TEXT && column->words != NULL);
    if (!reads_words || !says_nothing(reader, column, field, &problem))
        return field_problem(reader, problem, without_quoting(field));
    if (is_text(column->type))
        *(struct text *)at = (struct text){NULL, 0};
    return column->required == NEED_FIELD ? "field.missing" : NULL;
}

bool field_stands_with_digits(const struct field_reader *reader, const struct column *column) {
    const struct vocabulary *words = reader->format.words;
    return column->words == NULL || words == NULL ||
           !(vocabulary_has_digits(words, kind_of(column->words)) || vocabulary_has_digits(words, "nothing"));
}
