#include <stdlib.h>
#include <string.h>

#include "cli/certify_files.h"
#include "cli/certify_vehicle.h"
#include "cli/certify_verify.h"
#include "cli/forms.h"
#include "cli/results_file.h"
#include "cli/table_run.h"
#include "papers/certified_goods.h"
#include "papers/credential.h"
#include "papers/elements.h"
#include "papers/paper.h"

enum certify_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_INVOICE, FORMAT_PDF, FORMAT_CREDENTIAL, FORMATS };
static const char *const FORMAT_WORDS[FORMATS] = {"text", "json", "invoice", "pdf", "credential"};

struct certify {
    struct table_run run;
    /* options */
    const char *results;
    const char *record;
    const char *certifier, *date, *invoice, *from, *to;
    const char *exporter, *producer, *importer;
    const char *goods, *accept, *deemed;
    const char *sign, *issuer, *method, *country, *import_country, *refused;
    bool shipment;
    bool cut;
    /* out of them */
    int format;
    struct party_choices choices;
    struct goods_asked asked;
    /* made */
    struct certification certification;
    struct certified_goods taken;
    struct element_problems problems;
    struct arena arena;
    struct buffer document;
    struct buffer refusals;
};

/* ---- options ---- */

static const char *const USAGE[] = {
    "certify RESULTS.json --parties FILE --certifier ROLE --date DAY [options]", NULL};
static const struct option_row ROWS[] = {
    OPTION("tables", TABLES, INPUT, "FILE", struct certify, run.files, .user = TABLE_OF_PAPERS,
           .configured = true),
    OPTION("good", TEXT, INPUT, "ID,...", struct certify, goods, .says = "option.certify.good"),
    OPTION("record", FILE, INPUT, "FILE", struct certify, record, .says = "option.certify.record"),
    OPTION("import-country", WORD, INPUT, "CA|MX|US", struct certify, import_country,
           .says = "option.certify.import-country", .configured = true),
    OPTION("accept", WORD, INPUT, "paper-missing", struct certify, accept),
    OPTION("criterion-e", TEXT, INPUT, "ID,...", struct certify, deemed),
    OPTION("certifier", WORD, PAPER, "exporter|producer|importer", struct certify, certifier,
           .says = "option.certify.certifier"),
    OPTION("date", DAY, PAPER, "DAY", struct certify, date, .says = "option.certify.date"),
    OPTION("invoice", TEXT, PAPER, "NUMBER", struct certify, invoice),
    OPTION("shipment", FLAG, PAPER, NULL, struct certify, shipment),
    OPTION("from", DAY, PAPER, "DAY", struct certify, from),
    OPTION("to", DAY, PAPER, "DAY", struct certify, to),
    OPTION("cut-period", FLAG, PAPER, NULL, struct certify, cut),
    OPTION("exporter", WORD, PAPER, "same|unknown", struct certify, exporter),
    OPTION("producer", WORD, PAPER, "same|various|on-request", struct certify, producer),
    OPTION("importer", WORD, PAPER, "same|various|unknown", struct certify, importer),
    OPTION("sign", FILE, PAPER, "KEY.pem", struct certify, sign, .says = "option.certify.sign"),
    OPTION("issuer", TEXT, PAPER, "URI", struct certify, issuer),
    OPTION("verification-method", TEXT, PAPER, "URI", struct certify, method),
    OPTION("country", WORD, PAPER, "CA|MX|US", struct certify, country),
    OPTION("refused", OUTPUT, OUTPUT, "FILE", struct certify, refused),
    TABLE_RUN_OPTIONS(struct certify, "text|json|invoice|pdf|credential", "option.certify.format",
                      "option.certify.rejects")};
const struct command_form CERTIFY_FORM = {"certify", USAGE, ROWS, OPERAND_FILE, "exit.certify"};

static int read_options(struct certify *certify, int count, char **arguments) {
    int rest = 0;
    int status = form_read(&CERTIFY_FORM, certify, count, arguments, &rest);
    if (status != EXIT_DONE || certify->run.help)
        return status;
    if (count - rest != 1)
        return command_usage("certify", "one file of results is needed");
    certify->results = arguments[rest];
    return EXIT_DONE;
}

static int read_day(date *out, const char *option, const char *value) {
    if (value == NULL)
        return command_usage("certify", "--%s is needed", option);
    return command_date(out, value)
               ? EXIT_DONE
               : command_usage("certify", "--%s %s is no day: YYYY-MM-DD", option, value);
}

/* Annex 5-A, element 8: one shipment, or a period. */
static int read_period(struct certify *certify) {
    struct certification *of = &certify->certification;
    bool period = certify->from != NULL || certify->to != NULL;
    int status = read_day(&of->date, "date", certify->date);
    if (status != EXIT_DONE)
        return status;
    if ((certify->invoice != NULL) + certify->shipment + period != 1)
        return command_usage("certify", "one of --invoice, --shipment and --from with --to is needed");
    of->invoice = text_from(certify->invoice);
    certify->asked.from = certify->asked.to = of->date;
    if (certify->invoice != NULL && text_all_blank(of->invoice))
        return command_usage("certify", "--invoice is empty: --shipment is for one that is not known");
    if (!period)
        return certify->cut ? command_usage("certify", "--cut-period is for --from and --to") : EXIT_DONE;
    status = read_day(&certify->asked.from, "from", certify->from);
    if (status == EXIT_DONE)
        status = read_day(&certify->asked.to, "to", certify->to);
    if (status == EXIT_DONE && certify->asked.to < certify->asked.from)
        return command_usage("certify", "--to comes before --from");
    return status;
}

static int read_stated(enum stated *out, const char *option, const char *value, const char *words) {
    *out = STATED_LISTED;
    for (int i = STATED_SAME; value != NULL && i < STATED_CHOICES; i++)
        if (strcmp(value, STATED_WORDS[i]) == 0 && strstr(words, value) != NULL)
            *out = (enum stated)i;
    return value == NULL || *out != STATED_LISTED
               ? EXIT_DONE
               : command_usage("certify", "--%s %s is not %s", option, value, words);
}

/* 19 CFR 182.12(a)(4)(iii) to (v): which element may be left open, and for whom. */
static int check_stated(const struct party_choices *choices) {
    if (choices->exporter == STATED_UNKNOWN && choices->by != PARTY_PRODUCER)
        return command_usage("certify", "--exporter unknown is for a producer who certifies");
    if (choices->by == PARTY_PRODUCER && choices->producer > STATED_SAME)
        return command_usage("certify", "the producer certifies: it is neither various nor confidential");
    if (choices->by == PARTY_IMPORTER && choices->importer > STATED_SAME)
        return command_usage("certify", "the importer certifies: it is neither various nor unknown");
    return EXIT_DONE;
}

static int read_parties(struct certify *certify) {
    struct party_choices *choices = &certify->choices;
    int by = 0;
    if (certify->run.files[TABLE_PARTIES] == NULL)
        return command_usage("certify", "--parties is needed");
    int status = command_choice("certify", "certifier", certify->certifier, PARTY_ROLE_WORDS + PARTY_EXPORTER,
                                PARTY_IMPORTER - PARTY_EXPORTER + 1, -1, &by);
    choices->by = (enum party_role)(by + PARTY_EXPORTER);
    if (status == EXIT_DONE)
        status = read_stated(&choices->exporter, "exporter", certify->exporter, "same or unknown");
    if (status == EXIT_DONE)
        status =
            read_stated(&choices->producer, "producer", certify->producer, "same, various or on-request");
    if (status == EXIT_DONE)
        status = read_stated(&choices->importer, "importer", certify->importer, "same, various or unknown");
    return status == EXIT_DONE ? check_stated(choices) : status;
}

static int check_credential(const struct certify *certify) {
    bool credential = certify->format == FORMAT_CREDENTIAL;
    const struct {
        const char *name;
        const char *value;
    } OWN[] = {{"sign", certify->sign},
               {"issuer", certify->issuer},
               {"verification-method", certify->method},
               {"country", certify->country}};
    for (size_t i = 0; i < sizeof OWN / sizeof OWN[0] && !credential; i++)
        if (OWN[i].value != NULL)
            return command_usage("certify", "--%s is for --format credential", OWN[i].name);
    if (credential && certify->deemed != NULL)
        return command_usage("certify", "a credential has no criterion E: its schema has A to D alone");
    if (credential && certify->sign == NULL && certify->issuer == NULL)
        return command_usage("certify", "a credential needs --sign or --issuer");
    if (certify->method != NULL && certify->sign == NULL)
        return command_usage("certify", "--verification-method is for --sign");
    return EXIT_DONE;
}

static int check_options(struct certify *certify) {
    static const char *const ACCEPTED[] = {"paper-missing"};
    int accepted = -1;
    const char *const inputs[] = {certify->results, certify->run.files[TABLE_PARTIES],
                                  certify->run.profile_name, certify->sign, certify->record};
    const char *const outputs[] = {certify->run.output, certify->run.rejects_path, certify->refused};
    int status = command_language("certify", &certify->run.language);
    if (status == EXIT_DONE)
        status = command_choice("certify", "format", certify->run.format_word, FORMAT_WORDS, FORMATS,
                                command_on_terminal(certify->run.output) ? FORMAT_TEXT : FORMAT_JSON,
                                &certify->format);
    if (status == EXIT_DONE && certify->format == FORMAT_PDF && command_on_terminal(certify->run.output))
        status = command_usage("certify", "a PDF is not for a terminal: --output FILE.pdf");
    if (status == EXIT_DONE)
        status = read_parties(certify);
    if (status == EXIT_DONE)
        status = read_period(certify);
    int country = 0;
    if (status == EXIT_DONE && certify->import_country != NULL)
        status = command_choice("certify", "import-country", certify->import_country,
                                COUNTRY_CODES + COUNTRY_CANADA, COUNTRIES - COUNTRY_CANADA, -1, &country);
    if (status == EXIT_DONE && certify->accept != NULL)
        status = command_choice("certify", "accept", certify->accept, ACCEPTED, 1, -1, &accepted);
    certify->asked.accept_paper_missing = accepted == 0;
    certify->asked.without_deemed = certify->format == FORMAT_CREDENTIAL;
    certify->asked.cut = certify->cut;
    certify->asked.ids = text_from(certify->goods);
    certify->asked.deemed_ids = text_from(certify->deemed);
    certify->asked.stated = &certify->certification;
    certify->asked.import_country = text_from(certify->import_country);
    certify->asked.country = text_from(certify->country);
    if (status == EXIT_DONE)
        status = check_credential(certify);
    return status == EXIT_DONE ? command_outputs_apart("certify", outputs, 3, inputs, 5) : status;
}

/* ---- the run ---- */

static usmca_status check_period(const struct certify *certify, usmca_error *error) {
    const struct general *general = &certify->run.book->general;
    char day[DATE_TEXT_SIZE];
    date from = certify->asked.from;
    date last = date_months_end(from, general->certification_months);
    day[date_print(day, last)] = '\0';
    if (certify->asked.to > last)
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0,
                         "a period has at most %d months: it ends on %s (%.*s)",
                         general->certification_months, day, (int)general->certification.cite.length,
                         general->certification.cite.data);
    day[date_print(day, general->in_force)] = '\0';
    return from >= general->in_force ? USMCA_OK
                                     : error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0,
                                                 "the Agreement is in force from %s on", day);
}

static usmca_status gather(struct certify *certify, const char *directory, usmca_error *error) {
    struct identifiers *identifiers = NULL;
    usmca_status status = identifiers_load(&identifiers, &certify->arena, directory, error);
    if (status != USMCA_OK)
        return status;
    const struct elements_given given = {TABLE_ROWS(&certify->run.tables, TABLE_PARTIES, struct party),
                                         certify->run.tables.of[TABLE_PARTIES].count,
                                         certify->choices,
                                         &certify->run.book->general,
                                         identifiers,
                                         &certify->arena};
    certify->certification.messages = certify->run.book->messages;
    return elements_gather(&certify->certification, &given, &certify->problems) ? USMCA_OK
                                                                                : error_memory(error);
}

static usmca_status take_goods(struct certify *certify, usmca_error *error) {
    struct results_file file;
    struct results_source source = {.path = certify->results,
                                    .read_line = results_file_line,
                                    .again = results_file_again,
                                    .context = &file};
    usmca_status status = results_file_open(&file, certify->results, error);
    if (status == USMCA_OK)
        status = certify_hold_results(&certify->certification.results, &certify->arena, &file,
                                      certify->record, error);
    if (status == USMCA_OK)
        status = certified_goods_take(&certify->taken, &source, &certify->asked, certify->run.book,
                                      &certify->arena, error);
    if (status == USMCA_OK)
        status = certify_hold_last_run(&certify->taken, &certify->asked, certify->run.book->messages,
                                       &certify->arena, certify->record, error);
    results_file_close(&file);
    certify->certification.goods = certify->taken.goods;
    certify->certification.good_count = certify->taken.count;
    certify->certification.import_country =
        certify->import_country != NULL ? certify->asked.import_country : certify->taken.import_country;
    if (certify->from != NULL) {
        certify->certification.from = certify->asked.from;
        certify->certification.to = certify->taken.to;
    }
    return status;
}

static usmca_status write_credential(struct certify *certify, usmca_error *error) {
    struct signing_key *key = NULL;
    const struct general *general = &certify->run.book->general;
    struct credential_terms terms = {
        .issuer = certify->issuer,
        .method = certify->method,
        .until = date_add_months(certify->certification.date, MONTHS_A_YEAR * general->certification_years)};
    if (!credential_names_signatory(certify->certification.certifier))
        return error_set(error, USMCA_ERROR_INPUT, certify->run.files[TABLE_PARTIES], 0, 0,
                         "a credential needs the given name and the family name of who signs: signatory");
    usmca_status status = certify->sign != NULL ? signing_key_read(&key, certify->sign, error) : USMCA_OK;
    terms.key = key;
    if (status == USMCA_OK)
        status = credentials_write(&certify->document, &certify->certification, &terms, error);
    signing_key_free(key);
    return status;
}

static usmca_status write_pdf(struct certify *certify, usmca_error *error) {
    struct signed_paper paper = {.arena = &certify->arena};
    usmca_status status = certification_paper(&paper, &certify->certification, error);
    if (status == USMCA_OK)
        status = certify_pdf(&certify->document, &paper, error);
    paper_free(&paper);
    return status;
}

static usmca_status write_document(struct certify *certify, usmca_error *error) {
    switch ((enum certify_format)certify->format) {
    case FORMAT_TEXT:
        certification_text(&certify->document, &certify->certification);
        break;
    case FORMAT_INVOICE:
        certification_invoice(&certify->document, &certify->certification);
        break;
    case FORMAT_PDF:
        return write_pdf(certify, error);
    case FORMAT_CREDENTIAL:
        return write_credential(certify, error);
    default:
        certification_json(&certify->document, &certify->certification);
    }
    return certify->document.failed ? error_memory(error) : USMCA_OK;
}

/* ---- what is told ---- */

static void tell_problems(struct certify *certify) {
    for (size_t i = 0; i < certify->problems.count; i++) {
        const struct element_problem *problem = &certify->problems.list[i];
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
    buffer_number(&counts[0], written ? certify->taken.count : 0);
    buffer_number(&counts[1], certify->taken.refusal_count);
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
    char room[4096];
    struct buffer summary = {0};
    bool written = false;
    bool sound = false;
    usmca_status status = table_run_read(&certify->run, &error);
    if (status == USMCA_OK)
        status = check_period(certify, &error);
    if (status == USMCA_OK)
        status = gather(certify, command_rules(certify->run.rules, room), &error);
    if (status == USMCA_OK)
        status = take_goods(certify, &error);
    if (status == USMCA_OK) {
        tell_problems(certify);
        certify_refusals_tell(certify->taken.refusals, certify->taken.refusal_count, &certify->run,
                              &certify->refusals);
        sound = certify->problems.count == 0 && certify->run.rejects.count == 0;
        written = sound && certify->taken.count > 0;
    }
    if (status == USMCA_OK && written)
        status = write_document(certify, &error);
    if (status == USMCA_OK)
        status = write_outputs(certify, written, &error);
    if (status != USMCA_OK)
        return command_fail(&error);
    put_summary(certify, written, &summary);
    table_run_finish(&certify->run, buffer_view(&summary));
    buffer_free(&summary);
    return (certify->taken.refusal_count > 0 ? EXIT_FAILED : EXIT_DONE) | (sound ? EXIT_DONE : EXIT_REJECTED);
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
    arena_free(&certify->arena);
    free(certify->problems.list);
    buffer_free(&certify->document);
    buffer_free(&certify->refusals);
    free(certify);
    return status;
}
