#include "intake/unit.h"

#include "base/utf8.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "case/levels.h"
#include "intake/header_says.h"
#include "intake/spaces.h"
#include "intake/unread.h"
#include "intake/unread_code.h"
#include "intake/unread_doubt.h"
#include "intake/unread_figure.h"
#include "intake/unread_origin.h"
#include "intake/unread_price.h"
#include "intake/unread_replaced.h"

/* Whether a row may say what few files do. */
static bool says_more(const struct layout *layout) {
    bool more = layout->profile != NULL || layout->more_count > 0 || layout->unread.count > 0 ||
                layout->others.count > 0 || layout->codes.count > 0 || layout->level_field != CSV_MOST_FIELDS;
    for (uint32_t i = 0; !more && i < layout->count; i++) {
        const struct column *column = layout->slots[i].column;
        more = column != NULL && column->offset >= MATERIAL_SELDOM;
    }
    return more;
}

usmca_status unit_reader_open(struct unit_reader *reader, const struct unit_files *files,
                              const struct hs_pattern *codes, struct rejects *rejects, usmca_error *error) {
    *reader =
        (struct unit_reader){.flat = files->goods_path == NULL,
                             .written = says_more(files->lines) ? sizeof(struct material) : MATERIAL_SELDOM};
    usmca_status status = row_reader_open(&reader->lines, files->lines_path, files->lines,
                                          files->lines_delimiter, codes, &reader->arena, rejects, error);
    if (status == USMCA_OK && !reader->flat)
        status = row_reader_open(&reader->goods, files->goods_path, files->goods, files->goods_delimiter,
                                 codes, &reader->arena, rejects, error);
    reader->goods.stays = reader->lines.stays = true;
    reader->bills_said = unread_bill_columns(files->lines) > 0;
    reader->replaced_said = unread_replaced_said(files->lines);
    if (files->lines->level_field == CSV_MOST_FIELDS && !files->lines->product_above)
        outline_begin(&reader->outline, files->lines);
    return status;
}

void unit_reader_close(struct unit_reader *reader) {
    row_reader_close(&reader->goods);
    row_reader_close(&reader->lines);
    free(reader->materials);
    free(reader->rows);
    unread_bills_free(&reader->bills);
    arena_free(&reader->arena);
}

static void note_rejected(struct unit_reader *reader, bool read, struct text reason) {
    if (!read && reader->good.rejected.length == 0)
        reader->good.rejected = reason;
}

/* What the good's own row says beside what is read of it: the price of so many, or lines of a lot. */
static void note_beside(struct unit_reader *reader, const struct layout *layout,
                        const struct csv_fields *fields) {
    struct good *good = &reader->good;
    good->unread = layout->unread;
    if (layout->unread.count > 0 && good->unread_price == NULL)
        good->unread_price = unread_doubt(layout, fields, good->currency.length > 0 ? NULL : &good->currency,
                                          good->date, (struct text){NULL, 0}, UINT_MAX);
    if (layout->others.count > 0 && good->denials.count == 0)
        good->denials = unread_denials(layout, fields, good->country, &reader->arena);
    if (good->unread_deduction == NULL)
        good->unread_deduction = unread_deduction(layout, fields, good, &reader->arena);
    if (good->unread_no_sale == NULL)
        good->unread_no_sale = unread_no_sale(layout, fields, &reader->arena);
    if (good->unread_excluded == NULL)
        good->unread_excluded = unread_excluded(layout, fields, good, &reader->arena);
    if (good->unread_code == NULL)
        good->unread_code = unread_code(layout, fields, good->hs, &reader->arena);
}

static void note_unread(struct unit_reader *reader) {
    const struct layout *layout = reader->goods.layout;
    const struct unread_column *said =
        header_says_currency(layout, true, &reader->good.currency, (struct text){NULL, 0});
    note_beside(reader, layout, &reader->goods.fields);
    if (said != NULL)
        reader->good.unread_price = said;
}

static const struct unread_column *doubt(const struct unit_reader *reader, const struct text *currency,
                                         enum unread_change changes) {
    return unread_doubt(reader->lines.layout, &reader->lines.fields, currency, reader->good.date,
                        reader->good.good_id, changes);
}

/* That the material is not bought, where its row does not say itself whether its price holds. One that
 * originates adds nothing but to cost, and where it costs the producer nothing, nothing. */
static const struct unread_column *no_sale(const struct unit_reader *reader,
                                           const struct material *material) {
    const struct amount *price = material->value.given ? &material->value : &material->unit_value;
    if (material->origin == ORIGIN_DECLARED_ORIGINATING && price->given && amount_is_nothing(price))
        return NULL;
    const struct unread_column *found = doubt(reader, NULL, CHANGES_SALE);
    for (uint32_t i = 0; found != NULL && i < material->facts.count; i++)
        if (text_equal(material->facts.values[i].key, found->fact))
            return NULL;
    return found;
}

/* What the row of a line says beside what is read of it. The currency of another column is that of another
 * price where one is read. */
static void note_doubt(struct unit_reader *reader, struct material *material) {
    const struct layout *layout = reader->lines.layout;
    const struct unread_column *said[] = {
        header_says_currency(layout, true, &reader->good.currency, (struct text){NULL, 0}),
        header_says_currency(layout, false, &material->currency, reader->good.currency)};
    bool known = material->currency.length > 0;
    material->unread_code = unread_code(layout, &reader->lines.fields, material->hs, &reader->arena);
    if (material->origin == ORIGIN_DECLARED_ORIGINATING)
        material->denials = unread_denials(layout, &reader->lines.fields, material->country, &reader->arena);
    const struct text *currency = known ? NULL : &reader->good.currency;
    material->unread = doubt(reader, currency, CHANGES_VALUE);
    material->unread_use = doubt(reader, currency, CHANGES_USE);
    if (material->terms.unit_weight_kg.given && doubt(reader, currency, CHANGES_QUANTITY) != NULL)
        material->terms.unit_weight_kg = amount_not_given();
    const struct unread_column *second =
        unread_figure(layout, &reader->lines.fields, material, reader->good.currency, &reader->arena);
    if (material->unread == NULL)
        material->unread = second;
    if (material->unread == NULL)
        material->unread = said[0] != NULL ? said[0] : said[1];
    if (material->unread == NULL)
        material->unread = no_sale(reader, material);
}

void unit_begin(struct unit_reader *reader, struct text id, const struct csv_slice *row) {
    arena_reset(&reader->arena);
    reader->good = (struct good){0};
    if (reader->flat)
        reader->good.passed.columns = &reader->lines.layout->passed;
    else if (reader->goods.layout != NULL)
        reader->good.passed.columns = &reader->goods.layout->passed;
    reader->first.count = 0;
    reader->settled = false;
    if (row != NULL) {
        struct text reason = {NULL, 0};
        reader->good.file_line = (uint32_t)row->file_line;
        bool read = row_reader_read(&reader->goods, row, &reader->good, NULL, &reason);
        note_rejected(reader, read, reason);
        note_unread(reader);
    }
    reader->good.unread_of_lines = reader->lines.layout->unread;
    size_t bad = 0;
    bool valid = utf8_valid(id.data, id.length, &bad);
    reader->good.good_id = arena_copy(&reader->arena, (struct text){id.data, valid ? id.length : bad});
}

/* All of it zero. */
static struct material *next_material(struct unit_reader *reader) {
    const size_t before = reader->room;
    const uint32_t count = reader->good.material_count;
    struct material *materials = reader->materials;
    if (count == before) {
        materials = list_room(materials, count, &reader->room, sizeof *materials);
        if (materials == NULL) {
            reader->out_of_memory = true;
            return NULL;
        }
        memset(&materials[before], 0, sizeof *materials * (reader->room - before));
        reader->materials = materials;
    }
    memset(&materials[count], 0, reader->written);
    return &materials[count];
}

struct text unit_line_number(struct arena *arena, uint32_t number) {
    char digits[12];
    size_t at = sizeof digits;
    for (; number > 0 || at == sizeof digits; number /= 10)
        digits[--at] = (char)('0' + number % 10);
    return arena_copy(arena, (struct text){digits + at, sizeof digits - at});
}

/* Whether a field that is written otherwise than in the first row says the same. */
static bool means_the_same(const struct layout *layout, uint32_t field, const struct good *first,
                           const struct good *other) {
    struct column_table column = {.columns = layout->slots[field].second, .count = 1};
    bool same = column_records_equal(&column, first, other);
    for (uint32_t i = 0; same && i < layout->more_count; i++) {
        column.columns = layout->more[i].slot.second;
        same = layout->more[i].field != field || column.columns == NULL ||
               column_records_equal(&column, first, other);
    }
    return same;
}

/* Every row of a flat file repeats its good's columns: 8413.30 and 841330 are the same. */
static bool check_same_good(struct unit_reader *reader, struct csv_slice row, struct text *reason) {
    const struct csv_fields *fields = &reader->lines.fields;
    const struct layout *layout = reader->lines.layout;
    if (reader->first.count == 0) {
        reader->first.count = fields->count;
        memcpy(reader->first.fields, fields->fields, sizeof *fields->fields * fields->count);
        return true;
    }
    uint32_t field = layout_good_differs(layout, &reader->first, fields, 0);
    if (field == layout->count)
        return true;
    struct good other;
    struct layout_problem problem;
    row_reader_good(&reader->lines, &other, &problem);
    for (; field < layout->count; field = layout_good_differs(layout, &reader->first, fields, field + 1)) {
        if (problem.message == NULL && means_the_same(layout, field, &reader->good, &other))
            continue;
        const bool empty = spaces_trim(fields->fields[field]).length == 0;
        const char *message = problem.message != NULL ? problem.message : "row.good-differs";
        uint32_t at = problem.message != NULL ? problem.field - 1 : field;
        if (empty && (problem.message == NULL || at == field))
            message = "row.good-empty";
        *reason =
            row_reader_reject(&reader->lines, row, message, at, layout->slots[at].header, fields->fields[at]);
        return false;
    }
    return true;
}

/* Keeps the row, and its level with the blanks before it. */
static void note_level(struct unit_reader *reader, struct csv_slice row, struct material *material) {
    const struct layout *layout = reader->lines.layout;
    char indented[CSV_LONGEST_FIELD];
    struct csv_slice *rows =
        list_room(reader->rows, reader->good.material_count, &reader->row_room, sizeof *rows);
    if (rows == NULL) {
        reader->out_of_memory = true;
        return;
    }
    reader->rows = rows;
    rows[reader->good.material_count] = csv_slice_kept(row);
    if (layout->level.indented)
        material->level = arena_copy(
            &reader->arena, csv_indented(row.record, reader->lines.delimiter, layout->level_field, indented));
}

/* The column in which a row without a code has a word of that kind in the place of a material; or NULL. */
static const char *in_place_of_material(const struct unit_reader *reader, const struct material *material,
                                        const char *kind) {
    const struct vocabulary *words = reader->lines.layout->format.words;
    struct text is = {NULL, 0};
    if (vocabulary_find(words, kind, material->material_id, &is) == WORD_FOUND)
        return "material_id";
    if (vocabulary_find(words, kind, material->line, &is) == WORD_FOUND)
        return "line";
    return vocabulary_find(words, kind, material->description, &is) == WORD_FOUND ? "description" : NULL;
}

/* A row that sums up others, or is of a cost that no material has, whatever was filled down beside it. */
static bool is_material(struct unit_reader *reader, struct csv_slice row, const struct material *material,
                        struct text *reason) {
    const char *cost =
        material->role == ROLE_MATERIAL ? in_place_of_material(reader, material, "no-material") : NULL;
    const char *sum = in_place_of_material(reader, material, "total");
    if (sum == NULL && layout_is_total(reader->lines.layout, row.record, reader->lines.delimiter))
        sum = "quantity";
    if (cost == NULL && sum == NULL)
        return true;
    const char *column = cost != NULL ? cost : sum;
    const uint32_t at = layout_field(reader->lines.layout, column);
    *reason = row_reader_reject(&reader->lines, row, cost != NULL ? "row.no-material" : "row.total",
                                at < CSV_MOST_FIELDS ? at : 0, text_from(column), (struct text){NULL, 0});
    return false;
}

/* A code may be left out where nothing hangs on it. */
static bool check_code(struct unit_reader *reader, struct csv_slice row, const struct material *material,
                       struct text *reason) {
    if (material->hs.digits > 0)
        return true;
    if (!is_material(reader, row, material, reason))
        return false;
    if (reader->lines.layout->level_field != CSV_MOST_FIELDS || !case_code_needed(material))
        return true;
    uint32_t field = layout_field(reader->lines.layout, "hs");
    *reason = row_reader_reject(&reader->lines, row, "field.missing", field < CSV_MOST_FIELDS ? field : 0,
                                TEXT("hs"), (struct text){NULL, 0});
    return false;
}

struct material *unit_add(struct unit_reader *reader, const struct csv_slice *row,
                          const struct produced *produced, bool nearly) {
    struct material *material = next_material(reader);
    if (material == NULL)
        return NULL;
    material->file_line = (uint32_t)row->file_line;
    material->record = row->record;
    struct text good_id = reader->good.good_id;
    bool first = reader->flat && reader->good.material_count == 0;
    struct text reason = {NULL, 0};
    bool read = row_reader_read(&reader->lines, row, material, first ? &reader->good : NULL, &reason);
    reader->good.good_id = good_id;
    if (read)
        read = check_code(reader, *row, material, &reason);
    if (read && reader->flat)
        read = check_same_good(reader, *row, &reason);
    note_rejected(reader, read, reason);
    if (!read && !first)
        return NULL;
    material->produced = nearly && material->origin != ORIGIN_DECLARED_ORIGINATING ? NULL : produced;
    const struct layout *layout = reader->lines.layout;
    if (layout->of_goods != NULL)
        note_beside(reader, layout->of_goods, &reader->lines.fields);
    if (layout->unread.count + layout->others.count + layout->codes.count > 0)
        note_doubt(reader, material);
    if (reader->lines.layout->level_field != CSV_MOST_FIELDS)
        note_level(reader, *row, material);
    if (reader->replaced_said)
        unread_replaced_note(layout, &reader->lines.fields, material, &reader->arena);
    if (reader->bills_said && !unread_bill_note(&reader->bills, layout, &reader->lines.fields,
                                                reader->good.material_count, material->line, &reader->arena))
        reader->out_of_memory = true;
    if (reader->outline.count > 0)
        outline_note(&reader->outline, &reader->lines.fields, row->record, reader->lines.delimiter,
                     material->line, reader->good.material_count == 0);
    reader->good.material_count++;
    if (material->line.length == 0)
        material->line = unit_line_number(&reader->arena, reader->good.material_count);
    return material;
}

void unit_reject(struct unit_reader *reader, const char *id) {
    note_rejected(reader, false, message_find(reader->lines.rejects->messages, id));
}

static void reject_row(struct unit_reader *reader, uint32_t row, const char *id, const char *column,
                       struct text value) {
    const struct layout *layout = reader->lines.layout;
    uint32_t field = layout_field(layout, column);
    struct text reason =
        row_reader_reject(&reader->lines, reader->rows[row], id, field,
                          field < layout->count ? layout->slots[field].header : (struct text){"", 0}, value);
    note_rejected(reader, false, reason);
}

/* A row that is a material needs the code which an assembly does not. */
static void check_codes(struct unit_reader *reader) {
    for (uint32_t i = 0; i < reader->good.material_count; i++) {
        uint32_t row = 0;
        if (reader->materials[i].hs.given || !case_code_needed(&reader->materials[i]))
            continue;
        while (reader->rows[row].file_line != reader->materials[i].file_line)
            row++;
        reject_row(reader, row, "field.missing", "hs", (struct text){"", 0});
    }
}

static void settle_levels(struct unit_reader *reader) {
    const struct layout *layout = reader->lines.layout;
    struct levels_found found =
        levels_settle(&reader->good, reader->materials, &layout->level, &reader->arena);
    reader->out_of_memory = reader->out_of_memory || found.out_of_memory;
    reader->good.assemblies = found.assemblies;
    if (found.problem != NULL)
        reject_row(reader, found.row, found.problem, "level", reader->materials[found.row].level);
    else if (!reader->out_of_memory)
        check_codes(reader);
}

/* Lines of several bills: which of them are of the good is not known. */
static void settle_bills(struct unit_reader *reader) {
    struct good *good = &reader->good;
    good->unread_bill =
        unread_bill_find(&reader->bills, reader->lines.layout, reader->materials, good->material_count,
                         good->date != 0 ? good->date : reader->day, &reader->arena);
}

struct good *unit_end(struct unit_reader *reader) {
    bool levels = reader->lines.layout->level_field != CSV_MOST_FIELDS;
    if (reader->replaced_said && !reader->settled)
        unread_replaced_settle(reader->lines.layout, reader->materials, reader->good.material_count,
                               &reader->arena);
    if (reader->bills_said && !reader->settled && reader->good.rejected.length == 0 && !reader->out_of_memory)
        settle_bills(reader);
    if (reader->outline.count > 0 && !reader->settled && reader->good.rejected.length == 0)
        outline_settle(&reader->outline, reader->lines.layout, reader->lines.path, &reader->good,
                       &reader->arena);
    if (levels && !reader->settled && reader->good.rejected.length == 0 && !reader->out_of_memory)
        settle_levels(reader);
    reader->settled = true;
    reader->good.plain_lines = reader->written == MATERIAL_SELDOM;
    reader->good.materials = reader->materials;
    return &reader->good;
}
