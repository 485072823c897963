#include "service/schema.h"

#include <stdio.h>

#include "report/json_value.h"
#include "service/case_question.h"

static void put_word_list(struct buffer *out, const char *const *list, int count) {
    bool first = true;
    JSON_LITERAL(out, "\"enum\":[");
    for (int i = 0; i < count; i++) {
        if (list[i] == NULL || list[i][0] == '\0')
            continue;
        buffer_string(out, first ? "" : ",");
        json_put_word(out, list[i]);
        first = false;
    }
    buffer_char(out, ']');
}

static void put_column(struct buffer *out, const struct column *column) {
    json_put_word(out, column->name);
    if (column->type == COLUMN_WORD && column->words != NULL) {
        JSON_LITERAL(out, ":{\"type\":\"string\",");
        put_word_list(out, column->words->words, column->words->count);
        buffer_char(out, '}');
    } else if (column->type == COLUMN_FACTS) {
        JSON_LITERAL(out, ":{\"type\":[\"object\",\"string\"]}");
    } else {
        buffer_string(out, column_is_amount(column) ? ":{\"type\":[\"string\",\"number\"]}"
                                                    : ":{\"type\":\"string\"}");
    }
}

static void put_table(struct buffer *out, const struct messages *messages, int input) {
    const struct column_table *columns = case_table_columns(input);
    char id[64];
    bool first = true;
    snprintf(id, sizeof id, "table.%s", case_table_name(input));
    json_put_word(out, case_table_name(input));
    JSON_LITERAL(out, ":{\"type\":\"array\",\"description\":");
    json_put_string(out, message_find(messages, id));
    JSON_LITERAL(out, ",\"items\":{\"type\":\"object\",\"properties\":{");
    for (size_t i = 0; i < columns->count; i++) {
        buffer_string(out, i > 0 ? "," : "");
        put_column(out, &columns->columns[i]);
    }
    JSON_LITERAL(out, "},\"required\":[");
    for (size_t i = 0; i < columns->count; i++) {
        if (columns->columns[i].required != NEED_FIELD)
            continue;
        buffer_string(out, first ? "" : ",");
        json_put_word(out, columns->columns[i].name);
        first = false;
    }
    JSON_LITERAL(out, "]}}");
}

/* ,"name":{"type":"string","description":…} ; the sentence is `says`. */
static void put_string(struct buffer *out, const struct messages *messages, const char *name,
                       const char *says) {
    json_put_word(out, name);
    JSON_LITERAL(out, ":{\"type\":\"string\",\"description\":");
    json_put_string(out, message_find(messages, says));
    buffer_char(out, '}');
}

static void begin(struct buffer *out) {
    JSON_LITERAL(out, "{\"type\":\"object\",\"properties\":{");
}

static void end(struct buffer *out, const char *required) {
    JSON_LITERAL(out, "},\"required\":");
    buffer_string(out, required);
    JSON_LITERAL(out, ",\"additionalProperties\":false}");
}

struct argument {
    const char *name;
    const char *says;
};

static void put_arguments(struct buffer *out, const struct messages *messages, const struct argument *list,
                          size_t count) {
    for (size_t i = 0; i < count; i++) {
        buffer_string(out, i > 0 ? "," : "");
        put_string(out, messages, list[i].name, list[i].says);
    }
}

/* Of goods, with further members before. */
static void put_case(struct buffer *out, const struct messages *messages, const struct argument *further,
                     size_t count) {
    static const struct argument SETTINGS[] = {{"date", "option.date"},
                                               {"currency", "option.currency"},
                                               {"hs_edition", "option.hs"},
                                               {"tariff", "option.tariff"},
                                               {"default_use", "option.default-use"},
                                               {"designate", "option.designate"},
                                               {"year_begins", "option.year-begins"},
                                               {"lang", "question.lang"}};
    static const int FIRST[] = {INPUT_GOODS, INPUT_LINES};
    begin(out);
    put_arguments(out, messages, further, count);
    buffer_string(out, count > 0 ? "," : "");
    for (int i = 0; i < 2; i++) {
        put_table(out, messages, FIRST[i]);
        buffer_char(out, ',');
    }
    for (int i = 0; i < TABLES; i++)
        if (case_table_given(i)) {
            put_table(out, messages, i);
            buffer_char(out, ',');
        }
    put_arguments(out, messages, SETTINGS, sizeof SETTINGS / sizeof SETTINGS[0]);
    end(out, "[\"goods\",\"bom\"]");
}

void schema_case(struct buffer *out, const struct messages *messages) {
    put_case(out, messages, NULL, 0);
}

void schema_report(struct buffer *out, const struct messages *messages) {
    static const struct argument LIST[] = {{"format", "question.format"},
                                           {"company", "option.company"},
                                           {"certifier", "option.report.certifier"},
                                           {"period", "option.report.period"}};
    put_case(out, messages, LIST, sizeof LIST / sizeof LIST[0]);
}

void schema_search(struct buffer *out, const struct messages *messages) {
    static const struct argument LIST[] = {{"q", "question.q"},
                                           {"date", "option.rule.date"},
                                           {"hs_edition", "option.rule.hs"},
                                           {"lang", "question.lang"}};
    begin(out);
    put_arguments(out, messages, LIST, sizeof LIST / sizeof LIST[0]);
    end(out, "[\"q\"]");
}

void schema_language(struct buffer *out, const struct messages *messages) {
    static const struct argument LIST[] = {{"language", "question.lang"}};
    begin(out);
    put_arguments(out, messages, LIST, sizeof LIST / sizeof LIST[0]);
    end(out, "[\"language\"]");
}

void schema_code(struct buffer *out, const struct messages *messages) {
    static const struct argument LIST[] = {{"code", "question.code"},
                                           {"date", "option.rule.date"},
                                           {"use", "option.rule.use"},
                                           {"hs_edition", "option.rule.hs"},
                                           {"lang", "question.lang"}};
    begin(out);
    put_arguments(out, messages, LIST, sizeof LIST / sizeof LIST[0]);
    end(out, "[\"code\"]");
}

void schema_word(struct buffer *out, const struct messages *messages) {
    static const struct argument LIST[] = {{"word", "question.word"}, {"lang", "question.lang"}};
    begin(out);
    put_arguments(out, messages, LIST, sizeof LIST / sizeof LIST[0]);
    end(out, "[\"word\"]");
}
