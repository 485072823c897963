#include <stdlib.h>
#include <string.h>

#include "claims/claims_report.h"
#include "cli/claims_answers.h"
#include "cli/forms.h"
#include "cli/options.h"
#include "cli/table_run.h"

enum claims_format { CLAIMS_TEXT, CLAIMS_JSON, CLAIMS_CSV, CLAIMS_FORMATS };
static const char *const FORMAT_NAMES[CLAIMS_FORMATS] = {"text", "json", "csv"};

enum fail_on { FAIL_WITHOUT_GROUND, FAIL_UNCLAIMED, FAIL_NEVER, FAIL_CHOICES };
static const char *const FAIL_NAMES[FAIL_CHOICES] = {"without-ground", "unclaimed", "never"};

struct claims {
    struct table_run run;
    /* options */
    const char *results;
    const char *record;
    const char *on;
    const char *import_country;
    const char *currency;
    const char *fail_word;
    bool any_day;
    /* out of them */
    int format;
    int fail_on;
    /* read and made */
    struct arena arena;
    struct answers answers;
    struct measure_index measures;
    struct claims_asked asked;
    struct claims_review review;
};

/* ---- options ---- */

static const char *const USAGE[] = {"claims RESULTS.json --entries FILE [options]",
                                    "claims --record FILE --entries FILE [options]", NULL};
static const struct option_row ROWS[] = {
    TABLE_RUN_FILES(struct claims, CLAIMS),
    OPTION("duties", FILE, INPUT, "FILE", struct claims, run.files[TABLE_DUTIES],
           .says = "option.claims.duties"),
    OPTION("record", FILE, INPUT, "FILE", struct claims, record, .says = "option.claims.record"),
    OPTION("on", DAY, CHOICES, "DAY", struct claims, on, .says = "option.claims.on"),
    OPTION("import-country", WORD, CHOICES, "CA|MX|US", struct claims, import_country, .configured = true),
    OPTION("currency", CURRENCY, CHOICES, "C", struct claims, currency, .says = "option.claims.currency",
           .configured = true),
    OPTION("any-day", FLAG, CHOICES, NULL, struct claims, any_day),
    OPTION("fail-on", WORD, RUN, "without-ground|unclaimed|never", struct claims, fail_word,
           .says = "option.claims.fail-on"),
    TABLE_RUN_OPTIONS(struct claims, "text|json|csv", "option.claims.format", NULL)};
const struct command_form CLAIMS_FORM = {
    "claims",     USAGE,         ROWS,
    OPERAND_FILE, "exit.claims", .common = "entries measures duties record format output fail-on lang help"};

static int read_options(struct claims *claims, int count, char **arguments) {
    int rest = 0;
    int status = form_read(&CLAIMS_FORM, claims, count, arguments, &rest);
    if (status != EXIT_DONE || claims->run.help)
        return status;
    if (count - rest + (claims->record != NULL) != 1)
        return USAGE("claims", "results-or-record-needed");
    claims->results = claims->record == NULL ? arguments[rest] : NULL;
    return EXIT_DONE;
}

static int check_values(struct claims *claims) {
    int country = 0;
    claims->asked.on = command_today();
    claims->asked.any_day = claims->any_day;
    claims->asked.currency = text_from(claims->currency != NULL ? claims->currency : "USD");
    if (claims->run.files[TABLE_ENTRIES] == NULL)
        return USAGE("claims", "needed", PART("option", "--entries"));
    if (claims->on != NULL && !command_date(&claims->asked.on, claims->on))
        return usage_value("claims", "no-day", "on", claims->on);
    int status = EXIT_DONE;
    if (claims->import_country != NULL)
        status = command_choice("claims", "import-country", claims->import_country,
                                COUNTRY_CODES + COUNTRY_CANADA, COUNTRIES - COUNTRY_CANADA, -1, &country);
    claims->asked.import_country = text_from(claims->import_country);
    if (status == EXIT_DONE)
        status = command_choice("claims", "fail-on", claims->fail_word, FAIL_NAMES, FAIL_CHOICES,
                                FAIL_WITHOUT_GROUND, &claims->fail_on);
    if (status == EXIT_DONE)
        status = command_choice("claims", "format", claims->run.format_word, FORMAT_NAMES, CLAIMS_FORMATS,
                                command_on_terminal(claims->run.output) ? CLAIMS_TEXT : CLAIMS_JSON,
                                &claims->format);
    return status == EXIT_DONE ? command_language("claims", &claims->run.language) : status;
}

static int check_files(struct claims *claims) {
    const char *inputs[TABLES + 3];
    const char *const outputs[] = {claims->run.output, claims->run.rejects_path};
    memcpy(inputs, claims->run.files, sizeof claims->run.files);
    inputs[TABLES] = claims->run.profile_name;
    inputs[TABLES + 1] = claims->results;
    inputs[TABLES + 2] = claims->record;
    return command_outputs_apart("claims", outputs, 2, inputs, TABLES + 3);
}

/* ---- the run ---- */

static usmca_status index_measures(struct claims *claims, usmca_error *error) {
    const struct table *table = &claims->run.tables.of[TABLE_MEASURES];
    if (!measures_index(&claims->measures,
                        TABLE_ROWS(&claims->run.tables, TABLE_MEASURES, struct measure_row), table->count,
                        &claims->arena))
        return error_memory(error);
    for (size_t i = 0; i < claims->measures.problem_count; i++)
        table_file_reject_problem(&claims->run.tables, TABLE_MEASURES, &claims->measures.problems[i],
                                  &claims->run.rejects);
    claims->asked.measures = &claims->measures;
    claims->asked.measures_given = table->given;
    claims->asked.measures_broken = table->broken || claims->measures.problem_count > 0;
    return USMCA_OK;
}

/* What no single field of an entry shows. */
static usmca_status check_entries(struct claims *claims, usmca_error *error) {
    struct row_problems problems = {0};
    struct table *table = &claims->run.tables.of[TABLE_ENTRIES];
    struct entry_row *rows = TABLE_ROWS(&claims->run.tables, TABLE_ENTRIES, struct entry_row);
    size_t sound = 0;
    if (!entries_check(&problems, rows, table->count, &claims->arena))
        return error_memory(error);
    for (size_t i = 0, next = 0; i < table->count; i++)
        if (next < problems.count && problems.list[next].place == &rows[i].place) {
            table_file_reject_problem(&claims->run.tables, TABLE_ENTRIES, &problems.list[next++],
                                      &claims->run.rejects);
        } else {
            rows[sound++] = rows[i];
        }
    table->count = sound;
    claims->asked.entries = rows;
    claims->asked.entry_count = sound;
    return USMCA_OK;
}

static usmca_status review(struct claims *claims, usmca_error *error) {
    char room[4096];
    struct claims_asked *asked = &claims->asked;
    struct table *duties = &claims->run.tables.of[TABLE_DUTIES];
    usmca_status status =
        claim_limits_load(&asked->limits, &claims->arena, command_rules(claims->run.rules, room), error);
    if (status == USMCA_OK)
        status = check_entries(claims, error);
    if (status == USMCA_OK)
        status = index_measures(claims, error);
    claims->answers.arena = &claims->arena;
    asked->answers = &claims->answers;
    if (status == USMCA_OK)
        status = claims->record != NULL ? answers_of_record(&claims->answers, claims->record, asked, error)
                                        : answers_of_results(&claims->answers, claims->results, error);
    if (status != USMCA_OK)
        return status;
    duties_sort(&asked->duties, duties->rows, duties->count);
    asked->duties.given = duties->given;
    status = claims_review(&claims->review, asked, &claims->arena, error);
    return status == USMCA_OK && claims->arena.failed ? error_memory(error) : status;
}

static void write_report(const struct claims *claims, struct buffer *out) {
    const struct claims_report report = {claims->run.book->messages, &claims->review, claims->run.raw,
                                         command_width(claims->run.output)};
    void (*const WRITERS[CLAIMS_FORMATS])(struct buffer *, const struct claims_report *) = {
        claims_text, claims_json, claims_csv};
    WRITERS[claims->format](out, &report);
}

static bool trips(const struct claims *claims) {
    bool found = false;
    for (size_t i = 0; i < claims->review.whole.count; i++) {
        enum claim_verdict verdict = claims->review.whole.list[i].verdict;
        found = found || (claims->fail_on != FAIL_NEVER && claim_without_ground(verdict)) ||
                (claims->fail_on == FAIL_UNCLAIMED && claim_recoverable(verdict));
    }
    return found;
}

static void put_summary(const struct claims *claims, struct buffer *out) {
    const struct messages *messages = claims->run.book->messages;
    struct buffer counts[4] = {{0}};
    uint64_t without_ground = 0;
    uint64_t recoverable = 0;
    uint64_t incomplete = 0;
    for (size_t i = 0; i < claims->asked.entry_count; i++) {
        const struct claim_line *line = &claims->review.lines[i];
        without_ground += claim_without_ground(line->verdict);
        recoverable += claim_recoverable(line->verdict);
        incomplete += !line->complete;
    }
    const uint64_t NUMBERS[] = {claims->asked.entry_count, without_ground, recoverable, incomplete};
    for (int i = 0; i < 4; i++)
        buffer_number(&counts[i], NUMBERS[i]);
    if (claims->review.with_surcharge > 0) {
        buffer_text(out, message_find(messages, "claims.surcharge"));
        buffer_char(out, '\n');
    }
    MESSAGE(out, messages, "claims.summary", {"lines", buffer_view(&counts[0])},
            {"without", buffer_view(&counts[1])}, {"recoverable", buffer_view(&counts[2])},
            {"incomplete", buffer_view(&counts[3])});
    for (int i = 0; i < 4; i++)
        buffer_release(&counts[i], out);
}

static int run(struct claims *claims) {
    usmca_error error = {0};
    struct buffer report = {0};
    struct buffer summary = {0};
    usmca_status status = table_run_read(&claims->run, &error);
    if (status == USMCA_OK && !vocabulary_currency(claims->run.book->words, claims->asked.currency))
        status = usage_error(&error, "no-currency", "currency", claims->currency);
    if (status == USMCA_OK)
        status = review(claims, &error);
    if (status == USMCA_OK) {
        write_report(claims, &report);
        status = table_run_write(&claims->run, &report, &error);
    }
    buffer_free(&report);
    if (status != USMCA_OK)
        return command_fail(&error);
    put_summary(claims, &summary);
    int done = table_run_finish(&claims->run, buffer_view(&summary));
    buffer_free(&summary);
    return done | (trips(claims) ? EXIT_FAILED : EXIT_DONE);
}

int command_claims(int count, char **arguments) {
    struct claims *claims = calloc(1, sizeof *claims);
    if (claims == NULL)
        return command_no_memory();
    claims->run.command = "claims";
    int status = read_options(claims, count, arguments);
    if (status == EXIT_DONE && claims->run.help)
        status = form_help(&CLAIMS_FORM, claims->run.language, claims->run.rules);
    else if (status == EXIT_DONE && (status = check_values(claims)) == EXIT_DONE &&
             (status = check_files(claims)) == EXIT_DONE)
        status = run(claims);
    table_run_free(&claims->run);
    free(claims->answers.list);
    arena_free(&claims->arena);
    free(claims);
    return status;
}
