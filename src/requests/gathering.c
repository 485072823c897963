#include "requests/gathering.h"

void gathering_set(struct gathering *work, json_t *object, const char *key, json_t *value) {
    if (object == NULL || json_object_set_new(object, key, value) != 0)
        work->failed = true;
}

void gathering_text(struct gathering *work, json_t *object, const char *key, struct text text) {
    gathering_set(work, object, key, json_stringn(text.length > 0 ? text.data : "", text.length));
}

void gathering_words(struct gathering *work, json_t *object, const char *key, struct buffer *words) {
    work->failed = work->failed || words->failed;
    gathering_text(work, object, key, buffer_view(words));
    buffer_free(words);
}

/* A unit separator stands in no id: it is no character that a field may have. */
const char *gathering_key(struct buffer *key, struct text one, struct text two, struct text three) {
    key->length = 0;
    buffer_text(key, one);
    buffer_char(key, '\x1f');
    buffer_text(key, two);
    buffer_char(key, '\x1f');
    buffer_text(key, three);
    buffer_char(key, '\0');
    return key->failed ? NULL : key->data;
}

bool gathering_amount(decimal *out, struct text text) {
    static const struct decimal_format PLAIN = {'.', '\0'};
    const char *point = text.length > 0 ? memchr(text.data, '.', text.length) : NULL;
    size_t most = point != NULL ? (size_t)(point - text.data) + 1 + DECIMAL_PLACES : text.length;
    text.length = text.length < most ? text.length : most;
    return decimal_parse(out, text, PLAIN) == DECIMAL_OK;
}

bool gathering_add(struct gathering *work, json_t *sums, const char *currency, struct text said) {
    decimal amount = 0;
    decimal so_far = 0;
    char printed[DECIMAL_TEXT_SIZE];
    (void)gathering_amount(&so_far, request_text(sums, currency));
    if (!gathering_amount(&amount, said) || !decimal_add(&amount, amount, so_far))
        return false;
    gathering_text(work, sums, currency, (struct text){printed, decimal_print(printed, amount, 2)});
    return true;
}
