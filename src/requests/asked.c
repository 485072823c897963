#include "requests/asked.h"

#include "requests/gathering.h"

struct text request_text(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    return json_is_string(value) ? (struct text){json_string_value(value), json_string_length(value)}
                                 : TEXT("");
}

static usmca_status hashed_line(void *context, struct text *line, usmca_error *error) {
    struct gathering *work = context;
    usmca_status status = work->inner->read_line(work->inner->context, line, error);
    if (status == USMCA_OK && line->data != NULL && text_trim(*line).length > 0) {
        digest_plain(&work->lines, *line);
        digest_plain(&work->lines, TEXT("\n"));
    }
    return status;
}

usmca_status requests_gather(struct requests *out, const struct results_source *source,
                             const struct request_terms *terms, usmca_error *error) {
    size_t count = 0;
    *out = (struct requests){.list = json_array(), .unasked = json_array()};
    struct gathering work = {.out = out,
                             .terms = terms,
                             .inner = source,
                             .items = json_object(),
                             .wanted = json_object(),
                             .currencies = json_object()};
    const struct results_source hashed = {.path = source->path, .read_line = hashed_line, .context = &work};
    work.failed = out->list == NULL || out->unasked == NULL || work.items == NULL || work.wanted == NULL ||
                  work.currencies == NULL;
    digest_begin(&work.lines);
    usmca_status status =
        work.failed ? error_memory(error) : results_each(&hashed, gathering_good, &work, &count, error);
    out->results = digest_end(&work.lines);
    if (status == USMCA_OK)
        status = results_again(source, gathering_describe, &work, count, error);
    if (status == USMCA_OK)
        gathering_requests(&work);
    if (status == USMCA_OK && work.failed)
        status = error_memory(error);
    json_decref(work.items);
    json_decref(work.wanted);
    json_decref(work.currencies);
    return status;
}

void requests_free(struct requests *requests) {
    json_decref(requests->list);
    json_decref(requests->unasked);
    *requests = (struct requests){0};
}
