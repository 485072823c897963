#include <stdlib.h>
#include <string.h>

#include "batch/case_sheets.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/form_said.h"
#include "cli/forms.h"
#include "service/preview_page.h"

struct preview_options {
    const char *flat;
    const char *goods;
    const char *bom;
    const char *files[TABLES];
    const char *profile;
    struct file_form form;
    const char *rows;
    const char *format;
    const char *language;
    const char *rules;
    bool help;
    bool json;
    int show;
};

struct previewing {
    struct preview_options options;
    struct usmca_rulebook *book;
    struct profile *profile;
    struct header_words words;
    struct arena arena; /* of names of sheets */
    struct buffer out;
    struct buffer notices;
    int status;
};

static const char *const USAGE[] = {"preview --goods goods.csv --bom bom.csv [options]",
                                    "preview FILE [options]", NULL};
static const struct option_row ROWS[] = {
    OPTION("goods", FILE, INPUT, "FILE", struct preview_options, goods),
    OPTION("bom", FILE, INPUT, "FILE", struct preview_options, bom),
    OPTION("tables", TABLES, INPUT, "FILE", struct preview_options, files, .user = TABLE_OF_CASE),
    OPTION("tables", TABLES, INPUT, "FILE", struct preview_options, files, .user = TABLE_OF_INVENTORY),
    OPTION("tables", TABLES, INPUT, "FILE", struct preview_options, files, .user = TABLE_OF_COST),
    OPTION("tables", TABLES, INPUT, "FILE", struct preview_options, files, .user = TABLE_OF_PAPERS),
    OPTION("tables", TABLES, INPUT, "FILE", struct preview_options, files, .user = TABLE_OF_CLAIMS),
    FILE_FORM_OPTIONS(struct preview_options, profile),
    OPTION("rows", NUMBER, OUTPUT, "N", struct preview_options, rows, .most = PREVIEW_ROWS),
    OPTION("format", WORD, OUTPUT, "text|json", struct preview_options, format),
    COMMON_OPTIONS(struct preview_options, language, rules, help)};
const struct command_form PREVIEW_FORM = {
    "preview",
    USAGE,
    ROWS,
    OPERAND_FILE,
    "exit.preview",
    .common = "goods bom documents profile encoding delimiter decimal date-format rows lang help"};

static int read_options(struct preview_options *options, int count, char **arguments) {
    static const char *const FORMATS[] = {"text", "json"};
    int rest = 0;
    int format = 0;
    int status = form_read(&PREVIEW_FORM, options, count, arguments, &rest);
    if (status != EXIT_DONE || options->help)
        return status;
    if (rest + 1 < count)
        return USAGE("preview", "one-too-many", PART("value", arguments[rest + 1]));
    options->flat = rest < count ? arguments[rest] : NULL;
    options->show = 5;
    status = command_number("preview", "rows", options->rows, 0, PREVIEW_ROWS, &options->show);
    if (status == EXIT_DONE)
        status = command_language("preview", &options->language);
    if (status == EXIT_DONE)
        status = command_choice("preview", "format", options->format, FORMATS, 2, !command_on_terminal(NULL),
                                &format);
    options->json = format == 1;
    return status;
}

/* ---- files ---- */

/* What one file alone is that is not flat: "goods" or "bom", of which the other is missing; else "flat". */
static const char *table_of_one(struct previewing *work, const char *path) {
    static const struct {
        const char *table;
        const struct column_table *columns;
        const char *message;
    } ALONE[] = {{"bom", &MATERIAL_COLUMNS, "preview.alone.bom"},
                 {"goods", &GOOD_COLUMNS, "preview.alone.goods"}};
    for (size_t i = 0; i < sizeof ALONE / sizeof ALONE[0]; i++) {
        struct preview preview;
        usmca_error ignored = {0};
        const bool is = strcmp(path, "-") != 0 &&
                        preview_read(&preview, path, work->profile, ALONE[i].table, 0, &work->words,
                                     work->book->messages, &ignored) == USMCA_OK &&
                        layout_alone(preview.layout) == ALONE[i].columns;
        if (strcmp(path, "-") != 0)
            preview_free(&preview);
        if (is) {
            MESSAGE(&work->notices, work->book->messages, ALONE[i].message, {"file", text_from(path)});
            buffer_char(&work->notices, '\n');
            return ALONE[i].table;
        }
    }
    return "flat";
}

static void preview_file(struct previewing *work, const char *path, const char *table) {
    struct preview preview;
    usmca_error error = {0};
    usmca_status status = preview_read(&preview, path, work->profile, table, (uint32_t)work->options.show,
                                       &work->words, work->book->messages, &error);
    const usmca_error *problem = status == USMCA_OK ? NULL : &error;
    if (status == USMCA_ERROR_MEMORY)
        work->out.failed = true;
    else if (status == USMCA_ERROR_IO)
        command_fail(&error);
    const struct error_words *words = problem != NULL ? usage_error_words() : NULL;
    if (work->options.json)
        preview_json(&work->out, &preview, path, problem, words, work->book->messages);
    else
        preview_text(&work->out, &preview, path, problem, words, work->book->messages);
    if (problem != NULL)
        work->status = status == USMCA_ERROR_IO ? EXIT_INPUT_OUTPUT : EXIT_BAD_INPUT;
    else if (preview.rejects.count > 0 && work->status == EXIT_DONE)
        work->status = EXIT_REJECTED;
    preview_free(&preview);
}

static int preview_files(struct previewing *work) {
    const struct preview_options *options = &work->options;
    int count = 0;
    const struct {
        const char *path;
        const char *table;
    } CASES[] = {{options->flat, options->flat != NULL ? table_of_one(work, options->flat) : "flat"},
                 {options->goods, "goods"},
                 {options->bom, "bom"}};
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        if (CASES[i].path != NULL) {
            preview_file(work, CASES[i].path, CASES[i].table);
            count++;
        }
    for (int kind = 0; kind < TABLES; kind++)
        if (options->files[kind] != NULL) {
            preview_file(work, options->files[kind], INPUT_TABLES[kind].name);
            count++;
        }
    return count;
}

static usmca_status prepare(struct previewing *work, usmca_error *error) {
    struct preview_options *options = &work->options;
    char room[4096];
    const char *rules = command_rules(options->rules, room);
    const struct case_files files = {&options->flat, &options->goods, &options->bom, options->files};
    usmca_status status = rulebook_open(&work->book, rules, options->language, error);
    if (status == USMCA_OK)
        status =
            profile_of_run(&work->profile, options->profile, rules, &options->form, work->book->words, error);
    if (status == USMCA_OK)
        status = header_words_open(&work->words, rules, error);
    return status == USMCA_OK ? case_sheets(&files, work->book, rules, &work->arena, &work->notices, error)
                              : status;
}

static int run(struct previewing *work) {
    usmca_error error = {0};
    if (prepare(work, &error) != USMCA_OK)
        return command_fail(&error);
    config_say(&work->notices, work->book->messages);
    form_said(&work->notices, work->book->messages, work->profile);
    if (!work->options.json)
        config_say(&work->out, work->book->messages);
    if (preview_files(work) == 0)
        return USAGE("preview", "file-needed");
    command_put(stderr, buffer_view(&work->notices));
    int written = command_put_buffer(stdout, &work->out);
    return written != EXIT_DONE ? written : work->status;
}

int command_preview(int count, char **arguments) {
    struct previewing *work = calloc(1, sizeof *work);
    if (work == NULL)
        return command_no_memory();
    int status = read_options(&work->options, count, arguments);
    if (status == EXIT_DONE)
        status = work->options.help ? form_help(&PREVIEW_FORM, work->options.language, work->options.rules)
                                    : run(work);
    buffer_free(&work->out);
    buffer_free(&work->notices);
    header_words_free(&work->words);
    profile_free(work->profile);
    rulebook_free(work->book);
    arena_free(&work->arena);
    free(work);
    return status;
}
