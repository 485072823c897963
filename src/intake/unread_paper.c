#include "intake/unread_paper.h"

#include "intake/spaces.h"
#include "intake/unread.h"
#include "intake/unread_code.h"
#include "intake/unread_field.h"
#include "intake/unread_header.h"
#include "intake/unread_origin.h"

/* What is asked of a paper is no more than that: what stands there may say anything else, too. */
static bool is_asked(const struct unread_column *unread) {
    return text_is(unread->column, "asked") || text_is(unread->column, "type");
}

/* How a material was procured is no question of its paper: what words say there counts alone. */
static void note_saying(const struct vocabulary *words, struct unread_column *unread) {
    unread_note_saying(words, unread->header, unread);
    if (unread->says == SAYS_SOURCE || unread->says == SAYS_IMPORTED || unread->says == SAYS_DOMESTIC) {
        unread->says = SAYS_IN_WORDS;
        unread->column = TEXT("origin");
    }
}

static void suggest_doubt(const struct vocabulary *words, struct text header, struct unread_column *unread) {
    if (unread_header_is(words, "header", header, &unread->column) && unread_is_of_origin(unread->column))
        return;
    if (!unread_header_is(words, "paper-header", header, &unread->column) &&
        !unread_header_has(words, "paper-header-word", header, &unread->column) &&
        !unread_header_has(words, "paper-header-asked-word", header, &unread->column))
        note_saying(words, unread);
}

static bool add(struct layout *layout, struct unread_column unread, const char *path) {
    unread.of_origin = unread_is_of_origin(unread.column);
    if (!unread_add(layout, &layout->doubts, unread, path))
        return false;
    if (!is_asked(&unread))
        return true;
    note_saying(layout->format.words, &unread);
    unread.of_origin = true;
    return unread_add(layout, &layout->doubts, unread, path);
}

bool unread_find_doubts(struct layout *layout, const char *path) {
    const struct vocabulary *words = layout->format.words;
    bool room = true;
    for (uint32_t i = 0; words != NULL && layout->first == &DOCUMENT_COLUMNS && i < layout->count && room;
         i++) {
        struct unread_column unread = {.header = spaces_trim(layout->slots[i].header), .field = i};
        if (!unread_is(layout, i))
            continue;
        suggest_doubt(words, unread.header, &unread);
        room = add(layout, unread, path);
        unread.column = TEXT("hs");
        if (room && unread_says_code(layout, unread.header))
            room = unread_add(layout, &layout->codes, unread, path);
    }
    return room;
}

/* Whether it says that the paper holds: in a column of whether it was revoked, that it was not; in one of
 * whether it is in force, that it is. */
static bool says_holding(const struct layout *layout, const struct unread_column *unread, struct text field) {
    const decimal one = DECIMAL_ONE;
    if (text_is(unread->column, "type"))
        return vocabulary_begins(layout->format.words, "paper-other", field) == 0;
    const bool no = unread_is_word(layout, "yes", field, "no") || unread_is_number(layout, field, 0, 0);
    if (text_is(unread->column, "asked"))
        return !no;
    if (text_is(unread->column, "lacking"))
        return no;
    if (unread_is_word(layout, "paper-standing", field, "in-force"))
        return true;
    if (text_is(unread->column, "agreement"))
        return unread_is_word(layout, "agreement", field, "USMCA");
    if (text_is(unread->column, "revoked"))
        return no;
    date day = 0;
    return text_is(unread->column, "in-force") &&
           (unread_is_word(layout, "yes", field, "yes") || unread_is_number(layout, field, one, one) ||
            unread_is_word(layout, "paper-ticked", field, "in-force") ||
            date_read(&day, field, &layout->format.date));
}

/* Whether it says of how much, or of which lot, the paper is, and not that it is of all. The figures of a
 * statement are of one unit (U.R. 9). */
static bool is_of_part(const struct layout *layout, struct text field, bool certification) {
    const decimal one = DECIMAL_ONE;
    return !unread_is_number(layout, field, 0, 0) &&
           (certification || !unread_is_number(layout, field, one, one)) &&
           !unread_is_word(layout, "paper-whole", field, "all");
}

/* Whether the day that stands there ends the paper sooner, or begins it later, than those that are read, or
 * is none that can be read. */
static bool is_shorter(const struct layout *layout, const struct unread_column *unread, struct text field,
                       const struct document *document) {
    date day = 0;
    if (!date_read(&day, field, &layout->format.date))
        return !unread_is_word(layout, "yes", field, "yes") &&
               !unread_is_word(layout, "paper-standing", field, "in-force");
    return text_is(unread->column, "until") ? document->valid_to == 0 || day < document->valid_to
                                            : document->valid_from == 0 || day > document->valid_from;
}

/* Whether years stand there, and the paper holds in none of them by the days that are read. */
static bool is_of_other_year(struct text field, const struct document *document) {
    enum { DIGITS = 4, DAYS = 10000 };
    bool any = false;
    int32_t year = 0;
    size_t digits = 0;
    for (size_t i = 0; i <= field.length; i++) {
        const char c = (char)(i < field.length ? field.data[i] : ' ');
        if (c >= '0' && c <= '9') {
            year = digits < DIGITS ? year * 10 + (c - '0') : year;
            digits++;
            continue;
        }
        const bool is_year = digits == DIGITS && year >= 1990 && year < 2100;
        if (is_year && (document->valid_from == 0 || year >= document->valid_from / DAYS) &&
            (document->valid_to == 0 || year <= document->valid_to / DAYS))
            return false;
        any = any || is_year;
        year = 0;
        digits = 0;
    }
    return any;
}

static bool is_doubt(const struct layout *layout, const struct unread_column *unread, struct text field,
                     const struct document *document) {
    const bool certification = document->kind == DOCUMENT_CERTIFICATION;
    if (!unread_says_something(layout, field)) /* but "TBD" is no yes where one is asked for */
        return text_is(unread->column, "in-force") &&
               vocabulary_begins(layout->format.words, "paper-denial", field) > 0;
    if (text_is(unread->column, "until") || text_is(unread->column, "since"))
        return is_shorter(layout, unread, field, document);
    decimal left = 0;
    if (text_is(unread->column, "year"))
        return is_of_other_year(field, document);
    if (text_is(unread->column, "days-left"))
        return unread_number(layout, field, &left) && left < 0;
    if (text_is(unread->column, "part-id"))
        return document->material_id.length == 0;
    if (text_is(unread->column, "part"))
        return is_of_part(layout, field, certification);
    if (unread->of_origin && unread->says != SAYS_WHOLLY) {
        struct text country = {NULL, 0};
        bool revoked = unread->says == SAYS_IN_WORDS &&
                       vocabulary_begins(layout->format.words, "paper-denial", field) > 0;
        return revoked || (certification && unread_denies(layout, unread, field, country, &country));
    }
    return unread->of_origin ? certification && !unread_says_originating(layout, field)
                             : !says_holding(layout, unread, field);
}

static struct document_doubt doubt_of(const struct layout *layout, const struct unread_column *unread,
                                      struct text field, struct arena *arena) {
    struct buffer said = {0};
    struct text country = {NULL, 0};
    buffer_text(&said, unread->header);
    buffer_string(&said, ": ");
    buffer_text(&said, field);
    if (unread->of_origin)
        country = unread_country(layout, field);
    return (struct document_doubt){buffer_keep(&said, arena), arena_copy(arena, country)};
}

static void add_doubt(const struct layout *layout, const struct unread_column *unread, struct text field,
                      struct document *document, struct arena *arena) {
    struct document_doubt *doubts = (struct document_doubt *)document->doubts;
    if (doubts == NULL)
        doubts = ARENA_ARRAY(arena, struct document_doubt, (size_t)layout->doubts.count + 1);
    if (doubts == NULL)
        return;
    doubts[document->doubt_count++] = doubt_of(layout, unread, field, arena);
    document->doubts = doubts;
}

void unread_doubt_document(const struct layout *layout, const struct csv_fields *fields,
                           struct document *document, struct arena *arena) {
    const struct unread_column *told = NULL;
    for (uint32_t i = 0; i < layout->doubts.count; i++) {
        const struct unread_column *unread = &layout->doubts.list[i];
        struct text field = unread_field(unread, fields);
        if ((told != NULL && told->field == unread->field && unread->field != CSV_MOST_FIELDS) ||
            !is_doubt(layout, unread, field, document))
            continue;
        add_doubt(layout, unread, field, document, arena);
        told = unread;
    }
    const struct unread_code *other = unread_code(layout, fields, document->hs, arena);
    if (other != NULL)
        add_doubt(layout, other->column, unread_field(other->column, fields), document, arena);
}
