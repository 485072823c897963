#include "service/case_question.h"

#include <unistd.h>

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

size_t case_members(const char *names[MOST_CASE_MEMBERS]) {
    size_t count = 0;
    for (int i = 0; i < INPUT_FLAT; i++)
        if (case_table_given(i))
            names[count++] = case_table_name(i);
    for (size_t i = 0; i < SETTING_COUNT; i++)
        names[count++] = SETTINGS[i];
    names[count] = NULL;
    return count;
}

static usmca_status read_rows(struct case_question *question, const json_t *asked, usmca_error *error) {
    uint64_t most = question->asked.service->most_rows;
    usmca_status status = USMCA_OK;
    for (int i = 0; i < INPUT_FLAT && status == USMCA_OK; i++) {
        struct json_rows *rows = &question->rows[i];
        const json_t *list = case_table_given(i) ? json_object_get(asked, case_table_name(i)) : NULL;
        bool needed = i == INPUT_GOODS || i == INPUT_LINES;
        if (needed && list == NULL)
            return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "%s is needed: a list of rows",
                             case_table_name(i));
        if (list == NULL || json_is_null(list))
            continue;
        status = json_rows_write(rows, case_table_name(i), list, case_table_columns(i), most, error);
        most -= rows->given.rows;
        question->asked.inputs[i] = (struct table_input){case_table_name(i), case_table_name(i), rows};
    }
    return status;
}

/* Rows of JSON are written in one way. */
static usmca_status plain_form(struct case_question *question, usmca_error *error) {
    static const struct file_form FORM = {.decimal = "."};
    usmca_status status = profile_of_run(&question->profile, NULL, question->asked.service->rules, &FORM,
                                         question->question.book->words, error);
    question->asked.profile = question->profile;
    return status;
}

usmca_status case_question_ask(struct case_question *question, const struct service *service,
                               const json_t *asked, bool gap, usmca_error *error) {
    const char *members[MOST_CASE_MEMBERS];
    *question = (struct case_question){.output = -1, .answer.refused = -1};
    question->asked = (struct determining){.service = service, .question = &question->question};
    case_members(members);
    usmca_status status = question_members(asked, members, error);
    if (status == USMCA_OK)
        status = question_read(&question->question, service, asked, error);
    question->question.setting.gap = gap;
    if (status == USMCA_OK)
        status = read_rows(question, asked, error);
    if (status == USMCA_OK)
        status = plain_form(question, error);
    if (status == USMCA_OK)
        status = memory_file(&question->output, "determinations", error);
    const struct report_format *json = report_format_named("json");
    question->asked.format = gap ? report_format_with_gap(json) : json;
    question->asked.output = question->output;
    return status == USMCA_OK ? determine_goods(&question->answer, &question->asked, error) : status;
}

void case_question_close(struct case_question *question) {
    if (question->output >= 0)
        close(question->output);
    for (int i = 0; i < QUESTION_INPUTS; i++)
        json_rows_close(&question->rows[i]);
    profile_free(question->profile);
    determined_free(&question->answer);
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
