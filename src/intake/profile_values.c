#define PCRE2_CODE_UNIT_WIDTH 8
#include "intake/profile_values.h"

#include <pcre2.h>
#include <stdio.h>

enum { PROFILE_GROUP_SIZE = 40 };

void *profile_pattern(struct xml_reader *xml, const struct xml_node *node, struct text expression,
                      uint32_t options) {
    int number = 0;
    size_t offset = 0;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)expression.data, expression.length,
                      options | PCRE2_UTF | PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_DOLLAR_ENDONLY,
                      &number, &offset, NULL);
    if (code == NULL && number == PCRE2_ERROR_HEAP_FAILED) {
        xml->arena->failed = true;
        return NULL;
    }
    if (code == NULL) {
        enum { MOST_SHOWN = 100 };
        PCRE2_UCHAR message[160];
        char shown[MOST_SHOWN + sizeof "…"];
        struct text cut = text_cut(expression, MOST_SHOWN);
        pcre2_get_error_message(number, message, sizeof message);
        snprintf(shown, sizeof shown, "%.*s%s", (int)cut.length, cut.data,
                 cut.length < expression.length ? "…" : "");
        xml_complain(xml, node, "expression \"%s\": %s at character %zu", shown, (const char *)message,
                     offset + 1);
        return NULL;
    }
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    return code;
}

/* Again without the machine code, whose stack is small, where that fails. */
static int match(void *expression, struct text field, pcre2_match_data *data) {
    PCRE2_SPTR subject = (PCRE2_SPTR)(field.data != NULL ? field.data : "");
    int found = pcre2_match(expression, subject, field.length, 0, 0, data, NULL);
    return found == PCRE2_ERROR_JIT_STACKLIMIT
               ? pcre2_match(expression, subject, field.length, 0, PCRE2_NO_JIT, data, NULL)
               : found;
}

bool profile_matches(void *expression, struct text field, bool *failed) {
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    int found = data != NULL ? match(expression, field, data) : PCRE2_ERROR_NOMEMORY;
    pcre2_match_data_free(data);
    *failed = *failed || (found < 0 && found != PCRE2_ERROR_NOMATCH);
    return found >= 0;
}

static struct text substitute(const struct profile_value *value, struct text field, char *room,
                              bool *failed) {
    PCRE2_SIZE length = PROFILE_LONGEST_VALUE;
    int done =
        pcre2_substitute(value->pattern, (PCRE2_SPTR)(field.data != NULL ? field.data : ""), field.length, 0,
                         PCRE2_NO_JIT | PCRE2_SUBSTITUTE_EXTENDED | PCRE2_SUBSTITUTE_UNSET_EMPTY, NULL, NULL,
                         (PCRE2_SPTR)value->as.data, value->as.length, (PCRE2_UCHAR *)room, &length);
    *failed = *failed || done < 0;
    return done < 0 ? field : (struct text){room, length};
}

static bool row_has(const struct profile_value *value, const struct profile_row *row, bool *failed) {
    return value->where == NULL || (row != NULL && row->has(row->row, value->where, value->is, failed));
}

struct text profile_translate(const struct profile_column *column, struct text field, char *room,
                              const struct profile_row *row, bool *failed) {
    for (uint32_t i = 0; column != NULL && i < column->value_count; i++)
        if (profile_matches(column->values[i].pattern, field, failed) &&
            row_has(&column->values[i], row, failed))
            return column->values[i].groups ? substitute(&column->values[i], field, room, failed)
                                            : column->values[i].as;
    return field;
}

/* ---- reading ---- */

static bool is_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

static void read_condition(struct xml_reader *xml, const struct xml_node *node, struct profile_value *value) {
    struct text where = xml_text(xml, node, "where");
    struct text is = xml_text(xml, node, "is");
    if ((where.length == 0) != (is.data == NULL))
        xml_complain(xml, node, "where and is stand together");
    if (where.length == 0)
        return;
    value->where_expression = where;
    value->is_expression = is;
    value->where = profile_pattern(xml, node, where, PCRE2_CASELESS);
    value->is = profile_pattern(xml, node, is, 0);
}

/* The number of a group "$1" or "${1…}", or the name of one; what else stands behind $ is not of a group. */
static bool group_known(const struct profile_value *value, struct text behind) {
    struct text name = behind.length > 0 && behind.data[0] == '{'
                           ? (struct text){behind.data + 1, behind.length - 1}
                           : behind;
    char room[PROFILE_GROUP_SIZE];
    uint32_t groups = 0;
    uint32_t number = 0;
    size_t length = 0;
    bool digits = true;
    while (length < name.length && length + 1 < sizeof room && is_word(name.data[length])) {
        char c = name.data[length];
        digits = digits && c >= '0' && c <= '9';
        number = digits ? number * 10 + (uint32_t)(c - '0') : number;
        room[length++] = c;
    }
    room[length] = '\0';
    pcre2_pattern_info(value->pattern, PCRE2_INFO_CAPTURECOUNT, &groups);
    return length > 0 && length < 5 && digits ? number <= groups
           : length > 0 ? pcre2_substring_number_from_name(value->pattern, (PCRE2_SPTR)room) > 0
                        : false;
}

static void check_groups(struct xml_reader *xml, const struct xml_node *node,
                         const struct profile_value *value) {
    for (size_t i = 0; value->groups && value->pattern != NULL && i < value->as.length; i++) {
        if (value->as.data[i] != '$')
            continue;
        if (i + 1 < value->as.length && value->as.data[i + 1] == '$')
            i++; /* the sign itself */
        else if (!group_known(value, (struct text){value->as.data + i + 1, value->as.length - i - 1}))
            xml_complain(xml, node, "as=\"%s\": match has no such group; $$ is the sign itself",
                         value->as.data);
    }
}

/* The last value of the column: one before it that matches the same, whatever else the row says, is always
 * taken. */
static void check_tried(struct xml_reader *xml, const struct xml_node *node,
                        const struct profile_column *column) {
    const struct profile_value *last = &column->values[column->value_count - 1];
    for (const struct profile_value *one = column->values; one < last; one++)
        if (one->where == NULL && text_equal(one->expression, last->expression)) {
            xml_complain(xml, node, "match=\"%s\" stands before, so that this is never tried",
                         last->expression.data);
            return;
        }
}

void profile_read_values(struct xml_reader *xml, const struct xml_node *node, struct profile_column *column) {
    static const char *const ATTRIBUTES[] = {"match", "as", "where", "is", NULL};
    struct profile_value *values =
        ARENA_ARRAY(xml->arena, struct profile_value, xml_count(node, "value") + 1);
    if (values == NULL) {
        xml->status = error_memory(xml->error);
        return;
    }
    column->values = values;
    for (const struct xml_node *child = xml_child(node); child != NULL; child = xml_next(child)) {
        xml_allow(xml, child, ATTRIBUTES);
        if (!xml_named(child, "value")) {
            xml_complain(xml, child, "unknown element");
            continue;
        }
        struct text expression = xml_text(xml, child, "match");
        if (expression.data == NULL)
            expression = TEXT("");
        struct text as = xml_text(xml, child, "as");
        bool groups = as.length > 0 && memchr(as.data, '$', as.length) != NULL;
        struct profile_value *value = &values[column->value_count++];
        *value = (struct profile_value){.pattern = profile_pattern(xml, child, expression, 0),
                                        .expression = expression,
                                        .as = as,
                                        .groups = groups};
        read_condition(xml, child, value);
        check_groups(xml, child, value);
        check_tried(xml, child, column);
        if (xml->status != USMCA_OK)
            return;
    }
}

void profile_values_free(const struct profile_column *column) {
    for (uint32_t i = 0; i < column->value_count; i++) {
        pcre2_code_free(column->values[i].pattern);
        pcre2_code_free(column->values[i].where);
        pcre2_code_free(column->values[i].is);
    }
}
