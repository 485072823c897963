#include "intake/workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/list.h"

static const char MAIN_PART[] = "xl/workbook.xml";

/* ---- parts by their relationships ---- */

static char *copy_of(struct text text) {
    char *copy = malloc(text.length + 1);
    if (copy == NULL)
        return NULL;
    if (text.length > 0)
        memcpy(copy, text.data, text.length);
    copy[text.length] = '\0';
    return copy;
}

static bool ends_with(struct text text, const char *end) {
    size_t length = strlen(end);
    return text.length >= length && memcmp(text.data + text.length - length, end, length) == 0;
}

/* The name of a part by what `base` calls it: from the root, or from the folder of `base`. */
static char *part_by_target(const char *base, struct text target) {
    char name[PACKAGE_LONGEST_NAME];
    const char *slash = strrchr(base, '/');
    size_t folder = slash != NULL ? (size_t)(slash - base) : 0;
    if (target.length > 0 && target.data[0] == '/')
        return copy_of((struct text){target.data + 1, target.length - 1});
    while (target.length >= 3 && memcmp(target.data, "../", 3) == 0) {
        target = (struct text){target.data + 3, target.length - 3};
        while (folder > 0 && base[folder - 1] != '/')
            folder--;
        folder -= folder > 0;
    }
    int length = snprintf(name, sizeof name, "%.*s%s%.*s", (int)folder, base, folder > 0 ? "/" : "",
                          (int)target.length, target.data != NULL ? target.data : "");
    return length > 0 && (size_t)length < sizeof name ? copy_of(text_from(name)) : NULL;
}

/* "xl/workbook.xml" has its relationships in "xl/_rels/workbook.xml.rels". */
static void relationships_of(char out[PACKAGE_LONGEST_NAME + 16], const char *part) {
    const char *slash = strrchr(part, '/');
    int folder = slash != NULL ? (int)(slash - part) + 1 : 0;
    snprintf(out, PACKAGE_LONGEST_NAME + 16, "%.*s_rels/%s.rels", folder, part, part + folder);
}

/* What a relationship has to be: of that id, or of a type that ends so. */
struct wanted {
    const char *id;
    const char *type;
};

/* The part that `base` has such a relationship to, to be freed; *out is NULL where it has none. */
static usmca_status related_part(struct workbook *workbook, const char *base, struct wanted wanted,
                                 char **out, usmca_error *error) {
    char name[PACKAGE_LONGEST_NAME + 16];
    struct part part;
    *out = NULL;
    relationships_of(name, base);
    if (!package_has(workbook->package, name))
        return USMCA_OK;
    usmca_status status = part_open(&part, workbook->package, name, error);
    while (status == USMCA_OK && *out == NULL && part_next(&part)) {
        if (!part_begins(&part, "Relationship"))
            continue;
        bool is = wanted.id != NULL ? text_is(part_attribute(&part, "Id"), wanted.id)
                                    : ends_with(part_attribute(&part, "Type"), wanted.type);
        if (is)
            *out = part_by_target(base, part_attribute(&part, "Target"));
    }
    part_close(&part);
    return part.status;
}

/* ---- sheets ---- */

static bool add_sheet(struct workbook *workbook, struct part *part) {
    struct workbook_sheet *sheets =
        list_room(workbook->sheets, workbook->sheet_count, &workbook->sheet_room, sizeof *sheets);
    if (sheets == NULL)
        return false;
    workbook->sheets = sheets;
    struct workbook_sheet *sheet = &sheets[workbook->sheet_count];
    struct text state = part_attribute(part, "state");
    *sheet = (struct workbook_sheet){.hidden = state.length > 0 && !text_is(state, "visible")};
    sheet->name = copy_of(part_attribute(part, "name"));
    struct text id = {NULL, 0}; /* r:id; a sheet also has a sheetId, which is something else */
    id = part_attribute(part, "id");
    sheet->part = id.length > 0 ? copy_of(id) : NULL;
    workbook->sheet_count++;
    return sheet->name != NULL && (id.length == 0 || sheet->part != NULL);
}

static usmca_status read_sheets(struct workbook *workbook, const char *name, usmca_error *error) {
    struct part part;
    usmca_status status = part_open(&part, workbook->package, name, error);
    while (status == USMCA_OK && part_next(&part)) {
        if (part_begins(&part, "workbookPr"))
            workbook->from_1904 = part_flag(&part, "date1904");
        else if (part_begins(&part, "calcPr"))
            workbook->recalculates = part_flag(&part, "fullCalcOnLoad");
        else if (part_begins(&part, "sheet") && workbook->sheet_count == WORKBOOK_MOST_SHEETS)
            part_refuse(&part, "a workbook of more than %d sheets is not read", WORKBOOK_MOST_SHEETS);
        else if (part_begins(&part, "sheet") && !add_sheet(workbook, &part))
            part.status = error_memory(error);
    }
    part_close(&part);
    return part.status;
}

/* Puts the part of a sheet in place of the id that the workbook knows it by. */
static usmca_status find_part(struct workbook *workbook, const char *base, size_t index, usmca_error *error) {
    struct workbook_sheet *sheet = &workbook->sheets[index];
    char *found = NULL;
    usmca_status status = USMCA_OK;
    if (sheet->part != NULL)
        status = related_part(workbook, base, (struct wanted){.id = sheet->part}, &found, error);
    free(sheet->part);
    sheet->part = found;
    if (status != USMCA_OK || found != NULL)
        return status;
    char usual[64];
    snprintf(usual, sizeof usual, "xl/worksheets/sheet%zu.xml", index + 1);
    if (package_has(workbook->package, usual))
        sheet->part = copy_of(text_from(usual));
    return USMCA_OK;
}

/* What a ZIP archive is that is no workbook of XML. */
static usmca_status refuse(const struct workbook *workbook, usmca_error *error) {
    const char *kind = ERROR_WORDS("a ZIP archive, and no Excel workbook");
    if (package_has(workbook->package, "xl/workbook.bin"))
        kind = ERROR_WORDS("a binary Excel workbook (.xlsb)");
    else if (package_has(workbook->package, "content.xml"))
        kind = ERROR_WORDS("an OpenDocument file (.ods)");
    return error_set(error, USMCA_ERROR_INPUT, workbook->path, 0, 0,
                     "this is %s: save it as .xlsx, or the sheet as CSV (UTF-8)", kind);
}

static usmca_status read_book(struct workbook *workbook, usmca_error *error) {
    char *name = NULL;
    usmca_status status =
        related_part(workbook, "", (struct wanted){.type = "/officeDocument"}, &name, error);
    const char *book = name != NULL ? name : MAIN_PART;
    if (status == USMCA_OK && (ends_with(text_from(book), ".bin") || !package_has(workbook->package, book)))
        status = refuse(workbook, error);
    if (status == USMCA_OK)
        status = read_sheets(workbook, book, error);
    for (size_t i = 0; i < workbook->sheet_count && status == USMCA_OK; i++)
        status = find_part(workbook, book, i, error);
    if (status == USMCA_OK && workbook->sheet_count == 0)
        status = error_set(error, USMCA_ERROR_INPUT, workbook->path, 0, 0, "the workbook has no sheets");
    free(name);
    return status;
}

usmca_status xlsx_open(struct workbook **out, int descriptor, off_t size, const char *path,
                       usmca_error *error) {
    struct workbook *workbook = calloc(1, sizeof *workbook);
    if (workbook == NULL) {
        close(descriptor);
        return error_memory(error);
    }
    *out = workbook;
    workbook->path = path;
    usmca_status status = package_open(&workbook->package, descriptor, size, path, error);
    if (status == USMCA_OK)
        status = read_book(workbook, error);
    return package_settle(workbook->package, status, error);
}

void xlsx_close(struct workbook *workbook) {
    if (workbook == NULL)
        return;
    package_close(workbook->package);
    for (size_t i = 0; i < workbook->sheet_count; i++) {
        free(workbook->sheets[i].name);
        free(workbook->sheets[i].part);
    }
    free(workbook->sheets);
    buffer_free(&workbook->strings);
    free(workbook->string_ends);
    free(workbook->styles);
    free(workbook);
}

void xlsx_name(struct workbook *workbook, const char *path) {
    workbook->path = path;
    package_name(workbook->package, path);
}

size_t xlsx_sheet_named(const struct workbook *workbook, struct text name) {
    for (size_t i = 0; i < workbook->sheet_count; i++)
        if (text_is(name, workbook->sheets[i].name))
            return i;
    for (size_t i = 0; i < workbook->sheet_count; i++)
        if (text_equal_in_any_case(text_trim(name), text_trim(text_from(workbook->sheets[i].name))))
            return i;
    return workbook->sheet_count;
}

/* ---- texts that cells share ---- */

static int digit_of(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The character that _xHHHH_ at the start of `rest` stands for, where it is one of ASCII; else -1. */
static int escaped(struct text rest) {
    int code = 0;
    if (rest.length < 7 || rest.data[0] != '_' || rest.data[1] != 'x' || rest.data[6] != '_')
        return -1;
    for (int i = 2; i < 6; i++) {
        if (digit_of(rest.data[i]) < 0)
            return -1;
        code = code * 16 + digit_of(rest.data[i]);
    }
    return code > 0 && code < 0x80 ? code : -1;
}

void xlsx_put_text(struct buffer *out, struct text given) {
    while (given.length > 0) {
        const char *mark = memchr(given.data, '_', given.length);
        size_t plain = mark != NULL ? (size_t)(mark - given.data) : given.length;
        buffer_put(out, given.data, plain);
        given = (struct text){given.data + plain, given.length - plain};
        if (given.length == 0)
            return;
        int character = escaped(given);
        size_t used = character >= 0 ? 7 : 1;
        buffer_char(out, (char)(character >= 0 ? character : '_'));
        given = (struct text){given.data + used, given.length - used};
    }
}

bool xlsx_strikes(struct part *part) {
    if (!part_begins(part, "strike"))
        return false;
    struct text value = part_attribute(part, "val");
    return !text_is(value, "0") && !text_is(value, "false");
}

static bool end_string(struct workbook *workbook, struct part *part) {
    if (workbook->string_count == WORKBOOK_MOST_STRINGS)
        part_refuse(part, "a workbook of more than %d shared texts is not read", WORKBOOK_MOST_STRINGS);
    if (workbook->strings.length > WORKBOOK_MOST_STRING_BYTES)
        part_refuse(part, "a workbook whose shared texts have more than %d MiB is not read",
                    WORKBOOK_MOST_STRING_BYTES >> 20);
    size_t *ends = list_room(workbook->string_ends, workbook->string_count, &workbook->string_room,
                             sizeof *workbook->string_ends);
    if (ends == NULL || workbook->strings.failed)
        return false;
    workbook->string_ends = ends;
    ends[workbook->string_count++] = workbook->strings.length;
    return true;
}

/* The runs of a text one behind the other; how it is pronounced (rPh) is none of it. */
static usmca_status read_strings(struct workbook *workbook, const char *name, usmca_error *error) {
    struct part part;
    bool in_text = false;
    bool pronounced = false;
    bool struck = false;
    struct text piece;
    usmca_status status = part_open(&part, workbook->package, name, error);
    while (status == USMCA_OK && part_next(&part)) {
        if (part_begins(&part, "t"))
            in_text = true;
        if (part_begins(&part, "rPh"))
            pronounced = true;
        if (part_begins(&part, "si"))
            struck = false;
        struck = struck || xlsx_strikes(&part);
        if (in_text && !pronounced && part_is_text(&part, &piece))
            xlsx_put_text(&workbook->strings, piece);
        if (struck && part_ends(&part, "si"))
            buffer_string(&workbook->strings, CELL_STRUCK);
        if (part_ends(&part, "t"))
            in_text = false;
        if (part_ends(&part, "rPh"))
            pronounced = false;
        if (part_ends(&part, "si") && !end_string(workbook, &part))
            part.status = error_memory(error);
    }
    part_close(&part);
    return part.status;
}

static bool read_index(struct text index, size_t *out) {
    *out = 0;
    for (size_t i = 0; i < index.length; i++) {
        if (index.data[i] < '0' || index.data[i] > '9' || i > 8)
            return false;
        *out = *out * 10 + (size_t)(index.data[i] - '0');
    }
    return index.length > 0;
}

bool xlsx_string(const struct workbook *workbook, struct text index, struct text *out) {
    size_t place = 0;
    if (!read_index(text_trim(index), &place) || place >= workbook->string_count)
        return false;
    size_t from = place > 0 ? workbook->string_ends[place - 1] : 0;
    *out = (struct text){workbook->strings.data + from, workbook->string_ends[place] - from};
    return true;
}

/* ---- number formats ---- */

struct format_of {
    size_t number;
    struct cell_style style;
};

struct formats {
    struct format_of *list;
    size_t count;
    size_t room;
    bool *struck; /* fonts, by their number */
    size_t font_count;
    size_t font_room;
};

static bool add_font(struct formats *formats, struct part *part) {
    if (formats->font_count == WORKBOOK_MOST_STYLES)
        part_refuse(part, "a workbook of more than %d fonts is not read", WORKBOOK_MOST_STYLES);
    bool *struck = list_room(formats->struck, formats->font_count, &formats->font_room, sizeof *struck);
    if (struck == NULL)
        return false;
    formats->struck = struck;
    struck[formats->font_count++] = false;
    return true;
}

static struct cell_style style_by(const struct formats *formats, size_t number) {
    for (size_t i = 0; i < formats->count; i++)
        if (formats->list[i].number == number)
            return formats->list[i].style;
    return cell_style_built_in((int)number);
}

static bool add_format(struct formats *formats, struct part *part) {
    size_t number = 0;
    if (formats->count == WORKBOOK_MOST_FORMATS)
        part_refuse(part, "a workbook of more than %d number formats is not read", WORKBOOK_MOST_FORMATS);
    if (part->status != USMCA_OK || !read_index(part_attribute(part, "numFmtId"), &number))
        return true;
    struct format_of *list = list_room(formats->list, formats->count, &formats->room, sizeof *list);
    if (list == NULL)
        return false;
    formats->list = list;
    list[formats->count++] = (struct format_of){number, cell_style_of(part_attribute(part, "formatCode"))};
    return true;
}

static bool add_style(struct workbook *workbook, const struct formats *formats, struct part *part) {
    size_t number = 0;
    size_t font = 0;
    if (workbook->style_count == WORKBOOK_MOST_STYLES)
        part_refuse(part, "a workbook of more than %d styles is not read", WORKBOOK_MOST_STYLES);
    struct cell_style *styles =
        list_room(workbook->styles, workbook->style_count, &workbook->style_room, sizeof *styles);
    if (styles == NULL)
        return false;
    workbook->styles = styles;
    bool given = read_index(part_attribute(part, "numFmtId"), &number);
    struct cell_style style = given ? style_by(formats, number) : (struct cell_style){.kind = CELL_NUMBER};
    style.struck = read_index(part_attribute(part, "fontId"), &font) && font < formats->font_count &&
                   formats->struck[font];
    styles[workbook->style_count++] = style;
    return true;
}

static usmca_status read_styles(struct workbook *workbook, const char *name, usmca_error *error) {
    struct formats formats = {0};
    struct part part;
    bool of_cells = false;
    bool of_fonts = false;
    bool room = true;
    usmca_status status = part_open(&part, workbook->package, name, error);
    while (status == USMCA_OK && room && part_next(&part)) {
        if (part_begins(&part, "cellXfs"))
            of_cells = true;
        else if (part_begins(&part, "fonts"))
            of_fonts = true;
        else if (of_fonts && part_begins(&part, "font"))
            room = add_font(&formats, &part);
        else if (of_fonts && formats.font_count > 0 && xlsx_strikes(&part))
            formats.struck[formats.font_count - 1] = true;
        else if (part_begins(&part, "numFmt"))
            room = add_format(&formats, &part);
        else if (of_cells && part_begins(&part, "xf"))
            room = add_style(workbook, &formats, &part);
        if (part_ends(&part, "cellXfs"))
            of_cells = false;
        if (part_ends(&part, "fonts"))
            of_fonts = false;
    }
    part_close(&part);
    free(formats.list);
    free(formats.struck);
    return room ? part.status : error_memory(error);
}

struct cell_style xlsx_style(const struct workbook *workbook, struct text index) {
    size_t place = 0;
    bool known = read_index(index, &place) && place < workbook->style_count;
    return known ? workbook->styles[place] : (struct cell_style){.kind = CELL_NUMBER};
}

/* ---- all that is shared ---- */

typedef usmca_status (*read_part)(struct workbook *workbook, const char *name, usmca_error *error);

/* The part of the workbook that has that type, or the usual name of one; there may be none. */
static usmca_status read_related(struct workbook *workbook, const char *book, const char *type,
                                 const char *usual, read_part read, usmca_error *error) {
    char *name = NULL;
    usmca_status status = related_part(workbook, book, (struct wanted){.type = type}, &name, error);
    const char *part = name != NULL ? name : usual;
    if (status == USMCA_OK && package_has(workbook->package, part))
        status = read(workbook, part, error);
    free(name);
    return status;
}

usmca_status xlsx_read_shared(struct workbook *workbook, usmca_error *error) {
    char *name = NULL;
    if (workbook->shared)
        return USMCA_OK;
    workbook->shared = true;
    usmca_status status =
        related_part(workbook, "", (struct wanted){.type = "/officeDocument"}, &name, error);
    const char *book = name != NULL ? name : MAIN_PART;
    if (status == USMCA_OK)
        status = read_related(workbook, book, "/styles", "xl/styles.xml", read_styles, error);
    if (status == USMCA_OK)
        status = read_related(workbook, book, "/sharedStrings", "xl/sharedStrings.xml", read_strings, error);
    free(name);
    return package_settle(workbook->package, status, error);
}
