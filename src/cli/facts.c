#include <stdlib.h>
#include <string.h>

#include "cli/forms.h"
#include "cli/lookup.h"
#include "report/json_value.h"
#include "report/paragraph.h"
#include "rulebook/ask.h"
#include "rulebook/sentence.h"

static const char *const USAGE[] = {"facts HS [options]", NULL};
static const struct option_row ROWS[] = {LOOKUP_OPTIONS};
const struct command_form FACTS_FORM = {"facts", USAGE, ROWS, OPERAND_CODE, NULL};

static bool takes_away(const struct usmca_rulebook *book, const struct fact *fact) {
    for (uint32_t i = 0; i < book->general.disqualification_count; i++)
        if (book->general.disqualifications[i].when.fact == fact)
            return true;
    for (uint32_t i = 0; i < book->general.transport_exception_count; i++)
        if (book->general.transport_exceptions[i].unless.fact == fact ||
            book->general.transport_exceptions[i].except_when.fact == fact)
            return true;
    return book->general.production.diluted.fact == fact;
}

static const char *const TYPE_WORDS[] = {"boolean", "country", "text"};

static const char *effect_of(const struct usmca_rulebook *book, const struct fact *fact) {
    return takes_away(book, fact) ? "takes-away" : fact->opens ? "opens" : "decides";
}

/* ---- text ---- */

static struct text say(const struct usmca_rulebook *book, const char *prefix, const char *word) {
    char id[48];
    snprintf(id, sizeof id, "%s%s", prefix, word);
    return message_find(book->messages, id);
}

static void put_fact(struct buffer *out, const struct usmca_rulebook *book, const struct asked *asked) {
    const struct fact *fact = asked->fact;
    buffer_string(out, "  ");
    buffer_text(out, fact->key);
    buffer_string(out, "  (");
    buffer_text(out, message_find(book->messages,
                                  fact->owner == FACT_OF_GOOD ? "facts.of.good" : "facts.of.material"));
    buffer_string(out, "; ");
    buffer_text(out, say(book, "facts.type.", TYPE_WORDS[fact->type]));
    buffer_string(out, "; ");
    buffer_text(out, say(book, "facts.", effect_of(book, fact)));
    buffer_string(out, "; ");
    message_cite(out, book->messages, asked->cite);
    buffer_string(out, ")\n");
    paragraph_write(out, TEXT("      "), sentence_question(book, fact));
}

static void print_text(struct buffer *out, const struct lookup *lookup, struct text code,
                       const struct asked_list *list) {
    MESSAGE(out, lookup->book->messages, list->count > 0 ? "facts.heading" : "facts.none", {"hs", code});
    buffer_char(out, '\n');
    for (uint32_t i = 0; i < list->count; i++)
        put_fact(out, lookup->book, &list->items[i]);
}

/* ---- JSON ---- */

static void print_json(struct buffer *out, const struct lookup *lookup, struct text code,
                       const struct asked_list *list) {
    JSON_LITERAL(out, "{\"hs\":");
    json_put_string(out, code);
    JSON_LITERAL(out, ",\"date\":");
    json_put_date(out, lookup->date);
    JSON_LITERAL(out, ",\"facts\":[");
    for (uint32_t i = 0; i < list->count; i++) {
        const struct fact *fact = list->items[i].fact;
        buffer_string(out, i > 0 ? ",{\"fact\":" : "{\"fact\":");
        json_put_string(out, fact->key);
        JSON_LITERAL(out, ",\"of\":");
        json_put_word(out, fact->owner == FACT_OF_GOOD ? "good" : "material");
        JSON_LITERAL(out, ",\"type\":");
        json_put_word(out, TYPE_WORDS[fact->type]);
        JSON_LITERAL(out, ",\"effect\":");
        json_put_word(out, effect_of(lookup->book, fact));
        JSON_LITERAL(out, ",\"question\":");
        json_put_string(out, sentence_question(lookup->book, fact));
        JSON_LITERAL(out, ",\"cite\":");
        json_put_text(out, list->items[i].cite);
        buffer_char(out, '}');
    }
    JSON_LITERAL(out, "]}\n");
}

/* ---- the command ---- */

static void collect(const struct lookup *lookup, struct asked_list *list) {
    static const enum rule_kind KINDS[] = {RULE_OF_GOODS, RULE_ADDS_WAYS, RULE_ADDS_TESTS};
    for (uint32_t i = 0; i < lookup->code_count; i++)
        for (size_t kind = 0; kind < sizeof KINDS / sizeof KINDS[0]; kind++) {
            struct rule_matches matches;
            lookup_rules(lookup, lookup->codes[i], KINDS[kind], &matches);
            for (uint32_t k = 0; k < matches.count; k++)
                ask_rule(list, matches.rules[k].rule);
        }
    ask_general(list, lookup->book, lookup->edition, lookup->given);
}

int command_facts(int count, char **arguments) {
    struct lookup *lookup = calloc(1, sizeof *lookup);
    if (lookup == NULL)
        return command_no_memory();
    lookup->form = &FACTS_FORM;
    int status = lookup_open(lookup, count, arguments);
    if (status == EXIT_DONE && !lookup->asked_help) {
        struct asked_list list = {.count = 0};
        struct buffer out = {0};
        char code[HS_TEXT_SIZE];
        size_t length =
            hs_print_dotted(code, lookup->given.low, lookup->given.digits > 8 ? 8 : lookup->given.digits);
        collect(lookup, &list);
        (strcmp(lookup->format, "json") == 0 ? print_json : print_text)(&out, lookup,
                                                                        (struct text){code, length}, &list);
        status = command_put_buffer(stdout, &out);
        buffer_free(&out);
    }
    lookup_close(lookup);
    free(lookup);
    return status;
}
