#include <stdlib.h>
#include <string.h>

#include "cli/lookup.h"
#include "report/paragraph.h"
#include "rulebook/ask.h"
#include "rulebook/sentence.h"

static const char HELP[] =
    "usmca facts HS [options]     declared facts that the rule for a code may ask for\n"
    "\n"
    "  --date D, --hs 2012|2017|2022, --use U, --lang en|es|fr, --rules DIR: as for usmca rule\n"
    "\n"
    "A fact is declared in the column facts, as key=value; key=value.\n";

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

static void put_fact(struct buffer *out, const struct usmca_rulebook *book, const struct asked *asked) {
    static const char *const TYPES[] = {"facts.type.boolean", "facts.type.country", "facts.type.text"};
    const struct fact *fact = asked->fact;
    const char *effect = takes_away(book, fact) ? "facts.takes-away"
                         : fact->opens          ? "facts.opens"
                                                : "facts.decides";
    buffer_string(out, "  ");
    buffer_text(out, fact->key);
    buffer_string(out, "  (");
    buffer_text(out, message_find(book->messages,
                                  fact->owner == FACT_OF_GOOD ? "facts.of.good" : "facts.of.material"));
    buffer_string(out, "; ");
    buffer_text(out, message_find(book->messages, TYPES[fact->type]));
    buffer_string(out, "; ");
    buffer_text(out, message_find(book->messages, effect));
    buffer_string(out, "; ");
    buffer_text(out, asked->cite);
    buffer_string(out, ")\n");
    paragraph_write(out, TEXT("      "), sentence_question(book, fact));
}

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
        return EXIT_INPUT_OUTPUT;
    lookup->command = "facts";
    lookup->help = HELP;
    int status = lookup_open(lookup, count, arguments);
    if (status == EXIT_DONE && !lookup->asked_help) {
        struct asked_list list = {.count = 0};
        struct buffer out = {0};
        char code[HS_TEXT_SIZE];
        size_t length =
            hs_print_dotted(code, lookup->given.low, lookup->given.digits > 8 ? 8 : lookup->given.digits);
        collect(lookup, &list);
        MESSAGE(&out, lookup->book->messages, list.count > 0 ? "facts.heading" : "facts.none",
                {"hs", {code, length}});
        buffer_char(&out, '\n');
        for (uint32_t i = 0; i < list.count; i++)
            put_fact(&out, lookup->book, &list.items[i]);
        status = command_put(stdout, buffer_view(&out));
        buffer_free(&out);
    }
    lookup_close(lookup);
    free(lookup);
    return status;
}
