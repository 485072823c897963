#include "cli/form_page.h"

#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/options.h"
#include "report/json_key.h"
#include "report/json_value.h"
#include "report/paragraph.h"

enum { OPTION_COLUMN = 28 };

const char *const GROUP_IDS[OPTION_GROUPS] = {
    [GROUP_INPUT] = "help.group.input",     [GROUP_READING] = "help.group.reading",
    [GROUP_CHOICES] = "help.group.choices", [GROUP_PAPER] = "help.group.paper",
    [GROUP_OUTPUT] = "help.group.output",   [GROUP_RUN] = "help.group.run"};

/* ---- the page ---- */

int form_page_open(struct form_page *page, const char *language, const char *rules) {
    char room[4096];
    char folder[4200];
    usmca_error error = {0};
    int status = command_language("", &language);
    if (status != EXIT_DONE)
        return status;
    snprintf(folder, sizeof folder, "%s/messages", command_rules(rules, room));
    page->width = command_width(NULL);
    usmca_status loaded = messages_load(&page->messages, &page->arena, folder, language, &error);
    if (loaded == USMCA_ERROR_MEMORY)
        return command_fail(&error);
    if (loaded != USMCA_OK) {
        page->messages = NULL;
        command_fail(&error);
    }
    return EXIT_DONE;
}

int form_page_close(struct form_page *page) {
    int status = command_put_buffer(stdout, &page->out);
    buffer_free(&page->out);
    arena_free(&page->arena);
    return status;
}

/* ---- sentences ---- */

struct text form_sentence(const struct form_page *page, const char *id) {
    return page->messages != NULL && message_has(page->messages, id) ? message_find(page->messages, id)
                                                                     : (struct text){"", 0};
}

struct text form_sentence_of(const struct form_page *page, const char *kind, const char *name,
                             const char *behind) {
    char id[OPTION_ID_ROOM];
    snprintf(id, sizeof id, "%s.%s%s", kind, name, behind);
    for (char *at = id; *at != '\0'; at++)
        if (*at == ' ')
            *at = '.';
    return form_sentence(page, id);
}

struct text option_sentence(const struct form_page *page, const struct option_row *row) {
    char room[OPTION_ID_ROOM];
    return form_sentence(page, option_says(row, room));
}

struct text option_sentence_more(const struct form_page *page, const struct option_row *row) {
    char room[OPTION_ID_ROOM];
    char id[OPTION_ID_ROOM + 8];
    snprintf(id, sizeof id, "%s.more", option_says(row, room));
    return form_sentence(page, id);
}

/* ---- text ---- */

static void put_line(struct form_page *page, const char *lead, struct text text) {
    if (text.length > 0)
        paragraph_write_within(&page->out, page->width, text_from(lead), text);
}

static void put_usage(struct form_page *page, const struct command_form *form) {
    static const char OPTIONS[] = "[options]";
    struct text said = form_sentence(page, "help.options");
    for (const char *const *line = form->usage; *line != NULL; line++) {
        const char *options = said.length > 0 ? strstr(*line, OPTIONS) : NULL;
        buffer_string(&page->out, "usmca ");
        if (options != NULL) {
            buffer_put(&page->out, *line, (size_t)(options - *line));
            buffer_text(&page->out, said);
        }
        buffer_string(&page->out, options != NULL ? options + sizeof OPTIONS - 1 : *line);
        buffer_char(&page->out, '\n');
    }
}

static bool ends(const struct buffer *said) {
    return said->length > 0 && said->data[said->length - 1] == '.';
}

static void put_option(struct form_page *page, const struct option_row *row, bool whole) {
    struct buffer lead = {0};
    struct buffer said = {0};
    buffer_string(&lead, strcmp(row->name, "output") == 0 ? "  -o, --"
                         : row->kind == OPTION_HELP       ? "  -h, --"
                                                          : "  --");
    buffer_string(&lead, row->name);
    buffer_string(&lead, row->argument != NULL ? " " : "");
    buffer_string(&lead, row->argument != NULL ? row->argument : "");
    if (lead.length + 2 > OPTION_COLUMN) {
        buffer_char(&lead, '\n');
        buffer_text(&page->out, buffer_view(&lead));
        lead.length = 0;
    }
    while (lead.length < OPTION_COLUMN && !lead.failed)
        buffer_char(&lead, ' ');
    buffer_text(&said, option_sentence(page, row));
    struct text more = option_sentence_more(page, row);
    if (whole && more.length > 0) {
        buffer_string(&said, ends(&said) ? " " : ". ");
        buffer_text(&said, more);
    }
    if (whole && row->configured) {
        buffer_string(&said, " ");
        buffer_text(&said, form_sentence(page, "help.configured"));
    }
    paragraph_write_within(&page->out, page->width, buffer_view(&lead), buffer_view(&said));
    buffer_release(&said, &page->out);
    buffer_release(&lead, &page->out);
}

static void put_options(struct form_page *page, const struct command_form *form) {
    struct option_row rows[MOST_OPTIONS + 1];
    form_options(form, rows);
    for (int group = 0; group < OPTION_GROUPS; group++) {
        bool begun = false;
        for (const struct option_row *row = rows; row->name != NULL; row++) {
            if (row->group != (enum option_group)group)
                continue;
            if (!begun) {
                buffer_char(&page->out, '\n');
                put_line(page, "", form_sentence(page, GROUP_IDS[group]));
            }
            begun = true;
            put_option(page, row, true);
        }
    }
}

/* Returns how many there are besides. */
static size_t put_common_options(struct form_page *page, const struct command_form *form) {
    struct option_row rows[MOST_OPTIONS + 1];
    struct text rest = text_from(form->common);
    struct text name;
    size_t left = 0;
    form_options(form, rows);
    buffer_char(&page->out, '\n');
    while (form->common != NULL && text_split(&rest, ' ', &name))
        for (const struct option_row *row = rows; row->name != NULL; row++)
            if (text_is(name, row->name))
                put_option(page, row, false);
    for (const struct option_row *row = rows; row->name != NULL; row++) {
        if (form->common == NULL)
            put_option(page, row, false);
        left += !option_is_common(form, row);
    }
    return left;
}

static void put_exits(struct form_page *page, const struct command_form *form) {
    buffer_char(&page->out, '\n');
    put_line(page, "", form_sentence(page, form->exits != NULL ? form->exits : "exit"));
}

void form_text(struct form_page *page, const struct command_form *form) {
    put_usage(page, form);
    buffer_char(&page->out, '\n');
    put_line(page, "", form_sentence_of(page, "command", form->name, ""));
    put_line(page, "", form_sentence_of(page, "command", form->name, ".more"));
    put_options(page, form);
    put_exits(page, form);
    buffer_char(&page->out, '\n');
    put_line(page, "", form_sentence(page, "help.environment"));
}

void form_text_short(struct form_page *page, const struct command_form *form) {
    struct buffer line = {0};
    struct buffer number = {0};
    put_usage(page, form);
    buffer_char(&page->out, '\n');
    put_line(page, "", form_sentence_of(page, "command", form->name, ""));
    size_t left = put_common_options(page, form);
    put_exits(page, form);
    buffer_number(&number, left);
    if (page->messages != NULL)
        MESSAGE(&line, page->messages, left > 0 ? "help.whole.options" : "help.whole",
                {"command", text_from(form->name)}, {"count", buffer_view(&number)});
    put_line(page, "", buffer_view(&line));
    buffer_release(&number, &page->out);
    buffer_release(&line, &page->out);
}

static void put_commands(struct form_page *page, const char *lead_form, bool parts) {
    buffer_char(&page->out, '\n');
    for (size_t i = 0; COMMAND_FORMS[i] != NULL; i++) {
        char lead[64];
        const char *name = COMMAND_FORMS[i]->name;
        if (!parts && strchr(name, ' ') != NULL)
            continue;
        snprintf(lead, sizeof lead, lead_form, name);
        paragraph_write_within(&page->out, page->width, text_from(lead),
                               form_sentence_of(page, "command", name, ""));
    }
    buffer_char(&page->out, '\n');
    put_line(page, "  usmca COMMAND --help      ", form_sentence(page, "help.short"));
    put_line(page, "  usmca help COMMAND        ", form_sentence(page, "help.long"));
}

void forms_text(struct form_page *page) {
    put_line(page, "", form_sentence(page, "help.program"));
    put_commands(page, "  usmca %-18s", true);
    put_line(page, "  usmca --version           ", form_sentence(page, "help.version"));
}

void forms_text_short(struct form_page *page) {
    put_line(page, "", form_sentence(page, "help.program"));
    put_commands(page, "  %-12s", false);
    put_line(page, "  usmca help                ", form_sentence(page, "help.all"));
}

/* ---- JSON ---- */

void form_json(struct form_page *page, const struct command_form *form) {
    struct buffer *out = &page->out;
    struct option_row rows[MOST_OPTIONS + 1];
    form_options(form, rows);
    JSON_LITERAL(out, "{\"command\":");
    json_put_string(out, text_from(form->name));
    json_put_member(out, "says", form_sentence_of(page, "command", form->name, ""));
    JSON_LITERAL(out, ",\"options\":[");
    for (const struct option_row *row = rows; row->name != NULL; row++) {
        buffer_string(out, row > rows ? ",{\"name\":" : "{\"name\":");
        json_put_word(out, row->name);
        json_put_member(out, "argument", text_from(row->argument));
        json_put_member(out, "says", option_sentence(page, row));
        JSON_LITERAL(out, ",\"configured\":");
        json_put_flag(out, row->configured);
        JSON_LITERAL(out, ",\"common\":");
        json_put_flag(out, option_is_common(form, row));
        buffer_char(out, '}');
    }
    JSON_LITERAL(out, "]}\n");
}
