#include "intake/suggested_columns.h"

#include "intake/spaces.h"

/* ---- names ---- */

bool suggested_is_taken(const struct suggested_table *table, const struct column *column) {
    for (uint32_t i = 0; i < table->fields.count; i++)
        if (table->columns[i].column == column)
            return true;
    return false;
}

static bool behind_good(struct text name, struct text *rest) {
    static const char PREFIX[] = "good_";
    enum { LENGTH = sizeof PREFIX - 1 };
    if (name.length <= LENGTH || memcmp(name.data, PREFIX, LENGTH) != 0)
        return false;
    *rest = (struct text){name.data + LENGTH, name.length - LENGTH};
    return true;
}

const struct column *suggested_own_column(const struct suggested_table *table, struct text name,
                                          bool *of_good) {
    struct text rest;
    const struct column *column = column_named(table->first, name);
    *of_good = false;
    if (column != NULL || table->second == NULL || !behind_good(name, &rest))
        return column;
    column = column_named(table->second, rest);
    *of_good = column != NULL && column != &table->second->columns[0];
    return *of_good ? column : NULL;
}

bool suggested_of_both(const struct suggested_table *table) {
    const struct text hs = TEXT("hs");
    return table->second != NULL && suggested_is_taken(table, column_named(table->first, hs)) &&
           suggested_is_taken(table, column_named(table->second, hs));
}

/* ---- words ---- */

/* The first of the columns that the header may mean, by words, and which is not taken. */
static const struct column *column_by_words(struct header_words *words, const struct suggested_table *table,
                                            const char *of, const struct column_table *columns,
                                            struct text header) {
    const struct header_word *word = NULL;
    size_t from = 0;
    while ((word = header_words_next(words, of, header, &from)) != NULL) {
        const struct column *column = column_named(columns, word->column);
        if (column != NULL && !suggested_is_taken(table, column))
            return column;
    }
    return NULL;
}

static const struct column *of_line(struct header_words *words, const struct suggested_table *table,
                                    struct text header) {
    return column_by_words(words, table, table->second != NULL ? "bom" : table->name, table->first, header);
}

/* The id of goods stands in the table of lines, whose first column it is. */
static const struct column *of_good(struct header_words *words, const struct suggested_table *table,
                                    struct text header) {
    const struct column *column = column_by_words(words, table, "goods", table->second, header);
    if (column != &table->second->columns[0])
        return column;
    return suggested_is_taken(table, &table->first->columns[0]) ? NULL : &table->first->columns[0];
}

static void take(const struct suggested_table *table, struct suggested_column *guess,
                 const struct column *column) {
    guess->column = column;
    guess->of_good = table->second != NULL && column != NULL && column >= table->second->columns &&
                     column < table->second->columns + table->second->count;
}

/* ---- lists of a column that go before others ---- */

unsigned suggested_rank(struct header_words *words, const struct suggested_table *table, const char *column,
                        struct text header) {
    size_t from = 0;
    const struct header_word *word = NULL;
    while ((word = header_words_next(words, table->name, header, &from)) != NULL) {
        unsigned rank = 0;
        if (!text_is(word->column, column))
            continue;
        for (const struct header_word *before = words->list; before < word; before++)
            rank += text_equal(before->table, word->table) && text_equal(before->column, word->column);
        return rank;
    }
    return SUGGESTED_NO_RANK;
}

static unsigned lists_of(const struct header_words *words, const char *table, struct text column) {
    unsigned count = 0;
    for (size_t i = 0; i < words->count; i++)
        count += text_is(words->list[i].table, table) && text_equal(words->list[i].column, column);
    return count;
}

/* A column of several lists is the first header of the first of them that any is of; but for the last, whose
 * words may be of other columns as well. */
static void take_surest(struct header_words *words, struct suggested_table *table,
                        const struct column *column) {
    const unsigned lists = lists_of(words, table->name, text_from(column->name));
    struct suggested_column *surest = NULL;
    unsigned least = lists > 1 ? lists - 1 : 0;
    for (uint32_t i = 0; i < table->fields.count && least > 0 && !suggested_is_taken(table, column); i++) {
        struct suggested_column *guess = &table->columns[i];
        const unsigned rank = guess->column == NULL
                                  ? suggested_rank(words, table, column->name, guess->header)
                                  : SUGGESTED_NO_RANK;
        if (rank >= least)
            continue;
        least = rank;
        surest = guess;
    }
    if (surest != NULL)
        take(table, surest, column);
}

/* ---- a flat file, in which most words may be of goods as well as of lines ---- */

/* By a header that says whose it is: Fracción del componente, Product HS code. */
static void guess_by_owner(struct header_words *words, const struct suggested_table *table,
                           struct suggested_column *guess) {
    struct buffer rest = {0};
    const char *owner = header_words_owner(words, guess->header, &rest);
    const struct text said = buffer_view(&rest);
    if (owner != NULL)
        take(table, guess,
             strcmp(owner, "goods") == 0 ? of_good(words, table, said) : of_line(words, table, said));
    words->failed = words->failed || rest.failed;
    buffer_free(&rest);
}

/* By a header that means a column of one of the two alone. */
static void guess_where_clear(struct header_words *words, const struct suggested_table *table,
                              struct suggested_column *guess) {
    const struct column *line = of_line(words, table, guess->header);
    const struct column *good = of_good(words, table, guess->header);
    if (line == NULL || good == NULL || line == good)
        take(table, guess, line != NULL ? line : good);
}

/* What may be of either is the good's before the first column that is a line's, and a line's from there on:
 * whoever writes both into one row begins with the good. */
static void guess_by_place(struct header_words *words, struct suggested_table *table) {
    bool lines = false;
    for (uint32_t i = 0; i < table->fields.count; i++) {
        struct suggested_column *guess = &table->columns[i];
        if (guess->column == NULL) {
            const struct column *line = of_line(words, table, guess->header);
            const struct column *good = of_good(words, table, guess->header);
            take(table, guess, good == NULL || (lines && line != NULL) ? line : good);
        }
        lines =
            lines || (guess->column != NULL && !guess->of_good && guess->column != &table->first->columns[0]);
    }
}

/* ---- all of them ---- */

/* What may be the line as well as the material (Item) is the material where no other header is. */
static void material_from_line(struct header_words *words, struct suggested_table *table) {
    const struct column *line = column_named(table->first, TEXT("line"));
    const struct column *material = column_named(table->first, TEXT("material_id"));
    if (line == NULL || material == NULL || suggested_is_taken(table, material))
        return;
    for (uint32_t i = 0; i < table->fields.count; i++)
        if (table->columns[i].column == line && of_line(words, table, table->columns[i].header) == material) {
            take(table, &table->columns[i], material);
            return;
        }
}

static uint32_t place_among(const struct csv_fields *fields, uint32_t field) {
    uint32_t place = 0;
    bool alone = true;
    for (uint32_t i = 0; i < fields->count; i++) {
        bool same =
            text_equal_in_any_case(spaces_trim(fields->fields[i]), spaces_trim(fields->fields[field]));
        place += same && i <= field;
        alone = alone && (!same || i == field);
    }
    return alone ? 0 : place;
}

static void guess_by_name(const struct suggested_table *table, struct suggested_column *guess) {
    bool of_good = false;
    const struct column *column = suggested_own_column(table, guess->header, &of_good);
    if (column != NULL && !suggested_is_taken(table, column))
        take(table, guess, column);
}

void suggest_columns(struct header_words *words, struct suggested_table *table) {
    const bool flat = table->second != NULL;
    for (uint32_t i = 0; i < table->fields.count; i++) {
        table->columns[i] = (struct suggested_column){.header = spaces_trim(table->fields.fields[i]),
                                                      .nth = place_among(&table->fields, i)};
        guess_by_name(table, &table->columns[i]);
    }
    for (uint32_t i = 0; i < table->fields.count && flat; i++)
        if (table->columns[i].column == NULL)
            guess_by_owner(words, table, &table->columns[i]);
    for (uint32_t i = 0; i < table->fields.count && flat; i++)
        if (table->columns[i].column == NULL)
            guess_where_clear(words, table, &table->columns[i]);
    if (flat)
        guess_by_place(words, table);
    for (size_t i = 0; i < table->first->count && !flat; i++)
        take_surest(words, table, &table->first->columns[i]);
    for (uint32_t i = 0; i < table->fields.count && !flat; i++)
        if (table->columns[i].column == NULL)
            take(table, &table->columns[i], of_line(words, table, table->columns[i].header));
    material_from_line(words, table);
    table->score = 0;
    for (uint32_t i = 0; i < table->fields.count; i++)
        if (table->columns[i].column != NULL)
            table->score += SUGGESTION_EXPLAINED + table->columns[i].column->required;
}
