#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/shown.h"
#include "cli/command.h"
#include "cli/forms.h"
#include "cli/mistyped.h"
#include "cli/record_options.h"
#include "record/query.h"

/* ---- what they share ---- */

int record_day(const struct record_options *options, const char *name, const char *value, date *day) {
    if (value == NULL || command_date(day, value))
        return EXIT_DONE;
    return usage_value(options->command, "no-day", name, value);
}

int record_wants_json(const struct record_options *options, bool *json) {
    static const char *const FORMATS[] = {"text", "json"};
    int chosen = 0;
    int status = command_choice(options->command, "format", options->format, FORMATS, 2,
                                command_on_terminal(options->output) ? 0 : 1, &chosen);
    *json = chosen == 1;
    return status;
}

/* Years of four digits. */
static bool read_epoch(time_t *out) {
    enum { DIGITS = 11 };
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    const size_t length = epoch != NULL ? strlen(epoch) : 0;
    const long long last = 253402300799;
    if (length == 0 || length > DIGITS + 1 || strspn(epoch, "0123456789") != length)
        return false;
    const long long seconds = strtoll(epoch, NULL, 10);
    *out = (time_t)seconds;
    return seconds <= last;
}

usmca_status record_now(const struct record *record, char out[KEPT_TIME_SIZE], usmca_error *error) {
    time_t now = 0;
    struct tm utc = {0};
    struct buffer last = {0};
    if (!read_epoch(&now))
        now = time(NULL);
    gmtime_r(&now, &utc);
    out[strftime(out, KEPT_TIME_SIZE, "%Y-%m-%dT%H:%M:%SZ", &utc)] = '\0';
    usmca_status status = query_last_kept(record, &last, error);
    if (status == USMCA_OK && text_order(text_from(out), buffer_view(&last)) < 0) {
        usmca_error told = {0};
        error_set(
            &told, USMCA_ERROR_INPUT, record->path, 0, 0,
            "the clock says %s, and something was kept at %.*s: one of the two is wrong, and the record keeps "
            "both",
            out, (int)last.length, last.data);
        command_say_error(&told);
    }
    buffer_free(&last);
    return status;
}

usmca_status record_messages(const struct record_options *options, struct arena *arena,
                             struct messages **messages, usmca_error *error) {
    char room[4096];
    char folder[4200];
    snprintf(folder, sizeof folder, "%s/messages", command_rules(options->rules, room));
    return messages_load(messages, arena, folder, options->language, error);
}

void record_put_shown(struct buffer *out, struct text lines) {
    struct text line;
    while (lines.length > 0 && text_split(&lines, '\n', &line)) {
        buffer_shown(out, line);
        buffer_char(out, '\n');
    }
}

usmca_status record_write_file(const char *path, struct text bytes, usmca_error *error) {
    struct command_output output;
    usmca_error ignored;
    usmca_status status = command_output_open(&output, path, error);
    if (status != USMCA_OK)
        return status;
    status = command_output_write(&output, bytes, error);
    bool keep = status == USMCA_OK;
    usmca_status closed = command_output_close(&output, keep, keep ? error : &ignored);
    return keep ? closed : status;
}

/* Made whole beside its place, and put there where nothing stands meanwhile. */
static usmca_status make_record(const char *path, usmca_error *error) {
    struct buffer name = {0};
    buffer_string(&name, path);
    buffer_put(&name, ".XXXXXX", sizeof ".XXXXXX");
    if (name.failed)
        return error_memory(error);
    int descriptor = command_temporary_open(name.data);
    if (descriptor < 0) {
        buffer_free(&name);
        return error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot write: %s", strerror(errno));
    }
    mode_t mask = umask(0);
    umask(mask);
    fchmod(descriptor, 0666 & ~mask);
    close(descriptor);
    usmca_status status = record_create(name.data, error);
    if (status == USMCA_OK && link(name.data, path) != 0 && errno != EEXIST)
        status = error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot write: %s", strerror(errno));
    command_temporary_remove(name.data);
    buffer_free(&name);
    return status;
}

usmca_status record_open_or_make(struct record **out, const char *path, usmca_error *error) {
    struct stat found;
    usmca_status status = USMCA_OK;
    if (stat(path, &found) != 0 && errno == ENOENT)
        status = make_record(path, error);
    return status == USMCA_OK ? record_open(out, path, RECORD_TO_WRITE, error) : status;
}

/* ---- the commands ---- */

struct subcommand {
    const char *name;
    const char *full;
    int (*run)(const struct record_options *options);
};

static const struct subcommand SUBCOMMANDS[] = {
    {"add", "record add", record_add_command},          {"list", "record list", record_list_command},
    {"show", "record show", record_show_command},       {"diff", "record diff", record_diff_command},
    {"verify", "record verify", record_verify_command}, {"export", "record export", record_export_command},
    {"expire", "record expire", record_expire_command}};

static bool names_record(const char *path) {
    static const char ENDING[] = ".usmca";
    size_t length = strlen(path);
    return length >= sizeof ENDING - 1 && strcmp(path + length - (sizeof ENDING - 1), ENDING) == 0;
}

static int find_record(struct record_options *options) {
    if (options->record == NULL && options->rest_count > 0 && names_record(options->rest[0])) {
        options->record = options->rest[0];
        options->rest++;
        options->rest_count--;
    }
    if (options->record == NULL)
        options->record = getenv("USMCA_RECORD");
    if (options->record == NULL || options->record[0] == '\0')
        return USAGE(options->command, "record-needed");
    return EXIT_DONE;
}

static const char *const USAGE[] = {
    "record add FILE.usmca --results RESULTS.json --summary SUMMARY.json [INPUT ...]",
    "record add FILE.usmca --certification FILE | --proof FILE [--run N]",
    "record list FILE.usmca",
    "record show FILE.usmca [GOOD] [--summary] [--attachment N]",
    "record diff FILE.usmca [A B]",
    "record verify FILE.usmca",
    "record export FILE.usmca",
    "record expire FILE.usmca --before D",
    NULL};

/* --summary is a file of add, and what show is asked for. */
#define RECORD_OPTIONS(summary_option)                                                                       \
    OPTION("record", FILE, INPUT, "FILE", struct record_options, record, .configured = true),                \
        OPTION("results", FILE, INPUT, "FILE", struct record_options, results,                               \
               .says = "option.record.results"),                                                             \
        summary_option, OPTION("certification", FILE, INPUT, "FILE", struct record_options, certification),  \
        OPTION("proof", FILE, INPUT, "FILE", struct record_options, proof),                                  \
        OPTION("run", NUMBER, CHOICES, "N", struct record_options, run),                                     \
        OPTION("date", DAY, CHOICES, "D", struct record_options, day, .says = "option.record.date"),         \
        OPTION("on", DAY, CHOICES, "D", struct record_options, on),                                          \
        OPTION("attachment", TEXT, CHOICES, "N", struct record_options, attachment),                         \
        OPTION("alert-margin", NUMBER, CHOICES, "N", struct record_options, alert_margin),                   \
        OPTION("alert-expiry", NUMBER, CHOICES, "N", struct record_options, alert_expiry),                   \
        OPTION("checkpoint", FILE, CHOICES, "FILE", struct record_options, checkpoint),                      \
        OPTION("before", DAY, CHOICES, "D", struct record_options, before),                                  \
        OPTION("force", FLAG, CHOICES, NULL, struct record_options, force),                                  \
        OPTION("sign", FILE, OUTPUT, "KEY.pem", struct record_options, key, .says = "option.record.sign"),   \
        OPTION("signature", OUTPUT, OUTPUT, "FILE", struct record_options, signature),                       \
        OPTION("timestamp-request", OUTPUT, OUTPUT, "FILE", struct record_options, timestamp_request),       \
        OPTION("format", WORD, OUTPUT, "text|json", struct record_options, format),                          \
        OPTION("output", OUTPUT, OUTPUT, "FILE", struct record_options, output),                             \
        OPTION("details", FLAG, OUTPUT, NULL, struct record_options, details,                                \
               .says = "option.record.details"),                                                             \
        OPTION("fail-on", WORD, RUN, "lost|alert|never", struct record_options, fail_on,                     \
               .says = "option.record.fail-on"),                                                             \
        COMMON_OPTIONS(struct record_options, language, rules, help)

static const struct option_row ROWS[] = {RECORD_OPTIONS(
    OPTION("summary", FLAG, CHOICES, NULL, struct record_options, summary, .says = "option.record.summary"))};
static const struct option_row ROWS_OF_ADD[] = {RECORD_OPTIONS(OPTION(
    "summary", FILE, INPUT, "FILE", struct record_options, summary_file, .says = "option.record.summary"))};
const struct command_form RECORD_FORM = {
    "record", USAGE, ROWS, OPERAND_FILES, "exit.record", .common = "run on summary format output lang help"};

static int read_options(struct record_options *options, int count, char **arguments) {
    const struct command_form form = {options->command,
                                      USAGE,
                                      strcmp(options->command, "record add") == 0 ? ROWS_OF_ADD : ROWS,
                                      OPERAND_FILES,
                                      RECORD_FORM.exits,
                                      NULL};
    int rest = 0;
    int status = form_read(&form, options, count, arguments, &rest);
    options->rest = arguments + rest;
    options->rest_count = count - rest;
    return status;
}

static const struct subcommand *find_subcommand(const char *name) {
    for (size_t i = 0; i < sizeof SUBCOMMANDS / sizeof SUBCOMMANDS[0]; i++)
        if (strcmp(name, SUBCOMMANDS[i].name) == 0)
            return &SUBCOMMANDS[i];
    return NULL;
}

static int unknown_subcommand(const char *name) {
    const char *names[sizeof SUBCOMMANDS / sizeof SUBCOMMANDS[0]];
    size_t count = sizeof names / sizeof names[0];
    for (size_t i = 0; i < count; i++)
        names[i] = SUBCOMMANDS[i].name;
    return name[0] != '\0' ? command_unknown_word("record", NULL, name, names, count)
                           : usage_one_of("record", names, count);
}

int command_record(int count, char **arguments) {
    struct record_options options = {.command = "record"};
    const char *name = count > 1 ? arguments[1] : "";
    const struct subcommand *subcommand = find_subcommand(name);
    if (name[0] == '-') {
        int status = read_options(&options, count, arguments);
        if (status != EXIT_DONE || options.help)
            return status != EXIT_DONE ? status : form_help(&RECORD_FORM, options.language, options.rules);
    }
    if (subcommand == NULL)
        return unknown_subcommand(name);
    signal(SIGPIPE, SIG_IGN);
    options.command = subcommand->full;
    int status = read_options(&options, count - 1, arguments + 1);
    if (status != EXIT_DONE)
        return status;
    if (options.help)
        return form_help(&RECORD_FORM, options.language, options.rules);
    status = command_language(options.command, &options.language);
    if (status == EXIT_DONE)
        status = find_record(&options);
    return status == EXIT_DONE ? subcommand->run(&options) : status;
}
