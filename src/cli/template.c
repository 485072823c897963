#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/template_book.h"

static const char HELP[] =
    "usmca template [options] OUT.xlsx     a workbook to fill in: a sheet a table, what each column means as a\n"
    "                                      comment, lists of the words; - is standard output\n"
    "\n"
    "  --for check|inventory|cost    the tables of which command (default check)\n"
    "  --lang en|es|fr               language of the comments (default en)\n"
    "  --rules DIR                   rule book (default: the installed one, or USMCA_RULES)\n"
    "\n"
    "'usmca check OUT.xlsx' reads it when it is filled in.\n";

struct template_options {
    const char *user;
    const char *language;
    const char *rules;
    const char *output;
    bool help;
    enum table_user of;
};

static int read_options(struct template_options *options, int count, char **arguments) {
    static const char *const USERS[] = {"check", "inventory", "cost"};
    const struct command_option names[] = {{"for", &options->user, NULL},
                                           {"lang", &options->language, NULL},
                                           {"rules", &options->rules, NULL},
                                           {"help", NULL, &options->help},
                                           {NULL, NULL, NULL}};
    int rest = 0;
    int user = 0;
    int status = command_options("template", names, count, arguments, &rest);
    if (status != EXIT_DONE || options->help)
        return status;
    status = command_language("template", &options->language);
    if (status == EXIT_DONE)
        status = command_choice("template", "for", options->user, USERS, 3, TABLE_OF_CASE, &user);
    options->of = (enum table_user)user;
    if (status == EXIT_DONE && rest + 1 != count)
        return command_usage("template", "one file to write is needed");
    options->output = arguments[rest];
    return status;
}

static usmca_status unwritten(const char *path, usmca_error *error) {
    return error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot write: %s", strerror(errno));
}

/* The library writes to a path alone. */
static usmca_status write_book(const char *path, const struct template_options *options,
                               const struct messages *messages, usmca_error *error) {
    lxw_workbook *book = workbook_new(path);
    if (book == NULL)
        return error_memory(error);
    bool filled = template_fill(book, messages, options->of);
    lxw_error problem = workbook_close(book);
    if (!filled)
        return error_memory(error);
    return problem == LXW_NO_ERROR ? USMCA_OK
                                   : error_set(error, USMCA_ERROR_IO, NULL, 0, 0,
                                               "cannot write a workbook: %s", lxw_strerror(problem));
}

static usmca_status make(const struct template_options *options, const struct messages *messages,
                         struct buffer *bytes, usmca_error *error) {
    enum { MOST_BYTES = 64 << 20 };
    const char *directory = getenv("TMPDIR");
    char path[4096];
    snprintf(path, sizeof path, "%s/usmca-XXXXXX",
             directory != NULL && directory[0] != '\0' ? directory : "/tmp");
    int descriptor = mkstemp(path);
    if (descriptor < 0)
        return unwritten(path, error);
    close(descriptor);
    usmca_status status = write_book(path, options, messages, error);
    if (status == USMCA_OK)
        status = file_read(bytes, path, MOST_BYTES, error);
    unlink(path);
    return status;
}

static usmca_status run(const struct template_options *options, usmca_error *error) {
    char room[4096];
    struct usmca_rulebook *book = NULL;
    struct buffer bytes = {0};
    struct command_output output = {0};
    usmca_error ignored;
    usmca_status status = rulebook_open(&book, command_rules(options->rules, room), options->language, error);
    if (status == USMCA_OK)
        status = make(options, book->messages, &bytes, error);
    if (status == USMCA_OK)
        status = command_output_open(&output, options->output, error);
    if (status == USMCA_OK) {
        status = command_output_write(&output, buffer_view(&bytes), error);
        bool keep = status == USMCA_OK;
        usmca_status closed = command_output_close(&output, keep, keep ? error : &ignored);
        status = keep ? closed : status;
    }
    buffer_free(&bytes);
    rulebook_free(book);
    return status;
}

int command_template(int count, char **arguments) {
    struct template_options options = {0};
    usmca_error error = {0};
    int status = read_options(&options, count, arguments);
    if (status != EXIT_DONE)
        return status;
    if (options.help)
        return command_put(stdout, text_from(HELP));
    return run(&options, &error) == USMCA_OK ? EXIT_DONE : command_fail(&error);
}
