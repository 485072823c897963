#include "service/file_question.h"

#include <stdlib.h>

#include "intake/suggest.h"
#include "report/json_value.h"
#include "service/case_question.h"
#include "service/json_exact.h"
#include "service/preview_page.h"

const char *const FILE_PREVIEW_MEMBERS[] = {"profile", "lang", NULL};
const char *const FILE_PROFILE_MEMBERS[] = {"name", "lang", NULL};

struct files {
    const struct service *service;
    const struct file_asked *asked;
    struct service_question question; /* its language */
    struct table_input inputs[QUESTION_INPUTS];
    struct profile *profile;
    struct header_words words;
    struct arena arena;
    struct buffer notices;
    struct suggestion *suggestions[QUESTION_INPUTS];
};

static usmca_status take_files(struct files *files, const char *const *members, usmca_error *error) {
    const struct file_asked *asked = files->asked;
    usmca_status status = question_members(asked->said, members, error);
    if (status == USMCA_OK)
        status = question_read(&files->question, files->service, asked->said, error);
    const struct case_surroundings around = {files->service, files->question.book, &files->arena};
    if (status == USMCA_OK)
        status = case_profile(&files->profile, asked->said, asked->profile, &around, error);
    if (status == USMCA_OK)
        status = header_words_open(&files->words, files->service->rules, error);
    if (status == USMCA_OK)
        status = case_files_spread(files->inputs, asked->files, &around, &files->notices, error);
    bool any = false;
    for (int i = 0; i < QUESTION_INPUTS; i++)
        any = any || files->inputs[i].path != NULL;
    return status == USMCA_OK && !any ? error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "a file is needed")
                                      : status;
}

static void files_free(struct files *files) {
    for (int i = 0; i < QUESTION_INPUTS; i++)
        suggestion_close(files->suggestions[i]);
    header_words_free(&files->words);
    profile_free(files->profile);
    buffer_free(&files->notices);
    arena_free(&files->arena);
    free(files);
}

/* ---- preview ---- */

/* Nothing that is written of it names the place in memory that it was read at. */
static usmca_status show_names(struct preview *preview, const struct table_input *input,
                               const struct table_input *inputs, usmca_error *error) {
    struct buffer lines = {0};
    table_inputs_show(&lines, inputs, buffer_view(&preview->rejects.lines));
    char *name = strdup(input->shown);
    if (lines.failed || name == NULL) {
        free(name);
        buffer_free(&lines);
        return error_memory(error);
    }
    free(preview->source.path);
    preview->source.path = name;
    buffer_free(&preview->rejects.lines);
    preview->rejects.lines = lines;
    return USMCA_OK;
}

static usmca_status put_preview(struct buffer *out, struct files *files, int input, const char **sheet,
                                usmca_error *error) {
    enum { ROWS_SHOWN = 5 };
    struct preview preview;
    usmca_error problem = {0};
    const struct table_input *of = &files->inputs[input];
    const struct messages *messages = files->question.book->messages;
    usmca_status status = preview_read(&preview, of->path, files->profile, case_table_name(input), ROWS_SHOWN,
                                       &files->words, messages, &problem);
    bool read = status == USMCA_OK;
    *sheet = read && preview.source.sheet != NULL
                 ? arena_copy(&files->arena, text_from(preview.source.sheet)).data
                 : NULL;
    if (status == USMCA_ERROR_MEMORY || status == USMCA_ERROR_IO) {
        *error = problem;
    } else {
        table_inputs_name(files->inputs, &problem);
        status = read ? show_names(&preview, of, files->inputs, error) : USMCA_OK;
    }
    if (status == USMCA_OK) {
        preview.source.sheet = *sheet; /* it stood in the path */
        JSON_LITERAL(out, "\"sheet\":");
        json_put_text(out, text_from(*sheet));
        JSON_LITERAL(out, ",\"preview\":");
        preview_json(out, &preview, of->shown, read ? NULL : &problem,
                     read ? NULL : service_error_words(files->service, files->asked->said), messages);
        out->length -= out->length > 0 && !out->failed; /* the end of its line */
    }
    preview_free(&preview);
    return status;
}

static void put_headers(struct buffer *out, const struct suggestion *of) {
    for (uint32_t i = 0; i < of->table.fields.count; i++) {
        const struct suggested_column *column = &of->table.columns[i];
        struct buffer name = {0};
        suggested_name(&name, column);
        buffer_string(out, i > 0 ? ",{\"place\":" : "{\"place\":");
        buffer_number(out, i + 1);
        JSON_LITERAL(out, ",\"header\":");
        json_put_foreign(out, column->header);
        JSON_LITERAL(out, ",\"column\":");
        json_put_text(out, buffer_view(&name));
        JSON_LITERAL(out, ",\"values\":[");
        for (uint32_t k = 0; k < column->sample_count; k++) {
            buffer_string(out, k > 0 ? "," : "");
            json_put_foreign(out, column->samples[k]);
        }
        JSON_LITERAL(out, "]}");
        buffer_release(&name, out);
    }
}

static void put_needed(struct buffer *out, int input) {
    const struct column_table *const PARTS[] = {case_table_columns(input),
                                                input == INPUT_FLAT ? &GOOD_COLUMNS : NULL};
    bool first = true;
    for (int part = 0; part < 2 && PARTS[part] != NULL; part++)
        for (size_t i = 0; i < PARTS[part]->count; i++) {
            if (PARTS[part]->columns[i].required == NEED_NONE || (part == 1 && i == 0))
                continue;
            buffer_string(out, first ? "\"" : ",\"");
            buffer_string(out, part == 1 ? "good_" : "");
            buffer_string(out, PARTS[part]->columns[i].name);
            buffer_char(out, '"');
            first = false;
        }
}

static void put_columns(struct buffer *out, int input) {
    const struct column_table *const PARTS[] = {case_table_columns(input),
                                                input == INPUT_FLAT ? &GOOD_COLUMNS : NULL};
    for (int part = 0; part < 2 && PARTS[part] != NULL; part++)
        for (size_t i = part == 1; i < PARTS[part]->count; i++) {
            buffer_string(out, part + i > 0 ? ",\"" : "\"");
            buffer_string(out, part == 1 ? "good_" : "");
            buffer_string(out, PARTS[part]->columns[i].name);
            buffer_char(out, '"');
        }
}

static void put_lines(struct buffer *out, struct text lines) {
    struct text line;
    bool first = true;
    while (lines.length > 0 && text_split(&lines, '\n', &line)) {
        if (line.length == 0)
            continue;
        buffer_string(out, first ? "" : ",");
        json_put_string(out, line);
        first = false;
    }
}

/* A file whose headers cannot be found has none; its preview says why. */
static usmca_status put_file(struct buffer *out, struct files *files, int input, usmca_error *error) {
    const char *sheet = NULL;
    struct buffer path = {0};
    struct buffer doubts = {0};
    usmca_error problem = {0};
    JSON_LITERAL(out, "{\"table\":");
    json_put_word(out, case_table_name(input));
    buffer_char(out, ',');
    usmca_status status = put_preview(out, files, input, &sheet, error);
    if (status != USMCA_OK)
        return status;
    buffer_string(&path, files->inputs[input].path);
    if (sheet != NULL && strchr(files->inputs[input].path, '#') == NULL) {
        buffer_char(&path, '#');
        buffer_string(&path, sheet);
    }
    buffer_char(&path, '\0');
    const struct suggestion_asked asked = {.path = path.data, .table = case_table_name(input), .any = true};
    status = path.failed ? error_memory(&problem)
                         : suggestion_read(&files->suggestions[input], &asked, &files->words,
                                           files->service->rules, &problem);
    JSON_LITERAL(out, ",\"headers\":[");
    if (status == USMCA_OK) {
        put_headers(out, files->suggestions[input]);
        suggestion_doubts(&doubts, &files->suggestions[input]->numbers, &files->suggestions[input]->days,
                          files->question.book->messages);
    }
    JSON_LITERAL(out, "],\"needed\":[");
    put_needed(out, input);
    JSON_LITERAL(out, "],\"columns\":[");
    put_columns(out, input);
    JSON_LITERAL(out, "],\"doubts\":[");
    put_lines(out, buffer_view(&doubts));
    JSON_LITERAL(out, "]}");
    buffer_free(&path);
    buffer_release(&doubts, out);
    if (status != USMCA_ERROR_MEMORY && status != USMCA_ERROR_IO)
        return USMCA_OK;
    *error = problem;
    return status;
}

usmca_status file_preview(struct buffer *out, const struct service *service, const struct file_asked *asked,
                          usmca_error *error) {
    struct files *files = calloc(1, sizeof *files);
    struct buffer notices = {0};
    bool first = true;
    if (files == NULL)
        return error_memory(error);
    files->service = service;
    files->asked = asked;
    usmca_status status = take_files(files, FILE_PREVIEW_MEMBERS, error);
    JSON_LITERAL(out, "{\"files\":[");
    for (int i = 0; i < QUESTION_INPUTS && status == USMCA_OK; i++) {
        if (files->inputs[i].path == NULL)
            continue;
        buffer_string(out, first ? "" : ",");
        status = put_file(out, files, i, error);
        first = false;
    }
    JSON_LITERAL(out, "],\"notices\":[");
    table_inputs_show(&notices, files->inputs, buffer_view(&files->notices));
    put_lines(out, buffer_view(&notices));
    JSON_LITERAL(out, "]}");
    if (status == USMCA_OK && (out->failed || notices.failed || files->arena.failed))
        status = error_memory(error);
    else if (status != USMCA_OK)
        table_inputs_name(files->inputs, error);
    buffer_free(&notices);
    files_free(files);
    return status;
}

/* ---- profile ---- */

static struct text text_of(const json_t *value) {
    struct text text;
    return json_exact_string(value, &text) ? text : NO_TEXT;
}

static usmca_status read_chosen(struct chosen_columns *chosen, const char *table, const json_t *list,
                                struct arena *arena, usmca_error *error) {
    size_t i;
    json_t *one;
    struct chosen_column *columns = ARENA_ARRAY(arena, struct chosen_column, json_array_size(list) + 1);
    if (columns == NULL)
        return error_memory(error);
    *chosen = (struct chosen_columns){columns, json_array_size(list)};
    json_array_foreach(list, i, one) {
        const json_t *place = json_object_get(one, "place");
        const json_int_t number = json_is_integer(place) ? json_integer_value(place) : 0;
        columns[i] = (struct chosen_column){(uint32_t)number, text_of(json_object_get(one, "column")),
                                            text_of(json_object_get(one, "constant"))};
        const bool placed = number > 0 && number <= CSV_MOST_FIELDS;
        if (columns[i].column.length == 0 || (place != NULL) != placed ||
            placed == (columns[i].constant.length > 0))
            return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0,
                             "columns: %s: row %zu has no column with a place, or with a constant", table,
                             i + 1);
    }
    return USMCA_OK;
}

static usmca_status check_tables(const struct files *files, usmca_error *error) {
    const char *name;
    json_t *list;
    if (files->asked->columns != NULL && !json_is_object(files->asked->columns))
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "columns is no object");
    json_object_foreach((json_t *)files->asked->columns, name, list) {
        bool given = false;
        for (int i = 0; i < QUESTION_INPUTS; i++)
            given = given || (files->inputs[i].path != NULL && strcmp(case_table_name(i), name) == 0);
        if (!given || !json_is_array(list))
            return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "columns: %.60s: %s", name,
                             given ? ERROR_WORDS("it is no list")
                                   : ERROR_WORDS("there is no file of that table"));
    }
    return USMCA_OK;
}

static usmca_status suggest_all(struct files *files, const struct suggestion **list, size_t *count,
                                usmca_error *error) {
    usmca_status status = check_tables(files, error);
    for (int i = 0; i < QUESTION_INPUTS && status == USMCA_OK; i++) {
        const json_t *said = json_object_get(files->asked->columns, case_table_name(i));
        struct chosen_columns *chosen = ARENA_ARRAY(&files->arena, struct chosen_columns, 1);
        if (files->inputs[i].path == NULL || (said == NULL && files->asked->columns != NULL))
            continue;
        if (chosen == NULL)
            return error_memory(error);
        if (said != NULL)
            status = read_chosen(chosen, case_table_name(i), said, &files->arena, error);
        const struct suggestion_asked asked = {.path = files->inputs[i].path,
                                               .table = case_table_name(i),
                                               .chosen = said != NULL ? chosen : NULL,
                                               .any = said != NULL};
        if (status == USMCA_OK)
            status =
                suggestion_read(&files->suggestions[i], &asked, &files->words, files->service->rules, error);
        list[(*count)++] = files->suggestions[i];
    }
    return status;
}

usmca_status file_profile(struct buffer *out, const struct service *service, const struct file_asked *asked,
                          usmca_error *error) {
    struct files *files = calloc(1, sizeof *files);
    const struct suggestion *list[QUESTION_INPUTS] = {NULL};
    struct buffer names = {0};
    char room[QUESTION_WORD_SIZE];
    const char *name = NULL;
    size_t count = 0;
    if (files == NULL)
        return error_memory(error);
    files->service = service;
    files->asked = asked;
    usmca_status status = take_files(files, FILE_PROFILE_MEMBERS, error);
    if (status == USMCA_OK)
        status = question_word(asked->said, "name", room, &name, error);
    if (status == USMCA_OK)
        status = suggest_all(files, list, &count, error);
    for (int i = 0; i < QUESTION_INPUTS; i++) {
        if (files->inputs[i].path == NULL)
            continue;
        buffer_string(&names, names.length > 0 ? ", " : "");
        buffer_string(&names, files->inputs[i].shown);
    }
    const struct suggested_profile profile = {.name = text_from(name != NULL ? name : "suggested"),
                                              .of = buffer_view(&names),
                                              .files = list,
                                              .count = count};
    if (status == USMCA_OK)
        status = suggest_write(out, &profile, files->question.book->messages, error);
    if (status == USMCA_OK && (names.failed || files->arena.failed))
        status = error_memory(error);
    else if (status != USMCA_OK)
        table_inputs_name(files->inputs, error);
    buffer_free(&names);
    files_free(files);
    return status;
}
