#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/decimal.h"
#include "cli/command.h"
#include "cli/record_options.h"
#include "record/diff_report.h"
#include "record/query.h"

/* Goods of each change that text tells. */
enum { SHOWN = 20 };

enum diff_fail_on { FAIL_NEVER, FAIL_ON_LOST, FAIL_ON_ALERT };

struct difference {
    const struct record_options *options;
    struct diff_request request;
    enum diff_fail_on failure;
    bool json;
    struct arena arena;
    struct messages *messages;
    struct diff diff;
};

/* ---- options ---- */

static int read_margin(const struct record_options *options, struct diff_request *request) {
    enum { UNIT = 100000 }; /* of nine places, one of four */
    decimal margin = 0;
    if (options->alert_margin == NULL)
        return EXIT_DONE;
    if (decimal_parse(&margin, text_from(options->alert_margin), (struct decimal_format){.point = '.'}) !=
            DECIMAL_OK ||
        margin < 0 || margin > 100 * DECIMAL_ONE)
        return usage_value(options->command, "no-points", "alert-margin", options->alert_margin);
    request->alert_margin = true;
    request->margin = margin / UNIT + (margin % UNIT > 0);
    return EXIT_DONE;
}

static int read_options(struct difference *difference) {
    static const char *const FAILURES[] = {"never", "lost", "alert"};
    const struct record_options *options = difference->options;
    struct diff_request *request = &difference->request;
    int failure = 0;
    int days = 0;
    int status = record_day(options, "on", options->on, &request->on);
    if (status == EXIT_DONE)
        status = read_margin(options, request);
    if (status == EXIT_DONE)
        status = command_number(options->command, "alert-expiry", options->alert_expiry, 0, 36500, &days);
    if (status == EXIT_DONE)
        status = command_choice(options->command, "fail-on", options->fail_on, FAILURES, 3, 0, &failure);
    if (status == EXIT_DONE)
        status = record_wants_json(options, &difference->json);
    if (status == EXIT_DONE && options->rest_count != 0 && options->rest_count != 2)
        return USAGE(options->command, "two-runs");
    request->alert_expiry = options->alert_expiry != NULL;
    request->days = days;
    request->jobs = (int)sysconf(_SC_NPROCESSORS_ONLN);
    request->most = difference->json || options->details ? 0 : SHOWN;
    difference->failure = (enum diff_fail_on)failure;
    return status;
}

/* ---- the command ---- */

static usmca_status find_difference(struct difference *difference, struct record *record,
                                    usmca_error *error) {
    const struct record_options *options = difference->options;
    usmca_status status = USMCA_OK;
    for (int i = 0; i < 2 && status == USMCA_OK; i++)
        status = query_run_named(record, options->rest_count > 0 ? options->rest[i] : NULL, 1 - i,
                                 &difference->request.runs[i], error);
    return status == USMCA_OK ? record_diff(&difference->diff, record, &difference->request, error) : status;
}

static usmca_status write_difference(struct difference *difference, usmca_error *error) {
    struct buffer out = {0};
    struct buffer said = {0};
    if (difference->json)
        diff_json(&out, &difference->diff);
    else {
        diff_text(&said, &difference->diff, difference->messages, difference->request.most,
                  command_width(difference->options->output));
        record_put_shown(&out, buffer_view(&said));
        buffer_release(&said, &out);
    }
    usmca_status status = out.failed
                              ? error_memory(error)
                              : record_write_file(difference->options->output, buffer_view(&out), error);
    buffer_free(&out);
    return status;
}

static int outcome(const struct difference *difference) {
    const struct diff *diff = &difference->diff;
    bool lost = diff->counts[DIFF_LOST] > 0;
    bool alerted = diff->alert_counts[ALERT_MARGIN] + diff->alert_counts[ALERT_EXPIRY] > 0;
    bool fails = difference->failure == FAIL_ON_ALERT  ? lost || alerted
                 : difference->failure == FAIL_ON_LOST ? lost
                                                       : false;
    return fails ? EXIT_FAILED : EXIT_DONE;
}

int record_diff_command(const struct record_options *options) {
    struct difference difference = {.options = options};
    struct record *record = NULL;
    usmca_error error = {0};
    const char *const outputs[] = {options->output};
    const char *const inputs[] = {options->record};
    int usage = read_options(&difference);
    if (usage == EXIT_DONE)
        usage = command_outputs_apart(options->command, outputs, 1, inputs, 1);
    if (usage != EXIT_DONE)
        return usage;
    usmca_status status = record_messages(options, &difference.arena, &difference.messages, &error);
    if (status == USMCA_OK)
        status = record_open(&record, options->record, RECORD_TO_READ, &error);
    if (status == USMCA_OK)
        status = find_difference(&difference, record, &error);
    record_close(record);
    if (status == USMCA_OK)
        status = write_difference(&difference, &error);
    int result = status == USMCA_OK ? outcome(&difference) : command_fail(&error);
    diff_free(&difference.diff);
    arena_free(&difference.arena);
    return result;
}
