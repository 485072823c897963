#include "cli/profile_show.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "cli/command.h"
#include "cli/form_said.h"
#include "cli/forms.h"
#include "intake/profile.h"

enum { NAME_WIDTH = 28 };

static void put_name(struct buffer *out, struct text name) {
    buffer_string(out, "  ");
    buffer_text(out, name);
    for (size_t i = name.length; i < NAME_WIDTH; i++)
        buffer_char(out, ' ');
}

static void put_character(struct buffer *out, const struct messages *messages, const char *id,
                          char character) {
    buffer_string(out, ", ");
    form_put_character(out, messages, id, character);
}

/* How its files are written, where it says so. */
static void put_form(struct buffer *out, const struct messages *messages, const struct profile *profile) {
    const struct field_format *format = &profile->format;
    struct buffer digits = {0};
    size_t begun = out->length;
    if (profile->delimiter != '\0')
        put_character(out, messages, "profile.delimiter", profile->delimiter);
    if (profile->unquoted) {
        buffer_string(out, ", ");
        buffer_text(out, message_find(messages, "profile.unquoted"));
    }
    if (profile->encoding != NULL) {
        buffer_string(out, ", ");
        MESSAGE(out, messages, "profile.encoding", {"encoding", text_from(profile->encoding)});
    }
    if (format->number.point != '.')
        put_character(out, messages, "profile.decimal", format->number.point);
    if (format->number.thousands != '\0')
        put_character(out, messages, "profile.thousands", format->number.thousands);
    if (!text_equal(format->date.pattern, PLAIN_FORMAT.date.pattern)) {
        buffer_string(out, ", ");
        MESSAGE(out, messages, "profile.days", {"form", format->date.pattern});
    }
    if (format->hs_digits > 0) {
        buffer_number(&digits, format->hs_digits);
        buffer_string(out, ", ");
        MESSAGE(out, messages, "profile.digits", {"digits", buffer_view(&digits)});
    }
    buffer_release(&digits, out);
    if (out->length == begun || out->failed)
        return;
    memcpy(out->data + begun, "  ", 2); /* in place of the first comma */
    buffer_char(out, '\n');
}

/* "   (words)" */
static void put_remark(struct buffer *out, struct text words) {
    buffer_string(out, "   (");
    buffer_text(out, words);
    buffer_char(out, ')');
}

static void put_condition(struct buffer *out, const struct messages *messages,
                          const struct profile_value *value) {
    struct buffer said = {0};
    if (value->where == NULL)
        return;
    MESSAGE(&said, messages, "profile.where", {"where", value->where_expression},
            {"is", value->is_expression});
    put_remark(out, buffer_view(&said));
    buffer_release(&said, out);
}

static void put_column(struct buffer *out, const struct messages *messages,
                       const struct profile_column *column) {
    struct buffer said = {0};
    struct buffer nth = {0};
    put_name(out, column->name);
    if (column->header == NULL) {
        buffer_string(out, "= ");
        buffer_text(out, column->constant);
    } else {
        buffer_text(out, column->expression);
    }
    if (column->nth > 0) {
        buffer_number(&nth, column->nth);
        MESSAGE(&said, messages, "profile.nth", {"nth", buffer_view(&nth)});
        put_remark(out, buffer_view(&said));
    }
    if (column->fill_down)
        put_remark(out, message_find(messages, "profile.filled"));
    if (column->level.quantities == LEVEL_CUMULATIVE)
        put_remark(out, message_find(messages, "profile.cumulative"));
    if (column->level.indented)
        put_remark(out, message_find(messages, "profile.indented"));
    buffer_char(out, '\n');
    for (uint32_t i = 0; i < column->value_count; i++) {
        put_name(out, (struct text){"", 0});
        buffer_string(out, "  ");
        buffer_text(out, column->values[i].expression);
        buffer_string(out, " -> ");
        buffer_text(out, column->values[i].as);
        put_condition(out, messages, &column->values[i]);
        buffer_char(out, '\n');
    }
    buffer_release(&nth, out);
    buffer_release(&said, out);
}

static void put_table(struct buffer *out, const struct messages *messages,
                      const struct profile_table *table) {
    buffer_char(out, '\n');
    buffer_text(out, table->name);
    buffer_char(out, '\n');
    for (uint32_t i = 0; i < table->column_count; i++)
        put_column(out, messages, &table->columns[i]);
    for (uint32_t i = 0; i < table->skip_count; i++) {
        put_name(out, message_find(messages, "profile.skipped"));
        buffer_text(out, table->skips[i].expression);
        buffer_string(out, " = ");
        buffer_text(out, table->skips[i].match_expression);
        buffer_char(out, '\n');
    }
}

/* What it says of itself; of those of the rule book, the catalogue says it. */
static struct text description_of(const struct messages *messages, const struct profile *profile) {
    char id[96];
    snprintf(id, sizeof id, "profile.%.*s", (int)text_cut(profile->name, 64).length, profile->name.data);
    return profile->description.length > 0 ? profile->description
           : message_has(messages, id)     ? message_find(messages, id)
                                           : NO_TEXT;
}

static int show(const char *name, const char *rules, const char *language) {
    struct profile *profile = NULL;
    struct messages *messages = NULL;
    struct arena arena = {0};
    usmca_error error = {0};
    struct buffer out = {0};
    char folder[4400];
    snprintf(folder, sizeof folder, "%s/messages", rules);
    usmca_status opened = messages_load(&messages, &arena, folder, language, &error);
    if (opened == USMCA_OK)
        opened = profile_open(&profile, name, rules, &error);
    if (opened != USMCA_OK) {
        arena_free(&arena);
        return command_fail(&error);
    }
    struct text description = description_of(messages, profile);
    buffer_text(&out, profile->name);
    if (description.length > 0) {
        buffer_text(&out, message_find(messages, "colon"));
        buffer_text(&out, description);
    }
    buffer_char(&out, '\n');
    put_form(&out, messages, profile);
    for (uint32_t i = 0; i < profile->table_count; i++)
        put_table(&out, messages, &profile->tables[i]);
    int status = command_put_buffer(stdout, &out);
    buffer_free(&out);
    profile_free(profile);
    arena_free(&arena);
    return status;
}

struct show_options {
    const char *rules;
    const char *language;
    bool help;
};

static const char *const USAGE[] = {"profile show NAME|FILE [options]", NULL};
static const struct option_row ROWS[] = {COMMON_OPTIONS(struct show_options, language, rules, help)};
const struct command_form PROFILE_SHOW_FORM = {"profile show", USAGE, ROWS, OPERAND_PROFILE, NULL, NULL};

int profile_show(int count, char **arguments) {
    struct show_options options = {NULL};
    char room[4096];
    int rest = 0;
    int status = form_read(&PROFILE_SHOW_FORM, &options, count, arguments, &rest);
    if (status != EXIT_DONE)
        return status;
    if (options.help)
        return form_help(&PROFILE_SHOW_FORM, options.language, options.rules);
    if (rest + 1 != count)
        return USAGE("profile", "profile-needed");
    status = command_language("profile show", &options.language);
    return status == EXIT_DONE ? show(arguments[rest], command_rules(options.rules, room), options.language)
                               : status;
}
