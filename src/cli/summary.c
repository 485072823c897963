#include "cli/summary.h"

#include <stdio.h>

#include "batch/counts.h"
#include "cli/config.h"
#include "report/json_key.h"
#include "report/json_value.h"

enum { FORMAT = 1 };

/* ---- members ---- */

static void put_foreign_or_null(struct buffer *out, struct text text) {
    if (text.length > 0)
        json_put_foreign(out, text);
    else
        JSON_LITERAL(out, "null");
}

static void put_count(struct buffer *out, const char *key, uint64_t count) {
    json_put_key(out, key);
    buffer_number(out, count);
}

static void put_parts(struct buffer *out, struct text parts, char between) {
    struct text part;
    buffer_char(out, '[');
    for (bool any = false; parts.length > 0 && text_split(&parts, between, &part); any = true) {
        if (any)
            buffer_char(out, ',');
        json_put_foreign(out, part);
    }
    buffer_char(out, ']');
}

static void put_option(struct buffer *out, const char *name, const char *value) {
    if (out->length > 0)
        buffer_char(out, ',');
    json_put_word(out, name);
    buffer_char(out, ':');
    if (value != NULL)
        json_put_foreign(out, text_from(value));
    else
        JSON_LITERAL(out, "true");
}

void summary_options(struct buffer *out, const struct command_form *form, void *options, const char *flat) {
    struct option_row rows[MOST_OPTIONS + 1];
    form_options(form, rows);
    if (flat != NULL)
        put_option(out, "file", flat);
    for (const struct option_row *row = rows; row->name != NULL; row++) {
        const char **value = option_value(row, options);
        if (row->kind == OPTION_NO_CONFIG)
            continue;
        if (value != NULL ? *value != NULL : *option_flag(row, options))
            put_option(out, row->name, value != NULL ? *value : NULL);
    }
    config_members(out, put_option);
}

/* ---- files ---- */

static void put_columns(struct buffer *out, const struct intake_file *file) {
    JSON_LITERAL(out, "[");
    for (uint32_t i = 0; i < file->column_count; i++) {
        const struct intake_column *column = &file->columns[i];
        buffer_string(out, i > 0 ? ",{\"header\":" : "{\"header\":");
        json_put_foreign(out, column->header);
        json_put_key(out, "read_as");
        put_parts(out, column->columns, ' ');
        json_put_key(out, "ignored");
        json_put_flag(out, column->ignored);
        json_put_key(out, "may_be");
        json_put_text(out, column->may_be);
        buffer_char(out, '}');
    }
    buffer_char(out, ']');
}

/* Those that the profile says to ignore, or those that nothing reads. */
static void put_not_read(struct buffer *out, const struct intake_file *file, bool ignored) {
    bool any = false;
    buffer_char(out, '[');
    for (uint32_t i = 0; i < file->column_count; i++) {
        const struct intake_column *column = &file->columns[i];
        if (column->columns.length > 0 || column->ignored != ignored)
            continue;
        if (any)
            buffer_char(out, ',');
        json_put_foreign(out, column->header);
        any = true;
    }
    buffer_char(out, ']');
}

static void put_read(struct buffer *out, uint64_t read, uint64_t rejected) {
    buffer_number(out, read);
    put_count(out, "used", read - rejected);
    put_count(out, "rejected", rejected);
}

static void put_rows(struct buffer *out, const struct intake_file *file, uint64_t rejected) {
    JSON_LITERAL(out, ",\"rows\":{\"read\":");
    put_read(out, file->rows, rejected);
    put_count(out, "skipped", file->skipped);
    json_put_key(out, "skipped_by");
    put_foreign_or_null(out, file->skipped_by);
    buffer_char(out, '}');
}

static void put_file(struct buffer *out, const struct intake_file *file, uint64_t rejected) {
    bool book = file->sheet.length > 0;
    JSON_LITERAL(out, "{\"table\":");
    json_put_word(out, file->table);
    json_put_key(out, "file");
    json_put_foreign(out, file->file);
    json_put_key(out, "sheet");
    put_foreign_or_null(out, file->sheet);
    json_put_key(out, "sha256");
    json_put_word(out, file->digest);
    put_count(out, "bytes", file->bytes);
    json_put_key(out, "encoding");
    put_foreign_or_null(out, file->encoding);
    json_put_key(out, "encoding_guessed");
    json_put_flag(out, file->guessed);
    json_put_key(out, "delimiter");
    json_put_text(out, (struct text){&file->delimiter, book ? 0 : 1});
    put_count(out, "header_line", file->header_line);
    json_put_key(out, "columns");
    put_columns(out, file);
    json_put_key(out, "columns_ignored");
    put_not_read(out, file, true);
    json_put_key(out, "columns_unread");
    put_not_read(out, file, false);
    put_rows(out, file, rejected);
    json_put_key(out, "notices");
    put_parts(out, file->notices, '\n');
    buffer_char(out, '}');
}

/* Goods and their lines first, then the tables. */
static void put_intake(struct buffer *out, const struct run_summary *summary) {
    bool any = false;
    JSON_LITERAL(out, ",\"intake\":[");
    for (unsigned i = 0; i < INPUTS; i++) {
        unsigned input = (INPUT_GOODS + i) % INPUTS;
        if (summary->files->of[input].table == NULL)
            continue;
        if (any)
            buffer_char(out, ',');
        put_file(out, &summary->files->of[input], summary->result->rejects.of_input[input]);
        any = true;
    }
    buffer_char(out, ']');
}

/* ---- the run ---- */

static void put_rule_book(struct buffer *out, const struct run_summary *summary) {
    JSON_LITERAL(out, ",\"rule_book\":{\"directory\":");
    json_put_foreign(out, text_from(summary->rules));
    json_put_key(out, "sha256");
    buffer_char(out, '"');
    digest_print(out, &summary->rule_book);
    buffer_char(out, '"');
    json_put_key(out, "language");
    json_put_word(out, summary->language);
    json_put_key(out, "hs_edition");
    json_put_word(out, hs_edition_name(summary->book->edition));
    buffer_char(out, '}');
}

static void put_seconds(struct buffer *out, uint64_t milliseconds) {
    char fraction[8];
    snprintf(fraction, sizeof fraction, ".%03u", (unsigned)(milliseconds % 1000));
    put_count(out, "seconds", milliseconds / 1000);
    buffer_string(out, fraction);
}

/* What papers that are made of the results say that they were made of. */
static void put_results(struct buffer *out, const struct run_summary *summary) {
    JSON_LITERAL(out, ",\"results\":{\"format\":");
    json_put_word(out, summary->format);
    put_count(out, "bytes", summary->results_bytes);
    json_put_key(out, "sha256");
    buffer_char(out, '"');
    digest_print(out, &summary->results);
    JSON_LITERAL(out, "\"}");
}

void summary_write(struct buffer *out, const struct run_summary *summary) {
    JSON_LITERAL(out, "{\"format\":");
    buffer_number(out, FORMAT);
    JSON_LITERAL(out, ",\"program\":{\"name\":\"usmca\",\"version\":\"" USMCA_VERSION "\"}");
    json_put_key(out, "command");
    json_put_word(out, summary->command);
    put_rule_book(out, summary);
    JSON_LITERAL(out, ",\"options\":{");
    buffer_text(out, summary->options);
    buffer_char(out, '}');
    json_put_key(out, "date");
    json_put_date(out, summary->date);
    json_put_key(out, "currency");
    json_put_text(out, summary->currency);
    put_intake(out, summary);
    JSON_LITERAL(out, ",\"rows\":{\"read\":");
    put_read(out, summary->rows, summary->result->rejects.count);
    buffer_char(out, '}');
    batch_counts_json(out, &summary->result->counts);
    put_results(out, summary);
    json_put_key(out, "notices");
    put_parts(out, summary->notices, '\n');
    put_count(out, "exit_status", (uint64_t)summary->exit_status);
    put_seconds(out, summary->milliseconds);
    JSON_LITERAL(out, "}\n");
}
