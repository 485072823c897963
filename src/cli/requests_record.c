#include <stdlib.h>

#include "cli/record_options.h"
#include "cli/requests_options.h"
#include "cli/results_file.h"
#include "record/kept_requests.h"
#include "report/json_read.h"

const char REQUESTS_FILE[] = "requests.json";

/* ---- keeping ---- */

static usmca_status keep_one(struct record *record, const json_t *request, int64_t run, const char *time,
                             usmca_error *error) {
    int64_t kept = 0;
    usmca_status status = kept_request_run(record, request_text(request, "request"), &kept, error);
    if (status != USMCA_OK || kept != 0)
        return status;
    char *whole = json_dumps(request, JSON_COMPACT);
    if (whole == NULL)
        return error_memory(error);
    const struct attachment attachment = {.kind = ATTACHED_REQUEST,
                                          .name = results_string(request, "request"),
                                          .bytes = text_from(whole),
                                          .run = run,
                                          .kept = time};
    status = record_attach(record, &attachment, error);
    free(whole);
    return status;
}

usmca_status requests_keep(struct record *record, const struct requests *requests, usmca_error *error) {
    char time[KEPT_TIME_SIZE];
    int64_t run = 0;
    size_t index = 0;
    const json_t *request = NULL;
    usmca_status status = record_now(record, time, error);
    if (status == USMCA_OK)
        status = kept_run_of(record, &requests->results, &run, error);
    if (status == USMCA_OK && run == 0)
        return error_set(error, USMCA_ERROR_INPUT, record->path, 0, 0,
                         "the record has no run of these results: usmca check --record keeps one");
    json_array_foreach(requests->list, index, request) if (status == USMCA_OK) status =
        keep_one(record, request, run, time, error);
    return status;
}

/* ---- finding again ---- */

static bool is_request(const json_t *request) {
    return json_is_object(request) && request_text(request, "request").length > 0 &&
           request_text(request, "sent").length > 0 && json_is_array(json_object_get(request, "items"));
}

static usmca_status take_request(json_t *by_name, struct text bytes, const char *path, size_t line,
                                 usmca_error *error) {
    json_t *request = NULL;
    if (!json_read(&request, bytes, 0, NULL))
        return error_memory(error);
    usmca_status status = USMCA_OK;
    if (!is_request(request))
        status = error_set(error, USMCA_ERROR_INPUT, path, (unsigned)line, line > 0,
                           "not a request of usmca requests");
    else if (json_object_set(by_name, results_string(request, "request"), request) != 0)
        status = error_memory(error);
    json_decref(request);
    return status;
}

struct finding_again {
    json_t *by_name;
    const char *path;
};

static usmca_status take_kept(void *context, struct text name, struct text bytes, usmca_error *error) {
    const struct finding_again *again = context;
    (void)name;
    return take_request(again->by_name, bytes, again->path, 0, error);
}

usmca_status requests_kept(const struct record *record, json_t *by_name, int64_t *expired,
                           usmca_error *error) {
    struct finding_again again = {by_name, record->path};
    return kept_each(record, ATTACHED_REQUEST, take_kept, &again, expired, error);
}

usmca_status requests_of_file(const char *path, json_t *by_name, usmca_error *error) {
    struct results_file file;
    usmca_status status = results_file_open(&file, path, error);
    for (size_t line = 1; status == USMCA_OK; line++) {
        struct text text = NO_TEXT;
        status = results_file_line(&file, &text, error);
        if (status != USMCA_OK || text.data == NULL)
            break;
        if (text_trim(text).length > 0)
            status = take_request(by_name, text, path, line, error);
    }
    results_file_close(&file);
    return status;
}
