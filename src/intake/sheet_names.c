#include "intake/sheet_names.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "case/tables.h"
#include "intake/csv_source.h"
#include "intake/header_words.h"
#include "intake/package.h"
#include "intake/sheet_repeats.h"
#include "rulebook/xml.h"

static bool same_name(struct text a, struct text b, struct arena *arena) {
    struct buffer one = {0};
    struct buffer other = {0};
    plain_letters(&one, a);
    plain_letters(&other, b);
    bool same = one.length > 0 && text_equal(buffer_view(&one), buffer_view(&other));
    arena->failed = arena->failed || one.failed || other.failed;
    buffer_free(&one);
    buffer_free(&other);
    return same;
}

/* The sheets that have one of the names, the earlier names first; how many. */
static size_t sheets_among(const struct workbook *workbook, struct text names, struct arena *arena,
                           size_t found[WORKBOOK_MOST_SHEETS]) {
    bool is[WORKBOOK_MOST_SHEETS] = {false};
    size_t count = 0;
    struct text name;
    while (names.length > 0 && text_split(&names, '|', &name))
        for (size_t i = 0; i < workbook->sheet_count; i++)
            if (!is[i] && same_name(text_trim(name), text_from(workbook->sheets[i].name), arena)) {
                is[i] = true;
                found[count++] = i;
            }
    return count;
}

static const char *path_of(const char *path, const char *sheet, struct arena *arena) {
    char joined[4096];
    int length = snprintf(joined, sizeof joined, "%s#%s", path, sheet);
    return length > 0 && (size_t)length < sizeof joined ? arena_string(arena, text_from(joined)) : NULL;
}

/* The names of a table as the element has them. */
static const struct xml_node *element_of(const struct xml_node *root, struct xml_reader *xml,
                                         const char *table) {
    for (const struct xml_node *child = xml_child(root); child != NULL; child = xml_next(child))
        if (text_is(xml_text(xml, child, "table"), table))
            return child;
    return NULL;
}

static void list_others(struct buffer *others, const struct workbook *workbook, const bool *taken) {
    for (size_t i = 0; i < workbook->sheet_count; i++) {
        if (taken[i] || workbook->sheets[i].hidden)
            continue;
        buffer_string(others, others->length > 0 ? ", " : "");
        buffer_string(others, workbook->sheets[i].name);
    }
}

static usmca_status refuse_two(const struct workbook *workbook, size_t one, size_t other, const char *table,
                               usmca_error *error) {
    const struct workbook_sheet *first = &workbook->sheets[one];
    const struct workbook_sheet *second = &workbook->sheets[other];
    error_set(error, USMCA_ERROR_INPUT, workbook->path, 0, 0,
              "the sheets \"%s\" and \"%s\" are both of the table %s by their names: put their rows into "
              "one, or name the other otherwise",
              first->name, second->name, table);
    if (first->hidden)
        error_add(error, " (the first of them is hidden)");
    if (second->hidden)
        error_add(error, " (the second of them is hidden)");
    return USMCA_ERROR_INPUT;
}

/* Of several sheets of one table the one that has rows; an error where another one has some too, which would
 * be lost. */
static usmca_status choose_sheet(struct workbook *workbook, const size_t *among, size_t count,
                                 const char *table, size_t *sheet, bool *has_rows, usmca_error *error) {
    *sheet = among[0];
    *has_rows = sheet_has_rows(workbook, among[0]);
    for (size_t i = 1; i < count; i++) {
        if (!sheet_has_rows(workbook, among[i]))
            continue;
        if (*has_rows)
            return refuse_two(workbook, *sheet, among[i], table, error);
        *sheet = among[i];
        *has_rows = true;
    }
    return USMCA_OK;
}

static usmca_status find_sheets(const struct csv_source *source, const struct xml_node *root,
                                struct xml_reader *xml, const char *const *tables, const char **const *paths,
                                size_t count, struct buffer *others) {
    struct workbook *workbook = source->workbook;
    bool taken[WORKBOOK_MOST_SHEETS] = {false};
    size_t chosen[WORKBOOK_MOST_SHEETS];
    size_t chosen_count = 0;
    size_t among[WORKBOOK_MOST_SHEETS];
    for (size_t i = 0; i < count && xml->status == USMCA_OK; i++) {
        const struct xml_node *element = element_of(root, xml, tables[i]);
        size_t named =
            element != NULL ? sheets_among(workbook, xml_content(xml, element), xml->arena, among) : 0;
        bool asks_for_rows = count > 1 && table_named(tables[i]) != TABLES;
        size_t sheet = 0;
        bool has_rows = false;
        if (named == 0 || *paths[i] != NULL || xml->status != USMCA_OK)
            continue;
        if (asks_for_rows || named > 1)
            xml->status = choose_sheet(workbook, among, named, tables[i], &sheet, &has_rows, xml->error);
        else
            sheet = among[0];
        for (size_t k = 0; k < named; k++)
            taken[among[k]] = true;
        if (xml->status == USMCA_OK && (!asks_for_rows || has_rows)) {
            *paths[i] = path_of(source->path, workbook->sheets[sheet].name, xml->arena);
            chosen[chosen_count++] = sheet;
        }
    }
    for (size_t i = 0; i < chosen_count && xml->status == USMCA_OK; i++)
        xml->status = sheet_repeats(workbook, chosen[i], taken, xml->error);
    list_others(others, workbook, taken);
    return xml->status;
}

usmca_status sheets_by_name(const char *path, const char *directory, const char *const *tables,
                            const char **const *paths, size_t count, struct arena *arena,
                            struct buffer *others, usmca_error *error) {
    char file[4096];
    struct csv_source source;
    struct xml_document words = {0};
    snprintf(file, sizeof file, "%s/words/sheets.xml", directory);
    struct xml_reader xml = {.arena = arena, .file = file, .error = error};
    usmca_status status = xml_open(&words, arena, file, error);
    if (status != USMCA_OK)
        return status;
    status = csv_source_open(&source, path, NULL, error);
    if (status == USMCA_OK && source.workbook != NULL)
        status = find_sheets(&source, words.root, &xml, tables, paths, count, others);
    if (status == USMCA_OK && (arena->failed || others->failed))
        status = error_memory(error);
    if (source.workbook != NULL)
        status = package_settle(source.workbook->package, status, error);
    csv_source_close(&source);
    xml_close(&words);
    return status;
}

usmca_status is_workbook(bool *is, const char *path, usmca_error *error) {
    char head[4] = {0};
    *is = false;
    int descriptor = strcmp(path, "-") != 0 ? file_open(path) : -1;
    if (descriptor < 0)
        return errno == EMFILE || errno == ENFILE || errno == ENOMEM
                   ? error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot open: %s", strerror(errno))
                   : USMCA_OK; /* whoever reads it says so */
    ssize_t got = file_read_at(descriptor, head, sizeof head, 0);
    int problem = errno;
    close(descriptor);
    *is = got == sizeof head && memcmp(head, "PK\x03\x04", 4) == 0;
    return got < 0 && problem != ESPIPE && problem != EISDIR
               ? error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot read: %s", strerror(problem))
               : USMCA_OK;
}
