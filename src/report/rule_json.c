#include "report/rule_json.h"

#include "report/json_value.h"
#include "rulebook/sentence.h"

/* ,"name": or "name": where nothing stands before it. */
static void put_name(struct buffer *out, const char *name) {
    size_t end = out->length;
    if (end > 0 && out->data[end - 1] != '{' && out->data[end - 1] != '[')
        buffer_char(out, ',');
    json_put_word(out, name);
    buffer_char(out, ':');
}

/* What stands between two elements of a list. */
static void put_comma(struct buffer *out, bool first) {
    if (!first)
        buffer_char(out, ',');
}

static void put_string(struct buffer *out, const char *name, struct text text) {
    put_name(out, name);
    json_put_string(out, text);
}

static void put_string_or_null(struct buffer *out, const char *name, struct text text) {
    put_name(out, name);
    json_put_text(out, text);
}

static void put_words(struct buffer *out, const char *name, uint32_t bits, const char *const *words,
                      unsigned count) {
    bool first = true;
    put_name(out, name);
    buffer_char(out, '[');
    for (unsigned i = 1; i < count; i++)
        if ((bits >> i & 1) != 0) {
            put_comma(out, first);
            json_put_word(out, words[i]);
            first = false;
        }
    buffer_char(out, ']');
}

/* ---- rules ---- */

static void put_alternative(struct buffer *out, const struct lookup *lookup, const struct rule *rule,
                            const struct alternative *alternative, struct held_in in) {
    struct held_in named = in.dispute != NULL ? in : alternative->held_in;
    struct buffer sentence = {0};
    sentence_alternative(&sentence, lookup->book, rule, alternative, in, lookup->date);
    buffer_char(out, '{');
    put_string(out, "id", alternative->id);
    put_string(out, "text", buffer_view(&sentence));
    if (named.dispute != NULL) {
        put_string(out, "dispute", named.dispute->id);
        put_string(out, "reading", named.dispute->readings[named.reading].id);
    }
    buffer_char(out, '}');
    buffer_release(&sentence, out);
}

/* Once for each reading of the dispute that it turns on. */
static void put_alternatives(struct buffer *out, const struct lookup *lookup, const struct rule *rule) {
    bool first = true;
    put_name(out, "alternatives");
    buffer_char(out, '[');
    for (uint32_t i = 0; i < rule->alternative_count; i++) {
        const struct alternative *alternative = &rule->alternatives[i];
        uint32_t readings = alternative->dispute != NULL ? alternative->dispute->reading_count : 1;
        for (uint32_t k = 0; k < readings && period_holds(alternative->period, lookup->date); k++) {
            put_comma(out, first);
            put_alternative(out, lookup, rule, alternative, (struct held_in){alternative->dispute, k});
            first = false;
        }
    }
    buffer_char(out, ']');
}

static void put_period(struct buffer *out, const struct lookup *lookup, const struct rule *rule) {
    date in_force = lookup->book->general.in_force;
    char day[DATE_TEXT_SIZE];
    date from = rule->period.from > in_force ? rule->period.from : in_force;
    put_string(out, "from", (struct text){day, date_print(day, from)});
    put_string_or_null(out, "until",
                       rule->period.until == DATE_FOREVER
                           ? NO_TEXT
                           : (struct text){day, date_print(day, rule->period.until)});
}

static void put_rule(struct buffer *out, const struct lookup *lookup, const struct rule *rule) {
    static const char *const ADDS[] = {[RULE_ADDS_WAYS] = "ways", [RULE_ADDS_TESTS] = "tests"};
    buffer_char(out, '{');
    put_string(out, "id", rule->id);
    put_string(out, "cite", rule->cite);
    put_period(out, lookup, rule);
    put_string_or_null(out, "adds", rule->kind == RULE_OF_GOODS ? NO_TEXT : text_from(ADDS[rule->kind]));
    put_string(out, "status",
               text_from(rule->doubtful        ? "doubtful"
                         : rule->disputes != 0 ? "disputed"
                                               : "verified"));
    put_string_or_null(out, "doubt", rule->doubtful ? rule->doubt : NO_TEXT);
    put_string_or_null(out, "settles", rule->settles);
    put_words(out, "use", rule->uses, USE_WORDS, USES);
    put_words(out, "importing", rule->importing, COUNTRY_CODES, COUNTRIES);
    put_words(out, "exporting", rule->exporting, COUNTRY_CODES, COUNTRIES);
    put_string_or_null(out, "when", rule->when.fact != NULL ? rule->when.fact->key : NO_TEXT);
    put_alternatives(out, lookup, rule);
    buffer_char(out, '}');
}

static void put_rules(struct buffer *out, const struct lookup *lookup, struct hs_code code) {
    static const enum rule_kind KINDS[] = {RULE_OF_GOODS, RULE_ADDS_WAYS, RULE_ADDS_TESTS};
    bool first = true;
    put_name(out, "rules");
    buffer_char(out, '[');
    for (size_t kind = 0; kind < sizeof KINDS / sizeof KINDS[0]; kind++) {
        struct rule_matches matches;
        lookup_rules(lookup, code, KINDS[kind], &matches);
        for (uint32_t i = 0; i < matches.count; i++) {
            put_comma(out, first);
            put_rule(out, lookup, matches.rules[i].rule);
            first = false;
        }
    }
    buffer_char(out, ']');
}

/* ---- disputes ---- */

static void put_holders(struct buffer *out, const struct dispute_reading *reading) {
    bool first = true;
    put_name(out, "held_by");
    buffer_char(out, '[');
    for (unsigned i = 1; i < COUNTRIES; i++)
        if ((reading->customs >> i & 1) != 0) {
            put_comma(out, first);
            json_put_word(out, COUNTRY_CODES[i]);
            first = false;
        }
    if (reading->panel) {
        put_comma(out, first);
        json_put_word(out, "panel");
    }
    buffer_char(out, ']');
}

static void put_reading(struct buffer *out, const struct dispute_reading *reading) {
    char day[DATE_TEXT_SIZE];
    buffer_char(out, '{');
    put_string(out, "id", reading->id);
    put_string(out, "text", reading->words);
    put_holders(out, reading);
    put_string_or_null(out, "from",
                       reading->from != 0 ? (struct text){day, date_print(day, reading->from)} : NO_TEXT);
    put_string(out, "cite", reading->cite);
    buffer_char(out, '}');
}

static void put_dispute(struct buffer *out, const struct dispute *dispute) {
    buffer_char(out, '{');
    put_string(out, "dispute", dispute->id);
    put_string(out, "cite", dispute->cite);
    put_string(out, "text", dispute->words);
    put_name(out, "readings");
    buffer_char(out, '[');
    for (uint32_t i = 0; i < dispute->reading_count; i++) {
        put_comma(out, i == 0);
        put_reading(out, &dispute->readings[i]);
    }
    JSON_LITERAL(out, "]}");
}

static void put_disputes(struct buffer *out, const struct lookup *lookup, uint32_t disputes) {
    bool first = true;
    put_name(out, "disputes");
    buffer_char(out, '[');
    for (uint32_t d = 0; d < lookup->book->dispute_count; d++)
        if ((disputes >> d & 1) != 0) {
            put_comma(out, first);
            put_dispute(out, &lookup->book->disputes[d]);
            first = false;
        }
    buffer_char(out, ']');
}

/* What else the code may be, and of which goods. */
static void put_otherwise(struct buffer *out, const struct lookup *lookup) {
    char code[HS_TEXT_SIZE];
    put_name(out, "otherwise");
    if (lookup->kept == NULL) {
        JSON_LITERAL(out, "null");
        return;
    }
    const struct fact *fact = lookup->kept->unless.fact;
    buffer_char(out, '{');
    put_string(out, "fact", fact->key);
    put_string(out, "question", sentence_question(lookup->book, fact));
    put_string(out, "cite", lookup->kept->cite);
    put_name(out, "codes");
    buffer_char(out, '[');
    for (uint32_t i = 0; i < lookup->otherwise_count; i++) {
        put_comma(out, i == 0);
        json_put_string(out, hs_text(code, lookup->codes[lookup->code_count + i]));
    }
    JSON_LITERAL(out, "]}");
}

void rule_json(struct buffer *out, const struct lookup *lookup) {
    char day[DATE_TEXT_SIZE];
    char code[HS_TEXT_SIZE];
    buffer_char(out, '{');
    put_string(out, "hs", hs_text(code, lookup->given));
    put_string(out, "date", (struct text){day, date_print(day, lookup->date)});
    put_string(out, "edition", text_from(hs_edition_name(lookup->book->edition)));
    put_name(out, "codes");
    buffer_char(out, '[');
    for (uint32_t i = 0; i < lookup->code_count; i++) {
        put_comma(out, i == 0);
        buffer_char(out, '{');
        put_string(out, "code", hs_text(code, lookup->codes[i]));
        put_rules(out, lookup, lookup->codes[i]);
        put_disputes(out, lookup, lookup_disputes(lookup, lookup->codes[i]));
        buffer_char(out, '}');
    }
    buffer_char(out, ']');
    put_otherwise(out, lookup);
    JSON_LITERAL(out, "}\n");
}
