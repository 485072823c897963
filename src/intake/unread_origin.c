#include "intake/unread_origin.h"

#include "intake/spaces.h"
#include "intake/unread_field.h"
#include "intake/unread_header.h"

/* Whether a word of an origin stands there behind a word that turns it round: "Non-originating". */
static bool is_turned(const struct vocabulary *words, struct text header) {
    char room[WORD_LONGEST];
    struct text rest;
    struct text word;
    struct text is = {NULL, 0};
    bool turned = false;
    if (!unread_header_words(room, &rest, header))
        return false;
    while (rest.length > 0 && text_split(&rest, ' ', &word)) {
        if (vocabulary_find(words, "header-foreign-word", word, &is) == WORD_FOUND ||
            (turned && vocabulary_find(words, "header-origin-word", word, &is) == WORD_FOUND))
            return true;
        turned = vocabulary_find(words, "header-not", word, &is) == WORD_FOUND;
    }
    return false;
}

static bool is_reversed(const struct vocabulary *words, struct text header) {
    char room[WORD_LONGEST];
    struct text parted;
    return is_turned(words, header) ||
           (unread_header_part(room, &parted, header) && is_turned(words, parted));
}

/* Whether a header says by a word where a material comes from, or whether it originates, and not where
 * somebody is or what something goes to. */
static bool says_origin(const struct vocabulary *words, struct text header, struct text *column) {
    struct text is = {NULL, 0};
    return unread_header_has(words, "header-origin-word", header, column) &&
           !(text_is(*column, "country") && unread_header_has(words, "header-elsewhere-word", header, &is));
}

/* What an unread column of a bill of materials that is none of those may say of an origin. */
void unread_note_saying(const struct vocabulary *words, struct text header, struct unread_column *unread) {
    struct text is = {NULL, 0};
    if (unread_header_is(words, "header-imported", header, &is)) {
        unread->column = TEXT("country");
        unread->says = text_is(is, "domestic") ? SAYS_DOMESTIC : SAYS_IMPORTED;
        return;
    }
    if (unread_header_is(words, "header-source", header, &unread->column)) {
        unread->says = SAYS_SOURCE;
        return;
    }
    const bool by_word = says_origin(words, header, &unread->column);
    if (!text_is(unread->column, "country"))
        unread->column = TEXT("origin");
    unread->says = is_reversed(words, header) ? SAYS_REVERSED : by_word ? SAYS_BY_A_WORD : SAYS_IN_WORDS;
}

bool unread_says_originating(const struct layout *layout, struct text field) {
    const struct vocabulary *words = layout->format.words;
    struct text is = {NULL, 0};
    return text_is(field, "originating") ||
           (vocabulary_find(words, "origin", field, &is) == WORD_FOUND && text_is(is, "originating")) ||
           (vocabulary_find(words, "yes", field, &is) == WORD_FOUND && text_is(is, "yes"));
}

static bool is_country(const struct layout *layout, struct text field, struct text *is) {
    *is = field;
    return vocabulary_country(layout->format.words, field) ||
           vocabulary_find(layout->format.words, "country", field, is) == WORD_FOUND;
}

/* The country that it says that something was made in: none, where it is none that is known. */
static bool made_in(const struct layout *layout, struct text field, struct text *country) {
    size_t before = vocabulary_begins(layout->format.words, "made-in", field);
    if (before == 0)
        return false;
    while (before < field.length && strchr(" :,.", field.data[before]) != NULL)
        before++;
    return is_country(layout, (struct text){field.data + before, field.length - before}, country);
}

struct text unread_country(const struct layout *layout, struct text field) {
    struct text is = field;
    return is_country(layout, field, &is) || made_in(layout, field, &is) ? is : field;
}

/* Whether it says that a part originates, and so that another does not: 60 below "% originating". The
 * regional value content of what originates is another share. */
static bool is_part(const struct layout *layout, const struct unread_column *unread, struct text field) {
    const struct vocabulary *words = layout->format.words;
    const decimal one = DECIMAL_ONE;
    const bool percent = field.length > 0 && field.data[field.length - 1] == '%';
    decimal number = 0;
    struct text is = {NULL, 0};
    return text_is(unread->column, "origin") && unread_number(layout, field, &number) && number > 0 &&
           number < 100 * one && (percent || number != one) &&
           (percent || memchr(unread->header.data, '%', unread->header.length) != NULL ||
            unread_header_has(words, "header-share-word", unread->header, &is)) &&
           !unread_header_has(words, "header-regional-word", unread->header, &is);
}

/* Whether it says that less originates than the row has: 3 below "originating qty", of a quantity of 10. */
static bool is_less(const struct layout *layout, const struct unread_column *unread,
                    const struct csv_fields *fields, struct text field) {
    static const char *const FIGURES[] = {"quantity", "value", "unit_value"};
    struct text figure = {NULL, 0};
    decimal number = 0;
    decimal own = 0;
    if (unread->says != SAYS_BY_A_WORD || !text_is(unread->column, "origin") ||
        !unread_number(layout, field, &number) ||
        !unread_header_has(layout->format.words, "header-word", unread->header, &figure))
        return false;
    for (size_t i = 0; i < sizeof FIGURES / sizeof FIGURES[0]; i++) {
        const uint32_t at = text_is(figure, FIGURES[i]) ? layout_field(layout, FIGURES[i]) : CSV_MOST_FIELDS;
        if (at < fields->count && unread_number(layout, spaces_trim(fields->fields[at]), &own))
            return number < own;
    }
    return false;
}

/* Whether it says that it is from elsewhere, or that nobody knows whether it originates. */
static bool is_not_known(const struct layout *layout, const struct unread_column *unread, struct text field) {
    const struct vocabulary *words = layout->format.words;
    struct text is = {NULL, 0};
    return vocabulary_find(words, "origin-denial", field, &is) == WORD_FOUND ||
           vocabulary_find(words, "origin-elsewhere", field, &is) == WORD_FOUND ||
           (text_is(unread->column, "origin") &&
            vocabulary_find(words, "origin-not-known", field, &is) == WORD_FOUND);
}

static bool denies_in_words(const struct layout *layout, struct text field, struct text own_country,
                            struct text *country) {
    struct text is = {NULL, 0};
    return vocabulary_find(layout->format.words, "origin-denial", field, &is) == WORD_FOUND ||
           vocabulary_begins(layout->format.words, "origin-denial-begins", field) > 0 ||
           (made_in(layout, field, country) && !text_equal(*country, own_country));
}

static bool is_of_source(const struct unread_column *unread) {
    return unread->says == SAYS_SOURCE || unread->says == SAYS_IMPORTED || unread->says == SAYS_DOMESTIC;
}

/* Below a header of how a material was procured: a country, or a word for one that is not of the territory.
 */
static bool is_elsewhere(const struct layout *layout, struct text field, struct text own_country,
                         struct text *country) {
    struct text is = {NULL, 0};
    const bool answer = vocabulary_find(layout->format.words, "yes", field, &is) == WORD_FOUND;
    *country = unread_country(layout, field);
    if (!answer && vocabulary_country(layout->format.words, *country)) /* "No" is no Norway */
        return !text_equal(*country, own_country);
    *country = (struct text){NULL, 0};
    return vocabulary_find(layout->format.words, "origin-elsewhere", field, &is) == WORD_FOUND;
}

/* Whether it says that the material was imported, which may be from within the territory or not. That it was
 * not is no proof of an origin either: what is bought at home may have been made anywhere. */
static bool says_imported(const struct layout *layout, const struct unread_column *unread,
                          struct text field) {
    decimal number = 0;
    struct text is = {NULL, 0};
    const bool by_word = is_of_source(unread) || unread->says == SAYS_BY_A_WORD;
    const bool asked = unread->says == SAYS_IMPORTED || unread->says == SAYS_DOMESTIC;
    if (by_word && vocabulary_begins(layout->format.words, "imported", field) > 0)
        return true;
    if (asked &&
        (unread_is_word(layout, "yes", field, unread->says == SAYS_IMPORTED ? "yes" : "no") ||
         (unread_number(layout, field, &number) && (number != 0) == (unread->says == SAYS_IMPORTED))))
        return true;
    return unread->says == SAYS_IMPORTED &&
           (vocabulary_find(layout->format.words, "imported-letter", field, &is) == WORD_FOUND ||
            unread_is_word(layout, "paper-ticked", field, "in-force"));
}

/* Whether a field says, or may say, that what it is about does not originate; *country is what has to be
 * judged for that, or empty. */
bool unread_denies(const struct layout *layout, const struct unread_column *unread, struct text field,
                   struct text own_country, struct text *country) {
    const bool originating = unread_says_originating(layout, field);
    const bool no = unread_is_word(layout, "yes", field, "no") || unread_is_number(layout, field, 0, 0);
    *country = (struct text){NULL, 0};
    if (unread->says == SAYS_IN_WORDS || is_of_source(unread))
        return denies_in_words(layout, field, own_country, country) ||
               (is_of_source(unread) && is_elsewhere(layout, field, own_country, country));
    if (unread->says == SAYS_TRANSIT) {
        *country = unread_country(layout, field);
        return !no;
    }
    if (unread->says == SAYS_REVERSED)
        return !no && !text_is(field, "originating");
    if (originating)
        return false;
    if (unread->says == SAYS_BY_A_WORD &&
        (no || unread_is_word(layout, "origin", field, "non-originating") || is_part(layout, unread, field) ||
         is_not_known(layout, unread, field)))
        return true;
    if (unread->says == SAYS_WHOLLY && text_is(unread->column, "origin"))
        return true;
    *country = unread_country(layout, field);
    return !text_equal(*country, own_country) &&
           (unread->says == SAYS_WHOLLY || vocabulary_country(layout->format.words, *country));
}

static void add_denials(const struct layout *layout, const struct unread_columns *columns,
                        const struct csv_fields *fields, struct text own_country,
                        struct origin_denials *denials, struct arena *arena) {
    struct origin_denial *list = (struct origin_denial *)denials->list;
    for (uint32_t i = 0; i < columns->count; i++) {
        const struct unread_column *unread = &columns->list[i];
        const struct text field = unread_field(unread, fields);
        struct text country = {NULL, 0};
        if (!unread->of_origin || field.length == 0 || !unread_says_something(layout, field))
            continue;
        const bool denied = unread_denies(layout, unread, field, own_country, &country) ||
                            is_less(layout, unread, fields, field);
        const bool imported = !denied && own_country.length == 0 && says_imported(layout, unread, field);
        if (!denied && !imported)
            continue;
        if (list == NULL)
            list = ARENA_ARRAY(arena, struct origin_denial, layout->count);
        if (list == NULL)
            return;
        list[denials->count++] = (struct origin_denial){unread, arena_copy(arena, country), imported};
        denials->list = list;
    }
}

struct origin_denials unread_denials(const struct layout *layout, const struct csv_fields *fields,
                                     struct text own_country, struct arena *arena) {
    struct origin_denials denials = {0};
    add_denials(layout, &layout->unread, fields, own_country, &denials, arena);
    add_denials(layout, &layout->others, fields, own_country, &denials, arena);
    return denials;
}
