#include "batch/index.h"

#include <Judy.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/large_pages.h"
#include "base/list.h"
#include "intake/near_id.h"
#include "intake/plain_record.h"

struct indexer {
    struct index *index;
    struct plan_file *goods;
    struct plan_file *lines;
    struct unit_reader *readers;
    uint32_t current; /* good of the row before */
    bool taint_next;
    bool other_header; /* one stands above */
    bool out_of_memory;
};

/* ---- memory ---- */

static usmca_status read_whole(struct buffer *out, const struct plan_file *file, usmca_error *error) {
    off_t at = file->source.data;
    while (at < file->source.size) {
        size_t wanted = (size_t)(file->source.size - at);
        char *room = buffer_reserve(out, wanted);
        if (room == NULL)
            return error_memory(error);
        if (out->length == 0)
            large_pages_wish(out->data, out->capacity);
        ssize_t got = file_read_at(file->source.descriptor, room, wanted, at);
        if (got < 0)
            return error_set(error, USMCA_ERROR_IO, file->source.path, 0, 0, "cannot read: %s",
                             strerror(errno));
        if (got == 0)
            break;
        out->length += (size_t)got;
        at += got;
    }
    return USMCA_OK;
}

/* ---- goods ---- */

static uint32_t find_good(const struct index *index, struct text id) {
    PWord_t value = (PWord_t)JudyHSGet(index->ids, (void *)id.data, id.length);
    return value != NULL ? (uint32_t)(*value - 1) : INDEX_NONE;
}

/* The rows of a good stand together in most files. */
static uint32_t find_again(const struct indexer *indexer, struct text id) {
    const struct index *index = indexer->index;
    const uint32_t before = indexer->current;
    if (before != INDEX_NONE && id.length > 0 && text_equal(index->goods[before].id, id))
        return before;
    return find_good(index, id);
}

static uint32_t add_good(struct indexer *indexer, struct text id) {
    struct index *index = indexer->index;
    struct index_good *list = NULL;
    if (index->good_count < INDEX_NONE - 1)
        list = list_room(index->goods, index->good_count, &index->good_room, sizeof *index->goods);
    if (list == NULL) {
        indexer->out_of_memory = true;
        return INDEX_NONE;
    }
    index->goods = list;
    uint32_t place = (uint32_t)index->good_count++;
    index->goods[place] = (struct index_good){.id = arena_copy(&index->arena, id), .near_next = INDEX_NONE};
    if (id.length == 0)
        return place;
    char room[NEAR_ID_SIZE];
    struct text nearly = near_id(room, id);
    PWord_t near = (PWord_t)JudyHSIns(&index->near, room, nearly.length, PJE0);
    if (near == NULL || (void *)near == (void *)PPJERR) {
        indexer->out_of_memory = true;
        return place;
    }
    if (*near != 0)
        index->goods[place].near_next = (uint32_t)(*near - 1);
    *near = place + 1;
    PWord_t value = (PWord_t)JudyHSIns(&index->ids, (void *)id.data, id.length, PJE0);
    if (value == NULL || (void *)value == (void *)PPJERR)
        indexer->out_of_memory = true;
    else
        *value = place + 1;
    return place;
}

static void index_goods(struct indexer *indexer) {
    struct index *index = indexer->index;
    const struct layout *layout = indexer->goods->layout;
    char delimiter = indexer->goods->source.delimiter;
    struct plain_scan scan;
    struct csv_cursor cursor = {.scan = &scan,
                                .data = index->goods_bytes.data,
                                .length = index->goods_bytes.length,
                                .file_line = indexer->goods->source.data_line,
                                .delimiter = delimiter,
                                .header = csv_source_header(&indexer->goods->source)};
    struct csv_slice slice;
    char scratch[CSV_LONGEST_FIELD];
    bool below = false; /* a second header */
    plain_scan_begin(&scan, plain_best_way(), cursor.data, cursor.length, delimiter, true);
    while (!indexer->out_of_memory && csv_cursor_next(&cursor, &slice)) {
        struct text id;
        bool readable = layout_id(layout, slice, delimiter, scratch, &id);
        uint32_t known = readable ? find_good(index, id) : INDEX_NONE;
        index->rows++;
        if (!readable && layout_names_nothing(layout, slice, delimiter)) {
            row_reader_reject_nothing(&indexer->readers->goods, slice);
            continue;
        }
        if (known != INDEX_NONE) {
            index->goods[known].twice = true;
            row_reader_reject(&indexer->readers->goods, slice, "row.duplicate",
                              layout->id_field < layout->count ? layout->id_field : 0, (struct text){"", 0},
                              id);
            continue;
        }
        below = below || (readable && layout_other_header(layout, slice, delimiter, id));
        uint32_t place = add_good(indexer, readable ? id : (struct text){"", 0});
        if (place != INDEX_NONE) {
            index->goods[place].row = csv_slice_kept(slice);
            index->goods[place].below_header = below;
        }
    }
}

/* ---- lines ---- */

static struct index_line line_of(struct csv_slice slice, uint32_t good) {
    return (struct index_line){.record = slice.record.data,
                               .length = slice.record.length,
                               .file_line_low = slice.file_line,
                               .malformed = slice.malformed,
                               .file_line_high = slice.file_line >> LINE_BITS_LOW,
                               .good = good,
                               .child = INDEX_NONE};
}

const struct produced *index_produced(const struct index_good *good) {
    static const struct produced NOTHING_KNOWN;
    return good->produced != NULL ? good->produced : &NOTHING_KNOWN;
}

struct csv_slice index_slice(const struct index_line *line) {
    return (struct csv_slice){.record = {line->record, line->length},
                              .file_line =
                                  (uint64_t)line->file_line_high << LINE_BITS_LOW | line->file_line_low,
                              .malformed = line->malformed};
}

/* Of a good with many lines the first are enough to hide that the others come later. */
enum { CACHE_LINE = 64, MOST_FETCHED = 64 };

static uint32_t fetched(const struct index_good *good) {
    return good->count < MOST_FETCHED ? good->count : MOST_FETCHED;
}

static void fetch(const void *data, size_t size) {
    for (size_t at = 0; at < size; at += CACHE_LINE)
        __builtin_prefetch((const char *)data + at);
}

void index_fetch_lines(const struct index *index, size_t good) {
    if (good < index->good_count && index->goods[good].count > 0)
        fetch(&index->lines[index->goods[good].first], fetched(&index->goods[good]) * sizeof *index->lines);
}

void index_fetch_rows(const struct index *index, size_t good) {
    if (good >= index->good_count)
        return;
    const struct index_good *of = &index->goods[good];
    if (of->produced != NULL)
        fetch(of->produced, sizeof *of->produced);
    for (uint32_t i = 0; i < fetched(of); i++) {
        const struct index_line *line = &index->lines[of->first + i];
        __builtin_prefetch(line->record);
        if (line->child != INDEX_NONE)
            __builtin_prefetch(&index->goods[line->child].produced);
    }
}

void index_fetch_produced(const struct index *index, size_t good) {
    const struct index_good *of = &index->goods[good];
    for (uint32_t i = 0; i < fetched(of); i++) {
        const uint32_t child = index->lines[of->first + i].child;
        if (child != INDEX_NONE)
            fetch(index_produced(&index->goods[child]), sizeof(struct produced));
    }
}

void index_fetch_known(const struct index *index, size_t good) {
    const struct index_good *of = &index->goods[good];
    for (uint32_t i = 0; i < fetched(of); i++) {
        const uint32_t child = index->lines[of->first + i].child;
        if (child == INDEX_NONE)
            continue;
        const struct produced *produced = index_produced(&index->goods[child]);
        __builtin_prefetch(produced->own_code);
        __builtin_prefetch(produced->evidence);
        __builtin_prefetch(produced->inner);
    }
}

static void add_line(struct indexer *indexer, struct csv_slice slice, uint32_t good) {
    struct index *index = indexer->index;
    struct index_line *list =
        list_room(index->lines, index->line_count, &index->line_room, sizeof *index->lines);
    if (list == NULL) {
        indexer->out_of_memory = true;
        return;
    }
    if (list != index->lines)
        large_pages_wish(list, index->line_room * sizeof *list);
    index->lines = list;
    if (index->goods[good].count == 0)
        index->goods[good].first = index->line_count;
    else if (index->lines[index->line_count - 1].good != good)
        index->scattered = true;
    index->lines[index->line_count++] = line_of(slice, good);
    index->goods[good].count++;
}

/* A row whose good cannot be told may be of the good before or behind it: both are rejected. */
static void add_unreadable(struct indexer *indexer, struct csv_slice slice) {
    indexer->taint_next = true;
    if (indexer->current != INDEX_NONE) {
        indexer->index->goods[indexer->current].beside_unreadable = true;
        add_line(indexer, slice, indexer->current);
        return;
    }
    struct material ignored = {0};
    struct good nothing = {0};
    row_reader_read(&indexer->readers->lines, &slice, &ignored, &nothing, NULL);
}

/* The first good for whose id a spreadsheet may have written that one, and marks all; or INDEX_NONE. */
static uint32_t mark_powers(struct index *index, struct text id) {
    uint32_t first = INDEX_NONE;
    for (size_t i = index->good_count; id_is_power(id) && i-- > 0;)
        if (id_may_be_power(index->goods[i].id, id)) {
            index->goods[i].nearly_named = true;
            first = (uint32_t)i;
        }
    return first;
}

/* A row that names no good. What a good that is written nearly so is made of cannot be told without it. */
static void add_stray(struct indexer *indexer, struct csv_slice slice, struct text id) {
    struct index *index = indexer->index;
    const struct layout *layout = indexer->lines->layout;
    char room[NEAR_ID_SIZE];
    struct text nearly = near_id(room, id);
    const Word_t *near = (PWord_t)JudyHSGet(index->near, room, nearly.length);
    uint32_t first = near != NULL ? (uint32_t)(*near - 1) : mark_powers(index, id);
    for (uint32_t i = near != NULL ? first : INDEX_NONE; i != INDEX_NONE; i = index->goods[i].near_next)
        index->goods[i].nearly_named = true;
    row_reader_reject(&indexer->readers->lines, slice,
                      first != INDEX_NONE ? "row.nearly-good" : "row.unknown-good",
                      layout->id_field < layout->count ? layout->id_field : 0,
                      first != INDEX_NONE ? index->goods[first].id : (struct text){"", 0}, id);
}

/* The row may be of any good whose id begins so. */
static void add_cut(const struct indexer *indexer, struct text id) {
    const struct index *index = indexer->index;
    for (size_t i = 0; i < index->good_count; i++) {
        struct index_good *good = &index->goods[i];
        good->nearly_named = good->nearly_named ||
                             (good->id.length > id.length && memcmp(good->id.data, id.data, id.length) == 0);
    }
}

static void index_row(struct indexer *indexer, struct csv_slice slice) {
    struct index *index = indexer->index;
    const struct layout *layout = indexer->lines->layout;
    char scratch[CSV_LONGEST_FIELD];
    struct text id;
    index->rows++;
    if (!layout_id(layout, slice, indexer->lines->source.delimiter, scratch, &id)) {
        if (layout_names_nothing(layout, slice, indexer->lines->source.delimiter))
            row_reader_reject_nothing(&indexer->readers->lines, slice);
        else
            add_unreadable(indexer, slice);
        return;
    }
    if (layout_cut_in_id(layout, slice.record, indexer->lines->source.delimiter))
        add_cut(indexer, id);
    uint32_t good = find_again(indexer, id);
    if (good == INDEX_NONE && layout_other_header(layout, slice, indexer->lines->source.delimiter, id)) {
        indexer->other_header = true;
        row_reader_reject(&indexer->readers->lines, slice, "row.other-header", layout->id_field, id, id);
        return;
    }
    if (good == INDEX_NONE && indexer->goods != NULL) {
        add_stray(indexer, slice, id);
        return;
    }
    if (good == INDEX_NONE)
        good = add_good(indexer, id);
    if (good == INDEX_NONE)
        return;
    index->goods[good].beside_unreadable = index->goods[good].beside_unreadable || indexer->taint_next;
    index->goods[good].below_header = index->goods[good].below_header || indexer->other_header;
    indexer->taint_next = false;
    indexer->current = good;
    add_line(indexer, slice, good);
}

static void index_lines(struct indexer *indexer) {
    struct plain_scan scan;
    struct csv_cursor cursor = {.scan = &scan,
                                .data = indexer->index->lines_bytes.data,
                                .length = indexer->index->lines_bytes.length,
                                .file_line = indexer->lines->source.data_line,
                                .delimiter = indexer->lines->source.delimiter,
                                .header = csv_source_header(&indexer->lines->source)};
    struct csv_slice slice;
    plain_scan_begin(&scan, plain_best_way(), cursor.data, cursor.length, cursor.delimiter, true);
    while (!indexer->out_of_memory && csv_cursor_next(&cursor, &slice))
        index_row(indexer, slice);
}

/* Puts the lines of a good together, in the order of the file. */
static usmca_status group_lines(struct index *index, usmca_error *error) {
    struct index_line *grouped = malloc(sizeof *grouped * (index->line_count + 1));
    if (grouped == NULL)
        return error_memory(error);
    large_pages_wish(grouped, sizeof *grouped * (index->line_count + 1));
    size_t at = 0;
    for (size_t i = 0; i < index->good_count; i++) {
        index->goods[i].first = at;
        at += index->goods[i].count;
        index->goods[i].count = 0;
    }
    for (size_t i = 0; i < index->line_count; i++) {
        struct index_good *good = &index->goods[index->lines[i].good];
        grouped[good->first + good->count++] = index->lines[i];
    }
    free(index->lines);
    index->lines = grouped;
    index->line_room = index->line_count + 1;
    return USMCA_OK;
}

/* A good that is written nearly as a material which is none: its own bill is held against what the line says
 * of its origin. */
static void link_nearly(struct index *index, struct index_line *line, struct text id) {
    char room[NEAR_ID_SIZE];
    struct text nearly = near_id(room, id);
    const Word_t *near = (PWord_t)JudyHSGet(index->near, room, nearly.length);
    uint32_t child = near != NULL ? (uint32_t)(*near - 1) : INDEX_NONE;
    if (child == INDEX_NONE || child == line->good)
        return;
    line->child = child;
    line->nearly = true;
    index->goods[child].nearly_needed = true;
}

/* Materials that are goods of the input: one whose bill of materials is missing is not decided, which is
 * another thing than a material that is no good. */
static void link_children(struct indexer *indexer) {
    struct index *index = indexer->index;
    const struct layout *layout = indexer->lines->layout;
    char scratch[CSV_LONGEST_FIELD];
    for (size_t i = 0; i < index->line_count; i++) {
        struct text id;
        if (!layout_material(layout, index_slice(&index->lines[i]), indexer->lines->source.delimiter, scratch,
                             &id))
            continue;
        uint32_t child = find_good(index, id);
        bool itself = layout->level_field != CSV_MOST_FIELDS && child == index->lines[i].good;
        if (child == INDEX_NONE)
            link_nearly(index, &index->lines[i], id);
        if (child == INDEX_NONE || itself) /* a list over several levels begins with the good */
            continue;
        index->lines[i].child = child;
        if (child == index->lines[i].good)
            index->goods[child].of_itself = true;
        else
            index->goods[child].needed = true;
    }
}

/* Goods of a flat file whose ids differ in nothing but case, spaces and zeros in front may be one, and each
 * would be decided on a part of its lines. */
static void note_spellings(struct indexer *indexer) {
    struct index *index = indexer->index;
    const struct layout *layout = indexer->lines->layout;
    for (size_t i = 0; i < index->good_count; i++)
        for (uint32_t k = index->goods[i].near_next; k != INDEX_NONE; k = index->goods[k].near_next)
            if (id_same_letters(index->goods[i].id, index->goods[k].id))
                index->goods[i].spelled_twice = index->goods[k].spelled_twice = true;
    for (size_t i = 0; i < index->good_count; i++)
        if (index->goods[i].spelled_twice && index->goods[i].count > 0)
            row_reader_reject(&indexer->readers->lines, index_slice(&index->lines[index->goods[i].first]),
                              "row.spelled-twice", layout->id_field < layout->count ? layout->id_field : 0,
                              (struct text){"", 0}, index->goods[i].id);
}

/* ---- the whole ---- */

usmca_status index_make(struct index *index, struct plan_file *goods, struct plan_file *lines,
                        struct unit_reader *readers, usmca_error *error) {
    struct indexer indexer = {
        .index = index, .goods = goods, .lines = lines, .readers = readers, .current = INDEX_NONE};
    *index = (struct index){0};
    usmca_status status = read_whole(&index->lines_bytes, lines, error);
    if (status == USMCA_OK && goods != NULL)
        status = read_whole(&index->goods_bytes, goods, error);
    if (status != USMCA_OK)
        return status;
    if (goods != NULL)
        index_goods(&indexer);
    index_lines(&indexer);
    if (indexer.out_of_memory)
        return error_memory(error);
    if (index->scattered)
        status = group_lines(index, error);
    if (status != USMCA_OK)
        return status;
    if (goods == NULL)
        note_spellings(&indexer);
    link_children(&indexer);
    status = index_order(index, error);
    const struct rejects *rejects = readers->lines.rejects;
    bool failed = index->arena.failed || rejects->rows.failed || rejects->lines.failed;
    return status == USMCA_OK && failed ? error_memory(error) : status;
}

void index_free(struct index *index) {
    JudyHSFreeArray(&index->ids, PJE0);
    JudyHSFreeArray(&index->near, PJE0);
    free(index->goods);
    free(index->lines);
    free(index->order);
    free(index->levels);
    for (size_t i = 0; i < index->produced_count; i++)
        arena_free(&index->produced[i]);
    free(index->produced);
    buffer_free(&index->goods_bytes);
    buffer_free(&index->lines_bytes);
    arena_free(&index->arena);
    *index = (struct index){0};
}
