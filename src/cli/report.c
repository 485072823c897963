#include <string.h>

#include "binder/binder.h"
#include "cli/book_file.h"
#include "cli/command.h"
#include "cli/forms.h"
#include "cli/pdf_module.h"
#include "cli/report_folder.h"
#include "cli/report_tables.h"
#include "cli/results_book.h"
#include "cli/results_file.h"
#include "cli/summary_file.h"
#include "record/results_digest.h"
#include "report/html.h"

struct results {
    struct results_file file;
    struct command_output output;
};

static usmca_status write_page(void *context, struct text bytes, usmca_error *error) {
    return command_output_write(&((struct results *)context)->output, bytes, error);
}

struct report_options {
    const char *path;
    const char *output;
    const char *rules;
    const char *language;
    const char *summary;
    const char *split;
    struct html_head head;
    struct table_folder tables;
    const char *goods[MOST_VALUES + 1];
    bool raw;
    bool xlsx;
    bool pdf;
    bool help;
};

struct filling {
    const struct results_source *source;
    const struct html_head *head;
    const struct usmca_rulebook *book;
};

static usmca_status fill(lxw_workbook *book, void *context, usmca_error *error) {
    const struct filling *filling = context;
    return results_book_fill(filling->source, filling->head, filling->book, book, error);
}

struct drawing {
    const struct report_options *options;
    const struct results_source *source;
    const struct usmca_rulebook *book;
};

static usmca_status draw_binder(const struct pdf_floor *floor, const struct pdf_output *output,
                                struct pdf_notes *notes, void *context, usmca_error *error) {
    const struct drawing *drawing = context;
    const struct html_head *head = &drawing->options->head;
    const struct binder_options binder = {head->company, head->certifier, head->period,
                                          drawing->options->goods, head->summary};
    return binder_write(floor, drawing->source, drawing->book, &binder, output, notes, error);
}

static usmca_status write_report(const struct report_options *options, const struct results_source *source,
                                 struct results *results, const struct usmca_rulebook *book,
                                 usmca_error *error) {
    struct html_output page = {.write = write_page, .context = results};
    struct filling filling = {source, &options->head, book};
    struct drawing drawing = {options, source, book};
    if (options->pdf)
        return pdf_module_draw(draw_binder, &drawing, &(struct pdf_output){write_page, results}, error);
    return options->xlsx ? book_file_write(&results->output, BOOK_ROW_BY_ROW, fill, &filling, error)
                         : html_report(source, &page, &options->head, book, error);
}

/* What a run said of itself, of the results that are reported and no others. */
static usmca_status hold_summary(const char *path, const json_t *summary, struct results_file *file,
                                 usmca_error *error) {
    struct digest digest;
    usmca_status status = results_file_digest(&digest, file, error);
    return status == USMCA_OK ? results_hold_summary(&digest, summary, path, error) : status;
}

static usmca_status write_folder(const struct results_source *source, const struct report_options *options,
                                 const struct usmca_rulebook *book, usmca_error *error) {
    usmca_error ignored;
    struct report_folder folder;
    const struct html_folder pages = {.open = report_folder_file,
                                      .write = report_folder_write,
                                      .end = report_folder_end,
                                      .context = &folder};
    usmca_status status = report_folder_open(&folder, options->split, error);
    if (status != USMCA_OK)
        return status;
    status = html_split_report(source, &pages, &options->head, book, error);
    bool keep = status == USMCA_OK;
    usmca_status closed = report_folder_close(&folder, keep, keep ? error : &ignored);
    return keep ? closed : status;
}

static usmca_status write_file(const struct results_source *source, struct results *results,
                               const struct report_options *options, const struct usmca_rulebook *book,
                               usmca_error *error) {
    usmca_error ignored;
    usmca_status status = command_output_open(&results->output, options->output, error);
    if (status != USMCA_OK)
        return status;
    status = write_report(options, source, results, book, error);
    bool keep = status == USMCA_OK;
    usmca_status closed = command_output_close(&results->output, keep, keep ? error : &ignored);
    return keep ? closed : status;
}

/* Findings are in the language of the run, whatever the report is in. */
static void say_language(const struct usmca_rulebook *book, const json_t *summary) {
    const char *language = results_string(json_object_get(summary, "rule_book"), "language");
    char id[64];
    struct buffer line = {0};
    if (*language == '\0' || text_is(message_find(book->messages, "language"), language))
        return;
    snprintf(id, sizeof id, "record.language.%.8s", language);
    buffer_text(&line, message_find(book->messages, id));
    buffer_char(&line, '\n');
    command_put_buffer(stderr, &line);
    buffer_free(&line);
}

static int report(struct report_options *options) {
    usmca_error error = {0};
    char room[4096];
    struct results results = {{0}, {0}};
    struct usmca_rulebook *book = NULL;
    json_t *summary = NULL;
    struct results_source source = {.path = options->path,
                                    .read_line = results_file_line,
                                    .again = results_file_again,
                                    .place = results_file_place,
                                    .seek = results_file_seek,
                                    .context = &results.file};
    usmca_status status =
        rulebook_open(&book, command_rules(options->rules, room), options->language, &error);
    if (status == USMCA_OK && options->summary != NULL)
        status = summary_file_read(&summary, options->summary, &error);
    options->head.summary = summary;
    if (status == USMCA_OK)
        status = results_file_open(&results.file, options->path, &error);
    if (status == USMCA_OK && summary != NULL)
        status = hold_summary(options->summary, summary, &results.file, &error);
    if (status == USMCA_OK)
        status = options->tables.path != NULL
                     ? report_tables(&source, &options->tables, options->raw, book, &error)
                 : options->split != NULL ? write_folder(&source, options, book, &error)
                                          : write_file(&source, &results, options, book, &error);
    if (status == USMCA_OK)
        say_language(book, summary);
    results_file_close(&results.file);
    json_decref(summary);
    rulebook_free(book);
    return status == USMCA_OK ? EXIT_DONE : command_fail(&error);
}

static bool names_workbook(const char *path) {
    size_t length = strlen(path);
    return length > 5 && strcmp(path + length - 5, ".xlsx") == 0;
}

/* The file of results; behind --xlsx the workbook may stand beside it. */
static int read_files(struct report_options *options, int count, char **files) {
    int workbook = options->xlsx && options->output == NULL && count == 2 ? !names_workbook(files[0]) : -1;
    if (workbook >= 0 && names_workbook(files[workbook])) {
        options->output = files[workbook];
        options->path = files[1 - workbook];
    } else if (count == 1) {
        options->path = files[0];
    } else {
        return USAGE("report", "results-needed");
    }
    if (options->split != NULL && (options->output != NULL || options->xlsx || options->pdf))
        return USAGE("report", "not-with", PART("option", "--split"),
                     PART("others", "--output, --xlsx, --pdf"));
    if (options->tables.path != NULL &&
        (options->output != NULL || options->xlsx || options->pdf || options->split != NULL))
        return USAGE("report", "not-with", PART("option", "--tables"),
                     PART("others", "--output, --xlsx, --pdf, --split"));
    if (options->raw && options->tables.path == NULL)
        return USAGE("report", "needs", PART("option", "--raw"), PART("with", "--tables"));
    int status = table_folder_name(&options->tables, "report");
    if (status != EXIT_DONE)
        return status;
    const char *outputs[REPORT_TABLE_COUNT + 1] = {options->output};
    for (int i = 0; i < REPORT_TABLE_COUNT && options->tables.path != NULL; i++)
        outputs[i + 1] = options->tables.files[i];
    const char *const inputs[] = {options->path, options->summary};
    return command_outputs_apart("report", outputs, REPORT_TABLE_COUNT + 1, inputs, 2);
}

static const char *const USAGE[] = {
    "report RESULTS.json -o AUDIT.html [options]",        "report RESULTS.json --split DIR [options]",
    "report RESULTS.json --xlsx -o AUDIT.xlsx [options]", "report RESULTS.json --pdf -o BINDER.pdf [options]",
    "report RESULTS.json --tables DIR [options]",         NULL};
static const struct option_row ROWS[] = {
    OPTION("summary", FILE, INPUT, "FILE", struct report_options, summary, .says = "option.report.summary"),
    OPTION("company", TEXT, PAPER, "NAME", struct report_options, head.company),
    OPTION("certifier", TEXT, PAPER, "NAME", struct report_options, head.certifier,
           .says = "option.report.certifier"),
    OPTION("period", TEXT, PAPER, "TEXT", struct report_options, head.period, .says = "option.report.period"),
    OPTION("output", OUTPUT, OUTPUT, "FILE", struct report_options, output),
    OPTION("split", FOLDER, OUTPUT, "DIR", struct report_options, split),
    OPTION("xlsx", FLAG, OUTPUT, NULL, struct report_options, xlsx),
    OPTION("pdf", FLAG, OUTPUT, NULL, struct report_options, pdf),
    OPTION("good", MANY, OUTPUT, "ID,...", struct report_options, goods, .says = "option.report.good"),
    OPTION("tables", FOLDER, OUTPUT, "DIR", struct report_options, tables.path,
           .says = "option.report.tables"),
    OPTION("raw", FLAG, OUTPUT, NULL, struct report_options, raw),
    COMMON_OPTIONS(struct report_options, language, rules, help)};
const struct command_form REPORT_FORM = {
    "report", USAGE, ROWS, OPERAND_FILE, NULL, .common = "output split xlsx pdf tables summary lang help"};

int command_report(int count, char **arguments) {
    struct report_options options = {0};
    int rest = 0;
    int status = form_read(&REPORT_FORM, &options, count, arguments, &rest);
    if (status != EXIT_DONE)
        return status;
    if (options.help)
        return form_help(&REPORT_FORM, options.language, options.rules);
    if (options.pdf && options.xlsx)
        return USAGE("report", "either", PART("one", "--pdf"), PART("other", "--xlsx"));
    if (options.goods[0] != NULL && !options.pdf)
        return USAGE("report", "needs", PART("option", "--good"), PART("with", "--pdf"));
    status = command_language("report", &options.language);
    if (status == EXIT_DONE)
        status = read_files(&options, count - rest, arguments + rest);
    return status == EXIT_DONE ? report(&options) : status;
}
