#include "intake/suggested_values.h"

#include "intake/suggested_columns.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool has_digit(struct text value) {
    for (size_t i = 0; i < value.length; i++)
        if (is_digit(value.data[i]))
            return true;
    return false;
}

static bool any(const struct suggested_column *guess, bool (*holds)(struct text)) {
    for (uint32_t i = 0; i < guess->sample_count; i++)
        if (holds(guess->samples[i]))
            return true;
    return false;
}

/* "0010", "1.0000": four digits at the most before the point. */
static bool is_no_position(struct text value) {
    size_t whole = 0;
    while (whole < value.length && is_digit(value.data[whole]))
        whole++;
    for (size_t i = whole; i < value.length; i++)
        if (!is_digit(value.data[i]) && !(i == whole && value.data[i] == '.'))
            return true;
    return whole == 0 || whole > 4;
}

/* More than a mark. */
static bool is_name(struct text value) {
    return value.length > 1;
}

static bool is_column(const struct suggested_column *guess, const char *name) {
    return guess->column != NULL && strcmp(guess->column->name, name) == 0;
}

static bool is_taken(const struct suggested_table *table, const char *name) {
    return suggested_is_taken(table, column_named(table->first, text_from(name)));
}

/* Whether a header says kilograms. */
static bool says_kilograms(struct text header) {
    struct buffer plain = {0};
    plain_letters(&plain, header);
    buffer_char(&plain, '\0');
    const bool says =
        !plain.failed && (strstr(plain.data, "kg") != NULL || strstr(plain.data, "kilo") != NULL);
    buffer_free(&plain);
    return says;
}

static bool is_weight_of_some_unit(const struct suggestion *of, const struct suggested_column *guess) {
    const bool unit = is_column(guess, "unit_weight_kg");
    return (unit || is_column(guess, "weight_kg")) && !says_kilograms(guess->header) &&
           !(unit && is_taken(&of->table, "weight_unit"));
}

static bool has_percent_sign(struct text value) {
    return value.length > 0 && memchr(value.data, '%', value.length) != NULL;
}

/* "Merma" is a percentage in one list and a quantity in another. */
static bool is_loss_of_some_kind(const struct suggestion *of, const struct suggested_column *guess) {
    return is_column(guess, "scrap_percent") && !has_percent_sign(guess->header) &&
           !any(guess, has_percent_sign) && header_words_has(of->words, of->words->losses, guess->header);
}

/* Of a list of materials with their valuation, as MM60 of SAP is: what they cost, and not what is paid for
 * them. */
static bool is_valuation(const struct suggestion *of, const struct suggested_column *guess) {
    if (!is_column(guess, "transaction_value") ||
        suggested_rank(of->words, &of->table, "transaction_value", guess->header) == 0)
        return false;
    for (uint32_t i = 0; i < of->table.fields.count; i++)
        if (header_words_has(of->words, of->words->valued, of->table.columns[i].header))
            return true;
    return false;
}

/* "SI" and "NO" under a header of origin: yes and no, rather than Slovenia and Norway. */
static bool is_answer(const struct suggestion *of, const struct suggested_column *guess) {
    bool all = is_column(guess, "country") && guess->sample_count > 0;
    for (uint32_t i = 0; i < guess->sample_count && all; i++)
        all = header_words_has(of->words, of->words->answers, guess->samples[i]);
    return all;
}

static bool cannot_be(const struct suggestion *of, const struct suggested_column *guess) {
    const bool ambiguous = is_column(guess, "line") && suggested_rank(of->words, &of->table, "material_id",
                                                                      guess->header) != SUGGESTED_NO_RANK;
    if (is_weight_of_some_unit(of, guess) || is_loss_of_some_kind(of, guess) || is_valuation(of, guess) ||
        is_answer(of, guess))
        return true;
    if (guess->sample_count == 0)
        return false;
    return (ambiguous && any(guess, is_no_position)) ||
           ((column_is_amount(guess->column) || guess->column->type == COLUMN_CODE) &&
            !any(guess, has_digit)) ||
           (is_column(guess, "good_id") && !any(guess, is_name));
}

/* The lists of headers of a material, in their order: a component, a material, a part and an item. */
enum { OF_COMPONENT, OF_MATERIAL, OF_PART, OF_ITEM };

static unsigned material_rank(const struct suggestion *of, const struct suggested_column *guess) {
    return suggested_rank(of->words, &of->table, "material_id", guess->header);
}

/* The material of a part is what it is made of, and that of an item what goes into it: of a material beside a
 * part it cannot be told. */
static void settle_material(struct suggestion *of) {
    struct suggested_table *table = &of->table;
    struct suggested_column *material = NULL;
    bool part = false;
    for (uint32_t i = 0; i < table->fields.count; i++) {
        if (is_column(&table->columns[i], "material_id"))
            material = &table->columns[i];
        part = part || (table->columns[i].column == NULL && material_rank(of, &table->columns[i]) == OF_PART);
    }
    if (material != NULL && part && material_rank(of, material) == OF_MATERIAL)
        material->column = NULL;
}

/* Beside a component, what may be a material as well is the product that it goes into: Part, Component. */
static void good_from_rest(struct suggestion *of) {
    struct suggested_table *table = &of->table;
    const struct column *good = &table->first->columns[0];
    unsigned beyond = SUGGESTED_NO_RANK;
    if (suggested_is_taken(table, good) || is_taken(table, "level"))
        return;
    for (uint32_t i = 0; i < table->fields.count; i++)
        if (is_column(&table->columns[i], "material_id")) {
            const unsigned rank = material_rank(of, &table->columns[i]);
            beyond = rank == OF_COMPONENT ? OF_MATERIAL : rank == OF_MATERIAL ? OF_ITEM : SUGGESTED_NO_RANK;
        }
    for (uint32_t i = 0; i < table->fields.count; i++) {
        struct suggested_column *guess = &table->columns[i];
        const unsigned rank = guess->column == NULL ? material_rank(of, guess) : SUGGESTED_NO_RANK;
        if (rank < beyond || rank > OF_ITEM || !any(guess, is_name))
            continue;
        guess->column = good;
        return;
    }
}

void suggested_settle(struct suggestion *of) {
    struct suggested_table *table = &of->table;
    for (uint32_t i = 0; i < table->fields.count; i++)
        if (table->columns[i].column != NULL && table->columns[i].header.length > 0 &&
            cannot_be(of, &table->columns[i])) {
            table->columns[i].column = NULL;
            table->columns[i].of_good = false;
        }
    if (strcmp(table->name, "bom") != 0)
        return;
    settle_material(of);
    good_from_rest(of);
}
