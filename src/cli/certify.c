#include <stdlib.h>
#include <string.h>

#include "cli/certify_files.h"
#include "cli/certify_vehicle.h"
#include "cli/certify_verify.h"
#include "cli/forms.h"
#include "cli/mistyped.h"
#include "cli/results_file.h"
#include "cli/table_run.h"
#include "papers/certify.h"

struct certify {
    struct table_run run;
    /* options */
    const char *results;
    struct certify_held held;
    const char *refused;
    int format;
    /* made */
    struct certify_work work;
    struct buffer document;
    struct buffer refusals;
};

/* ---- options ---- */

static const char *const USAGE[] = {
    "certify RESULTS.json --parties FILE --certifier ROLE --date DAY [options]", NULL};
static const struct option_row ROWS[] = {
    OPTION("tables", TABLES, INPUT, "FILE", struct certify, run.files, .user = TABLE_OF_PAPERS,
           .configured = true),
    OPTION("good", TEXT, INPUT, "ID,...", struct certify, work.words.goods, .says = "option.certify.good"),
    OPTION("summary", FILE, INPUT, "FILE", struct certify, held.summary, .says = "option.certify.summary"),
    OPTION("record", FILE, INPUT, "FILE", struct certify, held.record, .says = "option.certify.record"),
    OPTION("import-country", WORD, INPUT, "CA|MX|US", struct certify, work.words.import_country,
           .says = "option.certify.import-country", .configured = true),
    OPTION("accept", WORD, INPUT, "paper-missing", struct certify, work.words.accept),
    OPTION("criterion-e", TEXT, INPUT, "ID,...", struct certify, work.words.deemed),
    OPTION("certifier", WORD, PAPER, "exporter|producer|importer", struct certify, work.words.certifier,
           .says = "option.certify.certifier"),
    OPTION("date", DAY, PAPER, "DAY", struct certify, work.words.date, .says = "option.certify.date"),
    OPTION("invoice", TEXT, PAPER, "NUMBER", struct certify, work.words.invoice),
    OPTION("shipment", FLAG, PAPER, NULL, struct certify, work.words.shipment),
    OPTION("from", DAY, PAPER, "DAY", struct certify, work.words.from),
    OPTION("to", DAY, PAPER, "DAY", struct certify, work.words.to),
    OPTION("cut-period", FLAG, PAPER, NULL, struct certify, work.words.cut),
    OPTION("exporter", WORD, PAPER, "same|unknown", struct certify, work.words.exporter),
    OPTION("producer", WORD, PAPER, "same|various|on-request", struct certify, work.words.producer),
    OPTION("importer", WORD, PAPER, "same|various|unknown", struct certify, work.words.importer),
    OPTION("sign", FILE, PAPER, "KEY.pem", struct certify, work.words.sign, .says = "option.certify.sign"),
    OPTION("issuer", TEXT, PAPER, "URI", struct certify, work.words.issuer),
    OPTION("verification-method", TEXT, PAPER, "URI", struct certify, work.words.method),
    OPTION("country", WORD, PAPER, "CA|MX|US", struct certify, work.words.country),
    OPTION("refused", OUTPUT, OUTPUT, "FILE", struct certify, refused),
    TABLE_RUN_OPTIONS(struct certify, "text|json|invoice|pdf|credential", "option.certify.format",
                      "option.certify.rejects")};
const struct command_form CERTIFY_FORM = {
    "certify",      USAGE,
    ROWS,           OPERAND_FILE,
    "exit.certify", .common = "parties certifier date from to invoice refused format output lang help"};

static int read_options(struct certify *certify, int count, char **arguments) {
    int rest = 0;
    int status = form_read(&CERTIFY_FORM, certify, count, arguments, &rest);
    if (status != EXIT_DONE || certify->run.help)
        return status;
    const char *part = rest < count ? command_part_meant("certify", arguments[rest]) : NULL;
    if (part != NULL)
        return USAGE("certify", "no-file-near", PART("file", arguments[rest]), PART("near", part));
    if (count - rest != 1)
        return USAGE("certify", "results-needed");
    certify->results = arguments[rest];
    return EXIT_DONE;
}

static int check_options(struct certify *certify) {
    struct certify_words *words = &certify->work.words;
    const char *const inputs[] = {certify->results,          certify->run.files[TABLE_PARTIES],
                                  certify->run.profile_name, words->sign,
                                  certify->held.summary,     certify->held.record};
    const char *const outputs[] = {certify->run.output, certify->run.rejects_path, certify->refused};
    usmca_error error = {0};
    bool terminal = command_on_terminal(certify->run.output);
    int status = command_language("certify", &certify->run.language);
    if (status == EXIT_DONE)
        status = command_choice("certify", "format", certify->run.format_word, CERTIFY_FORMAT_WORDS,
                                CERTIFY_FORMATS, terminal ? CERTIFY_TEXT : CERTIFY_JSON, &certify->format);
    if (status == EXIT_DONE && certify->format == CERTIFY_PDF && terminal)
        status = USAGE("certify", "pdf-terminal");
    if (status == EXIT_DONE && certify->run.files[TABLE_PARTIES] == NULL)
        status = USAGE("certify", "needed", PART("option", "--parties"));
    words->mark = "--";
    words->parties = certify->run.files[TABLE_PARTIES];
    certify->work.format = (enum certify_format)certify->format;
    if (status == EXIT_DONE && certify_read_words(&certify->work, &error) != USMCA_OK)
        status = usage_said("certify", &error);
    return status == EXIT_DONE ? command_outputs_apart("certify", outputs, 3, inputs, 6) : status;
}

/* ---- the run ---- */

static usmca_status take_goods(struct certify *certify, usmca_error *error) {
    struct results_file file;
    struct results_source source = {.path = certify->results,
                                    .read_line = results_file_line,
                                    .again = results_file_again,
                                    .context = &file};
    const struct table *parties = &certify->run.tables.of[TABLE_PARTIES];
    usmca_status status = results_file_open(&file, certify->results, error);
    if (status == USMCA_OK)
        status = certify_hold_results(&certify->work.certification.results, &certify->work.arena, &file,
                                      &certify->held, error);
    if (status == USMCA_OK)
        status = certify_take(&certify->work, TABLE_ROWS(&certify->run.tables, TABLE_PARTIES, struct party),
                              parties->count, &source, certify->run.book, error);
    if (status == USMCA_OK)
        status =
            certify_hold_last_run(&certify->work.taken, &certify->work.asked, certify->run.book->messages,
                                  &certify->work.arena, certify->held.record, error);
    certify_settle(&certify->work);
    results_file_close(&file);
    return status;
}

static usmca_status write_document(struct certify *certify, usmca_error *error) {
    struct signed_paper paper = {.arena = &certify->work.arena};
    if (certify->format != CERTIFY_PDF)
        return certify_write(&certify->document, &certify->work, error);
    usmca_status status = certification_paper(&paper, &certify->work.certification, error);
    if (status == USMCA_OK)
        status = certify_pdf(&certify->document, &paper, error);
    paper_free(&paper);
    return status;
}

/* ---- what is told ---- */

static void tell_problems(struct certify *certify) {
    for (size_t i = 0; i < certify->work.problems.count; i++) {
        const struct element_problem *problem = &certify->work.problems.list[i];
        if (problem->party != NULL) {
            table_file_reject(&certify->run.tables, TABLE_PARTIES, &problem->party->place, problem->column,
                              problem->reason, &certify->run.rejects);
            continue;
        }
        buffer_string(&certify->run.notices, certify->run.files[TABLE_PARTIES]);
        buffer_string(&certify->run.notices, ": ");
        buffer_text(&certify->run.notices, problem->reason);
        buffer_char(&certify->run.notices, '\n');
    }
}

static void put_summary(struct certify *certify, bool written, struct buffer *out) {
    struct buffer counts[2] = {{0}, {0}};
    buffer_number(&counts[0], written ? certify->work.taken.count : 0);
    buffer_number(&counts[1], certify->work.taken.refusal_count);
    MESSAGE(out, certify->run.book->messages, written ? "certify.summary" : "certify.summary.none",
            {"certified", buffer_view(&counts[0])}, {"refused", buffer_view(&counts[1])});
    buffer_free(&counts[0]);
    buffer_free(&counts[1]);
}

static usmca_status write_outputs(struct certify *certify, bool written, usmca_error *error) {
    const struct certify_file files[CERTIFY_FILES] = {
        {certify->run.output, written, "", &certify->document},
        {certify->run.rejects_path, certify->run.rejects_path != NULL, REJECTS_HEADER,
         &certify->run.rejects.rows},
        {certify->refused, certify->refused != NULL, "", &certify->refusals}};
    return certify->run.notices.failed ? error_memory(error) : certify_files_write(files, error);
}

static int run(struct certify *certify) {
    usmca_error error = {0};
    struct buffer summary = {0};
    bool written = false;
    bool sound = false;
    usmca_status status = table_run_read(&certify->run, &error);
    if (status == USMCA_OK)
        status = take_goods(certify, &error);
    if (status == USMCA_OK) {
        tell_problems(certify);
        sound = certify->work.problems.count == 0 && certify->run.rejects.count == 0;
        written = sound && certify->work.taken.count > 0;
        certify->run.nothing = !written;
        certify_refusals_tell(certify->work.taken.refusals, certify->work.taken.refusal_count, &certify->run,
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
    return (certify->work.taken.refusal_count > 0 ? EXIT_FAILED : EXIT_DONE) |
           (sound ? EXIT_DONE : EXIT_REJECTED);
}

int command_certify(int count, char **arguments) {
    if (count > 1 && strcmp(arguments[1], "verify") == 0)
        return certify_verify(count - 1, arguments + 1);
    if (count > 1 && strcmp(arguments[1], "vehicle") == 0)
        return certify_vehicle(count - 1, arguments + 1);
    struct certify *certify = calloc(1, sizeof *certify);
    if (certify == NULL)
        return command_no_memory();
    certify->run.command = "certify";
    int status = read_options(certify, count, arguments);
    if (status == EXIT_DONE && certify->run.help)
        status = form_help(&CERTIFY_FORM, certify->run.language, certify->run.rules);
    else if (status == EXIT_DONE && (status = check_options(certify)) == EXIT_DONE)
        status = run(certify);
    table_run_free(&certify->run);
    certify_free(&certify->work);
    buffer_free(&certify->document);
    buffer_free(&certify->refusals);
    free(certify);
    return status;
}
