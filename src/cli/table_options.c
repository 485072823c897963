#include "cli/table_options.h"

#include "base/buffer.h"
#include "cli/command.h"

int table_options(enum table_user user, const char *files[TABLES], struct command_option *options) {
    int count = 0;
    for (int kind = 0; kind < TABLES; kind++)
        if (INPUT_TABLES[kind].user == user)
            options[count++] = (struct command_option){INPUT_TABLES[kind].name, &files[kind], NULL};
    return count;
}

static void put_spaces(struct buffer *out, size_t count) {
    while (count-- > 0)
        buffer_char(out, ' ');
}

/* What a table holds, beside its name where there is room, and a line each where it takes several. */
static void put_holds(struct buffer *out, size_t begun, size_t column, const char *holds) {
    struct text rest = text_from(holds);
    struct text line;
    if (out->length - begun >= column) {
        buffer_char(out, '\n');
        begun = out->length;
    }
    put_spaces(out, column - (out->length - begun));
    while (rest.length > 0 && text_split(&rest, '\n', &line)) {
        buffer_text(out, line);
        buffer_char(out, '\n');
        if (rest.length > 0)
            put_spaces(out, column);
    }
}

int table_options_help(const char *before, enum table_user user, size_t column, const char *behind) {
    struct buffer out = {0};
    buffer_string(&out, before);
    size_t begun = out.length;
    for (int kind = 0; kind < TABLES; kind++) {
        const struct input_table *table = &INPUT_TABLES[kind];
        if (table->user != user)
            continue;
        buffer_string(&out, out.length == begun ? "  --" : " --");
        buffer_string(&out, table->name);
        buffer_string(&out, " FILE");
        if (table->holds == NULL)
            continue;
        put_holds(&out, begun, column, table->holds);
        begun = out.length;
    }
    buffer_string(&out, behind);
    int status = command_put_buffer(stdout, &out);
    buffer_free(&out);
    return status;
}
