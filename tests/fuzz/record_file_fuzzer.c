/* A record, with bytes of it changed. As they are, verifying finds it; with the sums of the pages made anew,
 * as who knows how could, nothing goes out of bounds, and a record that verifies has the runs that it had. Or
 * lines of results, which are kept and come back, or leave the record as it was. */
#include <sodium.h>
#include <sys/stat.h>

#include "fuzz.h"
#include "record/add.h"
#include "record/diff.h"
#include "record/expire.h"
#include "record/pages.h"
#include "record/query.h"
#include "record/verify.h"
#include "report/json_read.h"

enum { MOST_PATH = 256, CHANGE = 5, SUMMED = RECORD_PAGE - RECORD_SUM, RUNS = 3 };
enum { CHANGED = 0, SUMMED_ANEW = 1, ADDED = 2, WAYS = 3 };

static const char SUMMARY[] =
    "{\"format\":1,\"program\":{\"version\":\"1\"},\"date\":\"2024-03-31\",\"goods\":{"
    "\"originating\":%u,\"non-originating\":%u,\"undetermined\":%u,\"rejected\":%u}}";
static const char KEPT[] = "2024-04-01T00:00:00Z";

/* ---- results ---- */

struct lines {
    struct text all;
    struct text rest;
};

static usmca_status read_line(void *context, struct text *line, usmca_error *error) {
    struct lines *lines = context;
    (void)error;
    *line = lines->rest.length > 0 ? fuzz_part(&lines->rest, '\n') : (struct text){NULL, 0};
    return USMCA_OK;
}

static usmca_status again(void *context, usmca_error *error) {
    struct lines *lines = context;
    (void)error;
    lines->rest = lines->all;
    return USMCA_OK;
}

static void count_statuses(struct text results, unsigned counts[4]) {
    static const char *const WORDS[] = {"originating", "non-originating", "undetermined", "rejected"};
    while (results.length > 0) {
        struct text line = fuzz_part(&results, '\n');
        json_t *good = NULL;
        FUZZ_HOLDS(json_read(&good, line, 0, NULL));
        for (int i = 0; i < 4; i++)
            counts[i] += strcmp(results_string(good, "status"), WORDS[i]) == 0;
        json_decref(good);
    }
}

static usmca_status add(const char *path, struct text results) {
    struct lines lines = {results, results};
    struct results_source source = {
        .path = "results", .read_line = read_line, .again = again, .context = &lines};
    struct run_addition addition = {.summary_path = "summary", .day = 20240331, .kept = KEPT};
    struct record *record = NULL;
    usmca_error error = {0};
    unsigned counts[4] = {0};
    char summary[sizeof SUMMARY + 48];
    int64_t run = 0;
    count_statuses(results, counts);
    snprintf(summary, sizeof summary, SUMMARY, counts[0], counts[1], counts[2], counts[3]);
    addition.summary = text_from(summary);
    FUZZ_HOLDS(record_open(&record, path, RECORD_TO_WRITE, &error) == USMCA_OK);
    usmca_status status = record_add_run(record, &addition, &source, &run, &error);
    if (status == USMCA_OK)
        FUZZ_HOLDS(record_commit(record, &error) == USMCA_OK);
    else
        FUZZ_HOLDS(error.text[0] != '\0');
    record_close(record);
    return status;
}

/* ---- the record ---- */

static char folder[MOST_PATH];
static char path[MOST_PATH + 32];
static struct buffer whole;     /* as it was made */
static struct buffer was[RUNS]; /* the lines of its runs, from the second: the first has expired */

static usmca_status append(void *context, struct text line, usmca_error *error) {
    (void)error;
    buffer_text(context, line);
    buffer_char(context, '\n');
    return USMCA_OK;
}

static void remove_files(void) {
    static const char *const ENDS[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof ENDS / sizeof ENDS[0]; i++) {
        char name[sizeof path + 8];
        snprintf(name, sizeof name, "%s%s", path, ENDS[i]);
        unlink(name);
    }
}

static void leave(void) {
    remove_files();
    rmdir(folder);
}

static void read_back(struct buffer *out) {
    FILE *file = fopen(path, "rb");
    int c;
    FUZZ_HOLDS(file != NULL);
    out->length = 0;
    while ((c = fgetc(file)) != EOF)
        buffer_char(out, (char)c);
    fclose(file);
}

static void put_back(const char *bytes, size_t length) {
    remove_files();
    FILE *file = fopen(path, "wb");
    FUZZ_HOLDS(file != NULL && fwrite(bytes, 1, length, file) == length);
    FUZZ_HOLDS(fclose(file) == 0);
}

/* Three runs, of which one has expired, and a file. */
static void make(void) {
    static const char *const RESULTS[RUNS] = {
        "{\"good_id\":\"A\",\"date\":\"2024-03-01\",\"status\":\"originating\",\"materials\":[]}\n",
        "{\"good_id\":\"A\",\"date\":\"2024-03-02\",\"status\":\"originating\",\"criterion\":\"B\",\"valid_until\":"
        "\"2030-01-01\",\"rule\":{\"id\":\"r\"},\"rvc\":{\"tv\":{\"percent\":\"61.5000\",\"required\":\"60\",\"result\":"
        "\"pass\"},\"nc\":null},\"materials\":[{\"line\":\"1\",\"material_id\":\"M\",\"value\":\"1.00\"}]}\n"
        "{\"good_id\":\"B\",\"date\":\"2024-03-01\",\"status\":\"rejected\"}\n",
        "{\"good_id\":\"A\",\"date\":\"2024-03-02\",\"status\":\"non-originating\",\"materials\":[{\"line\":\"1\","
        "\"material_id\":\"M\",\"value\":\"2.00\"}]}\n{\"good_id\":\"B\",\"date\":\"2024-03-01\",\"status\":"
        "\"rejected\"}\n"};
    const struct attachment paper = {
        .kind = ATTACHED_PROOF, .name = "p", .bytes = TEXT("stamp"), .run = 2, .kept = KEPT};
    const struct expiring expiring = {.before = 20240401, .today = 20300101, .kept = KEPT};
    const char *temporary = getenv("TMPDIR");
    struct expired expired;
    struct record *record = NULL;
    usmca_error error = {0};
    snprintf(folder, sizeof folder, "%s/fuzz-record-XXXXXX", temporary != NULL ? temporary : P_tmpdir);
    FUZZ_HOLDS(mkdtemp(folder) != NULL && atexit(leave) == 0);
    snprintf(path, sizeof path, "%s/runs.usmca", folder);
    FUZZ_HOLDS(record_create(path, &error) == USMCA_OK);
    FUZZ_HOLDS(add(path, text_from(RESULTS[0])) == USMCA_OK);
    FUZZ_HOLDS(record_open(&record, path, RECORD_TO_WRITE, &error) == USMCA_OK);
    FUZZ_HOLDS(record_expire(record, &expiring, &expired, &error) == USMCA_OK && expired.runs == 1);
    FUZZ_HOLDS(record_commit(record, &error) == USMCA_OK);
    record_close(record);
    for (int i = 1; i < RUNS; i++) {
        FUZZ_HOLDS(add(path, text_from(RESULTS[i])) == USMCA_OK);
        buffer_string(&was[i], RESULTS[i]);
    }
    FUZZ_HOLDS(record_open(&record, path, RECORD_TO_WRITE, &error) == USMCA_OK);
    FUZZ_HOLDS(record_attach(record, &paper, &error) == USMCA_OK &&
               record_commit(record, &error) == USMCA_OK);
    record_close(record);
    read_back(&whole);
}

/* ---- what is asked of it ---- */

/* The lines of a run; false where they are not given. */
static bool shows(const struct record *record, int64_t run, struct buffer *lines) {
    usmca_error error = {0};
    lines->length = 0;
    usmca_status status = query_results(record, run, append, lines, &error);
    FUZZ_HOLDS(status == USMCA_OK || error.text[0] != '\0');
    return status == USMCA_OK;
}

static usmca_status verify(struct record *record) {
    struct verified verified;
    usmca_error error = {0};
    usmca_status status = record_verify(record, &verified, &error);
    FUZZ_HOLDS(status == USMCA_OK || error.text[0] != '\0');
    return status;
}

static usmca_status take_run(void *context, const struct run_listed *run, usmca_error *error) {
    (void)context;
    (void)run;
    (void)error;
    return USMCA_OK;
}

static usmca_status take_attachment(void *context, int64_t attachment, int64_t run, const char *kind,
                                    const char *name, const char *kept, usmca_error *error) {
    struct buffer bytes = {0};
    usmca_error ignored = {0};
    (void)run;
    (void)error;
    FUZZ_HOLDS(kind != NULL && name != NULL && kept != NULL);
    (void)query_attachment(context, attachment, &bytes, &ignored);
    buffer_free(&bytes);
    return USMCA_OK;
}

static void ask(struct record *record) {
    const struct diff_request request = {
        .runs = {2, 3}, .alert_margin = true, .margin = 50000, .alert_expiry = true, .days = 5000, .jobs = 1};
    struct buffer lines = {0};
    struct diff diff;
    date day = 0;
    int64_t run = 0;
    usmca_error error = {0};
    (void)query_runs(record, take_run, NULL, &error);
    (void)query_attachments(record, 0, take_attachment, record, &error);
    (void)query_good(record, TEXT("A"), 20240401, &run, &day, append, &lines, &error);
    (void)record_diff(&diff, record, &request, &error);
    diff_free(&diff);
    bool sound = verify(record) == USMCA_OK;
    for (int i = 1; i < RUNS; i++) {
        bool shown = shows(record, i + 1, &lines);
        FUZZ_HOLDS(!sound || (shown && text_equal(buffer_view(&lines), buffer_view(&was[i]))));
    }
    buffer_free(&lines);
}

/* ---- changes ---- */

static void sum_up(unsigned char *bytes, size_t length) {
    for (size_t page = 0; page < length / RECORD_PAGE; page++) {
        unsigned char counted[8];
        crypto_generichash_state state;
        digest_count(counted, page + 1);
        crypto_generichash_init(&state, NULL, 0, RECORD_SUM);
        crypto_generichash_update(&state, counted, sizeof counted);
        crypto_generichash_update(&state, bytes + page * RECORD_PAGE, SUMMED);
        crypto_generichash_final(&state, bytes + page * RECORD_PAGE + SUMMED, RECORD_SUM);
    }
}

/* Each change is a place, of four bytes, and what is added to the byte there. */
static void change(unsigned char *bytes, size_t length, const uint8_t *data, size_t size) {
    for (; size >= CHANGE; data += CHANGE, size -= CHANGE) {
        size_t place = (size_t)data[0] << 24 | (size_t)data[1] << 16 | (size_t)data[2] << 8 | data[3];
        bytes[place % length] = (unsigned char)(bytes[place % length] + data[4]);
    }
}

static void try_changed(unsigned way, const uint8_t *data, size_t size) {
    struct record *record = NULL;
    usmca_error error = {0};
    unsigned char *bytes = malloc(whole.length + 1);
    FUZZ_HOLDS(bytes != NULL);
    memcpy(bytes, whole.data, whole.length);
    change(bytes, whole.length, data, size);
    bool same = memcmp(bytes, whole.data, whole.length) == 0;
    if (way == SUMMED_ANEW)
        sum_up(bytes, whole.length);
    put_back((const char *)bytes, whole.length);
    free(bytes);
    usmca_status status = record_open(&record, path, RECORD_TO_READ, &error);
    FUZZ_HOLDS(status == USMCA_OK || error.text[0] != '\0');
    if (status == USMCA_OK && way == SUMMED_ANEW)
        ask(record);
    else if (status == USMCA_OK)
        FUZZ_HOLDS(verify(record) == (same ? USMCA_OK : USMCA_ERROR_INPUT));
    record_close(record);
}

static void try_added(struct text results) {
    struct record *record = NULL;
    struct buffer lines = {0};
    usmca_error error = {0};
    put_back(whole.data, whole.length);
    bool added = add(path, results) == USMCA_OK;
    FUZZ_HOLDS(record_open(&record, path, RECORD_TO_READ, &error) == USMCA_OK && verify(record) == USMCA_OK);
    FUZZ_HOLDS(shows(record, RUNS + 1, &lines));
    for (struct text shown = buffer_view(&lines); added && shown.length > 0;) {
        struct text line = fuzz_part(&shown, '\n');
        struct text given = {NULL, 0};
        while (results.length > 0 && text_trim(given).length == 0)
            given = fuzz_part(&results, '\n');
        FUZZ_HOLDS(text_equal(line, given));
    }
    FUZZ_HOLDS(added || lines.length == 0);
    record_close(record);
    buffer_free(&lines);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (whole.length == 0)
        make();
    if (size == 0)
        return 0;
    if (data[0] % WAYS == ADDED)
        try_added((struct text){(const char *)data + 1, size - 1});
    else
        try_changed(data[0] % WAYS, data + 1, size - 1);
    return 0;
}
