/* The results of a check, as the audit report reads them. */
#include "fuzz.h"
#include "report/html.h"

struct results {
    struct text all;
    struct text rest;
    uint64_t began;
    size_t written;
};

static usmca_status read_line(void *context, struct text *line, usmca_error *error) {
    (void)error;
    struct results *results = context;
    results->began = results->all.length - results->rest.length;
    *line = results->rest.length > 0 ? fuzz_part(&results->rest, '\n') : (struct text){NULL, 0};
    return USMCA_OK;
}

static usmca_status again(void *context, usmca_error *error) {
    (void)error;
    struct results *results = context;
    results->rest = results->all;
    return USMCA_OK;
}

static uint64_t place(void *context) {
    return ((struct results *)context)->began;
}

static usmca_status seek(void *context, uint64_t place, usmca_error *error) {
    (void)error;
    struct results *results = context;
    results->rest = (struct text){results->all.data + place, results->all.length - place};
    return USMCA_OK;
}

static usmca_status write_page(void *context, struct text bytes, usmca_error *error) {
    (void)error;
    ((struct results *)context)->written += bytes.length;
    return USMCA_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct text all = {(const char *)data, size};
    struct results results = {.all = all, .rest = all};
    struct results_source source = {.path = "results",
                                    .read_line = read_line,
                                    .again = again,
                                    .place = place,
                                    .seek = seek,
                                    .context = &results};
    struct html_head head = {0};
    struct html_output output = {.write = write_page, .context = &results};
    usmca_error error = {0};
    usmca_status status = html_report(&source, &output, &head, fuzz_rules(), &error);
    FUZZ_HOLDS(status == USMCA_OK ? results.written > 0 : error.text[0] != '\0');
    return 0;
}
