#include "service/law_question.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "intake/header_words.h"
#include "report/facts_json.h"
#include "report/json_value.h"
#include "report/rule_json.h"
#include "rulebook/sentence.h"
#include "service/json_exact.h"

static const char *const MEMBERS[] = {"code", "date", "use", "hs_edition", "lang", NULL};

/* ---- a code ---- */

static usmca_status read_code(struct service_question *question, struct hs_code *code, enum hs_level least,
                              const struct service *service, const json_t *asked, usmca_error *error) {
    char room[QUESTION_WORD_SIZE];
    const char *word = NULL;
    struct text digits;
    usmca_status status = question_members(asked, MEMBERS, error);
    if (status == USMCA_OK)
        status = question_read(question, service, asked, error);
    if (status == USMCA_OK && !json_exact_string(json_object_get(asked, "code"), &digits))
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "code is needed: a string of digits");
    if (status == USMCA_OK)
        status = question_word(asked, "code", room, &word, error);
    if (status == USMCA_OK && (word == NULL || !hs_code_parse(code, text_from(word)) || code->digits < least))
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "code %s is no HS code of %s digits",
                         word != NULL ? word : "",
                         least < HS_HEADING ? ERROR_WORDS("2, 4, 6, 8 or 10") : ERROR_WORDS("4, 6, 8 or 10"));
    return status;
}

static usmca_status look_up(struct buffer *out, const struct service *service, const json_t *asked,
                            void (*put)(struct buffer *, const struct lookup *), usmca_error *error) {
    struct service_question question;
    struct lookup lookup = {0};
    usmca_status status = read_code(&question, &lookup.given, HS_HEADING, service, asked, error);
    if (status != USMCA_OK)
        return status;
    lookup.book = question.book;
    lookup.date = question.setting.date;
    lookup.use = question.setting.default_use;
    if (question.edition_stated)
        lookup.edition = (enum hs_edition)(question.setting.edition - 1);
    status = lookup_map(&lookup, question.edition_stated, error);
    if (status == USMCA_OK) {
        put(out, &lookup);
        out->length -= out->length > 0; /* the end of the line */
        status = out->failed ? error_memory(error) : USMCA_OK;
    }
    free(lookup.codes);
    return status;
}

usmca_status law_rule(struct buffer *out, const struct service *service, const json_t *asked,
                      usmca_error *error) {
    return look_up(out, service, asked, rule_json, error);
}

usmca_status law_facts(struct buffer *out, const struct service *service, const json_t *asked,
                       usmca_error *error) {
    return look_up(out, service, asked, facts_json, error);
}

/* ---- codes ---- */

static void put_code(struct buffer *out, uint32_t subheading) {
    char room[HS_TEXT_SIZE];
    json_put_string(out, (struct text){room, hs_print_dotted(room, subheading * 100, HS_SUBHEADING)});
}

/* What a subheading is in each edition, each once. */
static void put_counterparts(struct buffer *out, const struct hs_editions *editions, enum hs_edition from,
                             uint32_t subheading) {
    uint32_t count = 0;
    const struct hs_lineage *lineages = hs_lineages(editions, from, hs_code_subheading(subheading), &count);
    JSON_LITERAL(out, "{\"code\":");
    put_code(out, subheading);
    JSON_LITERAL(out, ",\"in\":{");
    for (int to = 0; to < HS_EDITIONS; to++) {
        uint32_t last = 0;
        buffer_string(out, to > 0 ? "," : "");
        json_put_word(out, hs_edition_name((enum hs_edition)to));
        JSON_LITERAL(out, ":[");
        for (uint32_t i = 0; i < count; i++) {
            uint32_t other = lineages[i].in[to];
            bool known = other == 0 || other == last;
            for (uint32_t k = 0; k < i && !known; k++)
                known = lineages[k].in[to] == other;
            if (known)
                continue;
            buffer_string(out, last != 0 ? "," : "");
            put_code(out, other);
            last = other;
        }
        buffer_char(out, ']');
    }
    JSON_LITERAL(out, "}}");
}

static enum hs_edition edition_of(const struct service_question *question) {
    return question->edition_stated ? (enum hs_edition)(question->setting.edition - 1)
                                    : hs_edition_on(question->book->editions, question->setting.date);
}

/* {"hs_edition":…,"rules_edition":…,"codes":[…] : the subheadings of `code`, none of which is asked about
 * where it has no digits. */
static void put_codes(struct buffer *out, const struct service_question *question, struct hs_code code) {
    const struct hs_editions *editions = question->book->editions;
    const enum hs_edition edition = edition_of(question);
    uint32_t count = 0;
    const uint32_t *subheadings = hs_subheadings(editions, edition, &count);
    bool first = true;
    JSON_LITERAL(out, "{\"hs_edition\":");
    json_put_word(out, hs_edition_name(edition));
    JSON_LITERAL(out, ",\"rules_edition\":");
    json_put_word(out, hs_edition_name(question->book->edition));
    JSON_LITERAL(out, ",\"codes\":[");
    for (uint32_t i = 0; i < count && code.digits > 0; i++) {
        if (subheadings[i] < code.low / 100 || subheadings[i] > code.high / 100)
            continue;
        buffer_string(out, first ? "" : ",");
        put_counterparts(out, editions, edition, subheadings[i]);
        first = false;
    }
    buffer_char(out, ']');
}

usmca_status law_codes(struct buffer *out, const struct service *service, const json_t *asked,
                       usmca_error *error) {
    struct service_question question;
    struct hs_code code = {0};
    usmca_status status = read_code(&question, &code, HS_CHAPTER, service, asked, error);
    if (status != USMCA_OK)
        return status;
    put_codes(out, &question, code);
    buffer_char(out, '}');
    return out->failed ? error_memory(error) : USMCA_OK;
}

/* ---- search ---- */

enum { MOST_FOUND = 60, MOST_WORDS = 8 };

struct search {
    const struct usmca_rulebook *book;
    date day;
    struct text words[MOST_WORDS]; /* each with a blank before it: it begins a word of what is found */
    size_t count;
};

/* Whether every word that is sought begins one of the text. */
static bool has_words(const struct search *search, struct text text, bool *failed) {
    struct buffer plain = {0};
    bool all = search->count > 0;
    buffer_char(&plain, ' ');
    plain_letters(&plain, text);
    for (size_t i = 0; i < search->count && all && !plain.failed; i++)
        all = memmem(plain.data, plain.length, search->words[i].data, search->words[i].length) != NULL;
    *failed = *failed || plain.failed;
    buffer_free(&plain);
    return all;
}

static void put_chapters(struct buffer *out, const struct search *search, struct hs_code code) {
    bool first = true;
    bool failed = false;
    JSON_LITERAL(out, ",\"chapters\":[");
    for (unsigned chapter = 1; chapter <= 97; chapter++) {
        char id[16];
        char number[4];
        snprintf(id, sizeof id, "chapter.%02u", chapter);
        snprintf(number, sizeof number, "%02u", chapter);
        if (!message_has(search->book->messages, id))
            continue;
        struct text name = message_find(search->book->messages, id);
        const bool here = code.digits > 0 ? code.low / 1000000 == chapter : has_words(search, name, &failed);
        if (!here)
            continue;
        buffer_string(out, first ? "{\"chapter\":" : ",{\"chapter\":");
        json_put_word(out, number);
        JSON_LITERAL(out, ",\"name\":");
        json_put_string(out, name);
        buffer_char(out, '}');
        first = false;
    }
    buffer_char(out, ']');
    out->failed = out->failed || failed;
}

/* The sentence of a rule: its goods, and each alternative on the day. */
static void write_rule(struct buffer *out, const struct search *search, const struct rule *rule) {
    sentence_scope(out, search->book, &rule->scope);
    for (uint32_t i = 0; i < rule->alternative_count; i++) {
        const struct alternative *alternative = &rule->alternatives[i];
        if (!period_holds(alternative->period, search->day))
            continue;
        buffer_string(out, "\n");
        sentence_alternative(out, search->book, rule, alternative, (struct held_in){alternative->dispute, 0},
                             search->day);
    }
}

static void put_found_rule(struct buffer *out, const struct rule *rule, struct text sentence) {
    struct text rest = sentence;
    struct text goods = NO_TEXT;
    text_split(&rest, '\n', &goods);
    JSON_LITERAL(out, "{\"id\":");
    json_put_string(out, rule->id);
    JSON_LITERAL(out, ",\"cite\":");
    json_put_string(out, rule->cite);
    JSON_LITERAL(out, ",\"code\":");
    if (rule->goods.count > 0)
        put_code(out, rule->goods.ranges[0].low / 100);
    else
        JSON_LITERAL(out, "null");
    JSON_LITERAL(out, ",\"goods\":");
    json_put_string(out, goods);
    JSON_LITERAL(out, ",\"text\":");
    json_put_string(out, rest);
    buffer_char(out, '}');
}

static void put_found(struct buffer *out, const struct search *search) {
    size_t found = 0;
    bool failed = false;
    JSON_LITERAL(out, ",\"rules\":[");
    for (uint32_t i = 0; i < search->book->rule_count && search->count > 0 && found <= MOST_FOUND; i++) {
        const struct rule *rule = &search->book->rules[i];
        struct buffer sentence = {0};
        if (!period_holds(rule->period, search->day))
            continue;
        write_rule(&sentence, search, rule);
        if (has_words(search, buffer_view(&sentence), &failed) && ++found <= MOST_FOUND) {
            buffer_string(out, found > 1 ? "," : "");
            put_found_rule(out, rule, buffer_view(&sentence));
        }
        buffer_release(&sentence, out);
    }
    buffer_string(out, found > MOST_FOUND ? "],\"more\":true}" : "],\"more\":false}");
    out->failed = out->failed || failed;
}

/* The words, each with a blank before it, in `room`. */
static void read_words(struct search *search, struct buffer *room, struct text sought) {
    plain_letters(room, sought);
    struct buffer marked = {0};
    buffer_char(&marked, ' ');
    buffer_text(&marked, buffer_view(room));
    buffer_free(room);
    *room = marked;
    for (size_t at = 0; at < room->length && !room->failed && search->count < MOST_WORDS;) {
        size_t length = 1;
        while (at + length < room->length && room->data[at + length] != ' ')
            length++;
        if (length > 1)
            search->words[search->count++] = (struct text){room->data + at, length};
        at += length;
    }
}

usmca_status law_search(struct buffer *out, const struct service *service, const json_t *asked,
                        usmca_error *error) {
    static const char *const SEARCH[] = {"q", "date", "hs_edition", "lang", NULL};
    struct service_question question;
    struct search search = {0};
    struct buffer room = {0};
    struct hs_code code = {0};
    char typed[QUESTION_WORD_SIZE];
    const char *word = NULL;
    usmca_status status = question_members(asked, SEARCH, error);
    if (status == USMCA_OK)
        status = question_read(&question, service, asked, error);
    if (status == USMCA_OK)
        status = question_word(asked, "q", typed, &word, error);
    if (status == USMCA_OK && word == NULL)
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "q is needed: a code, or words");
    if (status != USMCA_OK)
        return status;
    search.book = question.book;
    search.day = question.setting.date;
    if (!hs_code_parse(&code, text_from(word))) {
        code = (struct hs_code){0};
        read_words(&search, &room, text_from(word));
    }
    put_codes(out, &question, code);
    put_chapters(out, &search, code);
    put_found(out, &search);
    out->failed = out->failed || room.failed;
    buffer_free(&room);
    return out->failed ? error_memory(error) : USMCA_OK;
}
