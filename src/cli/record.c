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
#include "cli/record_options.h"

static const char HELP[] =
    "usmca record add FILE.usmca --results RESULTS.json --summary SUMMARY.json [INPUT ...]\n"
    "                                keeps a run of usmca check, whole, with the files that it was made from\n"
    "usmca record add FILE.usmca --certification FILE | --proof FILE [--run N]\n"
    "                                keeps a certification, or a time-stamp, with a run (default: the last)\n"
    "usmca record list               its runs\n"
    "usmca record show GOOD          the determination of a good, as it was\n"
    "usmca record show               all of a run; --summary, --attachment N: its summary, a file kept with it\n"
    "usmca record diff [A B]         what changed between two runs, and why (default: the last two)\n"
    "usmca record verify             finds any change of the record\n"
    "usmca record export             a checkpoint of the record, for proof to others\n"
    "usmca record expire --before D  deletes what runs before that day are made of; what it was hashed to stays\n"
    "\n"
    "A run is named by its number, or by a day: the last run of that day or before it.\n"
    "\n"
    "  --record FILE                 the record, where no FILE.usmca stands first (default: USMCA_RECORD)\n"
    "  --date D                      add: the day of the run (default: that of the summary); expire: today\n"
    "  --on D                        show: by the last run of that day or before it; diff: the day that\n"
    "                                --alert-expiry counts from (default: that of the second run)\n"
    "  --run N                       show, add: that run\n"
    "  --alert-margin N              diff: goods that originate with less than N percentage points above what\n"
    "                                is required\n"
    "  --alert-expiry N              diff: goods that originate, and whose rule or paper ends within N days\n"
    "  --fail-on lost|alert|never    diff: exit status 1 where a good lost its origin, or there is an alert too\n"
    "  --checkpoint FILE             verify: and that it still has what it had when this was made of it\n"
    "  --sign KEY.pem --signature FILE\n"
    "                                export: an Ed25519 signature of the checkpoint\n"
    "  --timestamp-request FILE      export: a request for a time-stamp of the checkpoint (RFC 3161)\n"
    "  --force                       expire: runs younger than five years, too\n"
    "  --details                     diff: text of every good (default: the first 20 of each kind)\n"
    "  --format text|json            default: text on a terminal, else json\n"
    "  --output FILE                 default: standard output\n"
    "  --lang en|es|fr               language of text (default en)\n"
    "  --rules DIR                   rule book, for the sentences\n";

/* ---- what they share ---- */

int record_day(const struct record_options *options, const char *name, const char *value, date *day) {
    if (value == NULL || command_date(day, value))
        return EXIT_DONE;
    return command_usage(options->command, "--%s %s is not a day (YYYY-MM-DD)", name, value);
}

int record_wants_json(const struct record_options *options, bool *json) {
    static const char *const FORMATS[] = {"text", "json"};
    int chosen = 0;
    int status = command_choice(options->command, "format", options->format, FORMATS, 2,
                                command_on_terminal(options->output) ? 0 : 1, &chosen);
    *json = chosen == 1;
    return status;
}

void record_time(char out[KEPT_TIME_SIZE]) {
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t now = epoch != NULL && epoch[0] != '\0' ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
    struct tm utc = {0};
    gmtime_r(&now, &utc);
    out[strftime(out, KEPT_TIME_SIZE, "%Y-%m-%dT%H:%M:%SZ", &utc)] = '\0';
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
        return command_usage(options->command, "a record is needed: FILE.usmca, or --record FILE");
    return EXIT_DONE;
}

static int read_options(struct record_options *options, int count, char **arguments) {
    const struct command_option NAMES[] = {{"record", &options->record, NULL},
                                           {"results", &options->results, NULL},
                                           {"date", &options->day, NULL},
                                           {"certification", &options->certification, NULL},
                                           {"proof", &options->proof, NULL},
                                           {"run", &options->run, NULL},
                                           {"on", &options->on, NULL},
                                           {"attachment", &options->attachment, NULL},
                                           {"format", &options->format, NULL},
                                           {"output", &options->output, NULL},
                                           {"lang", &options->language, NULL},
                                           {"rules", &options->rules, NULL},
                                           {"checkpoint", &options->checkpoint, NULL},
                                           {"sign", &options->key, NULL},
                                           {"signature", &options->signature, NULL},
                                           {"timestamp-request", &options->timestamp_request, NULL},
                                           {"before", &options->before, NULL},
                                           {"alert-margin", &options->alert_margin, NULL},
                                           {"alert-expiry", &options->alert_expiry, NULL},
                                           {"fail-on", &options->fail_on, NULL},
                                           {"force", NULL, &options->force},
                                           {"details", NULL, &options->details},
                                           {"help", NULL, &options->help},
                                           {NULL, NULL, NULL},
                                           {NULL, NULL, NULL}};
    struct command_option names[sizeof NAMES / sizeof NAMES[0]];
    int rest = 0;
    memcpy(names, NAMES, sizeof NAMES);
    /* a file of add, and what show is asked for */
    bool adds = options->command != NULL && strcmp(options->command, "record add") == 0;
    names[sizeof NAMES / sizeof NAMES[0] - 2] =
        adds ? (struct command_option){"summary", &options->summary_file, NULL}
             : (struct command_option){"summary", NULL, &options->summary};
    int status = command_options(options->command, names, count, arguments, &rest);
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

int command_record(int count, char **arguments) {
    struct record_options options = {.command = "record"};
    const char *name = count > 1 ? arguments[1] : "";
    const struct subcommand *subcommand = find_subcommand(name);
    if (strcmp(name, "--help") == 0) {
        fputs(HELP, stdout);
        return EXIT_DONE;
    }
    if (subcommand == NULL)
        return command_usage("record", "add, list, show, diff, verify, export or expire%s%s",
                             name[0] != '\0' ? ", not " : "", name);
    signal(SIGPIPE, SIG_IGN);
    options.command = subcommand->full;
    int status = read_options(&options, count - 1, arguments + 1);
    if (status != EXIT_DONE)
        return status;
    if (options.help) {
        fputs(HELP, stdout);
        return EXIT_DONE;
    }
    status = command_language(options.command, &options.language);
    if (status == EXIT_DONE)
        status = find_record(&options);
    return status == EXIT_DONE ? subcommand->run(&options) : status;
}
