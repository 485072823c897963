#include "service/preview_page.h"

#include <stdio.h>

#include "base/shown.h"
#include "report/json_value.h"

/* ---- what both say ---- */

static struct text delimiter_of(const struct preview *preview) {
    static const struct {
        char delimiter;
        struct text name;
    } NAMES[] = {{'\t', {"tab", 3}}, {',', {",", 1}}, {';', {";", 1}}, {'|', {"|", 1}}};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (NAMES[i].delimiter == preview->source.delimiter)
            return NAMES[i].name;
    return TEXT("?");
}

static void put_name(struct buffer *out, const struct column *column, bool of_good) {
    if (of_good)
        buffer_string(out, "good_");
    buffer_string(out, column->name);
}

/* The columns that a header is read into, one or two. */
static void put_columns(struct buffer *out, const struct preview_column *column) {
    if (column->column != NULL)
        put_name(out, column->column, false);
    else if (column->second != NULL)
        put_name(out, column->second, true);
}

static bool is_read(const struct preview_column *column) {
    return column->column != NULL || column->second != NULL;
}

/* "where: what", as other commands say it. */
static void put_problem(struct buffer *out, const usmca_error *problem, const struct error_words *words) {
    char place[64] = "";
    struct buffer said = {0};
    if (problem->line > 0)
        snprintf(place, sizeof place, ":%u:%u", problem->line, problem->column);
    buffer_shown(out, text_from(problem->file));
    buffer_string(out, place);
    buffer_string(out, problem->file[0] != '\0' ? ": " : "");
    error_words_put(&said, words, text_from(problem->text));
    buffer_shown(out, buffer_view(&said));
    buffer_release(&said, out);
}

/* ---- text ---- */

static void say(struct buffer *out, const struct messages *messages, const char *id, struct text value,
                struct text other) {
    MESSAGE(out, messages, id, {"value", value}, {"other", other});
    buffer_char(out, '\n');
}

static void put_place(struct buffer *out, const struct preview *preview, uint32_t place) {
    char name[CELL_NAME_SIZE];
    cell_name(name, 0, place);
    if (preview->source.sheet != NULL)
        buffer_put(out, name, strlen(name) - 1); /* D of D0 */
    else
        buffer_number(out, place);
}

static void text_column(struct buffer *out, const struct preview *preview,
                        const struct preview_column *column, const struct messages *messages) {
    struct buffer taken = {0};
    buffer_string(out, "  ");
    put_place(out, preview, column->place);
    buffer_string(out, "  ");
    buffer_shown(out, column->header);
    buffer_string(out, "  ");
    put_columns(&taken, column);
    if (is_read(column))
        say(out, messages, column->by_profile ? "preview.by-profile" : "preview.by-name", buffer_view(&taken),
            TEXT(""));
    else if (column->ignored)
        say(out, messages, "preview.ignored", TEXT(""), TEXT(""));
    else if (column->like != NULL)
        say(out, messages, "preview.unread-like", column->like->column, TEXT(""));
    else
        say(out, messages, "preview.unread", TEXT(""), TEXT(""));
    buffer_release(&taken, out);
}

static void text_rows(struct buffer *out, const struct preview *preview) {
    for (uint32_t i = 0; i < preview->row_count; i++) {
        const struct preview_row *row = &preview->rows[i];
        buffer_string(out, "  ");
        buffer_number(out, row->file_line);
        buffer_char(out, ':');
        for (uint32_t k = 0; k < row->value_count; k++) {
            buffer_string(out, k > 0 ? ", " : " ");
            put_name(out, row->values[k].column, row->values[k].of_good);
            buffer_char(out, '=');
            buffer_shown(out, row->values[k].value);
        }
        buffer_char(out, '\n');
    }
}

void preview_text(struct buffer *out, const struct preview *preview, const char *path,
                  const usmca_error *problem, const struct error_words *words,
                  const struct messages *messages) {
    struct buffer number = {0};
    struct buffer rejected = {0};
    say(out, messages, "preview.file", problem != NULL ? text_from(path) : text_from(preview->source.path),
        text_from(preview->table));
    if (problem != NULL) {
        buffer_string(out, "  ");
        put_problem(out, problem, words);
        buffer_string(out, "\n  ");
        say(out, messages, "preview.suggest", text_from(path), TEXT(""));
        buffer_char(out, '\n');
        return;
    }
    if (preview->source.sheet == NULL)
        say(out, messages, "preview.form", delimiter_of(preview),
            text_from(preview->source.guessed != NULL ? preview->source.guessed : "UTF-8"));
    for (uint32_t i = 0; i < preview->column_count; i++)
        text_column(out, preview, &preview->columns[i], messages);
    text_rows(out, preview);
    buffer_number(&number, preview->looked_at);
    buffer_number(&rejected, preview->rejects.count);
    say(out, messages, "preview.rows", buffer_view(&number), buffer_view(&rejected));
    buffer_text(out, buffer_view(&preview->rejects.lines));
    buffer_char(out, '\n');
    out->failed = out->failed || preview->rejects.lines.failed;
    buffer_release(&number, out);
    buffer_release(&rejected, out);
}

/* ---- JSON ---- */

static void json_column(struct buffer *out, const struct preview_column *column) {
    struct buffer taken = {0};
    put_columns(&taken, column);
    JSON_LITERAL(out, "{\"place\":");
    buffer_number(out, column->place);
    JSON_LITERAL(out, ",\"header\":");
    json_put_string(out, column->header);
    JSON_LITERAL(out, ",\"column\":");
    json_put_text(out, buffer_view(&taken));
    JSON_LITERAL(out, ",\"by\":");
    json_put_text(out, !is_read(column) ? TEXT("") : column->by_profile ? TEXT("profile") : TEXT("name"));
    JSON_LITERAL(out, ",\"ignored\":");
    json_put_flag(out, column->ignored);
    JSON_LITERAL(out, ",\"like\":");
    json_put_text(out, column->like != NULL ? column->like->column : TEXT(""));
    buffer_char(out, '}');
    buffer_release(&taken, out);
}

static void json_row(struct buffer *out, const struct preview_row *row) {
    JSON_LITERAL(out, "{\"line\":");
    buffer_number(out, row->file_line);
    JSON_LITERAL(out, ",\"values\":{");
    for (uint32_t i = 0; i < row->value_count; i++) {
        struct buffer name = {0};
        put_name(&name, row->values[i].column, row->values[i].of_good);
        buffer_string(out, i > 0 ? "," : "");
        json_put_string(out, buffer_view(&name));
        buffer_char(out, ':');
        json_put_string(out, row->values[i].value);
        buffer_release(&name, out);
    }
    JSON_LITERAL(out, "}}");
}

static void json_rejects(struct buffer *out, const struct preview *preview) {
    struct text rest = buffer_view(&preview->rejects.lines);
    struct text line;
    bool first = true;
    JSON_LITERAL(out, ",\"rejects\":[");
    while (rest.length > 0 && text_split(&rest, '\n', &line)) {
        buffer_string(out, first ? "" : ",");
        json_put_string(out, line);
        first = false;
    }
    buffer_char(out, ']');
}

static void json_problem(struct buffer *out, const usmca_error *problem, const struct error_words *words) {
    struct buffer text = {0};
    if (problem != NULL)
        put_problem(&text, problem, words);
    JSON_LITERAL(out, ",\"problem\":");
    json_put_text(out, buffer_view(&text));
    buffer_release(&text, out);
}

void preview_json(struct buffer *out, const struct preview *preview, const char *path,
                  const usmca_error *problem, const struct error_words *words,
                  const struct messages *messages) {
    (void)messages;
    JSON_LITERAL(out, "{\"file\":");
    json_put_string(out, text_from(problem != NULL ? path : preview->source.path));
    JSON_LITERAL(out, ",\"table\":");
    json_put_string(out, text_from(preview->table));
    json_problem(out, problem, words);
    JSON_LITERAL(out, ",\"delimiter\":");
    json_put_text(out, problem == NULL && preview->source.sheet == NULL ? delimiter_of(preview) : TEXT(""));
    JSON_LITERAL(out, ",\"encoding\":");
    json_put_text(out, problem != NULL                   ? TEXT("")
                       : preview->source.guessed != NULL ? text_from(preview->source.guessed)
                                                         : TEXT("UTF-8"));
    JSON_LITERAL(out, ",\"columns\":[");
    for (uint32_t i = 0; i < preview->column_count; i++) {
        buffer_string(out, i > 0 ? "," : "");
        json_column(out, &preview->columns[i]);
    }
    JSON_LITERAL(out, "],\"rows\":[");
    for (uint32_t i = 0; i < preview->row_count; i++) {
        buffer_string(out, i > 0 ? "," : "");
        json_row(out, &preview->rows[i]);
    }
    JSON_LITERAL(out, "],\"looked_at\":");
    buffer_number(out, preview->looked_at);
    JSON_LITERAL(out, ",\"rejected\":");
    buffer_number(out, preview->rejects.count);
    json_rejects(out, preview);
    JSON_LITERAL(out, "}\n");
}
