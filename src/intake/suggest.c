#include "intake/suggest.h"

#include <stdlib.h>

#include "case/tables.h"
#include "intake/sheet_names.h"

/* A profile that is being written. */
struct writing {
    const struct suggested_profile *profile;
    struct number_votes numbers; /* of all files */
    struct day_votes days;
    const struct messages *messages;
    struct buffer *out;
};

/* ---- text ---- */

static void put_xml(struct buffer *out, struct text text) {
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        const char *entity = c == '&'   ? "&amp;"
                             : c == '<' ? "&lt;"
                             : c == '>' ? "&gt;"
                             : c == '"' ? "&quot;"
                                        : NULL;
        if (entity != NULL)
            buffer_string(out, entity);
        else
            buffer_char(out, (char)((unsigned char)c < 0x20 ? ' ' : c));
    }
}

/* As an expression that matches it alone: a line end of a header cannot stand in an attribute. */
static void put_expression(struct buffer *out, struct text text) {
    struct buffer escaped = {0};
    for (size_t i = 0; i < text.length; i++) {
        if ((unsigned char)text.data[i] < ' ') {
            buffer_string(&escaped, "\\s");
            continue;
        }
        if (strchr("\\^$.[]|()?*+{}#", text.data[i]) != NULL)
            buffer_char(&escaped, '\\');
        buffer_char(&escaped, text.data[i]);
    }
    put_xml(out, buffer_view(&escaped));
    buffer_release(&escaped, out);
}

/* A comment, in which two hyphens may not stand. */
static void put_comment_text(struct buffer *out, const char *indent, struct text text) {
    buffer_string(out, indent);
    buffer_string(out, "<!-- ");
    for (size_t i = 0; i < text.length; i++) {
        const char c = (char)((unsigned char)text.data[i] < ' ' ? ' ' : text.data[i]);
        buffer_char(out, (char)(c == '-' && i + 1 < text.length && text.data[i + 1] == '-' ? '=' : c));
    }
    buffer_string(out, text.length > 0 && text.data[text.length - 1] == '-' ? ". -->\n" : " -->\n");
}

static void put_comment(struct writing *work, const char *indent, const char *id, struct text value) {
    struct buffer text = {0};
    MESSAGE(&text, work->messages, id, {"value", value});
    put_comment_text(work->out, indent, buffer_view(&text));
    buffer_release(&text, work->out);
}

static void put_sheets_unread(struct writing *work) {
    struct buffer text = {0};
    MESSAGE(&text, work->messages, "sheets-unread", {"file", work->profile->of},
            {"sheets", work->profile->unread});
    put_comment_text(work->out, "  ", buffer_view(&text));
    buffer_release(&text, work->out);
}

static void put_attribute(struct buffer *out, const char *name, struct text value) {
    buffer_char(out, ' ');
    buffer_string(out, name);
    buffer_string(out, "=\"");
    put_xml(out, value);
    buffer_char(out, '"');
}

/* ---- how the files are written ---- */

static void put_numbers(struct writing *work) {
    const struct number_votes *votes = &work->numbers;
    bool comma = votes->commas > votes->points;
    bool grouped = comma ? votes->grouped_by_point : votes->grouped_by_comma;
    bool undecided = votes->either > 0 && votes->commas == 0 && votes->points == 0;
    if (comma)
        put_attribute(work->out, "decimal", TEXT(","));
    if (grouped || (votes->either > 0 && !undecided))
        put_attribute(work->out, "thousands", comma ? TEXT(".") : TEXT(","));
    else if (votes->grouped_by_space)
        put_attribute(work->out, "thousands", TEXT("space"));
}

/* What is not the same of all files is not said: it is found of each by itself. */
static const struct csv_source *source_of_all(const struct suggested_profile *profile, bool delimiter) {
    const struct csv_source *first = NULL;
    for (size_t i = 0; i < profile->count; i++) {
        const struct csv_source *source = &profile->files[i]->source;
        if (source->workbook != NULL)
            continue;
        const bool same = first == NULL ? true
                          : delimiter   ? first->delimiter == source->delimiter
                          : first->guessed == NULL || source->guessed == NULL
                              ? first->guessed == source->guessed
                              : strcmp(first->guessed, source->guessed) == 0;
        if (!same)
            return NULL;
        first = source;
    }
    return first;
}

static void put_root(struct writing *work) {
    struct buffer *out = work->out;
    const struct csv_source *parted = source_of_all(work->profile, true);
    const struct csv_source *encoded = source_of_all(work->profile, false);
    const char delimiter[2] = {(char)(parted != NULL ? parted->delimiter : '\0'), '\0'};
    const char *day = day_form(&work->days, 0);
    buffer_string(out, "<profile");
    put_attribute(out, "name", work->profile->name);
    if (parted != NULL)
        put_attribute(out, "delimiter", delimiter[0] == '\t' ? TEXT("tab") : text_from(delimiter));
    if (encoded != NULL && encoded->guessed != NULL)
        put_attribute(out, "encoding", text_from(encoded->guessed));
    put_numbers(work);
    if (day != NULL && strcmp(day, "YYYY-MM-DD") != 0)
        put_attribute(out, "date", text_from(day));
    if (day != NULL && strstr(day, "YYYY") == NULL)
        put_attribute(out, "century", TEXT("20"));
    buffer_string(out, ">\n");
}

static void put_doubts(struct writing *work) {
    struct buffer doubts = {0};
    struct text line;
    suggestion_doubts(&doubts, &work->numbers, &work->days, work->messages);
    struct text rest = buffer_view(&doubts);
    while (rest.length > 0 && text_split(&rest, '\n', &line))
        put_comment_text(work->out, "  ", line);
    buffer_release(&doubts, work->out);
}

/* ---- tables ---- */

static void put_column(struct writing *work, const struct suggested_column *guess) {
    struct buffer *out = work->out;
    buffer_string(out, "    <column name=\"");
    suggested_name(out, guess);
    buffer_string(out, "\" header=\"");
    put_expression(out, guess->header);
    buffer_char(out, '"');
    if (guess->nth > 0) {
        buffer_string(out, " nth=\"");
        buffer_number(out, guess->nth);
        buffer_char(out, '"');
    }
    buffer_string(out, guess->filled ? " fill=\"down\"/>\n" : "/>\n");
}

static void put_constants(struct writing *work, const struct suggestion *of) {
    for (size_t i = 0; of->chosen != NULL && i < of->chosen->count; i++) {
        const struct chosen_column *one = &of->chosen->list[i];
        if (one->place > 0)
            continue;
        buffer_string(work->out, "    <column");
        put_attribute(work->out, "name", one->column);
        put_attribute(work->out, "constant", one->constant);
        buffer_string(work->out, "/>\n");
    }
}

static void put_choices(struct writing *work, const struct column_words *words) {
    struct buffer text = {0};
    for (int i = 0; words != NULL && i < words->count; i++) {
        buffer_string(&text, text.length > 0 ? ", " : "");
        buffer_string(&text, words->words[i]);
    }
    if (text.length > 0)
        put_comment(work, "    ", "suggest.choices", buffer_view(&text));
    buffer_release(&text, work->out);
}

static void put_needed(struct writing *work, const struct suggestion *of) {
    const struct column *needed = NULL;
    bool of_good = false;
    for (size_t i = 0; (needed = suggestion_needed(of, i, &of_good)) != NULL; i++) {
        struct buffer name = {0};
        suggested_name(&name, &(struct suggested_column){.column = needed, .of_good = of_good});
        put_comment(work, "    ", "suggest.needed", buffer_view(&name));
        put_choices(work, needed->words);
        buffer_release(&name, work->out);
    }
}

static void put_table(struct writing *work, const struct suggestion *of) {
    const struct suggested_table *table = &of->table;
    struct buffer *out = work->out;
    buffer_string(out, "  <table name=\"");
    buffer_string(out, table->name);
    buffer_string(out, "\">\n");
    for (uint32_t i = 0; i < table->fields.count; i++)
        if (table->columns[i].column != NULL)
            put_column(work, &table->columns[i]);
    put_constants(work, of);
    if (of->chosen == NULL)
        put_needed(work, of);
    for (uint32_t i = 0; i < table->fields.count; i++)
        if (table->columns[i].column == NULL && table->columns[i].header.length > 0)
            put_comment(work, "    ", "suggest.unread", table->columns[i].header);
    if (of->total_field < table->fields.count && table->columns[of->total_field].header.length > 0) {
        buffer_string(out, "    <skip header=\"");
        put_expression(out, table->columns[of->total_field].header);
        buffer_string(out, "\" match=\"");
        put_expression(out, of->total);
        buffer_string(out, ".*\"/>\n");
    }
    buffer_string(out, "  </table>\n");
}

/* ---- the profile ---- */

/* A file with points read with commas has other numbers, and none that is seen to be wrong. */
static usmca_status gather(struct writing *work, usmca_error *error) {
    const struct suggestion *with_commas = NULL;
    const struct suggestion *with_points = NULL;
    for (size_t i = 0; i < work->profile->count; i++) {
        const struct suggestion *of = work->profile->files[i];
        const struct number_votes *numbers = &of->numbers;
        const bool commas = numbers->commas > numbers->points;
        if (numbers->commas + numbers->points > 0 && commas)
            with_commas = of;
        else if (numbers->commas + numbers->points > 0)
            with_points = of;
        work->numbers.commas += numbers->commas;
        work->numbers.points += numbers->points;
        work->numbers.either += numbers->either;
        work->numbers.grouped_by_point = work->numbers.grouped_by_point || numbers->grouped_by_point;
        work->numbers.grouped_by_comma = work->numbers.grouped_by_comma || numbers->grouped_by_comma;
        work->numbers.grouped_by_space = work->numbers.grouped_by_space || numbers->grouped_by_space;
        work->days.none += of->days.none;
        if (of->days.count == 0)
            continue;
        work->days.all = work->days.count == 0 ? of->days.all : work->days.all & of->days.all;
        work->days.count += of->days.count;
    }
    if (with_commas == NULL || with_points == NULL)
        return USMCA_OK;
    return error_set(
        error, USMCA_ERROR_INPUT, with_commas->source.path, 0, 0,
        "numbers of %s have a comma before the decimals, and those of %s a point: a profile is of "
        "files that are written in one way",
        with_commas->table.name, with_points->table.name);
}

usmca_status suggest_write(struct buffer *out, const struct suggested_profile *profile,
                           const struct messages *messages, usmca_error *error) {
    struct writing work = {.profile = profile, .messages = messages, .out = out};
    usmca_status status = gather(&work, error);
    if (status != USMCA_OK)
        return status;
    buffer_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    put_comment(&work, "", "suggest.title", profile->of);
    put_root(&work);
    if (profile->unread.length > 0)
        put_sheets_unread(&work);
    put_doubts(&work);
    for (size_t i = 0; i < profile->count; i++)
        put_table(&work, profile->files[i]);
    buffer_string(out, "</profile>\n");
    return out->failed ? error_memory(error) : USMCA_OK;
}

/* ---- a file, or the sheets of a workbook ---- */

enum { MOST_SUGGESTED = TABLES + 3 };

/* The files that a profile is suggested for: a file, or each sheet of a workbook that has the name of a
 * table. */
struct suggested_files {
    const char *tables[MOST_SUGGESTED];
    const char *paths[MOST_SUGGESTED]; /* NULL where no sheet is of the table */
    size_t count;
    bool any; /* a sheet is of its table whatever its headers are */
};

static void add_table(struct suggested_files *files, const char *table) {
    files->tables[files->count++] = table;
}

static usmca_status find_sheets(struct suggested_files *files, const char *path, const char *directory,
                                struct arena *arena, struct buffer *others, usmca_error *error) {
    const char **paths[MOST_SUGGESTED];
    const char *const *const flat = &files->paths[2];
    for (size_t i = 0; i < files->count; i++)
        paths[i] = &files->paths[i];
    usmca_status status =
        sheets_by_name(path, directory, files->tables, paths, files->count, arena, others, error);
    if (status == USMCA_OK && files->count > 2 && *flat != NULL)
        files->paths[files->paths[0] != NULL && files->paths[1] != NULL ? 2 : 0] = NULL;
    for (size_t i = 0; i < files->count; i++)
        files->any = files->any || files->paths[i] != NULL;
    if (!files->any)
        others->length = 0;
    return status;
}

static usmca_status find_files(struct suggested_files *files, const char *path, const char *table,
                               const char *directory, struct arena *arena, struct buffer *others,
                               usmca_error *error) {
    bool workbook = false;
    usmca_status status = is_workbook(&workbook, path, error);
    if (status == USMCA_OK && workbook) {
        add_table(files, table != NULL ? table : "goods");
        if (table == NULL) {
            add_table(files, "bom");
            add_table(files, "flat");
        }
        for (int kind = 0; kind < TABLES && table == NULL; kind++)
            add_table(files, INPUT_TABLES[kind].name);
        status = find_sheets(files, path, directory, arena, others, error);
    }
    if (files->any)
        return status;
    *files = (struct suggested_files){.tables = {table}, .paths = {path}, .count = 1};
    return status;
}

usmca_status suggest_profile(struct buffer *out, const char *path, const char *table, const char *directory,
                             const struct messages *messages, usmca_error *error) {
    struct header_words words = {0};
    struct suggested_files of = {0};
    struct suggestion *read[MOST_SUGGESTED] = {NULL};
    struct arena arena = {0};
    struct buffer others = {0};
    size_t count = 0;
    usmca_status status = header_words_open(&words, directory, error);
    if (status == USMCA_OK)
        status = find_files(&of, path, table, directory, &arena, &others, error);
    for (size_t i = 0; i < of.count && status == USMCA_OK; i++) {
        const struct suggestion_asked asked = {.path = of.paths[i], .table = of.tables[i], .any = of.any};
        if (asked.path != NULL)
            status = suggestion_read(&read[count++], &asked, &words, directory, error);
    }
    if (status == USMCA_OK) {
        const struct suggested_profile profile = {.name = TEXT("suggested"),
                                                  .of = text_from(path),
                                                  .unread = buffer_view(&others),
                                                  .files = (const struct suggestion *const *)read,
                                                  .count = count};
        status = suggest_write(out, &profile, messages, error);
    }
    for (size_t i = 0; i < count; i++)
        suggestion_close(read[i]);
    buffer_free(&others);
    arena_free(&arena);
    header_words_free(&words);
    return status;
}
