#define PCRE2_CODE_UNIT_WIDTH 8
#include "intake/profile.h"

#include <dirent.h>
#include <errno.h>
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#include "base/near_word.h"
#include "case/tables.h"
#include "intake/csv_record.h"
#include "intake/file_marks.h"
#include "intake/profile_values.h"
#include "rulebook/xml.h"

struct profile_reader {
    struct xml_reader xml;
    struct profile *profile;
};

/* ---- elements ---- */

static void check_name(struct xml_reader *xml, const struct xml_node *node, struct text table,
                       struct text name) {
    struct input_file file = {0};
    bool known = input_file_named(&file, table) && column_named(file.first, name) != NULL;
    if (file.second != NULL && name.length > 5 && memcmp(name.data, "good_", 5) == 0)
        known = known || column_named(file.second, (struct text){name.data + 5, name.length - 5}) != NULL;
    if (!known)
        xml_complain(xml, node, "there is no column %s in %s", name.data, table.data);
}

static bool has_column(const struct profile_table *table, const char *prefix, const char *name) {
    size_t length = strlen(prefix);
    for (uint32_t i = 0; i < table->column_count; i++) {
        struct text of_table = table->columns[i].name;
        if (of_table.length > length && memcmp(of_table.data, prefix, length) == 0 &&
            text_is((struct text){of_table.data + length, of_table.length - length}, name))
            return true;
    }
    return false;
}

static bool has_required(const struct profile_table *table, const char *prefix,
                         const struct column_table *columns) {
    bool has = true;
    for (size_t i = 0; columns != NULL && i < columns->count && has; i++)
        has = columns->columns[i].required == NEED_NONE ||
              has_column(table, prefix, columns->columns[i].name) ||
              (prefix[0] != '\0' && i == 0 && has_column(table, "", columns->columns[i].name));
    return has;
}

/* Whether it has every column that its file cannot be without. */
static bool has_all(const struct profile_table *table) {
    struct input_file file = {0};
    return input_file_named(&file, table->name) && has_required(table, "", file.first) &&
           has_required(table, "good_", file.second);
}

static bool one_of_two(struct xml_reader *xml, const struct xml_node *node, const char *name,
                       const char *plain, const char *other) {
    struct text said = xml_text(xml, node, name);
    if (said.length > 0 && !text_is(said, plain) && !text_is(said, other))
        xml_complain(xml, node, "the attribute %s takes %s or %s", name, plain, other);
    return text_is(said, other);
}

static void read_shape(struct xml_reader *xml, const struct xml_node *node, struct profile_column *column) {
    struct text fill = xml_text(xml, node, "fill");
    bool level = text_is(column->name, "level");
    column->fill_down = text_is(fill, "down");
    if (fill.length > 0 && !column->fill_down)
        xml_complain(xml, node, "fill is down, or nothing");
    column->level.quantities =
        one_of_two(xml, node, "quantities", "per-parent", "cumulative") ? LEVEL_CUMULATIVE : LEVEL_PER_PARENT;
    column->level.indented = one_of_two(xml, node, "form", "number", "indented");
    if (!level && (column->level.quantities != LEVEL_PER_PARENT || column->level.indented))
        xml_complain(xml, node, "quantities and form are said of the column level");
    if ((level || column->fill_down) && column->header == NULL)
        xml_complain(xml, node, "a column that is filled down, or a level, has a header");
}

static bool read_other(struct profile_reader *reader, const struct xml_node *node,
                       struct profile_table *table, struct profile_skip *skips) {
    static const char *const IGNORE[] = {"header", "bill", NULL};
    static const char *const SKIP[] = {"header", "match", NULL};
    struct xml_reader *xml = &reader->xml;
    if (xml_named(node, "ignore")) {
        xml_allow(xml, node, IGNORE);
        const struct text bill = xml_text(xml, node, "bill");
        table->of_bill[table->ignored_count] = text_is(bill, "yes");
        if (bill.length > 0 && !text_is(bill, "yes"))
            xml_complain(xml, node, "bill is yes, or nothing");
        table->ignored[table->ignored_count++] =
            profile_pattern(xml, node, xml_required(xml, node, "header"), PCRE2_CASELESS);
        return true;
    }
    if (!xml_named(node, "skip"))
        return false;
    xml_allow(xml, node, SKIP);
    struct profile_skip *skip = &skips[table->skip_count++];
    skip->expression = xml_required(xml, node, "header");
    skip->match_expression = xml_text(xml, node, "match");
    if (skip->match_expression.data == NULL)
        skip->match_expression = TEXT("");
    skip->header = profile_pattern(xml, node, skip->expression, PCRE2_CASELESS);
    skip->match = profile_pattern(xml, node, skip->match_expression, 0);
    return true;
}

static void check_table(struct xml_reader *xml, const struct xml_node *node, const struct profile *profile,
                        const struct profile_table *table) {
    struct input_file file = {0};
    if (!input_file_named(&file, table->name)) {
        xml_complain(xml, node, "there is no file %s: tables are goods, bom, flat, and those of options",
                     table->name.data != NULL ? table->name.data : "");
        return;
    }
    for (const struct profile_table *before = profile->tables; before < table; before++)
        if (text_equal(before->name, table->name))
            xml_complain(xml, node, "the table %s stands twice", table->name.data);
}

/* The last column of the table. */
static void check_column(struct xml_reader *xml, const struct xml_node *node,
                         const struct profile_table *table) {
    const struct profile_column *last = &table->columns[table->column_count - 1];
    bool failed = false;
    for (const struct profile_column *before = table->columns; before < last; before++)
        if (text_equal(before->name, last->name))
            xml_complain(xml, node, "the column %s stands twice in %s", last->name.data, table->name.data);
    if (last->header != NULL && profile_matches(last->header, TEXT(""), &failed))
        xml_complain(xml, node, "header=\"%s\" matches a column without a header", last->expression.data);
    if (xml_text(xml, node, "nth").data != NULL && last->nth == 0)
        xml_complain(xml, node, "nth is counted from 1");
}

static void read_table(struct profile_reader *reader, const struct xml_node *node,
                       struct profile_table *table) {
    static const char *const ATTRIBUTES[] = {"name", NULL};
    static const char *const COLUMN[] = {"name", "header",     "constant", "nth",
                                         "fill", "quantities", "form",     NULL};
    struct xml_reader *xml = &reader->xml;
    xml_allow(xml, node, ATTRIBUTES);
    table->name = xml_required(xml, node, "name");
    check_table(xml, node, reader->profile, table);
    struct profile_column *columns =
        ARENA_ARRAY(xml->arena, struct profile_column, xml_count(node, "column") + 1);
    if (columns == NULL) {
        xml->status = error_memory(xml->error);
        return;
    }
    table->columns = columns;
    table->ignored = ARENA_ARRAY(xml->arena, void *, xml_count(node, "ignore") + 1);
    table->of_bill = ARENA_ARRAY(xml->arena, bool, xml_count(node, "ignore") + 1);
    struct profile_skip *skips = ARENA_ARRAY(xml->arena, struct profile_skip, xml_count(node, "skip") + 1);
    table->skips = skips;
    if (table->ignored == NULL || table->of_bill == NULL || skips == NULL) {
        xml->status = error_memory(xml->error);
        return;
    }
    for (const struct xml_node *child = xml_child(node); child != NULL && xml->status == USMCA_OK;
         child = xml_next(child)) {
        struct profile_column *column = &columns[table->column_count];
        if (read_other(reader, child, table, skips))
            continue;
        xml_allow(xml, child, COLUMN);
        if (!xml_named(child, "column")) {
            xml_complain(xml, child, "unknown element");
            continue;
        }
        column->name = xml_required(xml, child, "name");
        column->constant = xml_text(xml, child, "constant");
        column->expression = xml_text(xml, child, "header");
        column->nth = (uint32_t)xml_integer(xml, child, "nth");
        if ((column->expression.length > 0) == (column->constant.length > 0))
            xml_complain(xml, child, "either header or constant is needed");
        if (column->expression.length > 0)
            column->header = profile_pattern(xml, child, column->expression, PCRE2_CASELESS);
        read_shape(xml, child, column);
        table->column_count++;
        if (xml->status == USMCA_OK)
            check_name(xml, child, table->name, column->name);
        if (xml->status == USMCA_OK)
            check_column(xml, child, table);
        profile_read_values(xml, child, column);
    }
    table->complete = has_all(table);
}

static char one_character(struct xml_reader *xml, const struct xml_node *node, const char *name,
                          char missing) {
    struct text value = xml_text(xml, node, name);
    char character = missing;
    if (value.data != NULL && !file_mark_named(&character, value))
        xml_complain(
            xml, node,
            "%s=\"%s\" is not one character, nor tab, space, comma, semicolon, point, apostrophe, bar", name,
            value.data);
    return character;
}

/* <nothing match="…"/>: what in any field gives nothing. */
static void read_nothing(struct xml_reader *xml, const struct xml_node *node, struct field_format *format) {
    static const char *const ATTRIBUTES[] = {"match", NULL};
    xml_allow(xml, node, ATTRIBUTES);
    format->nothing[format->nothing_count++] =
        profile_pattern(xml, node, xml_required(xml, node, "match"), PCRE2_CASELESS);
}

static void read_encoding(struct xml_reader *xml, const struct xml_node *root, struct profile *profile) {
    struct text encoding = xml_text(xml, root, "encoding");
    if (encoding.length == 0 || text_is(encoding, "UTF-8"))
        return;
    profile->encoding = arena_string(&profile->arena, encoding);
    if (profile->encoding != NULL && !file_encoding_known(profile->encoding))
        xml_complain(xml, root, "the encoding %s is not known", profile->encoding);
}

static void read_days(struct xml_reader *xml, const struct xml_node *root, struct date_format *format) {
    enum { LAST_CENTURY = 99 };
    struct text pattern = xml_text(xml, root, "date");
    format->century = xml_integer(xml, root, "century");
    if (pattern.data != NULL)
        format->pattern = pattern;
    if (format->century > LAST_CENTURY)
        xml_complain(xml, root, "century is that of a year with two digits: 20 for 2026");
    if (pattern.data != NULL && !date_format_valid(format))
        xml_complain(xml, root,
                     "date is a pattern of YYYY (or YY with a century), MM, M or MON, and DD or D, such as "
                     "DD/MM/YYYY");
}

/* Of a code: a heading at least. */
static uint8_t read_hs_digits(struct xml_reader *xml, const struct xml_node *root) {
    enum { HEADING = 4, LONGEST = 10 };
    int digits = xml_integer(xml, root, "hs-digits");
    if (xml_text(xml, root, "hs-digits").data != NULL && (digits < HEADING || digits > LONGEST))
        xml_complain(xml, root, "hs-digits is a number from %d to %d", HEADING, LONGEST);
    return (uint8_t)digits;
}

static void read_tariff(struct xml_reader *xml, const struct xml_node *root, struct profile *profile) {
    struct text tariff = xml_text(xml, root, "tariff");
    for (int i = 1; i < TARIFF_CHOICES; i++)
        if (text_is(tariff, TARIFF_WORDS[i]))
            profile->tariff = (enum tariff_choice)i;
    if (tariff.data != NULL && profile->tariff == TARIFF_NOT_SAID)
        xml_complain(xml, root, "tariff is US, MX or CA");
}

static void read_form(struct xml_reader *xml, const struct xml_node *root, struct profile *profile) {
    profile->delimiter = one_character(xml, root, "delimiter", '\0');
    if (file_delimiter_problem(profile->delimiter) != NULL)
        xml_complain(xml, root, "the delimiter %s", file_delimiter_problem(profile->delimiter));
    profile->unquoted = one_of_two(xml, root, "quote", "\"", "none");
    profile->format = PLAIN_FORMAT;
    profile->format.number.point = one_character(xml, root, "decimal", '.');
    profile->format.number.thousands = one_character(xml, root, "thousands", '\0');
    const char *problem = file_numbers_problem(profile->format.number);
    if (problem != NULL)
        xml_complain(xml, root, "decimal and thousands: %s", problem);
    profile->format.hs_digits = read_hs_digits(xml, root);
    read_tariff(xml, root, profile);
    read_days(xml, root, &profile->format.date);
    read_encoding(xml, root, profile);
}

static void read_profile(struct profile_reader *reader, const struct xml_node *root) {
    static const char *const ATTRIBUTES[] = {"name",      "description", "delimiter", "encoding",
                                             "decimal",   "thousands",   "date",      "century",
                                             "hs-digits", "tariff",      "quote",     NULL};
    struct xml_reader *xml = &reader->xml;
    struct profile *profile = reader->profile;
    xml_allow(xml, root, ATTRIBUTES);
    if (!xml_named(root, "profile"))
        xml_complain(xml, root, "a profile begins with <profile>");
    profile->name = xml_required(xml, root, "name");
    profile->description = xml_text(xml, root, "description");
    read_form(xml, root, profile);
    struct profile_table *tables =
        ARENA_ARRAY(&profile->arena, struct profile_table, xml_count(root, "table") + 1);
    if (tables == NULL) {
        xml->status = error_memory(xml->error);
        return;
    }
    profile->tables = tables;
    profile->format.nothing = ARENA_ARRAY(&profile->arena, void *, xml_count(root, "nothing") + 1);
    if (profile->format.nothing == NULL)
        xml->status = error_memory(xml->error);
    for (const struct xml_node *child = xml_child(root); child != NULL && xml->status == USMCA_OK;
         child = xml_next(child)) {
        if (xml_named(child, "nothing"))
            read_nothing(xml, child, &profile->format);
        else if (!xml_named(child, "table"))
            xml_complain(xml, child, "unknown element");
        else
            read_table(reader, child, &tables[profile->table_count++]);
    }
}

/* ---- words ---- */

static uint32_t count_words(struct text words) {
    uint32_t count = 0;
    struct text part;
    while (text_split(&words, ' ', &part))
        count += part.length > 0;
    return count;
}

usmca_status profile_months(struct date_format *format, const char *directory, struct arena *arena,
                            usmca_error *error) {
    if (memmem(format->pattern.data, format->pattern.length, "MON", 3) == NULL)
        return USMCA_OK;
    char path[4096];
    snprintf(path, sizeof path, "%s/words/months.xml", directory);
    struct xml_document file = {0};
    usmca_status status = xml_open(&file, arena, path, error);
    if (status != USMCA_OK)
        return status;
    struct xml_reader xml = {.arena = arena, .file = path, .error = error};
    const struct xml_node *root = file.root;
    struct month_word *words = NULL;
    uint32_t count = 0;
    for (int pass = 0; pass < 2 && xml.status == USMCA_OK; pass++) {
        count = 0;
        for (const struct xml_node *child = xml_child(root); child != NULL; child = xml_next(child)) {
            struct text all = text_trim(xml_content(&xml, child));
            int month = xml_integer(&xml, child, "number");
            struct text word;
            if (pass == 0)
                count += count_words(all);
            else
                while (text_split(&all, ' ', &word))
                    if (word.length > 0)
                        words[count++] = (struct month_word){word, month};
        }
        if (pass == 0)
            words = ARENA_ARRAY(arena, struct month_word, count + 1);
        if (words == NULL)
            xml.status = error_memory(error);
    }
    format->months = words;
    format->month_count = count;
    xml_close(&file);
    return arena->failed ? error_memory(error) : xml.status;
}

/* ---- opening ---- */

static usmca_status read_file(struct profile *profile, const char *path, const char *directory,
                              struct xml_complaints *complaints, usmca_error *error) {
    struct xml_document document = {0};
    usmca_status status = xml_open(&document, &profile->arena, path, error);
    if (status != USMCA_OK)
        return status;
    struct profile_reader reader = {
        .xml = {.arena = &profile->arena, .file = path, .error = error, .complaints = complaints},
        .profile = profile};
    struct xml_reader *xml = &reader.xml;
    struct date_format *days = &profile->format.date;
    const struct xml_node *root = document.root;
    read_profile(&reader, root);
    if (xml->status == USMCA_OK)
        xml->status = profile_months(days, directory, &profile->arena, error);
    bool failed = false;
    if (xml->status == USMCA_OK && date_format_valid(days) && !date_format_reads(days, &failed))
        xml_complain(xml, root, "date=\"%s\" never reads a day that it writes", days->pattern.data);
    xml_close(&document);
    return profile->arena.failed || failed ? error_memory(error) : xml->status;
}

static usmca_status open_watched(struct profile **out, const char *path, const char *directory,
                                 struct xml_complaints *complaints, usmca_error *error) {
    struct profile *profile = calloc(1, sizeof *profile);
    if (profile == NULL)
        return error_memory(error);
    usmca_status status = read_file(profile, path, directory, complaints, error);
    if (status == USMCA_OK)
        *out = profile;
    else
        profile_free(profile);
    return status;
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

usmca_status profile_names(struct arena *arena, char *names[MOST_PROFILES], size_t *count,
                           const char *directory) {
    static const char ENDING[] = ".xml";
    char folder[4096];
    snprintf(folder, sizeof folder, "%s/profiles", directory);
    DIR *listing = opendir(folder);
    *count = 0;
    for (const struct dirent *entry; listing != NULL && (entry = readdir(listing)) != NULL;) {
        size_t length = strlen(entry->d_name);
        size_t ending = sizeof ENDING - 1;
        if (length <= ending || strcmp(entry->d_name + length - ending, ENDING) != 0 ||
            *count == MOST_PROFILES)
            continue;
        names[(*count)++] = arena_string(arena, (struct text){entry->d_name, length - ending});
    }
    if (listing != NULL)
        closedir(listing);
    if (arena->failed)
        return USMCA_ERROR_MEMORY;
    if (*count > 1)
        qsort(names, *count, sizeof names[0], by_name);
    return USMCA_OK;
}

usmca_status profile_unknown(const char *name, const char *directory, usmca_error *error) {
    struct arena arena = {0};
    char *names[MOST_PROFILES];
    char list[256] = "";
    size_t count = 0;
    usmca_status status = profile_names(&arena, names, &count, directory);
    for (size_t i = 0; i < count && status == USMCA_OK; i++) {
        strncat(list, i > 0 ? ", " : "", sizeof list - strlen(list) - 1);
        strncat(list, names[i], sizeof list - strlen(list) - 1);
    }
    const char *near = status == USMCA_OK ? near_word(name, (const char *const *)names, count) : NULL;
    if (status == USMCA_OK)
        error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "there is no profile %s", name);
    if (status == USMCA_OK && near != NULL)
        error_add(error, "; did you mean %s?", near);
    if (status == USMCA_OK && count > 0)
        error_add(error, " (%s, or a file)", list);
    else if (status == USMCA_OK)
        error_add(error, " (or a file)");
    else
        error_memory(error);
    arena_free(&arena);
    return error->status;
}

usmca_status profile_open(struct profile **out, const char *name, const char *directory, usmca_error *error) {
    char path[4096];
    snprintf(path, sizeof path, "%s", name);
    if (strchr(name, '/') == NULL && access(name, R_OK) != 0) {
        snprintf(path, sizeof path, "%s/profiles/%s.xml", directory, name);
        if (access(name, F_OK) != 0 && access(path, F_OK) != 0 && errno == ENOENT)
            return profile_unknown(name, directory, error);
    }
    return open_watched(out, path, directory, NULL, error);
}

usmca_status profile_validate(const char *path, const char *directory, struct xml_complaints *complaints,
                              usmca_error *error) {
    struct profile *profile = NULL;
    usmca_status status = open_watched(&profile, path, directory, complaints, error);
    profile_free(profile);
    return status == USMCA_OK && complaints->out_of_memory ? error_memory(error) : status;
}

/* What an option says of a character. */
static usmca_status set_character(char *out, const char *option, const char *value, usmca_error *error) {
    if (value != NULL && !file_mark_named(out, text_from(value)))
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0,
                         "--%s %s is not one character, nor tab, space, comma, semicolon, point or bar",
                         option, value);
    return USMCA_OK;
}

static usmca_status set_encoding(struct profile *profile, const char *encoding, usmca_error *error) {
    if (encoding == NULL)
        return USMCA_OK;
    profile->encoding = NULL;
    if (strcasecmp(encoding, "UTF-8") == 0)
        return USMCA_OK;
    if (!file_encoding_known(encoding))
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "--encoding %s is not known", encoding);
    profile->encoding = arena_string(&profile->arena, text_from(encoding));
    return profile->encoding != NULL ? USMCA_OK : error_memory(error);
}

static usmca_status set_form(struct profile *profile, const struct file_form *form, const char *directory,
                             usmca_error *error) {
    struct decimal_format *number = &profile->format.number;
    profile->own =
        (struct profile_own){profile->encoding, profile->delimiter, *number, profile->format.date.pattern};
    usmca_status status = set_encoding(profile, form->encoding, error);
    if (status == USMCA_OK)
        status = set_character(&profile->delimiter, "delimiter", form->delimiter, error);
    if (status == USMCA_OK)
        status = set_character(&number->point, "decimal", form->decimal, error);
    if (number->thousands == number->point)
        number->thousands = '\0'; /* the profile's, unless the other option says one */
    if (status == USMCA_OK)
        status = set_character(&number->thousands, "thousands", form->thousands, error);
    const char *problem = file_delimiter_problem(profile->delimiter);
    if (status == USMCA_OK && problem != NULL)
        status = error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "--delimiter %s", problem);
    problem = file_numbers_problem(*number);
    if (status == USMCA_OK && problem != NULL)
        status = error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "--decimal, --thousands: %s", problem);
    if (status != USMCA_OK || form->date_format == NULL)
        return status;
    profile->format.date.pattern = text_from(form->date_format);
    if (!date_format_valid(&profile->format.date))
        return error_set(
            error, USMCA_ERROR_ARGUMENT, NULL, 0, 0,
            "--date-format %s is not a pattern of YYYY, MM, M or MON, and DD or D, such as "
            "DD/MM/YYYY; a year of two digits is read by a profile alone, which says its century",
            form->date_format);
    status = profile_months(&profile->format.date, directory, &profile->arena, error);
    bool failed = false;
    if (status == USMCA_OK && !date_format_reads(&profile->format.date, &failed))
        status = error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "--date-format %s never reads a day",
                           form->date_format);
    return failed ? error_memory(error) : status;
}

usmca_status profile_of_run(struct profile **out, const char *name, const char *directory,
                            const struct file_form *form, const struct vocabulary *words,
                            usmca_error *error) {
    struct profile *plain = calloc(1, sizeof *plain);
    if (plain == NULL)
        return error_memory(error);
    plain->format = PLAIN_FORMAT;
    plain->format.words = words;
    plain->format.strict = form->strict;
    usmca_status status = set_form(plain, form, directory, error);
    if (status == USMCA_OK && name != NULL)
        status = profile_open(out, name, directory, error);
    if (status == USMCA_OK && name != NULL && (status = set_form(*out, form, directory, error)) != USMCA_OK)
        profile_free(*out);
    if (status != USMCA_OK) {
        profile_free(plain);
        return status;
    }
    if (name == NULL) {
        *out = plain;
        return USMCA_OK;
    }
    (*out)->format.words = words;
    (*out)->format.strict = form->strict;
    (*out)->plain = plain;
    return USMCA_OK;
}

usmca_status profile_name_good(struct profile *profile, const char *good, usmca_error *error) {
    profile->good = arena_copy(&profile->arena, text_trim(text_from(good)));
    if (profile->plain != NULL)
        profile->plain->good = profile->good;
    return profile->good.data != NULL ? USMCA_OK : error_memory(error);
}

void profile_free(struct profile *profile) {
    if (profile == NULL)
        return;
    profile_free(profile->plain);
    for (uint32_t i = 0; i < profile->format.nothing_count; i++)
        pcre2_code_free(profile->format.nothing[i]);
    for (uint32_t t = 0; t < profile->table_count; t++) {
        for (uint32_t c = 0; c < profile->tables[t].ignored_count; c++)
            pcre2_code_free(profile->tables[t].ignored[c]);
        for (uint32_t c = 0; c < profile->tables[t].skip_count; c++) {
            pcre2_code_free(profile->tables[t].skips[c].header);
            pcre2_code_free(profile->tables[t].skips[c].match);
        }
    }
    for (uint32_t t = 0; t < profile->table_count; t++)
        for (uint32_t c = 0; c < profile->tables[t].column_count; c++) {
            const struct profile_column *column = &profile->tables[t].columns[c];
            pcre2_code_free(column->header);
            profile_values_free(column);
        }
    arena_free(&profile->arena);
    free(profile);
}

const struct profile *profile_of_file(const struct profile *profile, const char *name) {
    bool described =
        profile == NULL || profile->table_count == 0 || profile_table_named(profile, name) != NULL;
    return described ? profile : profile->plain;
}

const struct profile_table *profile_table_named(const struct profile *profile, const char *name) {
    for (uint32_t i = 0; profile != NULL && i < profile->table_count; i++)
        if (text_is(profile->tables[i].name, name))
            return &profile->tables[i];
    return NULL;
}
