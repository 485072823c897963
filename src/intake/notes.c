#include "intake/notes.h"

#include "base/buffer.h"
#include "intake/header.h"
#include "intake/header_says.h"
#include "intake/note_words.h"
#include "intake/spaces.h"
#include "intake/unread.h"
#include "intake/unread_field.h"
#include "intake/unread_header.h"

struct note {
    struct layout *layout;
    const char *path;
    struct text place; /* bom.csv:2, or book.xlsx: Sheet!A2 */
    struct text said;  /* all of the row */
    bool below;        /* the table: what is of a sum says nothing of its rows */
    bool beside;   /* or its headers, among which it may be one: of a currency it leaves the rows in doubt */
    bool of_price; /* of the goods of a flat file, only what their price contains is heard */
};

/* The file and the line of it, or the sheet and the cell of the row that says something first. */
static struct text place_of(struct arena *arena, const struct notes_outside *outside, unsigned line,
                            uint32_t field) {
    struct buffer out = {0};
    const char *slash = strrchr(outside->path, '/');
    const struct text file = text_from(slash != NULL ? slash + 1 : outside->path);
    if (outside->sheet != NULL) {
        char cell[CELL_NAME_SIZE];
        const size_t sheet = strlen(outside->sheet) + 1;
        cell_name(cell, line, field + 1);
        buffer_text(&out, (struct text){file.data, file.length > sheet ? file.length - sheet : 0});
        buffer_string(&out, ": ");
        buffer_string(&out, outside->sheet);
        buffer_string(&out, "!");
        buffer_string(&out, cell);
    } else {
        buffer_text(&out, file);
        buffer_string(&out, ":");
        buffer_number(&out, line);
    }
    return buffer_keep(&out, arena);
}

enum { NOTE_LONGEST = 160 };

/* Its cells, with a blank between them. */
static struct text words_of(struct arena *arena, const struct csv_fields *cells) {
    struct buffer out = {0};
    for (uint32_t i = 0; i < cells->count; i++) {
        if (cells->fields[i].length > 0 && out.length > 0)
            buffer_char(&out, ' ');
        buffer_text(&out, cells->fields[i]);
    }
    const struct text all = buffer_view(&out);
    struct text kept = arena_copy(arena, text_cut(all, NOTE_LONGEST));
    arena->failed = arena->failed || out.failed;
    buffer_free(&out);
    return kept;
}

static bool add(struct note *note, struct unread_column unread) {
    const struct unread_columns *known = &note->layout->unread;
    for (uint32_t i = 0; i < known->count; i++)
        if (known->list[i].note.length > 0 && known->list[i].said == unread.said &&
            known->list[i].of_goods == unread.of_goods &&
            text_equal(known->list[i].currency, unread.currency) &&
            text_equal(known->list[i].column, unread.column) &&
            text_equal(known->list[i].stated, unread.stated))
            return true;
    unread.note = note->said;
    unread.field = CSV_MOST_FIELDS;
    unread.file = note->place;
    return unread_add(note->layout, &note->layout->unread, unread, note->path);
}

/* Of the rows, and in a flat file of their goods, too. */
static bool add_of_each(struct note *note, struct unread_column unread) {
    unread.of_goods = note->layout->first == &GOOD_COLUMNS;
    if (!add(note, unread))
        return false;
    unread.of_goods = true;
    return note->layout->second == NULL || unread.said != HEADER_SAYS_CURRENCY || add(note, unread);
}

static bool is_read(const struct note *note, struct text column) {
    const struct layout *layout = note->layout;
    bool read = false;
    for (uint32_t i = 0; !read && layout->profile != NULL && i < layout->profile->column_count; i++)
        read = text_equal(layout->profile->columns[i].name, column) &&
               layout->profile->columns[i].constant.length > 0;
    for (uint32_t i = 0; !read && i < layout->count; i++)
        read = layout->slots[i].column != NULL && text_is(column, layout->slots[i].column->name);
    for (uint32_t i = 0; !read && i < layout->more_count; i++)
        read = layout->more[i].slot.column != NULL && text_is(column, layout->more[i].slot.column->name);
    return read;
}

/* ---- a label and what stands behind it ---- */

/* The columns that a label may name for all rows: what is of each row alone (a total) is none of them, nor is
 * below the table what stands in a row of sums. */
static bool label_column(const struct note *note, struct text label, struct text *column) {
    static const char *const OF_LINES[] = {
        "price_unit", "base_quantity", "scrap_percent", "yield_percent",  "unit", "price_unit_of_measure",
        "currency",   "exchange_rate", "assists",       "other_additions"};
    static const char *const OF_GOODS[] = {"price_unit", "currency", "exchange_rate"};
    const struct vocabulary *words = note->layout->format.words;
    const bool lines = note->layout->first == &MATERIAL_COLUMNS && !note->below;
    const char *const *list = lines ? OF_LINES : OF_GOODS;
    const size_t count = lines ? sizeof OF_LINES / sizeof *OF_LINES : sizeof OF_GOODS / sizeof *OF_GOODS;
    if (label.length == 0 || label.length > WORD_LONGEST)
        return false;
    if (note->layout->first == &GOOD_COLUMNS &&
        (unread_header_is(words, "header-terms", label, column) ||
         (!note->below && unread_header_is(words, "header-discount-word", label, column))))
        return true;
    if (note->of_price)
        return false;
    if (lines && unread_header_is(words, "line-quantity", label, column)) {
        *column = TEXT("base_quantity");
        return true;
    }
    if (!unread_header_is(words, "header", label, column))
        return false;
    for (size_t i = 0; i < count; i++)
        if (text_is(*column, list[i]))
            return true;
    return false;
}

static struct text currency_named(const struct vocabulary *words, struct text value) {
    struct text is = {NULL, 0};
    if (vocabulary_find(words, "header-currency", value, &is) == WORD_FOUND ||
        vocabulary_find(words, "currency", value, &is) == WORD_FOUND)
        return is;
    return vocabulary_currency(words, value) ? value : (struct text){NULL, 0};
}

static bool hear_label(struct note *note, struct text label, struct text value) {
    const struct vocabulary *words = note->layout->format.words;
    struct unread_column unread = {.header = label, .stated = value};
    struct text is = {NULL, 0};
    if (value.length == 0 || !label_column(note, label, &unread.column) ||
        vocabulary_find(words, "nothing", value, &is) == WORD_FOUND)
        return true;
    if (text_is(unread.column, "currency")) {
        is = currency_named(words, value);
        if (is.length > 0)
            return add_of_each(note, (struct unread_column){.header = label,
                                                            .column = unread.column,
                                                            .currency = arena_copy(&note->layout->arena, is),
                                                            .said = HEADER_SAYS_CURRENCY});
    } else if (is_read(note, unread.column) && !unread_header_is(words, "header-discount-word", label, &is)) {
        return true;
    }
    unread.stated = arena_copy(&note->layout->arena, value);
    unread.spare = text_is(unread.column, "international_shipping");
    return add(note, unread);
}

/* "Exchange rate 18.2", "Lot size 100 pcs": behind the longest label that it begins with, a number. */
static bool hear_number_behind(struct note *note, struct text cell) {
    struct text column;
    decimal number = 0;
    for (size_t i = cell.length; i-- > 1;) {
        if (cell.data[i] != ' ')
            continue;
        const struct text label = spaces_trim((struct text){cell.data, i});
        struct text rest = spaces_trim((struct text){cell.data + i, cell.length - i});
        struct text figure = {NULL, 0};
        struct text split = rest;
        if (label_column(note, label, &column) && text_split(&split, ' ', &figure) &&
            (split.length == 0 || memchr(split.data, ' ', split.length) == NULL) &&
            unread_number(note->layout, figure, &number))
            return hear_label(note, label, figure);
    }
    return true;
}

/* What stands before a colon, or all of the cell; and behind that, or in the next cell that is not empty. */
static bool part_cell(const struct csv_fields *cells, uint32_t at, struct text *label, struct text *value) {
    const struct text cell = cells->fields[at];
    size_t end = 0;
    while (end < cell.length && cell.data[end] != ':' && cell.data[end] != '=')
        end++;
    *label = spaces_trim((struct text){cell.data, end});
    *value = (struct text){NULL, 0};
    if (end + 1 < cell.length)
        *value = spaces_trim((struct text){cell.data + end + 1, cell.length - end - 1});
    for (uint32_t k = at + 1; value->length == 0 && k < cells->count; k++)
        *value = cells->fields[k];
    return end < cell.length;
}

static bool hear_cells(struct note *note, const struct csv_fields *cells) {
    bool room = true;
    for (uint32_t i = 0; i < cells->count && room; i++) {
        struct text label;
        struct text value;
        const bool parted = part_cell(cells, i, &label, &value);
        const bool a_header = note->beside && !parted; /* it may be that of a column */
        room = a_header || cells->fields[i].length == 0 ||
               (hear_label(note, label, value) && (parted || hear_number_behind(note, cells->fields[i])));
    }
    return room;
}

/* ---- a sentence ---- */

/* A currency that the rows may be in, or not: "MXN?". */
static struct text unsure(struct note *note, struct text currency) {
    struct buffer out = {0};
    buffer_text(&out, currency);
    if (currency.data[currency.length - 1] != '?')
        buffer_char(&out, '?');
    return buffer_keep(&out, &note->layout->arena);
}

static bool hear_sentence(struct note *note, struct text row, char delimiter, bool *of_mass) {
    struct note_words words;
    struct note_said said;
    bool room = true;
    note_words_of(&words, row, delimiter);
    note_words_hear(&said, &words, note->layout->format.words);
    *of_mass = said.of_mass && header_says_of_weights(note->layout);
    if (said.currency.length > 0)
        room =
            add_of_each(note, (struct unread_column){.column = TEXT("currency"),
                                                     .currency = said.currencies ? TEXT("?")
                                                                 : note->beside  ? unsure(note, said.currency)
                                                                                 : said.currency,
                                                     .said = HEADER_SAYS_CURRENCY});
    if (room && (said.multiplied || (said.several && !is_read(note, TEXT("price_unit")) &&
                                     !is_read(note, TEXT("base_quantity")))))
        room = add_of_each(note,
                           (struct unread_column){.column = TEXT("price_unit"), .said = HEADER_SAYS_SEVERAL});
    return room;
}

/* ---- a table of another kind ---- */

static void hear_says(struct notes_outside *outside, unsigned line, enum table_says says) {
    if (outside->says != TABLE_SAYS_NOTHING || outside->says_column != NULL || says == TABLE_SAYS_NOTHING)
        return;
    outside->says = says;
    outside->says_line = line;
}

/* "Price unit: 100" and "Moneda: MXN"; and of papers until when they hold. */
static void hear_table_label(const struct note *note, struct notes_outside *outside, unsigned line,
                             struct text label, struct text value) {
    static const char *const OF_PAPERS[] = {"valid_from", "valid_to"};
    const struct vocabulary *words = note->layout->format.words;
    struct text column;
    struct text is = {NULL, 0};
    decimal number = 0;
    if (value.length == 0 || label.length == 0 || label.length > WORD_LONGEST ||
        vocabulary_find(words, "nothing", value, &is) == WORD_FOUND ||
        !unread_header_is(words, "header", label, &column))
        return;
    if (text_is(column, "currency"))
        hear_says(outside, line,
                  table_says(note->layout, arena_copy(&note->layout->arena, currency_named(words, value)),
                             false, false));
    else if (text_is(column, "price_unit") && unread_number(note->layout, value, &number) &&
             number > DECIMAL_ONE)
        hear_says(outside, line, table_says(note->layout, (struct text){NULL, 0}, false, true));
    for (size_t i = 0; note->layout->first == &DOCUMENT_COLUMNS && i < sizeof OF_PAPERS / sizeof *OF_PAPERS;
         i++)
        if (text_is(column, OF_PAPERS[i]) && !is_read(note, column) && outside->says_column == NULL &&
            outside->says == TABLE_SAYS_NOTHING) {
            outside->says_column = OF_PAPERS[i];
            outside->says_line = line;
        }
}

static void hear_table(const struct note *note, struct notes_outside *outside, const struct header_row *row,
                       const struct csv_fields *cells) {
    struct note_words words;
    struct note_said said;
    note_words_of(&words, row->record, row->delimiter);
    note_words_hear(&said, &words, note->layout->format.words);
    hear_says(outside, row->file_line,
              table_says(note->layout, said.currency, said.currencies, said.several || said.multiplied));
    for (uint32_t i = 0; i < cells->count; i++) {
        struct text label;
        struct text value;
        part_cell(cells, i, &label, &value);
        hear_table_label(note, outside, row->file_line, label, value);
    }
}

/* ---- the rows ---- */

static bool is_ignored(struct layout *layout, struct text row) {
    bool ignored = false;
    for (uint32_t i = 0; !ignored && layout->profile != NULL && i < layout->profile->ignored_count; i++)
        ignored = profile_matches(layout->profile->ignored[i], row, &layout->unmatched);
    return ignored;
}

/* "Incoterm: CIF" above a flat file is of its goods. */
static bool hear_price(const struct note *note, const struct csv_fields *cells) {
    struct note of_price = *note;
    if (note->layout->second == NULL)
        return true;
    of_price.layout = unread_of_goods(note->layout);
    of_price.of_price = true;
    return of_price.layout != NULL && hear_cells(&of_price, cells);
}

static bool hear_row(struct layout *layout, struct notes_outside *outside, const struct header_row *row) {
    struct csv_fields cells;
    struct note note = {
        .layout = layout, .path = outside->path, .below = outside->below, .beside = outside->beside};
    uint32_t first = 0;
    csv_loose_fields(row->record, row->delimiter, &cells);
    for (uint32_t i = 0; i < cells.count; i++) {
        struct text *cell = &cells.fields[i];
        while (cell->length > 0 && cell->data[0] == '"')
            *cell = (struct text){cell->data + 1, cell->length - 1};
        while (cell->length > 0 && cell->data[cell->length - 1] == '"')
            cell->length--;
        *cell = spaces_trim(*cell);
    }
    while (first < cells.count && cells.fields[first].length == 0)
        first++;
    note.said = words_of(&layout->arena, &cells);
    note.place = place_of(&layout->arena, outside, row->file_line, first);
    if (layout->arena.failed)
        return false;
    if (is_ignored(layout, note.said))
        return true;
    if (layout->unmatched) {
        outside->untried = row->file_line;
        return true;
    }
    if (layout->first != &GOOD_COLUMNS && layout->first != &MATERIAL_COLUMNS) {
        hear_table(&note, outside, row, &cells);
        return true;
    }
    bool of_mass = false;
    if (!hear_sentence(&note, row->record, row->delimiter, &of_mass))
        return false;
    if (of_mass && outside->of_mass == 0)
        outside->of_mass = row->file_line;
    return hear_cells(&note, &cells) && hear_price(&note, &cells);
}

bool notes_hear(struct layout *layout, struct notes_outside *outside) {
    struct header_row row;
    size_t at = 0;
    unsigned line = outside->line;
    if (layout->format.words == NULL)
        return true;
    while (outside->untried == 0 &&
           header_next_row(outside->rows, true, &at, &line, outside->delimiter, &row))
        if (!hear_row(layout, outside, &row))
            return false;
    return true;
}
