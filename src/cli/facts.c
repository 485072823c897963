#include <stdlib.h>
#include <string.h>

#include "cli/forms.h"
#include "cli/lookup.h"
#include "report/facts_json.h"
#include "report/paragraph.h"
#include "rulebook/sentence.h"

static const char *const USAGE[] = {"facts HS [options]", NULL};
static const struct option_row ROWS[] = {LOOKUP_OPTIONS};
const struct command_form FACTS_FORM = {"facts", USAGE, ROWS, OPERAND_CODE, NULL, NULL};

/* ---- text ---- */

static struct text say(const struct usmca_rulebook *book, const char *prefix, const char *word) {
    char id[48];
    snprintf(id, sizeof id, "%s%s", prefix, word);
    return message_find(book->messages, id);
}

static void put_fact(struct buffer *out, const struct lookup *lookup, const struct asked *asked) {
    const struct usmca_rulebook *book = lookup->book;
    const struct fact *fact = asked->fact;
    const size_t width =
        lookup->width > 0 && lookup->width < PARAGRAPH_WIDTH ? lookup->width : PARAGRAPH_WIDTH;
    struct buffer kind = {0};
    buffer_char(&kind, '(');
    buffer_text(&kind, message_find(book->messages,
                                    fact->owner == FACT_OF_GOOD ? "facts.of.good" : "facts.of.material"));
    buffer_text(&kind, message_find(book->messages, "semicolon"));
    buffer_text(&kind, say(book, "facts.type.", fact_type(fact)));
    buffer_text(&kind, message_find(book->messages, "semicolon"));
    buffer_text(&kind, say(book, "facts.", fact_effect(book, fact)));
    buffer_text(&kind, message_find(book->messages, "semicolon"));
    message_cite(&kind, book->messages, asked->cite);
    buffer_char(&kind, ')');
    const size_t columns = 4 + paragraph_columns(fact->key) + paragraph_columns(buffer_view(&kind));
    buffer_string(out, "  ");
    buffer_text(out, fact->key);
    if (columns <= width) {
        buffer_string(out, "  ");
        buffer_text(out, buffer_view(&kind));
        buffer_char(out, '\n');
    } else {
        buffer_char(out, '\n');
        paragraph_write_within(out, width, TEXT("      "), buffer_view(&kind));
    }
    buffer_release(&kind, out);
    paragraph_write_within(out, lookup->width, TEXT("      "), sentence_question(book, fact));
}

static void print_text(struct buffer *out, const struct lookup *lookup) {
    struct asked_list list = {.count = 0};
    char room[HS_TEXT_SIZE];
    lookup_facts(lookup, &list);
    struct buffer heading = {0};
    MESSAGE(&heading, lookup->book->messages, list.count > 0 ? "facts.heading" : "facts.none",
            {"hs", lookup_given(room, lookup)});
    paragraph_write_within(out, lookup->width, TEXT(""), buffer_view(&heading));
    buffer_release(&heading, out);
    for (uint32_t i = 0; i < list.count; i++)
        put_fact(out, lookup, &list.items[i]);
}

/* ---- the command ---- */

int command_facts(int count, char **arguments) {
    struct lookup_command *lookup = calloc(1, sizeof *lookup);
    if (lookup == NULL)
        return command_no_memory();
    lookup->form = &FACTS_FORM;
    int status = lookup_command_open(lookup, count, arguments);
    if (status == EXIT_DONE && !lookup->asked_help) {
        struct buffer out = {0};
        (strcmp(lookup->format, "json") == 0 ? facts_json : print_text)(&out, &lookup->asked);
        status = command_put_buffer(stdout, &out);
        buffer_free(&out);
    }
    lookup_command_close(lookup);
    free(lookup);
    return status;
}
