#include <stdio.h>

#include "base/error.h"
#include "case/tables.h"
#include "origin/finding.h"
#include "report/json_value.h"
#include "rulebook/sentence.h"
#include "service/case_question.h"
#include "service/json_exact.h"
#include "service/law_question.h"

struct explaining {
    struct buffer *out;
    const struct usmca_rulebook *book;
    struct text word;
    bool first;
};

static void begin(struct explaining *explaining, const char *kind, struct text word) {
    struct buffer *out = explaining->out;
    buffer_string(out, explaining->first ? "{\"kind\":" : ",{\"kind\":");
    json_put_word(out, kind);
    JSON_LITERAL(out, ",\"word\":");
    json_put_string(out, word);
    explaining->first = false;
}

static void put_findings(struct explaining *explaining) {
    struct buffer *out = explaining->out;
    for (int i = 0; i < FINDING_CODES; i++) {
        char id[64];
        if (!text_is(explaining->word, FINDING_WORDS[i]))
            continue;
        begin(explaining, "finding", explaining->word);
        snprintf(id, sizeof id, "finding-name.%s", FINDING_WORDS[i]);
        JSON_LITERAL(out, ",\"name\":");
        json_put_string(out, message_find(explaining->book->messages, id));
        JSON_LITERAL(out, ",\"about\":");
        json_put_word(out, FINDING_GROUP_WORDS[finding_group((enum finding_code)i)]);
        JSON_LITERAL(out, ",\"ended_by_asking\":");
        json_put_flag(out, finding_asks((enum finding_code)i));
        buffer_char(out, '}');
    }
}

static void put_facts(struct explaining *explaining) {
    const struct usmca_rulebook *book = explaining->book;
    for (uint32_t i = 0; i < book->fact_count; i++) {
        const struct fact *fact = &book->facts[i];
        if (!text_equal(fact->key, explaining->word))
            continue;
        begin(explaining, "fact", fact->key);
        JSON_LITERAL(explaining->out, ",\"of\":");
        json_put_word(explaining->out, fact->owner == FACT_OF_GOOD ? "good" : "material");
        JSON_LITERAL(explaining->out, ",\"question\":");
        json_put_string(explaining->out, sentence_question(book, fact));
        buffer_char(explaining->out, '}');
    }
}

static void put_words(struct buffer *out, const struct column *column) {
    bool first = true;
    JSON_LITERAL(out, ",\"words\":[");
    for (int i = 0; column->words != NULL && i < column->words->count; i++) {
        const char *word = column->words->words[i];
        if (word == NULL || word[0] == '\0')
            continue;
        buffer_string(out, first ? "" : ",");
        json_put_word(out, word);
        first = false;
    }
    buffer_char(out, ']');
}

static void put_column(struct explaining *explaining, const char *table, const struct column *column) {
    struct buffer *out = explaining->out;
    begin(explaining, "column", text_from(column->name));
    JSON_LITERAL(out, ",\"table\":");
    json_put_word(out, table);
    JSON_LITERAL(out, ",\"says\":");
    json_put_string(out, message_of_column(explaining->book->messages, table, column->name));
    JSON_LITERAL(out, ",\"needed\":");
    json_put_flag(out, column->required != NEED_NONE);
    put_words(out, column);
    buffer_char(out, '}');
}

/* A column by its name, or all those of a table. */
static void put_columns(struct explaining *explaining) {
    for (int i = 0; i < INPUT_FLAT; i++) {
        const char *table = case_table_name(i);
        const struct column_table *columns = case_table_columns(i);
        bool whole = text_is(explaining->word, table);
        for (size_t k = 0; k < columns->count && case_table_given(i); k++)
            if (whole || text_is(explaining->word, columns->columns[k].name))
                put_column(explaining, table, &columns->columns[k]);
    }
}

static void put_disputes(struct explaining *explaining) {
    const struct usmca_rulebook *book = explaining->book;
    struct buffer *out = explaining->out;
    for (uint32_t i = 0; i < book->dispute_count; i++) {
        const struct dispute *dispute = &book->disputes[i];
        if (!text_equal(dispute->id, explaining->word))
            continue;
        begin(explaining, "dispute", dispute->id);
        JSON_LITERAL(out, ",\"says\":");
        json_put_string(out, dispute->words);
        JSON_LITERAL(out, ",\"cite\":");
        json_put_string(out, dispute->cite);
        JSON_LITERAL(out, ",\"readings\":[");
        for (uint32_t k = 0; k < dispute->reading_count; k++) {
            buffer_string(out, k > 0 ? ",{\"id\":" : "{\"id\":");
            json_put_string(out, dispute->readings[k].id);
            JSON_LITERAL(out, ",\"says\":");
            json_put_string(out, dispute->readings[k].words);
            JSON_LITERAL(out, ",\"cite\":");
            json_put_string(out, dispute->readings[k].cite);
            buffer_char(out, '}');
        }
        JSON_LITERAL(out, "]}");
    }
}

usmca_status law_explain(struct buffer *out, const struct service *service, const json_t *asked,
                         usmca_error *error) {
    static const char *const MEMBERS[] = {"word", "lang", NULL};
    struct service_question question;
    struct text word;
    usmca_status status = question_members(asked, MEMBERS, error);
    if (status == USMCA_OK)
        status = question_read(&question, service, asked, error);
    if (status == USMCA_OK && !json_exact_string(json_object_get(asked, "word"), &word))
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "word is needed: a string");
    if (status != USMCA_OK)
        return status;
    JSON_LITERAL(out, "{\"word\":");
    json_put_string(out, word);
    JSON_LITERAL(out, ",\"means\":[");
    struct explaining explaining = {out, question.book, word, true};
    put_findings(&explaining);
    put_facts(&explaining);
    put_columns(&explaining);
    put_disputes(&explaining);
    JSON_LITERAL(out, "]}");
    if (explaining.first)
        return error_set(error, USMCA_ERROR_INPUT, NULL, 0, 0,
                         "%.*s is no finding, fact, table, column or dispute",
                         (int)text_cut(word, 100).length, word.data);
    return out->failed ? error_memory(error) : USMCA_OK;
}
