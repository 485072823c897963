#include <string.h>

#include "cli/command.h"
#include "cli/form_page.h"
#include "cli/forms.h"
#include "cli/mistyped.h"

/* What shells complete the program by, written from the forms of the commands. */

struct completion_options {
    const char *language;
    const char *rules;
    bool help;
};

static const char *const USAGE[] = {"completion bash|zsh|fish [options]", NULL};
static const struct option_row ROWS[] = {COMMON_OPTIONS(struct completion_options, language, rules, help)};
const struct command_form COMPLETION_FORM = {"completion", USAGE, ROWS, OPERAND_SHELL, NULL, NULL};

enum completed { COMPLETED_NOTHING, COMPLETED_WORDS, COMPLETED_FILES, COMPLETED_FOLDERS };

static enum completed completed(const struct option_row *row) {
    switch (row->kind) {
    case OPTION_WORD:
    case OPTION_LANGUAGE:
        return COMPLETED_WORDS;
    case OPTION_FILE:
    case OPTION_OUTPUT:
    case OPTION_PROFILE:
    case OPTION_TABLES:
        return COMPLETED_FILES;
    case OPTION_FOLDER:
        return COMPLETED_FOLDERS;
    default:
        return COMPLETED_NOTHING;
    }
}

static void put_words(struct buffer *out, const char *words) {
    for (; *words != '\0'; words++)
        buffer_char(out, (char)(*words == '|' ? ' ' : *words));
}

/* Between single quotation marks; in zsh, brackets and colons of a description are escaped too. */
static void put_quoted(struct buffer *out, struct text text, const char *escaped) {
    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] == '\'') {
            buffer_string(out, "'\\''");
        } else {
            if (escaped[0] != '\0' && strchr(escaped, text.data[i]) != NULL)
                buffer_char(out, '\\');
            buffer_char(out, text.data[i]);
        }
}

static void put_commands(struct buffer *out) {
    for (size_t i = 0; COMMAND_FORMS[i] != NULL; i++)
        if (strchr(COMMAND_FORMS[i]->name, ' ') == NULL) {
            buffer_string(out, i > 0 ? " " : "");
            buffer_string(out, COMMAND_FORMS[i]->name);
        }
}

/* ---- bash ---- */

static void bash_values(struct buffer *out, const struct command_form *form, const struct option_row *row) {
    static const char *const REPLIES[] = {[COMPLETED_NOTHING] = "return",
                                          [COMPLETED_WORDS] = "words='",
                                          [COMPLETED_FILES] = "files=-f",
                                          [COMPLETED_FOLDERS] = "files=-d"};
    enum completed what = completed(row);
    if (row->argument == NULL)
        return;
    buffer_string(out, "    '");
    buffer_string(out, form->name);
    buffer_string(out, " --");
    buffer_string(out, row->name);
    buffer_string(out, strcmp(row->name, "output") == 0 ? "' | '" : "') ");
    if (strcmp(row->name, "output") == 0) {
        buffer_string(out, form->name);
        buffer_string(out, " -o') ");
    }
    buffer_string(out, REPLIES[what]);
    if (what == COMPLETED_WORDS) {
        put_words(out, row->argument);
        buffer_char(out, '\'');
    }
    buffer_string(out, " ;;\n");
}

static void bash_command(struct buffer *out, const struct command_form *form) {
    static const char *const OPERANDS[] = {
        [OPERAND_FILE] = " files=-f", [OPERAND_FILES] = " files=-f", [OPERAND_PROFILE] = " files=-f"};
    struct option_row rows[MOST_OPTIONS + 1];
    form_options(form, rows);
    buffer_string(out, "    '");
    buffer_string(out, form->name);
    buffer_string(out, "') options='");
    for (const struct option_row *row = rows; row->name != NULL; row++) {
        buffer_string(out, row > rows ? " --" : "--");
        buffer_string(out, row->name);
    }
    buffer_char(out, '\'');
    if ((size_t)form->operand < sizeof OPERANDS / sizeof OPERANDS[0] && OPERANDS[form->operand] != NULL)
        buffer_string(out, OPERANDS[form->operand]);
    if (form->operand == OPERAND_COMMAND) {
        buffer_string(out, " words='");
        put_commands(out);
        buffer_char(out, '\'');
    }
    if (form->operand == OPERAND_SHELL)
        buffer_string(out, " words='bash zsh fish'");
    for (size_t i = 0; COMMAND_FORMS[i] != NULL; i++) {
        size_t length = strlen(form->name);
        if (strncmp(COMMAND_FORMS[i]->name, form->name, length) == 0 &&
            COMMAND_FORMS[i]->name[length] == ' ') {
            buffer_string(out, " words+=' ");
            buffer_string(out, COMMAND_FORMS[i]->name + length + 1);
            buffer_char(out, '\'');
        }
    }
    buffer_string(out, " ;;\n");
}

static void put_bash(struct form_page *page) {
    struct buffer *out = &page->out;
    buffer_string(out, "# bash completion of usmca\n_usmca() {\n"
                       "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
                       "    local command=${COMP_WORDS[1]} options= words= files=\n"
                       "    COMPREPLY=()\n"
                       "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                       "        COMPREPLY=($(compgen -W '");
    put_commands(out);
    buffer_string(out, " --help --version' -- \"$current\"))\n        return\n    fi\n"
                       "    if [ \"$COMP_CWORD\" -gt 2 ]; then\n"
                       "        case \"$command ${COMP_WORDS[2]}\" in\n");
    for (size_t i = 0; COMMAND_FORMS[i] != NULL; i++)
        if (strchr(COMMAND_FORMS[i]->name, ' ') != NULL) {
            buffer_string(out, "        '");
            buffer_string(out, COMMAND_FORMS[i]->name);
            buffer_string(out, "') command=\"$command ${COMP_WORDS[2]}\" ;;\n");
        }
    buffer_string(out, "        esac\n    fi\n    case \"$command $previous\" in\n");
    for (size_t i = 0; COMMAND_FORMS[i] != NULL; i++) {
        struct option_row rows[MOST_OPTIONS + 1];
        form_options(COMMAND_FORMS[i], rows);
        for (const struct option_row *row = rows; row->name != NULL; row++)
            bash_values(out, COMMAND_FORMS[i], row);
    }
    buffer_string(out, "    *)\n    case \"$command\" in\n");
    for (size_t i = 0; COMMAND_FORMS[i] != NULL; i++)
        bash_command(out, COMMAND_FORMS[i]);
    buffer_string(
        out, "    esac ;;\n    esac\n"
             "    case \"$current\" in -*) words=$options files= ;; esac\n"
             "    [ -n \"$files\" ] && compopt -o filenames 2>/dev/null\n"
             "    local IFS=$' \\t\\n'\n"
             "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
             "    [ -n \"$files\" ] && { IFS=$'\\n'; COMPREPLY+=($(compgen \"$files\" -- \"$current\")); }\n"
             "    return 0\n}\ncomplete -F _usmca usmca\n");
}

/* ---- zsh ---- */

static void zsh_option(struct form_page *page, const struct option_row *row) {
    struct buffer *out = &page->out;
    static const char *const ACTIONS[] = {
        [COMPLETED_NOTHING] = " ", [COMPLETED_FILES] = "_files", [COMPLETED_FOLDERS] = "_files -/"};
    enum completed what = completed(row);
    buffer_string(out, " \\\n        '--");
    buffer_string(out, row->name);
    buffer_char(out, '[');
    put_quoted(out, option_sentence(page, row), "[]:\\");
    buffer_char(out, ']');
    if (row->argument != NULL) {
        buffer_char(out, ':');
        put_quoted(out, what == COMPLETED_WORDS ? text_from(row->name) : text_from(row->argument), "[]:\\");
        buffer_char(out, ':');
        if (what == COMPLETED_WORDS) {
            buffer_char(out, '(');
            for (const char *at = row->argument; *at != '\0'; at++)
                buffer_string(out, *at == '|' ? " " : *at == ':' ? "\\:" : (char[2]){*at, '\0'});
            buffer_char(out, ')');
        } else {
            buffer_string(out, ACTIONS[what]);
        }
    }
    buffer_char(out, '\'');
}

static void put_zsh(struct form_page *page) {
    struct buffer *out = &page->out;
    buffer_string(out, "#compdef usmca\n\n_usmca() {\n    local -a commands\n    commands=(\n");
    for (size_t i = 0; COMMAND_FORMS[i] != NULL; i++)
        if (strchr(COMMAND_FORMS[i]->name, ' ') == NULL) {
            buffer_string(out, "        '");
            buffer_string(out, COMMAND_FORMS[i]->name);
            buffer_char(out, ':');
            put_quoted(out, form_sentence_of(page, "command", COMMAND_FORMS[i]->name, ""), ":\\");
            buffer_string(out, "'\n");
        }
    buffer_string(
        out,
        "    )\n    if (( CURRENT == 2 )); then\n        _describe command commands\n        return\n    fi\n"
        "    local command=$words[2]\n    case \"$command $words[3]\" in\n");
    for (size_t i = 0; COMMAND_FORMS[i] != NULL; i++)
        if (strchr(COMMAND_FORMS[i]->name, ' ') != NULL) {
            buffer_string(out, "    '");
            buffer_string(out, COMMAND_FORMS[i]->name);
            buffer_string(out, "') command=\"$command $words[3]\" ;;\n");
        }
    buffer_string(out, "    esac\n    case \"$command\" in\n");
    for (size_t i = 0; COMMAND_FORMS[i] != NULL; i++) {
        struct option_row rows[MOST_OPTIONS + 1];
        form_options(COMMAND_FORMS[i], rows);
        buffer_string(out, "    '");
        buffer_string(out, COMMAND_FORMS[i]->name);
        buffer_string(out, "') _arguments");
        for (const struct option_row *row = rows; row->name != NULL; row++)
            zsh_option(page, row);
        buffer_string(out, " \\\n        '*:file:_files' ;;\n");
    }
    buffer_string(
        out,
        "    esac\n}\n\nif [ \"$funcstack[1]\" = _usmca ]; then\n    _usmca \"$@\"\nelse\n    compdef _usmca usmca\nfi\n");
}

/* ---- fish ---- */

/* Holds where the name of a command was typed, or its first word. */
static void fish_seen(struct buffer *out, const char *name, bool whole) {
    const char *blank = strchr(name, ' ');
    buffer_string(out, "complete -c usmca -n '__fish_seen_subcommand_from ");
    buffer_put(out, name, blank != NULL ? (size_t)(blank - name) : strlen(name));
    if (blank != NULL && whole) {
        buffer_string(out, "; and __fish_seen_subcommand_from ");
        buffer_string(out, blank + 1);
    }
    buffer_string(out, "'");
}

static void fish_option(struct form_page *page, const struct command_form *form,
                        const struct option_row *row) {
    struct buffer *out = &page->out;
    enum completed what = completed(row);
    fish_seen(out, form->name, true);
    if (strcmp(row->name, "output") == 0)
        buffer_string(out, " -s o");
    buffer_string(out, " -l ");
    buffer_string(out, row->name);
    if (row->argument != NULL)
        buffer_string(out, what == COMPLETED_FILES ? " -r -F" : " -x");
    if (what == COMPLETED_FOLDERS)
        buffer_string(out, " -a '(__fish_complete_directories)'");
    if (what == COMPLETED_WORDS) {
        buffer_string(out, " -a '");
        put_words(out, row->argument);
        buffer_char(out, '\'');
    }
    buffer_string(out, " -d '");
    put_quoted(out, option_sentence(page, row), "");
    buffer_string(out, "'\n");
}

static void put_fish(struct form_page *page) {
    struct buffer *out = &page->out;
    buffer_string(out, "# fish completion of usmca\n");
    for (size_t i = 0; COMMAND_FORMS[i] != NULL; i++) {
        const struct command_form *form = COMMAND_FORMS[i];
        const char *blank = strchr(form->name, ' ');
        struct option_row rows[MOST_OPTIONS + 1];
        form_options(form, rows);
        if (blank == NULL)
            buffer_string(out, "complete -c usmca -f -n __fish_use_subcommand");
        else
            fish_seen(out, form->name, false);
        buffer_string(out, " -a ");
        buffer_string(out, blank != NULL ? blank + 1 : form->name);
        buffer_string(out, " -d '");
        put_quoted(out, form_sentence_of(page, "command", form->name, ""), "");
        buffer_string(out, "'\n");
        for (const struct option_row *row = rows; row->name != NULL; row++)
            fish_option(page, form, row);
    }
}

int command_completion(int count, char **arguments) {
    static const char *const SHELLS[] = {"bash", "zsh", "fish"};
    static void (*const WRITERS[])(struct form_page *) = {put_bash, put_zsh, put_fish};
    struct completion_options options = {NULL};
    struct form_page page = {.messages = NULL};
    int rest = 0;
    int status = form_read(&COMPLETION_FORM, &options, count, arguments, &rest);
    if (status == EXIT_DONE && options.help)
        return form_help(&COMPLETION_FORM, options.language, options.rules);
    if (status != EXIT_DONE)
        return status;
    int shell = rest + 1 == count ? command_word(arguments[rest], SHELLS, 3) : -1;
    if (shell < 0)
        return rest + 1 == count ? command_unknown_word("completion", NULL, arguments[rest], SHELLS, 3)
                                 : usage_one_of("completion", SHELLS, 3);
    status = form_page_open(&page, options.language, options.rules);
    if (status != EXIT_DONE)
        return status;
    WRITERS[shell](&page);
    return form_page_close(&page);
}
