#include <string.h>

#include "base/shown.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/forms.h"
#include "report/json_value.h"
#include "report/paragraph.h"

struct config_options {
    const char *format;
    const char *language;
    const char *rules;
    bool help;
};

static const char *const USAGE[] = {"config [FILE|DIR] [options]", NULL};
static const struct option_row ROWS[] = {
    OPTION("format", WORD, OUTPUT, "text|json", struct config_options, format, .says = "option.rule.format"),
    OPTION("lang", LANGUAGE, RUN, LANGUAGE_WORDS, struct config_options, language),
    OPTION("rules", FOLDER, RUN, "DIR", struct config_options, rules),
    OPTION("help", HELP, RUN, NULL, struct config_options, help),
    {.name = NULL}};
const struct command_form CONFIG_FORM = {"config", USAGE, ROWS, OPERAND_FILE, NULL, NULL};

static const struct config_setting *find(const struct config_settings *settings, const char *key) {
    for (size_t i = 0; i < settings->count; i++)
        if (strcmp(settings->list[i].key, key) == 0)
            return &settings->list[i];
    return NULL;
}

static void put(struct buffer *out, const struct config_settings *settings, const char *key, bool json) {
    const struct config_setting *setting = find(settings, key);
    const char *file = setting != NULL ? settings->paths[setting->file] : NULL;
    if (json) {
        JSON_LITERAL(out, "{\"key\":");
        json_put_word(out, key);
        JSON_LITERAL(out, ",\"value\":");
        json_put_text(out, text_from(setting != NULL ? setting->value : NULL));
        JSON_LITERAL(out, ",\"file\":");
        json_put_text(out, text_from(file));
        JSON_LITERAL(out, ",\"line\":");
        if (setting != NULL)
            buffer_number(out, setting->line);
        else
            JSON_LITERAL(out, "null");
        buffer_string(out, "}\n");
        return;
    }
    paragraph_pad(out, text_from(key), 16);
    if (setting != NULL) {
        buffer_string(out, "= ");
        paragraph_pad(out, text_from(setting->value), 28);
        buffer_string(out, "  ");
        buffer_shown(out, text_from(file));
        buffer_char(out, ':');
        buffer_number(out, setting->line);
    } else {
        buffer_char(out, '-');
    }
    buffer_char(out, '\n');
}

/* Each key once, however many commands have it. */
static void put_all(struct buffer *out, const struct config_settings *settings, bool json) {
    const char *keys[MOST_OPTIONS];
    size_t count = 0;
    for (size_t i = 0; COMMAND_FORMS[i] != NULL; i++) {
        struct option_row rows[MOST_OPTIONS + 1];
        form_options(COMMAND_FORMS[i], rows);
        for (const struct option_row *row = rows; row->name != NULL; row++) {
            bool known = !row->configured || count == MOST_OPTIONS;
            for (size_t k = 0; k < count && !known; k++)
                known = strcmp(keys[k], row->name) == 0;
            if (known)
                continue;
            keys[count++] = row->name;
            put(out, settings, row->name, json);
        }
    }
}

int command_config(int count, char **arguments) {
    static const char *const FORMATS[] = {"text", "json"};
    struct config_options options = {NULL};
    struct config_settings settings;
    struct buffer out = {0};
    int rest = 0;
    int format = 0;
    int status = form_read(&CONFIG_FORM, &options, count, arguments, &rest);
    if (status == EXIT_DONE && options.help)
        return form_help(&CONFIG_FORM, options.language, options.rules);
    if (status == EXIT_DONE)
        status = command_choice("config", "format", options.format, FORMATS, 2, 0, &format);
    if (status == EXIT_DONE && count - rest > 1)
        status = USAGE("config", "one-too-many", PART("value", arguments[rest + 1]));
    if (status == EXIT_DONE)
        status = config_read(rest < count ? arguments[rest] : ".", &settings);
    if (status != EXIT_DONE)
        return status;
    put_all(&out, &settings, format == 1);
    status = command_put_buffer(stdout, &out);
    buffer_free(&out);
    return status;
}
