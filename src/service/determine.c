#include "service/determine.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"
#include "batch/read_tables.h"
#include "intake/sheet.h"
#include "report/json_value.h"

/* The tables that hold for all goods, as they are read and reckoned with. */
struct run {
    const struct determining *asked;
    struct determined *out;
    struct tables tables;
    struct case_setting setting;
    struct stated stated;
};

static const struct given_table *given(const struct table_input *input) {
    return input->rows != NULL ? &input->rows->given : NULL;
}

static usmca_status read_tables(struct run *run, usmca_error *error) {
    const struct determining *asked = run->asked;
    const char *paths[TABLES];
    const struct given_table *rows[TABLES];
    for (int kind = 0; kind < TABLES; kind++) {
        paths[kind] = asked->inputs[kind].path;
        rows[kind] = given(&asked->inputs[kind]);
    }
    const struct table_inputs inputs = {paths, rows, asked->profile, asked->question->first_month, NULL};
    return batch_read_tables(&inputs, asked->question->book, &run->setting, &run->tables, &run->stated,
                             &run->out->result, error);
}

static bool may_go_on(void *context, uint64_t done, uint64_t all) {
    const struct determining *asked = context;
    (void)done;
    (void)all;
    return asked->go_on(asked->context);
}

static usmca_status run_goods(struct run *run, usmca_error *error) {
    const struct determining *asked = run->asked;
    const char *flat = asked->inputs[INPUT_FLAT].path;
    const uint64_t most = asked->service->most_rows;
    if (run->tables.rows >= most) /* none is left for goods */
        return error_set(error, USMCA_ERROR_INPUT, NULL, 0, 0, "there are more rows than %llu",
                         (unsigned long long)most);
    struct batch_request request = {.book = asked->question->book,
                                    .setting = &run->setting,
                                    .vehicles = &run->stated.vehicles,
                                    .profile = asked->profile,
                                    .goods_path = flat != NULL ? NULL : asked->inputs[INPUT_GOODS].path,
                                    .lines_path = flat != NULL ? flat : asked->inputs[INPUT_LINES].path,
                                    .goods_given = given(&asked->inputs[INPUT_GOODS]),
                                    .lines_given = flat != NULL ? NULL : given(&asked->inputs[INPUT_LINES]),
                                    .format = asked->format,
                                    .jobs = 1,
                                    .most_rows = most - run->tables.rows,
                                    .progress = asked->go_on != NULL ? may_go_on : NULL,
                                    .context = (void *)asked};
    batch_no_outputs(&request);
    request.outputs[BATCH_RESULTS] = asked->output;
    request.outputs[BATCH_REJECTS] = run->out->refused;
    return batch_run(&request, &run->out->result, error);
}

/* ---- what messages call a table ---- */

/* The input whose path the text begins with; *length is the length of that. With `file`, of a sheet of a
 * workbook, FILE#SHEET, that of its file is enough. */
static const struct table_input *input_named(const struct table_input *inputs, struct text text, bool file,
                                             size_t *length) {
    for (int i = 0; i < QUESTION_INPUTS; i++) {
        const char *path = inputs[i].path != NULL ? inputs[i].path : "";
        *length = file ? strcspn(path, "#") : strlen(path);
        if (*length > 0 && text.length >= *length && memcmp(text.data, path, *length) == 0 &&
            (text.length == *length || text.data[*length] < '0' || text.data[*length] > '9'))
            return &inputs[i];
    }
    *length = 0;
    return NULL;
}

void table_inputs_show(struct buffer *out, const struct table_input *inputs, struct text text) {
    for (size_t at = 0; at < text.length;) {
        const struct text rest = {text.data + at, text.length - at};
        size_t length;
        const struct table_input *input = input_named(inputs, rest, false, &length);
        if (input == NULL)
            input = input_named(inputs, rest, true, &length);
        if (input != NULL)
            buffer_string(out, input->shown);
        else
            buffer_char(out, text.data[at]);
        at += input != NULL ? length : 1;
    }
}

static const struct table_input *input_at(const struct determining *asked, struct text path) {
    for (int i = 0; i < QUESTION_INPUTS; i++)
        if (asked->inputs[i].path != NULL && text_is(path, asked->inputs[i].path))
            return &asked->inputs[i];
    return NULL;
}

static void name_again(char *room, size_t size, const struct table_input *inputs) {
    struct buffer shown = {0};
    table_inputs_show(&shown, inputs, text_from(room));
    if (!shown.failed)
        snprintf(room, size, "%.*s", (int)shown.length, shown.data != NULL ? shown.data : "");
    buffer_free(&shown);
}

void table_inputs_name(const struct table_input *inputs, usmca_error *error) {
    name_again(error->file, sizeof error->file, inputs);
    name_again(error->text, sizeof error->text, inputs);
}

usmca_status determine_goods(struct determined *out, const struct determining *asked, usmca_error *error) {
    struct run *run = calloc(1, sizeof *run);
    *out = (struct determined){.refused = -1};
    if (run == NULL)
        return error_memory(error);
    run->asked = asked;
    run->out = out;
    run->setting = asked->question->setting;
    if (run->setting.tariff == TARIFF_NOT_SAID && asked->profile != NULL)
        run->setting.tariff = asked->profile->tariff;
    out->result.rejects = (struct rejects){.messages = asked->question->book->messages, .raw = true};
    usmca_status status = memory_file(&out->refused, "refused", error);
    if (status == USMCA_OK)
        status = read_tables(run, error);
    if (status == USMCA_OK)
        status = run_goods(run, error);
    out->rows = out->result.counts.rows + run->tables.rows;
    if (status != USMCA_OK && error != NULL)
        table_inputs_name(asked->inputs, error);
    tables_free(&run->tables);
    free(run);
    return status;
}

void determined_free(struct determined *out) {
    if (out->refused >= 0)
        close(out->refused);
    batch_result_free(&out->result);
}

/* ---- files that lie in memory ---- */

usmca_status memory_file(int *out, const char *name, usmca_error *error) {
    *out = memfd_create(name, MFD_CLOEXEC);
    return *out >= 0 ? USMCA_OK
                     : error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot make room in memory: %s",
                                 strerror(errno));
}

usmca_status memory_file_read(struct buffer *out, int descriptor, usmca_error *error) {
    enum { BLOCK = 1 << 16 };
    off_t at = 0;
    for (;;) {
        char *room = buffer_reserve(out, BLOCK);
        if (room == NULL)
            return error_memory(error);
        ssize_t got = file_read_at(descriptor, room, BLOCK, at);
        if (got < 0)
            return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot read: %s", strerror(errno));
        if (got == 0)
            return USMCA_OK;
        out->length += (size_t)got;
        at += got;
    }
}

/* ---- the answer ---- */

static uint64_t number_of(struct text digits) {
    uint64_t number = 0;
    for (size_t i = 0; i < digits.length && i < 18; i++)
        number = number * 10 + (uint64_t)(digits.data[i] - '0');
    return number;
}

static void put_number(struct buffer *out, const char *name, uint64_t number) {
    buffer_string(out, name);
    buffer_number(out, number);
}

/* Of a row of the file of refused rows: REJECTS_HEADER. */
enum { REFUSED_FILE, REFUSED_LINE, REFUSED_COLUMN, REFUSED_REASON, REFUSED_ROW, REFUSED_FIELDS };

/* Of a workbook, which has rows of that number in every sheet. */
static void put_sheet(struct buffer *out, struct text sheet, uint64_t line, uint64_t column) {
    char cell[CELL_NAME_SIZE];
    if (sheet.length == 0)
        return;
    cell_name(cell, line, (uint32_t)column);
    JSON_LITERAL(out, ",\"sheet\":");
    json_put_string(out, sheet);
    JSON_LITERAL(out, ",\"cell\":");
    json_put_word(out, cell);
}

static void put_refused(struct buffer *out, const struct determining *asked, const struct buffer *fields) {
    const struct table_input *input = input_at(asked, buffer_view(&fields[REFUSED_FILE]));
    const struct json_rows *rows = input != NULL ? input->rows : NULL;
    uint64_t line = number_of(buffer_view(&fields[REFUSED_LINE]));
    uint64_t column = number_of(buffer_view(&fields[REFUSED_COLUMN]));
    struct text sheet = buffer_view(&fields[REFUSED_FILE]);
    struct text file = sheet;
    struct buffer shown = {0};
    (void)text_split(&sheet, '#', &file);
    table_inputs_show(&shown, asked->inputs, file);
    JSON_LITERAL(out, "{\"table\":");
    json_put_string(out, buffer_view(&shown));
    if (rows != NULL) {
        put_number(out, ",\"row\":", line);
        JSON_LITERAL(out, ",\"column\":");
        json_put_text(out, text_from(json_rows_column(rows, column)));
    } else {
        put_sheet(out, sheet, line, column);
        put_number(out, ",\"line\":", line);
        put_number(out, ",\"column\":", column);
    }
    JSON_LITERAL(out, ",\"reason\":");
    json_put_string(out, buffer_view(&fields[REFUSED_REASON]));
    JSON_LITERAL(out, ",\"as_given\":");
    json_put_string(out, buffer_view(&fields[REFUSED_ROW]));
    buffer_char(out, '}');
    buffer_release(&shown, out);
}

/* Takes a field of those rows, which are as long as they may be; false where there is none. */
static bool take_field(struct text *rest, struct buffer *out) {
    bool quoted = rest->length > 0 && rest->data[0] == '"';
    size_t at = quoted;
    out->length = 0;
    for (; at < rest->length; at++) {
        const char c = rest->data[at];
        if (quoted && c == '"' && (at + 1 == rest->length || rest->data[++at] != '"'))
            break;
        if (!quoted && (c == ',' || c == '\n'))
            break;
        buffer_char(out, c);
    }
    bool ended = at < rest->length;
    *rest = ended ? (struct text){rest->data + at + 1, rest->length - at - 1} : NO_TEXT;
    return ended;
}

static usmca_status put_all_refused(struct buffer *out, const struct determining *asked, struct text refused,
                                    usmca_error *error) {
    struct buffer fields[REFUSED_FIELDS] = {{0}};
    bool whole = true;
    for (size_t row = 0; refused.length > 0 && whole; row++) {
        for (int i = 0; i < REFUSED_FIELDS && whole; i++) {
            whole = take_field(&refused, &fields[i]);
            out->failed = out->failed || fields[i].failed;
        }
        buffer_string(out, row > 1 ? "," : "");
        if (row > 0 && whole && !out->failed)
            put_refused(out, asked, fields);
    }
    for (int i = 0; i < REFUSED_FIELDS; i++)
        buffer_free(&fields[i]);
    return whole ? USMCA_OK
                 : error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "the rows that were refused cannot be told");
}

void determined_notices(struct buffer *out, const struct determined *determined,
                        const struct determining *asked) {
    struct text notices = buffer_view(&determined->result.notices);
    struct text line;
    bool first = true;
    buffer_char(out, '[');
    while (notices.length > 0 && text_split(&notices, '\n', &line)) {
        struct buffer shown = {0};
        table_inputs_show(&shown, asked->inputs, line);
        if (shown.length > 0) {
            buffer_string(out, first ? "" : ",");
            json_put_string(out, buffer_view(&shown));
            first = false;
        }
        buffer_release(&shown, out);
    }
    buffer_char(out, ']');
}

usmca_status determined_json(struct buffer *out, const struct determined *determined,
                             const struct determining *asked, usmca_error *error) {
    const struct batch_counts *counts = &determined->result.counts;
    struct buffer refused = {0};
    JSON_LITERAL(out, ",\"refused\":[");
    usmca_status status = memory_file_read(&refused, determined->refused, error);
    if (status == USMCA_OK)
        status = put_all_refused(out, asked, buffer_view(&refused), error);
    JSON_LITERAL(out, "],\"notices\":");
    determined_notices(out, determined, asked);
    put_number(out, ",\"rows\":", determined->rows);
    JSON_LITERAL(out, ",\"goods\":{");
    for (int i = 0; i < STATUSES; i++) {
        buffer_string(out, i > 0 ? "," : "");
        json_put_word(out, STATUS_WORDS[i]);
        put_number(out, ":", counts->goods[i]);
    }
    buffer_char(out, '}');
    buffer_free(&refused);
    return status == USMCA_OK && out->failed ? error_memory(error) : status;
}
