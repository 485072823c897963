#ifndef USMCA_REPORT_JSON_VALUE_H
#define USMCA_REPORT_JSON_VALUE_H

#include "base/buffer.h"
#include "case/setting.h"
#include "origin/figure.h"
#include "report/json_string.h"

/* The scalars of JSON as the reports write them: amounts and percentages as strings, since they are exact. */

#define JSON_LITERAL(out, literal) buffer_put((out), literal, sizeof(literal) - 1)

/* ---- into room that was made for a whole object ----
 *
 * Of what stands most in a file, a line of a bill and a paper, each object takes room for the longest that it
 * may become, once. Then each of these writes from `at`, and returns where it ends. */

enum { JSON_LONGEST_ESCAPE = 6, JSON_NUMBER_MOST = AMOUNT_TEXT_SIZE + 2, JSON_WORD_MOST = 40 };

__attribute__((always_inline)) static inline char *json_bytes_at(char *at, const char *bytes, size_t length) {
    memcpy(at, bytes, length);
    return at + length;
}
#define JSON_AT(at, literal) json_bytes_at((at), literal, sizeof(literal) - 1)

static inline size_t json_string_most(struct text text) {
    return text.length * JSON_LONGEST_ESCAPE + 2;
}
/* null where it is empty. */
static inline char *json_text_at(char *at, struct text text) {
    return text.length > 0 ? json_string_at(at, text) : JSON_AT(at, "null");
}
/* A member that is a word of a list, `,"origin":"originating"`, as it was put together for the last object
 * that had the same: nothing of it is measured again, and as many bytes are copied as it has room for. A word
 * takes at most JSON_WORD_MOST bytes (json_value_test). */
enum { JSON_MEMBER_MOST = 64 };
struct json_member {
    const char *word;
    size_t length;
    char bytes[JSON_MEMBER_MOST];
};
static inline void json_member_begin(struct json_member *member) {
    member->word = NULL;
    member->length = 0;
}

void json_spell(struct json_member *member, const char *lead, const char *word);
static inline char *json_member_at(char *at, struct json_member *member, const char *lead, const char *word) {
    if (member->word != word)
        json_spell(member, lead, word);
    memcpy(at, member->bytes, sizeof member->bytes);
    return at + member->length;
}
/* Between quotation marks what was written behind the first, which needs no escape. */
static inline char *json_quoted_at(char *at, size_t length) {
    at[0] = '"';
    at[length + 1] = '"';
    return at + length + 2;
}
/* Each of at most JSON_NUMBER_MOST bytes; an amount that is not given is null. */
static inline char *json_amount_at(char *at, struct amount amount) {
    return amount.given ? json_quoted_at(at, amount_print(at + 1, amount, 2)) : JSON_AT(at, "null");
}
static inline char *json_date_at(char *at, date day) {
    return json_quoted_at(at, date_print(at + 1, day));
}

/* ---- into what grows ---- */

/* With its quotes; `text` is UTF-8. */
void json_put_string(struct buffer *out, struct text text);
/* The same of a name of the system or a header, which may be of any bytes: those that are no UTF-8 are
 * U+FFFD.
 */
void json_put_foreign(struct buffer *out, struct text text);
/* Lines as an array of such strings. */
void json_put_lines(struct buffer *out, struct text lines);
/* null where it is empty. */
void json_put_text(struct buffer *out, struct text text);
/* A word that needs no escape. */
void json_put_word(struct buffer *out, const char *word);
/* With at least `places` decimals. */
void json_put_decimal(struct buffer *out, decimal value, int places);
/* null where it is not given. */
void json_put_amount(struct buffer *out, struct amount amount);
void json_put_total(struct buffer *out, total value);
/* Of decimal_percent(); null where it is not known. */
void json_put_percent(struct buffer *out, bool known, int64_t percent);
/* What is required or allowed, a percentage; null where it is 0, which is "not asked". */
void json_put_limit(struct buffer *out, decimal limit);
/* ,"asked":…,"credit":…,"required":… : null where no rule asks. */
void json_put_asked(struct buffer *out, const struct figure *figure);
void json_put_date(struct buffer *out, date day);
void json_put_flag(struct buffer *out, bool flag);

#endif
