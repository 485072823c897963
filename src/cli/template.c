#include "cli/book_file.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/template_book.h"

static const char HELP[] =
    "usmca template [options] OUT.xlsx     a workbook to fill in: a sheet a table, what each column means as a\n"
    "                                      comment, lists of the words; - is standard output\n"
    "\n"
    "  --for check|inventory|cost|certify   the tables of which command (default check)\n"
    "  --lang en|es|fr                        language of the comments (default en)\n"
    "  --rules DIR                            rule book (default: the installed one, or USMCA_RULES)\n"
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
    static const char *const USERS[] = {"check", "inventory", "cost", "certify"};
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
        status = command_choice("template", "for", options->user, USERS, 4, TABLE_OF_CASE, &user);
    options->of = (enum table_user)user;
    if (status == EXIT_DONE && rest + 1 != count)
        return command_usage("template", "one file to write is needed");
    options->output = arguments[rest];
    return status;
}

struct filling {
    const struct messages *messages;
    enum table_user user;
};

static usmca_status fill(lxw_workbook *book, void *context, usmca_error *error) {
    const struct filling *filling = context;
    return template_fill(book, filling->messages, filling->user) ? USMCA_OK : error_memory(error);
}

static usmca_status run(const struct template_options *options, usmca_error *error) {
    char room[4096];
    struct usmca_rulebook *book = NULL;
    struct command_output output = {0};
    usmca_error ignored;
    usmca_status status = rulebook_open(&book, command_rules(options->rules, room), options->language, error);
    if (status == USMCA_OK)
        status = command_output_open(&output, options->output, error);
    if (status == USMCA_OK) {
        struct filling filling = {book->messages, options->of};
        status = book_file_write(&output, BOOK_KEPT, fill, &filling, error);
        bool keep = status == USMCA_OK;
        usmca_status closed = command_output_close(&output, keep, keep ? error : &ignored);
        status = keep ? closed : status;
    }
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
