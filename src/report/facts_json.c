#include "report/facts_json.h"

#include "report/json_value.h"
#include "rulebook/sentence.h"

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

/* With a price that does not count, what has no regional value content to reach, or reaches it by the net
 * cost, originates still. */
static bool is_of_value(const struct usmca_rulebook *book, const struct fact *fact) {
    return book->general.unacceptable_price.fact == fact || book->general.unacceptable_value.fact == fact;
}

const char *fact_effect(const struct usmca_rulebook *book, const struct fact *fact) {
    if (takes_away(book, fact))
        return "takes-away";
    return fact->opens && !is_of_value(book, fact) ? "opens" : "decides";
}

const char *fact_type(const struct fact *fact) {
    static const char *const WORDS[] = {"boolean", "country", "text"};
    return WORDS[fact->type];
}

void facts_json(struct buffer *out, const struct lookup *lookup) {
    struct asked_list list = {.count = 0};
    char room[HS_TEXT_SIZE];
    lookup_facts(lookup, &list);
    JSON_LITERAL(out, "{\"hs\":");
    json_put_string(out, lookup_given(room, lookup));
    JSON_LITERAL(out, ",\"date\":");
    json_put_date(out, lookup->date);
    JSON_LITERAL(out, ",\"facts\":[");
    for (uint32_t i = 0; i < list.count; i++) {
        const struct fact *fact = list.items[i].fact;
        buffer_string(out, i > 0 ? ",{\"fact\":" : "{\"fact\":");
        json_put_string(out, fact->key);
        JSON_LITERAL(out, ",\"of\":");
        json_put_word(out, fact->owner == FACT_OF_GOOD ? "good" : "material");
        JSON_LITERAL(out, ",\"type\":");
        json_put_word(out, fact_type(fact));
        JSON_LITERAL(out, ",\"effect\":");
        json_put_word(out, fact_effect(lookup->book, fact));
        JSON_LITERAL(out, ",\"question\":");
        json_put_string(out, sentence_question(lookup->book, fact));
        JSON_LITERAL(out, ",\"cite\":");
        json_put_text(out, list.items[i].cite);
        buffer_char(out, '}');
    }
    JSON_LITERAL(out, "]}\n");
}
