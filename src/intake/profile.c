#define PCRE2_CODE_UNIT_WIDTH 8
#include "intake/profile.h"

#include <iconv.h>
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#include "case/tables.h"
#include "intake/csv_record.h"
#include "intake/spaces.h"
#include "rulebook/xml.h"

struct profile_reader {
    struct xml_reader xml;
    struct profile *profile;
};

static void *compile_pattern(struct xml_reader *xml, const xmlNode *node, struct text expression,
                             uint32_t options) {
    int number = 0;
    size_t offset = 0;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)expression.data, expression.length,
                      options | PCRE2_UTF | PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_DOLLAR_ENDONLY,
                      &number, &offset, NULL);
    if (code == NULL) {
        PCRE2_UCHAR message[160];
        pcre2_get_error_message(number, message, sizeof message);
        xml_complain(xml, node, "expression \"%s\": %s at character %zu", expression.data,
                     (const char *)message, offset + 1);
        return NULL;
    }
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    return code;
}

/* Again without the machine code, whose stack is small, where that fails. */
static int match(void *expression, struct text field, pcre2_match_data *data) {
    PCRE2_SPTR subject = (PCRE2_SPTR)(field.data != NULL ? field.data : "");
    int found = pcre2_match(expression, subject, field.length, 0, 0, data, NULL);
    return found == PCRE2_ERROR_JIT_STACKLIMIT
               ? pcre2_match(expression, subject, field.length, 0, PCRE2_NO_JIT, data, NULL)
               : found;
}

bool profile_matches(void *expression, struct text field, bool *failed) {
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    int found = data != NULL ? match(expression, field, data) : PCRE2_ERROR_NOMEMORY;
    pcre2_match_data_free(data);
    *failed = *failed || (found < 0 && found != PCRE2_ERROR_NOMATCH);
    return found >= 0;
}

static struct text substitute(const struct profile_value *value, struct text field, char *room,
                              bool *failed) {
    PCRE2_SIZE length = PROFILE_LONGEST_VALUE;
    int done =
        pcre2_substitute(value->pattern, (PCRE2_SPTR)(field.data != NULL ? field.data : ""), field.length, 0,
                         PCRE2_NO_JIT | PCRE2_SUBSTITUTE_EXTENDED | PCRE2_SUBSTITUTE_UNSET_EMPTY, NULL, NULL,
                         (PCRE2_SPTR)value->as.data, value->as.length, (PCRE2_UCHAR *)room, &length);
    *failed = *failed || done < 0;
    return done < 0 ? field : (struct text){room, length};
}

static bool row_has(const struct profile_value *value, const struct profile_row *row, bool *failed) {
    return value->where == NULL || (row != NULL && row->has(row->row, value->where, value->is, failed));
}

struct text profile_translate(const struct profile_column *column, struct text field, char *room,
                              const struct profile_row *row, bool *failed) {
    for (uint32_t i = 0; column != NULL && i < column->value_count; i++)
        if (profile_matches(column->values[i].pattern, field, failed) &&
            row_has(&column->values[i], row, failed))
            return column->values[i].groups ? substitute(&column->values[i], field, room, failed)
                                            : column->values[i].as;
    return field;
}

/* ---- elements ---- */

static void read_condition(struct xml_reader *xml, const xmlNode *node, struct profile_value *value) {
    struct text where = xml_text(xml, node, "where");
    struct text is = xml_text(xml, node, "is");
    if ((where.length == 0) != (is.data == NULL))
        xml_complain(xml, node, "where and is stand together");
    if (where.length == 0)
        return;
    value->where_expression = where;
    value->is_expression = is;
    value->where = compile_pattern(xml, node, where, PCRE2_CASELESS);
    value->is = compile_pattern(xml, node, is, 0);
}

static void read_values(struct profile_reader *reader, const xmlNode *node, struct profile_column *column) {
    static const char *const ATTRIBUTES[] = {"match", "as", "where", "is", NULL};
    struct xml_reader *xml = &reader->xml;
    struct profile_value *values =
        ARENA_ARRAY(xml->arena, struct profile_value, xml_count(node, "value") + 1);
    if (values == NULL) {
        xml->status = error_memory(xml->error);
        return;
    }
    column->values = values;
    for (const xmlNode *child = xml_child(node); child != NULL; child = xml_next(child)) {
        xml_allow(xml, child, ATTRIBUTES);
        if (!xml_named(child, "value"))
            xml_complain(xml, child, "unknown element");
        struct text expression = xml_text(xml, child, "match");
        if (expression.data == NULL)
            expression = TEXT("");
        struct text as = xml_text(xml, child, "as");
        bool groups = as.length > 0 && memchr(as.data, '$', as.length) != NULL;
        struct profile_value *value = &values[column->value_count++];
        *value = (struct profile_value){.pattern = compile_pattern(xml, child, expression, 0),
                                        .expression = expression,
                                        .as = as,
                                        .groups = groups};
        read_condition(xml, child, value);
        if (xml->status != USMCA_OK)
            return;
    }
}

static void check_name(struct profile_reader *reader, const xmlNode *node, struct text table,
                       struct text name) {
    struct input_file file = {0};
    bool known = input_file_named(&file, table) && column_named(file.first, name) != NULL;
    if (file.second != NULL && name.length > 5 && memcmp(name.data, "good_", 5) == 0)
        known = known || column_named(file.second, (struct text){name.data + 5, name.length - 5}) != NULL;
    if (!known)
        xml_complain(&reader->xml, node, "there is no column %s in %s", name.data, table.data);
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

static bool one_of_two(struct xml_reader *xml, const xmlNode *node, const char *name, const char *plain,
                       const char *other) {
    struct text said = xml_text(xml, node, name);
    if (said.length > 0 && !text_is(said, plain) && !text_is(said, other))
        xml_complain(xml, node, "%s is %s or %s", name, plain, other);
    return text_is(said, other);
}

static void read_shape(struct xml_reader *xml, const xmlNode *node, struct profile_column *column) {
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

static bool read_other(struct profile_reader *reader, const xmlNode *node, struct profile_table *table,
                       struct profile_skip *skips) {
    static const char *const IGNORE[] = {"header", NULL};
    static const char *const SKIP[] = {"header", "match", NULL};
    struct xml_reader *xml = &reader->xml;
    if (xml_named(node, "ignore")) {
        xml_allow(xml, node, IGNORE);
        table->ignored[table->ignored_count++] =
            compile_pattern(xml, node, xml_required(xml, node, "header"), PCRE2_CASELESS);
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
    skip->header = compile_pattern(xml, node, skip->expression, PCRE2_CASELESS);
    skip->match = compile_pattern(xml, node, skip->match_expression, 0);
    return true;
}

static void read_table(struct profile_reader *reader, const xmlNode *node, struct profile_table *table) {
    static const char *const ATTRIBUTES[] = {"name", NULL};
    static const char *const COLUMN[] = {"name", "header",     "constant", "nth",
                                         "fill", "quantities", "form",     NULL};
    struct xml_reader *xml = &reader->xml;
    xml_allow(xml, node, ATTRIBUTES);
    table->name = xml_required(xml, node, "name");
    struct profile_column *columns =
        ARENA_ARRAY(xml->arena, struct profile_column, xml_count(node, "column") + 1);
    if (columns == NULL) {
        xml->status = error_memory(xml->error);
        return;
    }
    table->columns = columns;
    table->ignored = ARENA_ARRAY(xml->arena, void *, xml_count(node, "ignore") + 1);
    struct profile_skip *skips = ARENA_ARRAY(xml->arena, struct profile_skip, xml_count(node, "skip") + 1);
    table->skips = skips;
    if (table->ignored == NULL || skips == NULL) {
        xml->status = error_memory(xml->error);
        return;
    }
    for (const xmlNode *child = xml_child(node); child != NULL && xml->status == USMCA_OK;
         child = xml_next(child)) {
        struct profile_column *column = &columns[table->column_count];
        if (read_other(reader, child, table, skips))
            continue;
        xml_allow(xml, child, COLUMN);
        if (!xml_named(child, "column")) {
            xml_complain(xml, child, "unknown element");
            return;
        }
        column->name = xml_required(xml, child, "name");
        column->constant = xml_text(xml, child, "constant");
        column->expression = xml_text(xml, child, "header");
        column->nth = (uint32_t)xml_integer(xml, child, "nth");
        if ((column->expression.length > 0) == (column->constant.length > 0))
            xml_complain(xml, child, "either header or constant is needed");
        if (column->expression.length > 0)
            column->header = compile_pattern(xml, child, column->expression, PCRE2_CASELESS);
        read_shape(xml, child, column);
        table->column_count++;
        if (xml->status == USMCA_OK)
            check_name(reader, child, table->name, column->name);
        read_values(reader, child, column);
    }
    table->complete = has_all(table);
}

/* One that is named: false where the word is none. */
static bool character_of(char *out, struct text word) {
    static const struct {
        const char *name;
        char character;
    } NAMES[] = {{"tab", '\t'}, {"space", ' '}, {"comma", ','}, {"semicolon", ';'},
                 {"bar", '|'},  {"\\t", '\t'},  {"point", '.'}, {"apostrophe", '\''}};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (text_is(word, NAMES[i].name)) {
            *out = NAMES[i].character;
            return true;
        }
    bool no_break = word.length > 1 && no_break_space(word.data, word.length) == word.length;
    *out = (char)(no_break ? ' ' : word.length > 0 ? word.data[0] : '\0');
    return no_break || word.length == 1;
}

static char one_character(struct xml_reader *xml, const xmlNode *node, const char *name, char missing) {
    struct text value = xml_text(xml, node, name);
    char character = missing;
    if (value.length > 0 && !character_of(&character, value))
        xml_complain(xml, node, "%s is one character, or tab, space, comma, semicolon, point, bar", name);
    return character;
}

/* <nothing match="…"/>: what in any field gives nothing. */
static void read_nothing(struct xml_reader *xml, const xmlNode *node, struct field_format *format) {
    static const char *const ATTRIBUTES[] = {"match", NULL};
    xml_allow(xml, node, ATTRIBUTES);
    format->nothing[format->nothing_count++] =
        compile_pattern(xml, node, xml_required(xml, node, "match"), PCRE2_CASELESS);
}

static void read_profile(struct profile_reader *reader, const xmlNode *root) {
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
    profile->delimiter = one_character(xml, root, "delimiter", '\0');
    profile->unquoted = one_of_two(xml, root, "quote", "\"", "none");
    profile->format = PLAIN_FORMAT;
    profile->format.number.point = one_character(xml, root, "decimal", '.');
    profile->format.number.thousands = one_character(xml, root, "thousands", '\0');
    profile->format.hs_digits = (uint8_t)xml_integer(xml, root, "hs-digits");
    struct text tariff = xml_text(xml, root, "tariff");
    for (int i = 1; i < TARIFF_CHOICES; i++)
        if (text_is(tariff, TARIFF_WORDS[i]))
            profile->tariff = (enum tariff_choice)i;
    if (tariff.length > 0 && profile->tariff == TARIFF_NOT_SAID)
        xml_complain(xml, root, "tariff is US, MX or CA");
    struct text day = xml_text(xml, root, "date");
    if (day.length > 0)
        profile->format.date.pattern = day;
    profile->format.date.century = xml_integer(xml, root, "century");
    if (day.length > 0 && !date_format_valid(&profile->format.date))
        xml_complain(
            xml, root,
            "date is a pattern of YYYY (or YY with a century), MM, M or MON, and DD or D, such as DD/MM/YYYY");
    struct text encoding = xml_text(xml, root, "encoding");
    if (encoding.length > 0 && !text_is(encoding, "UTF-8"))
        profile->encoding = arena_string(&profile->arena, encoding);
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
    for (const xmlNode *child = xml_child(root); child != NULL && xml->status == USMCA_OK;
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
    xmlDocPtr document = NULL;
    usmca_status status = xml_open(&document, path, error);
    if (status != USMCA_OK)
        return status;
    struct xml_reader xml = {.arena = arena, .file = path, .error = error};
    const xmlNode *root = xmlDocGetRootElement(document);
    struct month_word *words = NULL;
    uint32_t count = 0;
    for (int pass = 0; pass < 2 && xml.status == USMCA_OK; pass++) {
        count = 0;
        for (const xmlNode *child = xml_child(root); child != NULL; child = xml_next(child)) {
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
    xmlFreeDoc(document);
    format->months = words;
    format->month_count = count;
    return xml.status;
}

/* ---- opening ---- */

static usmca_status read_file(struct profile *profile, const char *path, const char *directory,
                              usmca_error *error) {
    xmlDocPtr document = NULL;
    usmca_status status = xml_open(&document, path, error);
    if (status != USMCA_OK)
        return status;
    struct profile_reader reader = {.xml = {.arena = &profile->arena, .file = path, .error = error},
                                    .profile = profile};
    read_profile(&reader, xmlDocGetRootElement(document));
    xmlFreeDoc(document);
    if (reader.xml.status == USMCA_OK)
        reader.xml.status = profile_months(&profile->format.date, directory, &profile->arena, error);
    return profile->arena.failed ? error_memory(error) : reader.xml.status;
}

usmca_status profile_open(struct profile **out, const char *name, const char *directory, usmca_error *error) {
    char path[4096];
    snprintf(path, sizeof path, "%s", name);
    if (strchr(name, '/') == NULL && access(name, R_OK) != 0)
        snprintf(path, sizeof path, "%s/profiles/%s.xml", directory, name);
    struct profile *profile = calloc(1, sizeof *profile);
    if (profile == NULL)
        return error_memory(error);
    struct xml_watch watch;
    xml_watch_begin(&watch);
    usmca_status status = xml_watch_end(&watch, read_file(profile, path, directory, error), error);
    if (status == USMCA_OK)
        *out = profile;
    else
        profile_free(profile);
    return status;
}

/* What an option says of a character. */
static usmca_status set_character(char *out, const char *option, const char *value, usmca_error *error) {
    if (value != NULL && !character_of(out, text_from(value)))
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0,
                         "--%s %s is not one character, nor tab, space, comma, semicolon, point or bar",
                         option, value);
    return USMCA_OK;
}

static usmca_status set_encoding(struct profile *profile, const char *encoding, usmca_error *error) {
    if (encoding == NULL || strcasecmp(encoding, "UTF-8") == 0)
        return USMCA_OK;
    iconv_t known = iconv_open("UTF-8", encoding);
    if (known == (iconv_t)-1)
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "--encoding %s is not known", encoding);
    iconv_close(known);
    profile->encoding = arena_string(&profile->arena, text_from(encoding));
    return profile->encoding != NULL ? USMCA_OK : error_memory(error);
}

static usmca_status set_form(struct profile *profile, const struct file_form *form, const char *directory,
                             usmca_error *error) {
    struct decimal_format *number = &profile->format.number;
    usmca_status status = set_encoding(profile, form->encoding, error);
    if (status == USMCA_OK)
        status = set_character(&profile->delimiter, "delimiter", form->delimiter, error);
    if (status == USMCA_OK)
        status = set_character(&number->point, "decimal", form->decimal, error);
    if (status == USMCA_OK)
        status = set_character(&number->thousands, "thousands", form->thousands, error);
    if (status == USMCA_OK && number->point == number->thousands)
        status = error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0,
                           "--decimal and --thousands are the same character");
    if (status != USMCA_OK || form->date_format == NULL)
        return status;
    profile->format.date.pattern = text_from(form->date_format);
    if (!date_format_valid(&profile->format.date))
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0,
                         "--date-format %s is not a pattern of YYYY, MM, M or MON, and DD or D, such as "
                         "DD/MM/YYYY",
                         form->date_format);
    return profile_months(&profile->format.date, directory, &profile->arena, error);
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

static void free_value(const struct profile_value *value) {
    pcre2_code_free(value->pattern);
    pcre2_code_free(value->where);
    pcre2_code_free(value->is);
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
            for (uint32_t v = 0; v < column->value_count; v++)
                free_value(&column->values[v]);
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
