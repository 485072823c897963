#include "service/schema.h"

#include <stdio.h>

#include "hs/editions.h"
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
        buffer_string(out, column_is_amount(column)         ? ":{\"type\":[\"string\",\"number\"]}"
                           : column->required == NEED_FIELD ? ":{\"type\":\"string\",\"pattern\":\"\\\\S\"}"
                                                            : ":{\"type\":\"string\"}");
    }
}

static void put_table(struct buffer *out, const struct messages *messages, int input, bool rows) {
    const struct column_table *columns = case_table_columns(input);
    char id[64];
    bool first = true;
    snprintf(id, sizeof id, "table.%s", case_table_name(input));
    json_put_word(out, case_table_name(input));
    JSON_LITERAL(out, ":{\"type\":\"array\",");
    buffer_string(out, rows ? "\"minItems\":1," : "");
    JSON_LITERAL(out, "\"description\":");
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

/* What an argument may be. */
enum argument_kind {
    ARGUMENT_TEXT,
    ARGUMENT_CODE,
    ARGUMENT_CHAPTER, /* a code of two digits or more */
    ARGUMENT_DAY,
    ARGUMENT_CURRENCY,
    ARGUMENT_EDITION,
    ARGUMENT_TARIFF,
    ARGUMENT_USE,
    ARGUMENT_DESIGNATION,
    ARGUMENT_MONTH,
    ARGUMENT_LANGUAGE,
    ARGUMENT_REPORT,
    ARGUMENT_PROFILE
};

struct argument {
    const char *name;
    const char *says; /* id of its sentence */
    enum argument_kind kind;
};

/* An even number of digits, ten at most, which blanks and points may part: hs_code_parse(). */
static void put_code_pattern(struct buffer *out, const char *digits, const char *pairs) {
    JSON_LITERAL(out, "\"maxLength\":63,\"pattern\":\"^[0-9]([. ]*[0-9])");
    buffer_string(out, digits);
    JSON_LITERAL(out, "(([. ]*[0-9]){2})");
    buffer_string(out, pairs);
    JSON_LITERAL(out, "$\"");
}

static void put_kind(struct buffer *out, enum argument_kind kind) {
    static const char *const DESIGNATIONS[] = {"declared", "auto"};
    static const char *const FORMS[] = {"html", "xlsx", "pdf"};
    const char *editions[HS_EDITIONS];
    for (int i = 0; i < HS_EDITIONS; i++)
        editions[i] = hs_edition_name((enum hs_edition)i);
    switch (kind) {
    case ARGUMENT_TEXT:
        JSON_LITERAL(out, "\"minLength\":1,\"maxLength\":63");
        break;
    case ARGUMENT_CODE:
        put_code_pattern(out, "{3}", "{0,3}");
        break;
    case ARGUMENT_CHAPTER:
        put_code_pattern(out, "", "{0,4}");
        break;
    case ARGUMENT_DAY:
        JSON_LITERAL(out, "\"format\":\"date\"");
        break;
    case ARGUMENT_CURRENCY:
        JSON_LITERAL(out, SCHEMA_CURRENCY);
        break;
    case ARGUMENT_EDITION:
        put_word_list(out, editions, HS_EDITIONS);
        break;
    case ARGUMENT_TARIFF:
        put_word_list(out, TARIFF_WORDS + 1, TARIFF_CHOICES - 1);
        break;
    case ARGUMENT_USE:
        put_word_list(out, USE_WORDS, USES);
        break;
    case ARGUMENT_DESIGNATION:
        put_word_list(out, DESIGNATIONS, 2);
        break;
    case ARGUMENT_MONTH:
        JSON_LITERAL(out, "\"pattern\":\"^0?[1-9]$|^1[0-2]$\"");
        break;
    case ARGUMENT_LANGUAGE:
        put_word_list(out, LANGUAGE_NAMES, LANGUAGES);
        break;
    case ARGUMENT_REPORT:
        put_word_list(out, FORMS, 3);
        break;
    case ARGUMENT_PROFILE:
        JSON_LITERAL(out, SCHEMA_PROFILE);
        break;
    }
}

static void put_argument(struct buffer *out, const struct messages *messages,
                         const struct argument *argument) {
    json_put_word(out, argument->name);
    JSON_LITERAL(out, ":{\"type\":\"string\",");
    put_kind(out, argument->kind);
    JSON_LITERAL(out, ",\"description\":");
    json_put_string(out, message_find(messages, argument->says));
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

static void put_arguments(struct buffer *out, const struct messages *messages, const struct argument *list,
                          size_t count) {
    for (size_t i = 0; i < count; i++) {
        buffer_string(out, i > 0 ? "," : "");
        put_argument(out, messages, &list[i]);
    }
}

static const struct argument SETTINGS[] = {{"date", "option.date", ARGUMENT_DAY},
                                           {"currency", "option.currency", ARGUMENT_CURRENCY},
                                           {"hs_edition", "option.hs", ARGUMENT_EDITION},
                                           {"tariff", "option.tariff", ARGUMENT_TARIFF},
                                           {"default_use", "option.default-use", ARGUMENT_USE},
                                           {"designate", "option.designate", ARGUMENT_DESIGNATION},
                                           {"year_begins", "option.year-begins", ARGUMENT_MONTH},
                                           {"lang", "question.lang", ARGUMENT_LANGUAGE}};
enum { SETTING_COUNT = sizeof SETTINGS / sizeof SETTINGS[0] };
static const struct argument PROFILE = {"profile", "option.profile", ARGUMENT_PROFILE};
static const struct argument LANGUAGE = {"lang", "question.lang", ARGUMENT_LANGUAGE};

/* Of goods, with further members before: of a report, which is of one good or more. */
static void put_case(struct buffer *out, const struct messages *messages, const struct argument *further,
                     size_t count) {
    static const int FIRST[] = {INPUT_GOODS, INPUT_LINES};
    begin(out);
    put_arguments(out, messages, further, count);
    buffer_string(out, count > 0 ? "," : "");
    for (int i = 0; i < 2; i++) {
        put_table(out, messages, FIRST[i], i == 0 && count > 0);
        buffer_char(out, ',');
    }
    for (int i = 0; i < TABLES; i++)
        if (case_table_given(i)) {
            put_table(out, messages, i, false);
            buffer_char(out, ',');
        }
    put_arguments(out, messages, SETTINGS, SETTING_COUNT);
    end(out, "[\"goods\",\"bom\"]");
}

void schema_case(struct buffer *out, const struct messages *messages) {
    put_case(out, messages, NULL, 0);
}

static const struct argument REPORT[] = {{"format", "question.format", ARGUMENT_REPORT},
                                         {"company", "option.company", ARGUMENT_TEXT},
                                         {"certifier", "option.report.certifier", ARGUMENT_TEXT},
                                         {"period", "option.report.period", ARGUMENT_TEXT}};
enum { REPORT_COUNT = sizeof REPORT / sizeof REPORT[0] };

void schema_report(struct buffer *out, const struct messages *messages) {
    put_case(out, messages, REPORT, REPORT_COUNT);
}

#define SCHEMA_OF(out, messages, list, required)                                                             \
    begin(out);                                                                                              \
    put_arguments((out), (messages), (list), sizeof(list) / sizeof(list)[0]);                                \
    end((out), (required))

void schema_search(struct buffer *out, const struct messages *messages) {
    static const struct argument LIST[] = {{"q", "question.q", ARGUMENT_TEXT},
                                           {"date", "option.rule.date", ARGUMENT_DAY},
                                           {"hs_edition", "option.rule.hs", ARGUMENT_EDITION},
                                           {"lang", "question.lang", ARGUMENT_LANGUAGE}};
    SCHEMA_OF(out, messages, LIST, "[\"q\"]");
}

void schema_language(struct buffer *out, const struct messages *messages) {
    static const struct argument LIST[] = {{"language", "question.lang", ARGUMENT_LANGUAGE}};
    SCHEMA_OF(out, messages, LIST, "[\"language\"]");
}

void schema_code(struct buffer *out, const struct messages *messages) {
    static const struct argument LIST[] = {{"code", "question.code", ARGUMENT_CODE},
                                           {"date", "option.rule.date", ARGUMENT_DAY},
                                           {"use", "option.rule.use", ARGUMENT_USE},
                                           {"hs_edition", "option.rule.hs", ARGUMENT_EDITION},
                                           {"lang", "question.lang", ARGUMENT_LANGUAGE}};
    SCHEMA_OF(out, messages, LIST, "[\"code\"]");
}

void schema_codes(struct buffer *out, const struct messages *messages) {
    static const struct argument LIST[] = {{"code", "question.code", ARGUMENT_CHAPTER},
                                           {"date", "option.rule.date", ARGUMENT_DAY},
                                           {"use", "option.rule.use", ARGUMENT_USE},
                                           {"hs_edition", "option.rule.hs", ARGUMENT_EDITION},
                                           {"lang", "question.lang", ARGUMENT_LANGUAGE}};
    SCHEMA_OF(out, messages, LIST, "[\"code\"]");
}

void schema_word(struct buffer *out, const struct messages *messages) {
    static const struct argument LIST[] = {{"word", "question.word", ARGUMENT_TEXT},
                                           {"lang", "question.lang", ARGUMENT_LANGUAGE}};
    SCHEMA_OF(out, messages, LIST, "[\"word\"]");
}

/* ---- forms ---- */

/* A field that is left empty says nothing. */
static void put_fields(struct buffer *out, const struct messages *messages, const struct argument *list,
                       size_t count) {
    for (size_t i = 0; i < count; i++) {
        buffer_string(out, i > 0 ? "," : "");
        json_put_word(out, list[i].name);
        JSON_LITERAL(out, ":{\"type\":\"string\",\"anyOf\":[{\"maxLength\":0},{");
        put_kind(out, list[i].kind);
        JSON_LITERAL(out, "}],\"description\":");
        json_put_string(out, message_find(messages, list[i].says));
        buffer_char(out, '}');
    }
}

static void put_file(struct buffer *out, const char *name) {
    json_put_word(out, name);
    JSON_LITERAL(out, ":{\"type\":\"string\",\"contentMediaType\":\"application/octet-stream\"}");
}

/* The files of a case, its profile too, by name or as a file; `further` is one more, or NULL. */
static void begin_form(struct buffer *out, const char *further) {
    begin(out);
    put_file(out, "file");
    for (int i = 0; i < QUESTION_INPUTS; i++) {
        if (i == INPUT_FLAT || !case_table_given(i))
            continue;
        buffer_char(out, ',');
        put_file(out, case_table_name(i));
    }
    if (further != NULL) {
        buffer_char(out, ',');
        put_file(out, further);
    }
    buffer_char(out, ',');
}

/* `needs` says which files, one of several ways. */
static void end_form(struct buffer *out, const char *needs) {
    JSON_LITERAL(out, "},\"minProperties\":1,");
    buffer_string(out, needs);
    JSON_LITERAL(out, "\"additionalProperties\":false}");
}

#define ONE_FILE "{\"required\":[\"file\"],\"properties\":{\"goods\":false,\"bom\":false}}"
#define TWO_FILES "{\"required\":[\"goods\",\"bom\"],\"properties\":{\"file\":false}}"
static const char NEEDS_CASE[] = "\"anyOf\":[" ONE_FILE "," TWO_FILES "],";

static void end_form_of_files(struct buffer *out) {
    struct buffer needs = {0};
    buffer_string(&needs, "\"anyOf\":[{\"required\":[\"file\"]}");
    for (int i = 0; i < QUESTION_INPUTS; i++) {
        if (i == INPUT_FLAT || !case_table_given(i))
            continue;
        buffer_string(&needs, ",{\"required\":[");
        json_put_word(&needs, case_table_name(i));
        buffer_string(&needs, "]}");
    }
    buffer_string(&needs, "],");
    buffer_char(&needs, '\0');
    end_form(out, needs.failed ? "" : needs.data);
    buffer_release(&needs, out);
}

/* Results, and no table beside them; or the files of a case. */
static void end_form_of_report(struct buffer *out) {
    struct buffer needs = {0};
    buffer_string(&needs, "\"anyOf\":[{\"required\":[\"results\"],\"properties\":{\"file\":false");
    for (int i = 0; i < QUESTION_INPUTS; i++) {
        if (i == INPUT_FLAT || !case_table_given(i))
            continue;
        buffer_string(&needs, ",");
        json_put_word(&needs, case_table_name(i));
        buffer_string(&needs, ":false");
    }
    buffer_string(&needs, "}},{\"properties\":{\"results\":false},\"anyOf\":[" ONE_FILE "," TWO_FILES "]}],");
    buffer_char(&needs, '\0');
    end_form(out, needs.failed ? "" : needs.data);
    buffer_release(&needs, out);
}

void form_case(struct buffer *out, const struct messages *messages) {
    begin_form(out, NULL);
    put_fields(out, messages, &PROFILE, 1);
    buffer_char(out, ',');
    put_fields(out, messages, SETTINGS, SETTING_COUNT);
    end_form(out, NEEDS_CASE);
}

void form_report(struct buffer *out, const struct messages *messages) {
    begin_form(out, "results");
    put_fields(out, messages, &PROFILE, 1);
    buffer_char(out, ',');
    put_fields(out, messages, REPORT, REPORT_COUNT);
    buffer_char(out, ',');
    put_fields(out, messages, SETTINGS, SETTING_COUNT);
    end_form_of_report(out);
}

void form_preview(struct buffer *out, const struct messages *messages) {
    begin_form(out, NULL);
    put_fields(out, messages, &PROFILE, 1);
    buffer_char(out, ',');
    put_fields(out, messages, &LANGUAGE, 1);
    end_form_of_files(out);
}

void form_profile(struct buffer *out, const struct messages *messages) {
    static const struct argument NAME = {"name", "question.profile-name", ARGUMENT_TEXT};
    begin_form(out, "columns");
    put_fields(out, messages, &NAME, 1);
    buffer_char(out, ',');
    put_fields(out, messages, &LANGUAGE, 1);
    end_form_of_files(out);
}
