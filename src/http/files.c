#include "http/files.h"

#include "http/upload.h"
#include "report/json_read.h"
#include "service/file_question.h"

typedef usmca_status (*file_question)(struct buffer *out, const struct service *service,
                                      const struct file_asked *asked, usmca_error *error);

static void ask_files(struct http_answer *answer, const struct http_question *question, file_question ask,
                      const json_t *columns, const char *type) {
    struct table_input files[QUESTION_INPUTS];
    usmca_error error = {0};
    struct file_asked asked = {.said = question->asked, .files = files, .columns = columns};
    uploads_tables(question->uploads, files, &asked.profile);
    answer->status = 200;
    answer->type = type;
    if (ask(&answer->body, question->service, &asked, &error) != USMCA_OK)
        http_error(answer, &error);
}

void files_preview(struct http_answer *answer, const struct http_question *question) {
    if (!http_unasked(answer, question, UPLOAD_RESULTS) && !http_unasked(answer, question, UPLOAD_COLUMNS))
        ask_files(answer, question, file_preview, NULL, "application/json");
}

void files_profile(struct http_answer *answer, const struct http_question *question) {
    const struct upload *chosen = uploads_find(question->uploads, UPLOAD_COLUMNS);
    struct buffer text = {0};
    json_t *columns = NULL;
    usmca_error error = {0};
    if (http_unasked(answer, question, UPLOAD_RESULTS))
        return;
    if (uploads_find(question->uploads, UPLOAD_PROFILE) != NULL) {
        http_problem(answer, 400, ERROR_WORDS("profile: it is made of columns, and not of another one"),
                     NULL);
        return;
    }
    if (chosen != NULL && (memory_file_read(&text, chosen->descriptor, &error) != USMCA_OK ||
                           !json_read(&columns, buffer_view(&text), JSON_REJECT_DUPLICATES, NULL)))
        http_problem(answer, 500, "memory is exhausted", NULL);
    else if (chosen != NULL && columns == NULL)
        http_problem(answer, 400, "columns: it is not JSON", NULL);
    else
        ask_files(answer, question, file_profile, columns, "application/xml");
    json_decref(columns);
    buffer_free(&text);
}
