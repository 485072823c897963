#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "cli/apart.h"
#include "cli/book_file.h"
#include "cli/command.h"
#include "cli/forms.h"
#include "cli/mistyped.h"
#include "cli/output_folder.h"
#include "cli/pdf_module.h"
#include "cli/record_options.h"
#include "cli/requests_options.h"
#include "cli/results_file.h"
#include "origin/documents.h"
#include "requests/book.h"
#include "requests/index.h"
#include "requests/letter.h"

enum { DAYS_TO_ANSWER = 30, MOST_DAYS = 366, FILE_NAME_SIZE = 96 };

static const char *const USAGE[] = {"requests RESULTS.json --output DIR [options]", NULL};
static const struct option_row ROWS[] = {
    OPTION("documents", FILE, INPUT, "FILE", struct requests_options, run.files[TABLE_DOCUMENTS],
           .says = "option.requests.documents"),
    OPTION("profile", PROFILE, READING, "NAME|FILE", struct requests_options, run.profile_name,
           .configured = true),
    OPTION("papers", WORD, CHOICES, "deciding|all", struct requests_options, papers),
    OPTION("date", DAY, PAPER, "DAY", struct requests_options, date, .says = "option.requests.date"),
    OPTION("due", DAY, PAPER, "DAY", struct requests_options, due, .says = "option.requests.due"),
    OPTION("days", NUMBER, PAPER, "N", struct requests_options, days, .least = 1, .most = MOST_DAYS),
    OPTION("company", TEXT, PAPER, "NAME", struct requests_options, company,
           .says = "option.requests.company"),
    OPTION("contact", TEXT, PAPER, "TEXT", struct requests_options, contact),
    OPTION("output", FOLDER, OUTPUT, "DIR", struct requests_options, run.output,
           .says = "option.requests.output"),
    OPTION("pdf", FLAG, OUTPUT, NULL, struct requests_options, pdf, .says = "option.requests.pdf"),
    OPTION("record", FILE, OUTPUT, "FILE", struct requests_options, record, .says = "option.requests.record"),
    OPTION("raw", FLAG, OUTPUT, NULL, struct requests_options, run.raw),
    OPTION("quiet", FLAG, RUN, NULL, struct requests_options, run.quiet),
    COMMON_OPTIONS(struct requests_options, run.language, run.rules, run.help)};
const struct command_form REQUESTS_FORM = {
    "requests",   USAGE, ROWS,
    OPERAND_FILE, NULL,  .common = "output documents due company contact record pdf lang help"};

static const char *const IMPORT_USAGE[] = {
    "requests import BOOK.xlsx ... --requests DIR | --record FILE [options]", NULL};
static const struct option_row IMPORT_ROWS[] = {
    OPTION("requests", FOLDER, INPUT, "DIR", struct requests_options, requests),
    OPTION("record", FILE, INPUT, "FILE", struct requests_options, record,
           .says = "option.requests.import.record"),
    OPTION("date", DAY, CHOICES, "DAY", struct requests_options, date, .says = "option.requests.import.date"),
    OPTION("keep-numbers", FLAG, CHOICES, NULL, struct requests_options, keep_numbers),
    OPTION("output", OUTPUT, OUTPUT, "FILE", struct requests_options, run.output,
           .says = "option.requests.import.output"),
    OPTION("answers", OUTPUT, OUTPUT, "FILE", struct requests_options, answers),
    OPTION("rejects", OUTPUT, OUTPUT, "FILE", struct requests_options, run.rejects_path,
           .says = "option.requests.import.rejects"),
    OPTION("raw", FLAG, OUTPUT, NULL, struct requests_options, run.raw),
    OPTION("quiet", FLAG, RUN, NULL, struct requests_options, run.quiet),
    COMMON_OPTIONS(struct requests_options, run.language, run.rules, run.help)};
const struct command_form REQUESTS_IMPORT_FORM = {"requests import", IMPORT_USAGE,     IMPORT_ROWS,
                                                  OPERAND_FILES,     "exit.inventory", NULL};

static const char *const LIST_USAGE[] = {"requests list --record FILE [options]", NULL};
static const struct option_row LIST_ROWS[] = {
    OPTION("record", FILE, INPUT, "FILE", struct requests_options, record,
           .says = "option.requests.list.record", .configured = true),
    OPTION("on", DAY, CHOICES, "DAY", struct requests_options, date, .says = "option.requests.list.on"),
    OPTION("due", FLAG, CHOICES, NULL, struct requests_options, due_alone,
           .says = "option.requests.list.due"),
    OPTION("format", WORD, OUTPUT, "text|json", struct requests_options, run.format_word),
    OPTION("output", OUTPUT, OUTPUT, "FILE", struct requests_options, run.output),
    COMMON_OPTIONS(struct requests_options, run.language, run.rules, run.help)};
const struct command_form REQUESTS_LIST_FORM = {"requests list", LIST_USAGE, LIST_ROWS,
                                                OPERAND_NONE,    NULL,       NULL};

/* ---- the folder ---- */

static bool is_ours(const char *name) {
    bool numbered = isdigit((unsigned char)name[0]) && isdigit((unsigned char)name[1]);
    return strcmp(name, REQUESTS_FILE) == 0 || strcmp(name, "index.csv") == 0 ||
           (numbered && (output_name_ends(name, ".xlsx") || output_name_ends(name, ".txt") ||
                         output_name_ends(name, ".pdf")));
}

/* Earlier requests, of which one cannot tell whether they were sent, are replaced: their record is elsewhere.
 */
static bool is_requests(const char *path) {
    DIR *folder = opendir(path);
    const struct dirent *entry = NULL;
    bool ours = folder != NULL;
    bool index = false;
    bool any = false;
    while (ours && (entry = readdir(folder)) != NULL) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
            continue;
        any = true;
        index = index || strcmp(name, "index.csv") == 0;
        ours = is_ours(name);
    }
    if (folder != NULL)
        closedir(folder);
    return ours && (index || !any);
}

/* ---- files ---- */

struct making {
    const struct requests_options *options;
    const struct usmca_rulebook *book;
    struct output_folder folder;
    struct requests requests;
    const json_t *request; /* under hand */
    struct command_output output;
};

typedef usmca_status (*make_file)(struct making *making, const char *name, usmca_error *error);

static usmca_status in_folder(struct making *making, const char *name, make_file make, usmca_error *error) {
    usmca_error ignored;
    usmca_status status = output_folder_goes_on(&making->folder, error);
    if (status != USMCA_OK)
        return status;
    char *path = output_folder_joined(making->folder.temporary, name);
    status = path != NULL ? command_output_open(&making->output, path, error) : error_memory(error);
    if (status == USMCA_OK) {
        status = make(making, name, error);
        bool keep = status == USMCA_OK;
        usmca_status closed = command_output_close(&making->output, keep, keep ? error : &ignored);
        status = keep ? closed : status;
    }
    free(path);
    return status;
}

static usmca_status write_buffer(struct making *making, struct buffer *bytes, usmca_error *error) {
    usmca_status status = bytes->failed ? error_memory(error)
                                        : command_output_write(&making->output, buffer_view(bytes), error);
    buffer_free(bytes);
    return status;
}

static usmca_status fill(lxw_workbook *workbook, void *context, usmca_error *error) {
    const struct making *making = context;
    return request_book_fill(making->request, making->book, workbook, error);
}

static usmca_status make_book(struct making *making, const char *name, usmca_error *error) {
    (void)name;
    return book_file_write(&making->output, BOOK_KEPT, fill, making, error);
}

/* The workbook that a letter goes with. */
static struct text book_of(const char *name, char room[FILE_NAME_SIZE]) {
    const char *point = strrchr(name, '.');
    int length = snprintf(room, FILE_NAME_SIZE, "%.*s.xlsx", (int)(point - name), name);
    return (struct text){room, (size_t)length};
}

static usmca_status make_letter(struct making *making, const char *name, usmca_error *error) {
    char room[FILE_NAME_SIZE];
    struct buffer text = {0};
    request_letter_text(&text, making->request, making->book->messages, book_of(name, room));
    return write_buffer(making, &text, error);
}

static usmca_status put_pdf(void *context, struct text bytes, usmca_error *error) {
    return command_output_write(&((struct making *)context)->output, bytes, error);
}

struct letter {
    const struct making *making;
    struct text book;
};

static usmca_status draw_letter(const struct pdf_floor *floor, const struct pdf_output *output,
                                struct pdf_notes *notes, void *context, usmca_error *error) {
    const struct letter *letter = context;
    return request_letter_pdf(floor, letter->making->request, letter->making->book->messages, letter->book,
                              output, notes, error);
}

static usmca_status make_pdf(struct making *making, const char *name, usmca_error *error) {
    char room[FILE_NAME_SIZE];
    struct letter letter = {making, book_of(name, room)};
    return pdf_module_draw(draw_letter, &letter, &(struct pdf_output){put_pdf, making}, error);
}

static usmca_status make_index(struct making *making, const char *name, usmca_error *error) {
    struct buffer index = {0};
    (void)name;
    requests_index(&index, &making->requests, making->options->run.raw);
    return write_buffer(making, &index, error);
}

static usmca_status make_asked(struct making *making, const char *name, usmca_error *error) {
    struct buffer lines = {0};
    size_t index = 0;
    const json_t *request = NULL;
    (void)name;
    json_array_foreach(making->requests.list, index, request) {
        char *line = json_dumps(request, JSON_COMPACT);
        if (line == NULL)
            lines.failed = true;
        else
            buffer_string(&lines, line);
        buffer_char(&lines, '\n');
        free(line);
    }
    return write_buffer(making, &lines, error);
}

/* In one process for all of them, since the letters load what draws them. */
static usmca_status make_files(struct apart *apart, void *context, usmca_error *error) {
    struct making *making = context;
    (void)apart;
    static const struct {
        const char *ending;
        make_file make;
    } FILES[] = {{".xlsx", make_book}, {".txt", make_letter}, {".pdf", make_pdf}};
    usmca_status status = USMCA_OK;
    for (size_t i = 0; i < json_array_size(making->requests.list) && status == USMCA_OK; i++) {
        making->request = json_array_get(making->requests.list, i);
        for (size_t k = 0; k < (making->options->pdf ? 3 : 2) && status == USMCA_OK; k++) {
            char name[FILE_NAME_SIZE];
            request_file_name(name, i + 1, request_text(making->request, "supplier"), FILES[k].ending);
            status = in_folder(making, name, FILES[k].make, error);
        }
    }
    if (status == USMCA_OK)
        status = in_folder(making, "index.csv", make_index, error);
    return status == USMCA_OK ? in_folder(making, REQUESTS_FILE, make_asked, error) : status;
}

/* ---- the run ---- */

static usmca_status gather(struct making *making, usmca_error *error) {
    const struct requests_options *options = making->options;
    struct results_file file;
    const struct results_source source = {.path = options->files[0],
                                          .read_line = results_file_line,
                                          .again = results_file_again,
                                          .context = &file};
    struct request_terms terms = {
        .book = making->book,
        .sent = options->day,
        .language = options->run.language,
        .company = options->company,
        .contact = options->contact,
        .every_paper = options->papers != NULL && strcmp(options->papers, "all") == 0,
        .documents = options->run.files[TABLE_DOCUMENTS] != NULL ? &options->run.tables.documents : NULL};
    int days = DAYS_TO_ANSWER;
    if (options->days != NULL)
        (void)command_number("requests", "days", options->days, 1, MOST_DAYS, &days);
    terms.due = date_add_days(options->day, days);
    if (options->due != NULL)
        (void)command_date(&terms.due, options->due);
    usmca_status status = results_file_open(&file, options->files[0], error);
    if (status == USMCA_OK)
        status = requests_gather(&making->requests, &source, &terms, error);
    results_file_close(&file);
    return status;
}

static void prepare_documents(struct table_run *run) {
    struct case_setting setting = {0};
    tables_sort(&run->tables, &setting);
    documents_prepare(run->book, TABLE_ROWS(&run->tables, TABLE_DOCUMENTS, struct document),
                      run->tables.of[TABLE_DOCUMENTS].count, 1, &run->tables.arena);
}

/* All files, then the record, then the folder in its place. */
static usmca_status write_folder(struct making *making, usmca_error *error) {
    usmca_error ignored;
    struct record *record = NULL;
    const char *path = making->options->record;
    usmca_status status = output_folder_open(&making->folder, making->options->run.output, is_requests,
                                             ERROR_WORDS("earlier requests"), error);
    if (status != USMCA_OK)
        return status;
    status = apart_run(make_files, making, NULL, error);
    if (status == USMCA_OK && path != NULL)
        status = record_open(&record, path, RECORD_TO_WRITE, error);
    if (status == USMCA_OK && path != NULL)
        status = requests_keep(record, &making->requests, error);
    if (status == USMCA_OK && path != NULL)
        status = record_commit(record, error);
    record_close(record);
    bool keep = status == USMCA_OK;
    usmca_status closed = output_folder_close(&making->folder, keep, keep ? error : &ignored);
    return keep ? closed : status;
}

static void tell(const struct making *making) {
    const struct messages *messages = making->book->messages;
    size_t items = 0;
    size_t index = 0;
    const json_t *request = NULL;
    struct buffer line = {0};
    struct buffer counts[4] = {{0}};
    if (making->options->run.quiet)
        return;
    json_array_foreach(making->requests.list, index, request) items +=
        json_array_size(json_object_get(request, "items"));
    buffer_number(&counts[0], json_array_size(making->requests.list));
    buffer_number(&counts[1], items);
    buffer_number(&counts[2], json_array_size(making->requests.unasked));
    buffer_number(&counts[3], making->requests.without_gap);
    MESSAGE(&line, messages, "requests.summary", {"suppliers", buffer_view(&counts[0])},
            {"items", buffer_view(&counts[1])}, {"unasked", buffer_view(&counts[2])});
    buffer_char(&line, '\n');
    if (making->requests.without_gap > 0) {
        MESSAGE(&line, messages, "requests.without-gap", {"goods", buffer_view(&counts[3])});
        buffer_char(&line, '\n');
    }
    command_say(buffer_view(&line));
    for (int i = 0; i < 4; i++)
        buffer_free(&counts[i]);
    buffer_free(&line);
}

static int make_requests(struct requests_options *options) {
    usmca_error error = {0};
    struct making making = {.options = options};
    usmca_status status = table_run_read(&options->run, &error);
    making.book = options->run.book;
    if (status == USMCA_OK && options->run.files[TABLE_DOCUMENTS] != NULL) {
        prepare_documents(&options->run);
        status = options->run.tables.arena.failed ? error_memory(&error) : USMCA_OK;
    }
    if (status == USMCA_OK)
        status = gather(&making, &error);
    if (status == USMCA_OK)
        status = write_folder(&making, &error);
    if (status == USMCA_OK)
        tell(&making);
    requests_free(&making.requests);
    return status == USMCA_OK ? EXIT_DONE : command_fail(&error);
}

static int check_make(struct requests_options *options) {
    static const char *const PAPERS[] = {"deciding", "all"};
    int ignored = 0;
    date due = 0;
    const char *part = options->file_count > 0 ? command_part_meant("requests", options->files[0]) : NULL;
    if (part != NULL)
        return USAGE("requests", "no-file-near", PART("file", options->files[0]), PART("near", part));
    if (options->file_count != 1)
        return USAGE("requests", "results-needed");
    if (options->run.output == NULL || strcmp(options->run.output, "-") == 0)
        return USAGE("requests", "folder-needed", PART("option", "--output"));
    if (options->due != NULL && options->days != NULL)
        return USAGE("requests", "either", PART("one", "--due"), PART("other", "--days"));
    int status = command_choice("requests", "papers", options->papers, PAPERS, 2, 0, &ignored);
    if (status == EXIT_DONE)
        status = command_number("requests", "days", options->days, 1, MOST_DAYS, &ignored);
    if (status == EXIT_DONE && options->due != NULL &&
        (!command_date(&due, options->due) || due < options->day))
        return usage_value("requests", "due-too-soon", "due", options->due);
    return status == EXIT_DONE ? make_requests(options) : status;
}

/* ---- commands ---- */

struct subcommand {
    const char *name; /* NULL: none is named */
    const struct command_form *form;
    int (*run)(struct requests_options *options);
};

static int run_command(struct requests_options *options, const struct subcommand *command, int count,
                       char **arguments) {
    int rest = 0;
    options->run.command = command->form->name;
    int status = form_read(command->form, options, count, arguments, &rest);
    options->files = arguments + rest;
    options->file_count = count - rest;
    if (status != EXIT_DONE)
        return status;
    if (options->run.help)
        return form_help(command->form, options->run.language, options->run.rules);
    options->day = command_today();
    if (options->date != NULL && !command_date(&options->day, options->date))
        return USAGE(options->run.command, "no-day", PART("value", options->date));
    status = command_language(options->run.command, &options->run.language);
    return status == EXIT_DONE ? command->run(options) : status;
}

int command_requests(int count, char **arguments) {
    static const struct subcommand COMMANDS[] = {{"import", &REQUESTS_IMPORT_FORM, requests_import_command},
                                                 {"list", &REQUESTS_LIST_FORM, requests_list_command},
                                                 {NULL, &REQUESTS_FORM, check_make}};
    struct requests_options *options = calloc(1, sizeof *options);
    size_t chosen = 0;
    if (options == NULL)
        return command_no_memory();
    while (COMMANDS[chosen].name != NULL && (count < 2 || strcmp(arguments[1], COMMANDS[chosen].name) != 0))
        chosen++;
    int skipped = COMMANDS[chosen].name != NULL;
    int status = run_command(options, &COMMANDS[chosen], count - skipped, arguments + skipped);
    table_run_free(&options->run);
    free(options);
    return status;
}
