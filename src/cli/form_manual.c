#include <string.h>

#include "cli/form_page.h"

/* Pages of the manual as scdoc(5) reads them: a line a paragraph, signs of its own with a backslash before.
 */

static void put_text(struct buffer *out, struct text text) {
    for (size_t i = 0; i < text.length; i++) {
        if (strchr("\\*_<>~", text.data[i]) != NULL)
            buffer_char(out, '\\');
        buffer_char(out, text.data[i]);
    }
}

static void put_word(struct buffer *out, char sign, const char *word) {
    buffer_char(out, sign);
    put_text(out, text_from(word));
    buffer_char(out, sign);
}

static void put_heading(struct buffer *out, const char *level, struct text title) {
    buffer_string(out, "\n");
    buffer_string(out, level);
    buffer_text(out, title);
    buffer_string(out, "\n\n");
}

static void put_paragraph(struct buffer *out, struct text text) {
    if (text.length == 0)
        return;
    put_text(out, text);
    buffer_string(out, "\n\n");
}

/* "record add" is usmca-record-add(1). */
static void put_page_name(struct buffer *out, const char *name) {
    buffer_string(out, name[0] != '\0' ? "usmca-" : "usmca");
    for (; *name != '\0'; name++)
        buffer_char(out, (char)(*name == ' ' ? '-' : *name));
}

static void put_head(struct form_page *page, const char *name, struct text says) {
    struct buffer *out = &page->out;
    size_t end = says.length > 0 && says.data[says.length - 1] == '.' ? says.length - 1 : says.length;
    put_page_name(out, name);
    buffer_string(out, "(1) \"usmca " USMCA_VERSION "\"\n");
    put_heading(out, "# ", TEXT("NAME"));
    put_page_name(out, name);
    buffer_string(out, " - ");
    put_text(out, (struct text){says.data, end});
    buffer_char(out, '\n');
    put_heading(out, "# ", TEXT("SYNOPSIS"));
}

static void put_option(struct form_page *page, const struct option_row *row) {
    struct buffer *out = &page->out;
    struct text more = option_sentence_more(page, row);
    if (strcmp(row->name, "output") == 0 || row->kind == OPTION_HELP)
        buffer_string(out, row->kind == OPTION_HELP ? "*-h*, " : "*-o*, ");
    buffer_string(out, "*--");
    buffer_string(out, row->name);
    buffer_char(out, '*');
    if (row->argument != NULL) {
        buffer_char(out, ' ');
        put_word(out, '_', row->argument);
    }
    buffer_string(out, "\n\t");
    put_text(out, option_sentence(page, row));
    if (more.length > 0) {
        buffer_string(out, out->length > 0 && out->data[out->length - 1] == '.' ? " " : ". ");
        put_text(out, more);
    }
    if (row->configured) {
        buffer_char(out, ' ');
        put_text(out, form_sentence(page, "help.configured"));
    }
    buffer_string(out, "\n\n");
}

static void put_options(struct form_page *page, const struct command_form *form) {
    struct option_row rows[MOST_OPTIONS + 1];
    form_options(form, rows);
    for (int group = 0; group < OPTION_GROUPS; group++) {
        bool begun = false;
        for (const struct option_row *row = rows; row->name != NULL; row++) {
            if (row->group != (enum option_group)group)
                continue;
            if (!begun)
                put_heading(&page->out, "## ", form_sentence(page, GROUP_IDS[group]));
            begun = true;
            put_option(page, row);
        }
    }
}

static void put_others(struct form_page *page, const struct command_form *form) {
    struct buffer *out = &page->out;
    put_heading(out, "# ", TEXT("SEE ALSO"));
    if (form != NULL)
        buffer_string(out, "*usmca*(1)");
    for (size_t i = 0; COMMAND_FORMS[i] != NULL; i++) {
        if (COMMAND_FORMS[i] == form)
            continue;
        buffer_string(out, form != NULL || i > 0 ? ", *" : "*");
        put_page_name(out, COMMAND_FORMS[i]->name);
        buffer_string(out, "*(1)");
    }
    buffer_char(out, '\n');
}

void form_manual(struct form_page *page, const struct command_form *form) {
    struct buffer *out = &page->out;
    put_head(page, form->name, form_sentence_of(page, "command", form->name, ""));
    for (const char *const *line = form->usage; *line != NULL; line++) {
        buffer_string(out, line > form->usage ? "++\n*usmca* " : "*usmca* ");
        put_text(out, text_from(*line));
    }
    buffer_char(out, '\n');
    put_heading(out, "# ", TEXT("DESCRIPTION"));
    put_paragraph(out, form_sentence_of(page, "command", form->name, ""));
    put_paragraph(out, form_sentence_of(page, "command", form->name, ".more"));
    buffer_string(out, "# OPTIONS\n");
    put_options(page, form);
    put_heading(out, "# ", TEXT("EXIT STATUS"));
    put_paragraph(out, form_sentence(page, form->exits != NULL ? form->exits : "exit"));
    put_heading(out, "# ", TEXT("ENVIRONMENT"));
    put_paragraph(out, form_sentence(page, "help.environment"));
    put_others(page, form);
}

void forms_manual(struct form_page *page) {
    struct buffer *out = &page->out;
    put_head(page, "", form_sentence(page, "help.program.name"));
    buffer_string(
        out, "*usmca* _COMMAND_ [_options_] [_files_]++\n*usmca help* [_COMMAND_]++\n*usmca* *--version*\n");
    put_heading(out, "# ", TEXT("DESCRIPTION"));
    put_paragraph(out, form_sentence(page, "help.program"));
    for (size_t i = 0; COMMAND_FORMS[i] != NULL; i++) {
        buffer_string(out, "*usmca ");
        buffer_string(out, COMMAND_FORMS[i]->name);
        buffer_string(out, "*\n\t");
        put_text(out, form_sentence_of(page, "command", COMMAND_FORMS[i]->name, ""));
        buffer_string(out, "\n\n");
    }
    put_heading(out, "# ", TEXT("FILES"));
    buffer_string(out, "*usmca.conf*\n\t");
    put_text(out, form_sentence(page, "help.configuration"));
    buffer_string(out, "\n\n");
    put_heading(out, "# ", TEXT("EXIT STATUS"));
    put_paragraph(out, form_sentence(page, "exit"));
    put_heading(out, "# ", TEXT("ENVIRONMENT"));
    put_paragraph(out, form_sentence(page, "help.environment"));
    put_others(page, NULL);
}
