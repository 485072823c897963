#include "http/cases.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "http/accept.h"
#include "http/report.h"
#include "http/stream.h"
#include "report/json_read.h"
#include "report/json_value.h"
#include "service/case_question.h"

/* ---- goods ---- */

enum { MOST_NOTICES = 8192 };

/* What is given byte for byte has no place for notices: they are in the head, as ASCII, and null stands for
 * those that there is no room for. */
static bool put_notices(struct http_answer *answer, const struct case_question *question) {
    struct buffer out = {0};
    json_t *list = NULL;
    case_question_notices(&out, question);
    bool kept = !out.failed && json_read(&list, buffer_view(&out), 0, NULL) && list != NULL;
    while (kept && json_array_size(list) > 0) {
        answer->notices = json_dumps(list, JSON_ENSURE_ASCII | JSON_COMPACT);
        if (answer->notices == NULL || strlen(answer->notices) < MOST_NOTICES)
            break;
        free(answer->notices);
        answer->notices = NULL;
        if (json_is_null(json_array_get(list, json_array_size(list) - 1)))
            json_array_remove(list, json_array_size(list) - 1);
        kept = json_array_set_new(list, json_array_size(list) - 1, json_null()) == 0;
    }
    kept = kept && (json_array_size(list) == 0 || answer->notices != NULL);
    json_decref(list);
    buffer_free(&out);
    return kept;
}

static void give(struct http_answer *answer, struct case_question *question, const char *type,
                 usmca_error *error) {
    answer->status = 200;
    answer->refused = question->answer.result.rejects.count;
    memcpy(answer->goods, question->answer.result.counts.goods, sizeof answer->goods);
    if (type != NULL && !put_notices(answer, question)) {
        error_memory(error);
        http_error(answer, error);
        return;
    }
    if (type != NULL) {
        answer->type = type;
        answer->file = question->output;
        question->output = -1;
        return;
    }
    answer->type = "application/json";
    usmca_status status = case_question_answer(&answer->body, question, error);
    buffer_char(&answer->body, '\n');
    if (status != USMCA_OK)
        http_error(answer, error);
}

struct growing {
    struct http_stream *stream;
    const char *type;
};

static void tell_growing(void *context, int output) {
    const struct growing *growing = context;
    stream_grows(growing->stream, output, growing->type);
}

/* Asks what is asked, of which `said` is the part that is no report's. To be closed where it is not NULL. */
static struct case_question *put_question(struct http_answer *answer, const struct http_question *asked,
                                          const json_t *said, bool gap, const char *format,
                                          struct growing *growing, usmca_error *error) {
    struct table_input files[QUESTION_INPUTS] = {{0}};
    const char *profile = NULL;
    struct case_question *question = malloc(sizeof *question);
    if (question == NULL) {
        error_memory(error);
        http_error(answer, error);
        return NULL;
    }
    uploads_tables(asked->uploads, files, &profile);
    const struct case_asked of_case = {.said = said,
                                       .plain = asked->plain,
                                       .files = asked->uploads != NULL ? files : NULL,
                                       .profile = profile,
                                       .gap = gap,
                                       .format = format,
                                       .go_on = asked->go_on,
                                       .context = asked->context,
                                       .begins = growing != NULL ? tell_growing : NULL,
                                       .of_output = growing};
    if (case_question_ask(question, asked->service, &of_case, error) == USMCA_OK)
        return question;
    http_error(answer, error);
    case_question_close(question);
    free(question);
    return NULL;
}

static void ask_case(struct http_answer *answer, const struct http_question *asked, bool gap) {
    static const char *const TYPES[] = {"application/x-ndjson", "text/csv", "application/json"};
    const int wanted = accept_choose(asked->accept, TYPES, sizeof TYPES / sizeof TYPES[0]);
    const bool lines = wanted == 0;
    const bool csv = wanted == 1;
    usmca_error error = {0};
    if (http_unasked(answer, asked, UPLOAD_RESULTS) || http_unasked(answer, asked, UPLOAD_COLUMNS))
        return;
    const char *type = lines ? "application/x-ndjson" : csv ? "text/csv; charset=utf-8" : NULL;
    struct growing growing = {asked->stream, type};
    struct case_question *question =
        put_question(answer, asked, asked->asked, gap, csv ? "csv" : "json",
                     type != NULL && asked->stream != NULL ? &growing : NULL, &error);
    if (question == NULL)
        return;
    give(answer, question, type, &error);
    case_question_close(question);
    free(question);
}

void cases_check(struct http_answer *answer, const struct http_question *question) {
    ask_case(answer, question, false);
}

void cases_gap(struct http_answer *answer, const struct http_question *question) {
    ask_case(answer, question, true);
}

/* ---- reports ---- */

/* Takes the members of the report out of what is said. */
static usmca_status read_report(struct report_asked *report, json_t *said, char rooms[5][QUESTION_WORD_SIZE],
                                usmca_error *error) {
    const char *words[5];
    const char *const NAMES[5] = {"format", "company", "certifier", "period", "lang"};
    for (int i = 0; i < 5; i++) {
        usmca_status status = question_word(said, NAMES[i], rooms[i], &words[i], error);
        if (status != USMCA_OK)
            return status;
        if (i < 4)
            json_object_del(said, NAMES[i]);
    }
    report->company = words[1];
    report->certifier = words[2];
    report->period = words[3];
    report->language = words[4];
    report->form = REPORT_HTML;
    while (words[0] != NULL && report->form < REPORT_FORMS &&
           strcmp(words[0], REPORT_FORM_NAMES[report->form]) != 0)
        report->form++;
    return report->form < REPORT_FORMS
               ? USMCA_OK
               : error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "format is html, xlsx or pdf");
}

/* Of results, or of goods that are determined for it. */
static void make_report(struct http_answer *answer, const struct http_question *asked, json_t *said) {
    char rooms[5][QUESTION_WORD_SIZE];
    usmca_error error = {0};
    struct report_asked report = {.rules = asked->service->rules};
    struct service_question settings;
    const struct upload *results = uploads_find(asked->uploads, UPLOAD_RESULTS);
    static const char *const BESIDE[] = {"lang", NULL};
    usmca_status status = read_report(&report, said, rooms, &error);
    if (status == USMCA_OK && results != NULL)
        status = asked->uploads->count > 1 ? error_set(&error, USMCA_ERROR_ARGUMENT, NULL, 0, 0,
                                                       "either results, or the tables of a case")
                                           : question_members(said, BESIDE, &error);
    if (status == USMCA_OK && results != NULL)
        status = question_read(&settings, asked->service, said, &error);
    if (status != USMCA_OK) {
        http_error(answer, &error);
        return;
    }
    if (report.language == NULL)
        report.language = LANGUAGE_NAMES[asked->service->language];
    if (results != NULL) {
        report.results = results->descriptor;
        report_make(answer, &report, asked);
        return;
    }
    struct case_question *question = put_question(answer, asked, said, true, "json", NULL, &error);
    if (question == NULL)
        return;
    report.results = question->output;
    answer->refused = question->answer.result.rejects.count;
    memcpy(answer->goods, question->answer.result.counts.goods, sizeof answer->goods);
    if (put_notices(answer, question)) {
        report_make(answer, &report, asked);
    } else {
        error_memory(&error);
        http_error(answer, &error);
    }
    case_question_close(question);
    free(question);
}

void cases_report(struct http_answer *answer, const struct http_question *question) {
    json_t *said = json_copy((json_t *)question->asked);
    usmca_error error = {0};
    if (said == NULL) {
        error_memory(&error);
        http_error(answer, &error);
        return;
    }
    if (!http_unasked(answer, question, UPLOAD_COLUMNS))
        make_report(answer, question, said);
    json_decref(said);
}
