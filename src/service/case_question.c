#include "service/case_question.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "batch/case_sheets.h"
#include "report/json_value.h"

/* What holds for all goods, of a question. */
static const char *const SETTINGS[] = {"date",        "currency",  "hs_edition",  "tariff",
                                       "default_use", "designate", "year_begins", "lang"};
enum { SETTING_COUNT = sizeof SETTINGS / sizeof SETTINGS[0] };

bool case_table_given(int input) {
    return input >= TABLES || INPUT_TABLES[input].user == TABLE_OF_CASE;
}

const char *case_table_name(int input) {
    static const char *const NAMES[] = {"goods", "bom", "flat"};
    return input < TABLES ? INPUT_TABLES[input].name : NAMES[input - TABLES];
}

const struct column_table *case_table_columns(int input) {
    return input < TABLES         ? INPUT_TABLES[input].columns
           : input == INPUT_GOODS ? &GOOD_COLUMNS
                                  : &MATERIAL_COLUMNS;
}

size_t case_members(const char *names[MOST_CASE_MEMBERS], bool files) {
    size_t count = 0;
    if (files)
        names[count++] = "profile";
    for (int i = 0; i < INPUT_FLAT && !files; i++)
        if (case_table_given(i))
            names[count++] = case_table_name(i);
    for (size_t i = 0; i < SETTING_COUNT; i++)
        names[count++] = SETTINGS[i];
    names[count] = NULL;
    return count;
}

bool case_question_plain(struct json_plain *out, struct text text) {
    const char *names[QUESTION_INPUTS + 1];
    size_t count = 0;
    for (int i = 0; i < INPUT_FLAT; i++)
        if (case_table_given(i))
            names[count++] = case_table_name(i);
    names[count] = NULL;
    return json_plain_read(out, text, names);
}

static usmca_status read_rows(struct case_question *question, const struct case_asked *of_case,
                              usmca_error *error) {
    const json_t *asked = of_case->said;
    uint64_t most = question->asked.service->most_rows;
    usmca_status status = USMCA_OK;
    for (int i = 0; i < INPUT_FLAT && status == USMCA_OK; i++) {
        struct json_rows *rows = &question->rows[i];
        const json_t *list = case_table_given(i) ? json_object_get(asked, case_table_name(i)) : NULL;
        bool needed = i == INPUT_GOODS || i == INPUT_LINES;
        const bool said = list != NULL && !json_is_null(list);
        if (needed && !said)
            return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "%s is needed: a list of rows",
                             case_table_name(i));
        if (!said)
            continue;
        const struct json_plain_table *plain = json_plain_table(of_case->plain, case_table_name(i));
        status = plain != NULL
                     ? json_rows_write_plain(rows, case_table_name(i), plain, most, error)
                     : json_rows_write(rows, case_table_name(i), list, case_table_columns(i), most, error);
        most -= rows->given.rows;
        question->asked.inputs[i] = (struct table_input){case_table_name(i), case_table_name(i), rows};
    }
    return status;
}

usmca_status case_files_spread(struct table_input *inputs, const struct table_input *files,
                               const struct case_surroundings *around, struct buffer *notices,
                               usmca_error *error) {
    const char *paths[QUESTION_INPUTS];
    for (int i = 0; i < QUESTION_INPUTS; i++) {
        inputs[i] = files[i];
        paths[i] = files[i].path;
    }
    const struct case_files of_case = {&paths[INPUT_FLAT], &paths[INPUT_GOODS], &paths[INPUT_LINES], paths};
    usmca_status status =
        case_sheets(&of_case, around->book, around->service->rules, around->arena, notices, error);
    if (status != USMCA_OK)
        table_inputs_name(files, error);
    const struct table_input whole = inputs[INPUT_FLAT];
    for (int i = 0; i < QUESTION_INPUTS; i++) {
        if (inputs[i].path == NULL && paths[i] != NULL)
            inputs[i].shown = whole.shown;
        inputs[i].path = paths[i];
    }
    return status;
}

static struct case_surroundings around(struct case_question *question) {
    return (struct case_surroundings){question->asked.service, question->question.book, &question->arena};
}

static usmca_status take_files(struct case_question *question, const struct table_input *files,
                               usmca_error *error) {
    struct table_input *inputs = question->asked.inputs;
    const struct case_surroundings of_question = around(question);
    usmca_status status = case_files_spread(inputs, files, &of_question, &question->notices, error);
    const bool goods = inputs[INPUT_GOODS].path != NULL;
    const bool lines = inputs[INPUT_LINES].path != NULL;
    const bool flat = inputs[INPUT_FLAT].path != NULL;
    if (status == USMCA_OK && !flat && !(goods && lines))
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "goods and bom, or one file, are needed");
    if (status == USMCA_OK && flat && (goods || lines))
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "either file, or goods and bom");
    return status;
}

static bool is_shipped(const char *name, const char *rules) {
    struct buffer path = {0};
    buffer_string(&path, rules);
    buffer_string(&path, "/profiles/");
    buffer_string(&path, name);
    buffer_string(&path, ".xml");
    buffer_char(&path, '\0');
    const bool is = path.failed || access(path.data, F_OK) == 0 || errno != ENOENT;
    buffer_free(&path);
    return is;
}

/* Of a file that was given it is no fault of the rule book. */
static usmca_status not_a_profile(const char *path, usmca_error *error) {
    const char *slash = strrchr(path, '/');
    const struct table_input named[QUESTION_INPUTS] = {{path, slash != NULL ? slash + 1 : path, NULL}};
    table_inputs_name(named, error);
    error->status = USMCA_ERROR_INPUT;
    return error->status;
}

/* A profile of the rule book has a name and no path. */
usmca_status case_profile(struct profile **out, const json_t *said, const char *given,
                          const struct case_surroundings *around, usmca_error *error) {
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
    static const struct file_form FORM = {0};
    char room[QUESTION_WORD_SIZE];
    const char *name = NULL;
    usmca_status status = question_word(said, "profile", room, &name, error);
    if (status == USMCA_OK && name != NULL && name[strspn(name, LETTERS)] != '\0')
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "profile %s is not the name of one", name);
    if (status == USMCA_OK && name != NULL && given != NULL)
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "profile: either a name, or a file");
    if (status == USMCA_OK && name != NULL && !is_shipped(name, around->service->rules))
        return profile_unknown(name, around->service->rules, error);
    if (status != USMCA_OK)
        return status;
    status = profile_of_run(out, given != NULL ? given : name, around->service->rules, &FORM,
                            around->book->words, error);
    return given != NULL && status == USMCA_ERROR_RULES ? not_a_profile(given, error) : status;
}

/* Rows of JSON are written in one way; files as a profile says. */
static usmca_status read_form(struct case_question *question, const struct case_asked *of_case,
                              usmca_error *error) {
    static const struct file_form OF_JSON = {.decimal = "."};
    const struct case_surroundings of_question = around(question);
    usmca_status status =
        of_case->files != NULL
            ? case_profile(&question->profile, of_case->said, of_case->profile, &of_question, error)
            : profile_of_run(&question->profile, NULL, of_question.service->rules, &OF_JSON,
                             of_question.book->words, error);
    question->asked.profile = question->profile;
    return status;
}

usmca_status case_question_ask(struct case_question *question, const struct service *service,
                               const struct case_asked *asked, usmca_error *error) {
    const char *members[MOST_CASE_MEMBERS];
    const bool files = asked->files != NULL;
    *question = (struct case_question){.output = -1, .answer.refused = -1};
    question->asked = (struct determining){.service = service,
                                           .question = &question->question,
                                           .go_on = asked->go_on,
                                           .context = asked->context};
    case_members(members, files);
    usmca_status status = question_members(asked->said, members, error);
    if (status == USMCA_OK)
        status = question_read(&question->question, service, asked->said, error);
    question->question.setting.gap = asked->gap;
    if (status == USMCA_OK)
        status = files ? take_files(question, asked->files, error) : read_rows(question, asked, error);
    if (status == USMCA_OK)
        status = read_form(question, asked, error);
    if (status == USMCA_OK)
        status = memory_file(&question->output, "determinations", error);
    if (status == USMCA_OK && asked->begins != NULL)
        asked->begins(asked->of_output, question->output);
    const struct report_format *format = report_format_named(asked->format != NULL ? asked->format : "json");
    question->asked.format = asked->gap ? report_format_with_gap(format) : format;
    question->asked.output = question->output;
    if (status == USMCA_OK)
        status = determine_goods(&question->answer, &question->asked, error);
    buffer_text(&question->answer.result.notices, buffer_view(&question->notices));
    return status;
}

void case_question_close(struct case_question *question) {
    if (question->output >= 0)
        close(question->output);
    for (int i = 0; i < QUESTION_INPUTS; i++)
        json_rows_close(&question->rows[i]);
    profile_free(question->profile);
    arena_free(&question->arena);
    buffer_free(&question->notices);
    determined_free(&question->answer);
}

void case_question_notices(struct buffer *out, const struct case_question *question) {
    determined_notices(out, &question->answer, &question->asked);
}

usmca_status case_question_answer(struct buffer *out, const struct case_question *question,
                                  usmca_error *error) {
    JSON_LITERAL(out, "{\"determinations\":[");
    size_t begun = out->length;
    usmca_status status = memory_file_read(out, question->output, error);
    if (status != USMCA_OK)
        return status;
    out->length -= out->length > begun; /* the end of the last line */
    for (size_t i = begun; i < out->length; i++)
        if (out->data[i] == '\n')
            out->data[i] = ',';
    buffer_char(out, ']');
    status = determined_json(out, &question->answer, &question->asked, error);
    JSON_LITERAL(out, "}");
    return status == USMCA_OK && out->failed ? error_memory(error) : status;
}
