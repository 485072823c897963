#include "intake/note_words.h"

#include "intake/unread_header.h"

/* ---- words ---- */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static char at(struct text row, size_t i) {
    return (char)(i < row.length ? row.data[i] : '\0');
}

/* Points and commas part clauses but within a number; a dash where blanks stand around it. */
static enum note_border border_of(struct text row, size_t i, char delimiter) {
    const char c = row.data[i];
    const bool blank_behind = i + 1 >= row.length || text_is_blank(row.data[i + 1]);
    if (c == delimiter && !(c == ',' && i > 0 && is_digit(row.data[i - 1]) && is_digit(at(row, i + 1))))
        return BORDER_CELL;
    if (c == ':' || c == '=')
        return BORDER_COLON;
    if (c != '\0' && strchr("()[]{};|*#!?<>\n", c) != NULL)
        return BORDER_CLAUSE;
    if ((c == '.' || c == ',') && blank_behind && !(c == '.' && i > 1 && at(row, i - 2) == '.'))
        return BORDER_CLAUSE;
    return c == '-' && blank_behind && (i == 0 || text_is_blank(row.data[i - 1])) ? BORDER_CLAUSE
                                                                                  : BORDER_NONE;
}

static void add(struct note_words *out, struct text word, enum note_border before, bool bracketed) {
    if (word.length > 0 && word.length <= WORD_LONGEST && out->count < NOTE_MOST_WORDS)
        out->list[out->count++] = (struct note_word){word, before, bracketed};
}

/* "/" is "per", but within a date. */
static bool is_per(struct text row, size_t i) {
    return row.data[i] == '/' && !(i > 0 && is_digit(row.data[i - 1]) && is_digit(at(row, i + 1)));
}

void note_words_of(struct note_words *out, struct text row, char delimiter) {
    enum note_border border = BORDER_CELL;
    bool bracketed = false;
    size_t from = 0;
    out->count = 0;
    for (size_t i = 0; i <= row.length; i++) {
        const bool end = i == row.length;
        const enum note_border here = end ? BORDER_CELL : border_of(row, i, delimiter);
        const bool per = !end && is_per(row, i);
        if (!end && here == BORDER_NONE && !per && !text_is_blank(row.data[i]) && row.data[i] != '"')
            continue;
        if (i > from) {
            add(out, (struct text){row.data + from, i - from}, border, bracketed);
            border = BORDER_NONE;
            bracketed = false;
        }
        from = i + 1;
        if (per) {
            add(out, TEXT("per"), border, false);
            border = BORDER_NONE;
        }
        if (here > border)
            border = here;
        bracketed = bracketed || (!end && (row.data[i] == '(' || row.data[i] == '['));
    }
}

/* ---- what they say ---- */

struct hearing {
    const struct note_words *words;
    const struct vocabulary *vocabulary;
};

static bool is(const struct hearing *hearing, const char *kind, size_t i, struct text *found) {
    struct text ignored;
    return i < hearing->words->count &&
           vocabulary_find(hearing->vocabulary, kind, hearing->words->list[i].word,
                           found != NULL ? found : &ignored) == WORD_FOUND;
}

/* Whether nothing of its clause stands behind the word before this one. */
static bool begins(const struct hearing *hearing, size_t i) {
    return i >= hearing->words->count || hearing->words->list[i].before != BORDER_NONE;
}

/* How many words name a currency there: one, two ("Canadian dollars"), or none. */
static size_t currency_at(const struct hearing *hearing, size_t i, struct text *currency) {
    char room[WORD_LONGEST];
    if (i + 1 < hearing->words->count && !begins(hearing, i + 1)) {
        const struct text one = hearing->words->list[i].word;
        const struct text other = hearing->words->list[i + 1].word;
        if (one.length + other.length < WORD_LONGEST) {
            memcpy(room, one.data, one.length);
            room[one.length] = ' ';
            memcpy(room + one.length + 1, other.data, other.length);
            const struct text both = {room, one.length + other.length + 1};
            if (vocabulary_find(hearing->vocabulary, "header-currency", both, currency) == WORD_FOUND)
                return 2;
        }
    }
    return is(hearing, "header-currency", i, currency) ? 1 : 0;
}

/* Whether what stands before the word is one that figures, or their currency, are said with: "in", "values",
 * "Moneda:". */
static bool is_introduced(const struct hearing *hearing, size_t i) {
    if (i == 0)
        return false;
    if (is(hearing, "note-lead", i - 1, NULL))
        return true;
    return !begins(hearing, i) && is(hearing, "note-in", i - 1, NULL);
}

/* Whether the words from `i` to before `end` are all of a clause, which is not what a label has: "(EUR)". */
static bool stand_alone(const struct hearing *hearing, size_t i, size_t end) {
    return begins(hearing, i) && begins(hearing, end) && hearing->words->list[i].before != BORDER_COLON;
}

static bool is_of(const struct hearing *hearing, size_t i) {
    return is(hearing, "note-of", i, NULL);
}

static bool is_multiple(const struct hearing *hearing, size_t i) {
    return is(hearing, "note-multiple", i, NULL);
}

static bool says_currency(const struct hearing *hearing, size_t i, size_t end, bool of_figures) {
    const bool follows = i > 0 && !begins(hearing, i);
    const bool doubtful = is(hearing, "note-doubtful", i, NULL);
    if (is_introduced(hearing, i) || (follows && is_multiple(hearing, i - 1)) ||
        (follows && i > 1 && is_of(hearing, i - 1) && is_multiple(hearing, i - 2)))
        return true;
    if (!doubtful && !begins(hearing, end) && begins(hearing, i) &&
        (is(hearing, "note-lead", end, NULL) || is_multiple(hearing, end)))
        return true;
    return stand_alone(hearing, i, end) &&
           (!doubtful || of_figures || (i == 0 && end == hearing->words->count));
}

static bool says_multiple(const struct hearing *hearing, size_t i) {
    const struct note_word *word = &hearing->words->list[i];
    struct text currency;
    const size_t next = i + 1;
    const size_t money = currency_at(hearing, next, &currency);
    const bool ends = begins(hearing, next);
    const bool first = begins(hearing, i);
    const bool of_money = is_of(hearing, next) && currency_at(hearing, next + 1, &currency) > 0;
    const bool behind_money =
        !first && (currency_at(hearing, i - 1, &currency) > 0 ||
                   (i > 1 && !begins(hearing, i - 1) && currency_at(hearing, i - 2, &currency) == 2));
    const bool doubtful =
        is(hearing, "note-doubtful", i, NULL) && hearing->words->count > 1 && !word->bracketed;
    if (is_introduced(hearing, i) || behind_money)
        return ends || money > 0 || is_of(hearing, next) || is(hearing, "note-lead", next, NULL);
    return first && (of_money || (ends && !doubtful && word->before != BORDER_COLON) ||
                     (!ends && money > 0 && begins(hearing, next + money)));
}

/* A whole number above one, with or without signs between its thousands, and no year. */
static bool is_number_of_several(struct text word) {
    unsigned number = 0;
    for (size_t i = 0; i < word.length; i++) {
        if (is_digit(word.data[i]) && number < 100000000)
            number = number * 10 + (unsigned)(word.data[i] - '0');
        else if (word.data[i] != ',' && word.data[i] != '.')
            return false;
    }
    return number > 1 && !(word.length == 4 && number >= 1900 && number < 2100);
}

/* "per 100", "por millar", "x1000"; "for 100 pieces". */
static bool says_per(const struct hearing *hearing, size_t i, bool of_figures) {
    const struct text word = hearing->words->list[i].word;
    const size_t next = i + 1;
    if (next < hearing->words->count && !begins(hearing, next)) {
        const struct text number = hearing->words->list[next].word;
        if (is(hearing, "header-per", i, NULL) && (of_figures || i == 0))
            return is_number_of_several(number) || is(hearing, "header-multiple", next, NULL) ||
                   (begins(hearing, next + 1) && is(hearing, "note-letter", next, NULL));
        if (is(hearing, "note-for", i, NULL))
            return is_number_of_several(number) && is(hearing, "note-piece", next + 1, NULL);
    }
    return of_figures && word.length > 2 && (word.data[0] == 'x' || word.data[0] == 'X') &&
           is_number_of_several((struct text){word.data + 1, word.length - 1});
}

void note_words_hear(struct note_said *said, const struct note_words *words,
                     const struct vocabulary *vocabulary) {
    const struct hearing hearing = {words, vocabulary};
    bool of_figures = false;
    bool of_weight = false;
    *said = (struct note_said){.several = false};
    for (size_t i = 0; i < words->count; i++) {
        struct text currency = {NULL, 0};
        const size_t length = currency_at(&hearing, i, &currency);
        of_figures = of_figures || is(&hearing, "note-lead", i, NULL) || is(&hearing, "note-rate", i, NULL) ||
                     is(&hearing, "line-quantity", i, NULL) || is(&hearing, "line-total", i, NULL);
        of_weight = of_weight || is(&hearing, "note-weight", i, NULL);
        said->of_mass =
            said->of_mass || (of_weight && i > 0 && is(&hearing, "header-mass", i, NULL) &&
                              (words->list[i].before != BORDER_NONE || is(&hearing, "note-in", i - 1, NULL) ||
                               is(&hearing, "note-weight", i - 1, NULL)));
        if (is_multiple(&hearing, i) && says_multiple(&hearing, i))
            said->multiplied = true;
        if (says_per(&hearing, i, of_figures))
            said->several = true;
        if (length == 0 || !says_currency(&hearing, i, i + length, of_figures))
            continue;
        said->currencies =
            said->currencies || (said->currency.length > 0 && !text_equal(said->currency, currency));
        said->currency = currency;
        i += length - 1;
    }
}
