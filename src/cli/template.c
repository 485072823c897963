#include "cli/book_file.h"
#include "cli/command.h"
#include "cli/forms.h"
#include "cli/output.h"
#include "cli/template_book.h"

struct template_options {
    const char *user;
    const char *language;
    const char *rules;
    const char *output;
    bool help;
    enum table_user of;
};

static const char *const USAGE[] = {"template [options] OUT.xlsx", NULL};
static const struct option_row ROWS[] = {
    OPTION("for", WORD, CHOICES, "check|inventory|cost|certify|claims", struct template_options, user),
    COMMON_OPTIONS(struct template_options, language, rules, help)};
const struct command_form TEMPLATE_FORM = {"template", USAGE, ROWS, OPERAND_FILE, NULL, NULL};

static int read_options(struct template_options *options, int count, char **arguments) {
    static const char *const USERS[] = {"check", "inventory", "cost", "certify", "claims"};
    int rest = 0;
    int user = 0;
    int status = form_read(&TEMPLATE_FORM, options, count, arguments, &rest);
    if (status != EXIT_DONE || options->help)
        return status;
    status = command_language("template", &options->language);
    if (status == EXIT_DONE)
        status = command_choice("template", "for", options->user, USERS, TABLE_USERS, TABLE_OF_CASE, &user);
    options->of = (enum table_user)user;
    if (status == EXIT_DONE && rest + 1 != count)
        return USAGE("template", "output-needed");
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
        return form_help(&TEMPLATE_FORM, options.language, options.rules);
    return run(&options, &error) == USMCA_OK ? EXIT_DONE : command_fail(&error);
}
