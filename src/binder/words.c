#include <stdio.h>

#include "binder/parts.h"
#include "hs/code.h"

struct text binder_say(struct binder *binder, const char *id) {
    return message_find(binder->book->messages, id);
}

struct text binder_said(struct binder *binder, const char *id, const struct message_part *parts,
                        size_t count) {
    struct buffer words = {0};
    message_write(&words, binder->book->messages, id, parts, count);
    return buffer_keep(&words, &binder->arena);
}

struct text binder_word(struct binder *binder, const char *prefix, const char *word) {
    char id[96];
    snprintf(id, sizeof id, "%s.%s", prefix, word);
    return message_has(binder->book->messages, id) ? binder_say(binder, id) : text_from(word);
}

struct text binder_value(const json_t *object, const char *key) {
    return text_from(results_string(object, key));
}

struct text binder_cite(struct binder *binder, struct text cite) {
    struct buffer words = {0};
    if (cite.length == 0)
        return cite;
    message_cite(&words, binder->book->messages, cite);
    return buffer_keep(&words, &binder->arena);
}

struct text binder_hs(struct binder *binder, const json_t *object) {
    char dotted[HS_TEXT_SIZE];
    return arena_copy(&binder->arena, results_code(dotted, binder_value(object, "hs")));
}

struct text binder_number(struct binder *binder, size_t number) {
    struct buffer digits = {0};
    buffer_number(&digits, number);
    return buffer_keep(&digits, &binder->arena);
}

static struct text joined_by(struct binder *binder, struct text first, struct text separator,
                             struct text second) {
    struct buffer words = {0};
    if (first.length == 0)
        return second;
    if (second.length == 0)
        return first;
    buffer_text(&words, first);
    buffer_text(&words, separator);
    buffer_text(&words, second);
    return buffer_keep(&words, &binder->arena);
}

struct text binder_joined(struct binder *binder, struct text first, const char *separator,
                          struct text second) {
    return joined_by(binder, first, text_from(separator), second);
}

struct text binder_labelled(struct binder *binder, struct text label, struct text value) {
    return joined_by(binder, label, binder_say(binder, "colon"), value);
}

struct text binder_listed(struct binder *binder, struct text first, struct text second) {
    return joined_by(binder, first, binder_say(binder, "semicolon"), second);
}

struct text binder_list(struct binder *binder, const json_t *list) {
    struct buffer words = {0};
    size_t index = 0;
    const json_t *one = NULL;
    json_array_foreach(list, index, one) {
        const char *string = json_string_value(one);
        buffer_string(&words, index > 0 ? ", " : "");
        buffer_string(&words, string != NULL ? string : "");
    }
    return buffer_keep(&words, &binder->arena);
}
