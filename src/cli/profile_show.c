#include "cli/profile_show.h"

#include <string.h>

#include "base/buffer.h"
#include "cli/command.h"
#include "cli/forms.h"
#include "intake/profile.h"

enum { NAME_WIDTH = 28 };

static void put_name(struct buffer *out, struct text name) {
    buffer_string(out, "  ");
    buffer_text(out, name);
    for (size_t i = name.length; i < NAME_WIDTH; i++)
        buffer_char(out, ' ');
}

static void put_character(struct buffer *out, const char *name, char character) {
    buffer_string(out, name);
    if (character == '\t')
        buffer_string(out, "tab");
    else if (character == ' ')
        buffer_string(out, "space");
    else {
        buffer_char(out, '"');
        buffer_char(out, character);
        buffer_char(out, '"');
    }
}

/* How its files are written, where it says so. */
static void put_form(struct buffer *out, const struct profile *profile) {
    const struct field_format *format = &profile->format;
    size_t begun = out->length;
    if (profile->delimiter != '\0')
        put_character(out, ", delimiter ", profile->delimiter);
    if (profile->unquoted)
        buffer_string(out, ", quotation marks are characters");
    if (profile->encoding != NULL) {
        buffer_string(out, ", encoding ");
        buffer_string(out, profile->encoding);
    }
    if (format->number.point != '.')
        put_character(out, ", decimal ", format->number.point);
    if (format->number.thousands != '\0')
        put_character(out, ", thousands ", format->number.thousands);
    if (!text_equal(format->date.pattern, PLAIN_FORMAT.date.pattern)) {
        buffer_string(out, ", days ");
        buffer_text(out, format->date.pattern);
    }
    if (format->hs_digits > 0) {
        buffer_string(out, ", codes of ");
        buffer_number(out, format->hs_digits);
        buffer_string(out, " digits");
    }
    if (out->length == begun)
        return;
    memcpy(out->data + begun, "  ", 2); /* in place of the first comma */
    buffer_char(out, '\n');
}

static void put_condition(struct buffer *out, const struct profile_value *value) {
    if (value->where == NULL)
        return;
    buffer_string(out, "   (where ");
    buffer_text(out, value->where_expression);
    buffer_string(out, " is ");
    buffer_text(out, value->is_expression);
    buffer_char(out, ')');
}

static void put_column(struct buffer *out, const struct profile_column *column) {
    put_name(out, column->name);
    if (column->header == NULL) {
        buffer_string(out, "= ");
        buffer_text(out, column->constant);
    } else {
        buffer_text(out, column->expression);
    }
    if (column->nth > 0) {
        buffer_string(out, "   (header ");
        buffer_number(out, column->nth);
        buffer_string(out, " that matches)");
    }
    if (column->fill_down)
        buffer_string(out, "   (filled down)");
    if (column->level.quantities == LEVEL_CUMULATIVE)
        buffer_string(out, "   (quantities of one unit of the good)");
    if (column->level.indented)
        buffer_string(out, "   (how far it is indented)");
    buffer_char(out, '\n');
    for (uint32_t i = 0; i < column->value_count; i++) {
        put_name(out, (struct text){"", 0});
        buffer_string(out, "  ");
        buffer_text(out, column->values[i].expression);
        buffer_string(out, " -> ");
        buffer_text(out, column->values[i].as);
        put_condition(out, &column->values[i]);
        buffer_char(out, '\n');
    }
}

static void put_table(struct buffer *out, const struct profile_table *table) {
    buffer_char(out, '\n');
    buffer_text(out, table->name);
    buffer_char(out, '\n');
    for (uint32_t i = 0; i < table->column_count; i++)
        put_column(out, &table->columns[i]);
    for (uint32_t i = 0; i < table->skip_count; i++) {
        put_name(out, TEXT("rows skipped"));
        buffer_text(out, table->skips[i].expression);
        buffer_string(out, " = ");
        buffer_text(out, table->skips[i].match_expression);
        buffer_char(out, '\n');
    }
}

static int show(const char *name, const char *rules) {
    struct profile *profile = NULL;
    usmca_error error = {0};
    struct buffer out = {0};
    if (profile_open(&profile, name, rules, &error) != USMCA_OK)
        return command_fail(&error);
    buffer_text(&out, profile->name);
    if (profile->description.length > 0) {
        buffer_string(&out, ": ");
        buffer_text(&out, profile->description);
    }
    buffer_char(&out, '\n');
    put_form(&out, profile);
    for (uint32_t i = 0; i < profile->table_count; i++)
        put_table(&out, &profile->tables[i]);
    int status = command_put_buffer(stdout, &out);
    buffer_free(&out);
    profile_free(profile);
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
    return show(arguments[rest], command_rules(options.rules, room));
}
