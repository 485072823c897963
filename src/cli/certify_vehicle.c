#include "cli/certify_vehicle.h"

#include <stdlib.h>
#include <string.h>

#include "cli/certify_files.h"
#include "cli/forms.h"
#include "cli/results_file.h"
#include "cli/table_run.h"
#include "papers/vehicle_certificate.h"

enum vehicle_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_PDF, FORMATS };
static const char *const FORMAT_WORDS[FORMATS] = {"text", "json", "pdf"};

struct certify_vehicle {
    struct table_run run;
    /* options */
    const char *results, *date, *goods, *refused;
    struct certify_held held;
    bool incomplete;
    int kind;
    int format;
    /* made */
    struct vehicle_certificate certificate;
    struct signed_paper paper;
    struct arena arena;
    struct buffer document;
    struct buffer refusals;
};

/* ---- options ---- */

static const char *const USAGE[] = {
    "certify vehicle lvc|steel|aluminum RESULTS.json --parties FILE --date DAY [options]", NULL};
static const struct option_row ROWS[] = {
    OPTION("tables", TABLES, INPUT, "FILE", struct certify_vehicle, run.files, .user = TABLE_OF_PAPERS,
           .configured = true),
    OPTION("good", TEXT, INPUT, "ID,...", struct certify_vehicle, goods, .says = "option.certify.good"),
    OPTION("summary", FILE, INPUT, "FILE", struct certify_vehicle, held.summary,
           .says = "option.certify.summary"),
    OPTION("record", FILE, INPUT, "FILE", struct certify_vehicle, held.record,
           .says = "option.certify.record"),
    OPTION("date", DAY, PAPER, "DAY", struct certify_vehicle, date, .says = "option.certify.date"),
    OPTION("incomplete", FLAG, PAPER, NULL, struct certify_vehicle, incomplete),
    OPTION("refused", OUTPUT, OUTPUT, "FILE", struct certify_vehicle, refused),
    TABLE_RUN_OPTIONS(struct certify_vehicle, "text|json|pdf", "option.certify.vehicle.format",
                      "option.certify.rejects")};
const struct command_form CERTIFY_VEHICLE_FORM = {
    "certify vehicle",
    USAGE,
    ROWS,
    OPERAND_FILE,
    "exit.certify.vehicle",
    .common = "parties good date incomplete refused format output lang help"};

static int read_options(struct certify_vehicle *certify, int count, char **arguments) {
    int rest = 0;
    int status = form_read(&CERTIFY_VEHICLE_FORM, certify, count, arguments, &rest);
    if (status != EXIT_DONE || certify->run.help)
        return status;
    if (count - rest != 2)
        return USAGE("certify vehicle", "vehicle-results-needed");
    certify->results = arguments[rest + 1];
    return command_choice("certify vehicle", "kind", arguments[rest], VEHICLE_FORM_WORDS, VEHICLE_FORM_KINDS,
                          -1, &certify->kind);
}

static int check_options(struct certify_vehicle *certify) {
    const char *const inputs[] = {certify->results, certify->run.files[TABLE_PARTIES],
                                  certify->run.profile_name, certify->held.summary, certify->held.record};
    const char *const outputs[] = {certify->run.output, certify->run.rejects_path, certify->refused};
    bool terminal = command_on_terminal(certify->run.output);
    int status = command_language("certify vehicle", &certify->run.language);
    if (status == EXIT_DONE)
        status = command_choice("certify vehicle", "format", certify->run.format_word, FORMAT_WORDS, FORMATS,
                                terminal ? FORMAT_TEXT : FORMAT_JSON, &certify->format);
    if (status == EXIT_DONE && certify->format == FORMAT_PDF && terminal)
        status = USAGE("certify vehicle", "pdf-terminal");
    if (status == EXIT_DONE && certify->run.files[TABLE_PARTIES] == NULL)
        status = USAGE("certify vehicle", "needed", PART("option", "--parties"));
    if (status == EXIT_DONE && certify->date == NULL)
        status = USAGE("certify vehicle", "needed", PART("option", "--date"));
    if (status == EXIT_DONE && !command_date(&certify->certificate.date, certify->date))
        status = usage_value("certify vehicle", "no-day", "date", certify->date);
    return status == EXIT_DONE ? command_outputs_apart("certify vehicle", outputs, 3, inputs, 5) : status;
}

/* ---- the run ---- */

static usmca_status take_vehicles(struct certify_vehicle *certify, usmca_error *error) {
    struct vehicle_certificate *certificate = &certify->certificate;
    char room[4096];
    struct results_file file;
    struct results_source source = {.path = certify->results,
                                    .read_line = results_file_line,
                                    .again = results_file_again,
                                    .context = &file};
    certificate->messages = certify->run.book->messages;
    certificate->parties = TABLE_ROWS(&certify->run.tables, TABLE_PARTIES, struct party);
    certificate->party_count = certify->run.tables.of[TABLE_PARTIES].count;
    usmca_status status = vehicle_form_load(&certificate->form, VEHICLE_FORM_WORDS[certify->kind],
                                            &certify->arena, command_rules(certify->run.rules, room), error);
    if (status != USMCA_OK)
        return status;
    status = results_file_open(&file, certify->results, error);
    if (status == USMCA_OK)
        status = certify_hold_results(&certificate->results, &certify->arena, &file, &certify->held, error);
    if (status == USMCA_OK)
        status =
            vehicle_certificate_take(certificate, &source, text_from(certify->goods), &certify->arena, error);
    results_file_close(&file);
    return status;
}

static usmca_status write_document(struct certify_vehicle *certify, usmca_error *error) {
    usmca_status status = USMCA_OK;
    if (certify->format == FORMAT_PDF)
        status = certify_pdf(&certify->document, &certify->paper, error);
    else if (certify->format == FORMAT_TEXT)
        paper_text(&certify->document, &certify->paper);
    else
        status = vehicle_certificate_json(&certify->document, &certify->certificate, &certify->paper, error);
    return status == USMCA_OK && certify->document.failed ? error_memory(error) : status;
}

/* ---- what is told ---- */

static void tell_missing(struct certify_vehicle *certify) {
    for (size_t i = 0; i < certify->certificate.missing_count; i++) {
        buffer_text(&certify->run.notices, certify->certificate.missing[i].words);
        buffer_char(&certify->run.notices, '\n');
    }
}

static void put_summary(struct certify_vehicle *certify, bool written, struct buffer *out) {
    struct buffer counts[2] = {{0}, {0}};
    buffer_number(&counts[0], written ? certify->certificate.count : 0);
    buffer_number(&counts[1], certify->certificate.refusal_count);
    MESSAGE(out, certify->run.book->messages, written ? "certify.summary" : "certify.summary.none",
            {"certified", buffer_view(&counts[0])}, {"refused", buffer_view(&counts[1])});
    buffer_release(&counts[0], out);
    buffer_release(&counts[1], out);
}

static usmca_status write_outputs(struct certify_vehicle *certify, bool written, usmca_error *error) {
    if (certify->run.notices.failed)
        return error_memory(error);
    const struct certify_file files[CERTIFY_FILES] = {
        {certify->run.output, written, "", &certify->document},
        {certify->run.rejects_path, certify->run.rejects_path != NULL, REJECTS_HEADER,
         &certify->run.rejects.rows},
        {certify->refused, certify->refused != NULL, "", &certify->refusals}};
    return certify_files_write(files, error);
}

static int run(struct certify_vehicle *certify) {
    const struct vehicle_certificate *certificate = &certify->certificate;
    usmca_error error = {0};
    struct buffer summary = {0};
    bool sound = false;
    bool written = false;
    usmca_status status = table_run_read(&certify->run, &error);
    if (status == USMCA_OK)
        status = take_vehicles(certify, &error);
    certify->paper.arena = &certify->arena;
    if (status == USMCA_OK && certificate->count > 0)
        status = vehicle_certificate_paper(&certify->certificate, &certify->paper, &error);
    if (status == USMCA_OK) {
        tell_missing(certify);
        sound = certificate->missing_count == 0 && certify->run.rejects.count == 0;
        written = certificate->count > 0 && certify->run.rejects.count == 0 && (sound || certify->incomplete);
        certify->run.nothing = !written;
        certify_refusals_tell(certificate->refusals, certificate->refusal_count, &certify->run,
                              &certify->refusals);
    }
    if (status == USMCA_OK && written)
        status = write_document(certify, &error);
    if (status == USMCA_OK)
        status = write_outputs(certify, written, &error);
    if (status != USMCA_OK)
        return command_fail(&error);
    if (written)
        certify_tell_unheld(&certify->run, certify->results, &certify->held);
    put_summary(certify, written, &summary);
    table_run_finish(&certify->run, buffer_view(&summary));
    buffer_free(&summary);
    return (certificate->refusal_count > 0 || certificate->count == 0 ? EXIT_FAILED : EXIT_DONE) |
           (sound ? EXIT_DONE : EXIT_REJECTED);
}

int certify_vehicle(int count, char **arguments) {
    struct certify_vehicle *certify = calloc(1, sizeof *certify);
    if (certify == NULL)
        return command_no_memory();
    certify->run.command = "certify vehicle";
    int status = read_options(certify, count, arguments);
    if (status == EXIT_DONE && certify->run.help)
        status = form_help(&CERTIFY_VEHICLE_FORM, certify->run.language, certify->run.rules);
    else if (status == EXIT_DONE && (status = check_options(certify)) == EXIT_DONE)
        status = run(certify);
    table_run_free(&certify->run);
    vehicle_certificate_free(&certify->certificate);
    paper_free(&certify->paper);
    arena_free(&certify->arena);
    buffer_free(&certify->document);
    buffer_free(&certify->refusals);
    free(certify);
    return status;
}
