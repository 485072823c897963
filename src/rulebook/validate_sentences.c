#include <stdio.h>

#include "rulebook/languages.h"
#include "rulebook/messages.h"
#include "rulebook/validate.h"

/* The sentences of two languages, of which the second has to have the places that those of the first have. */
struct comparison {
    const struct messages *other;
    const char *file;
    const char *language; /* of the other */
    struct xml_complaints *complaints;
};

static bool is_name_of_place(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* The next {name}, or {name|one|many}; what else stands between braces is no place. */
static bool next_place(struct text *rest, struct text *name) {
    while (rest->length > 0) {
        const char *open = memchr(rest->data, '{', rest->length);
        if (open == NULL)
            return false;
        *rest = (struct text){open + 1, rest->length - (size_t)(open + 1 - rest->data)};
        size_t length = 0;
        while (length < rest->length && is_name_of_place(rest->data[length]))
            length++;
        *name = (struct text){rest->data, length};
        if (length > 0 && length < rest->length && (rest->data[length] == '}' || rest->data[length] == '|'))
            return true;
    }
    return false;
}

/* A finding is counted by its code in English, and by its name in other languages. */
static bool is_same_place(struct text one, struct text other) {
    const bool both_name_it =
        (text_is(one, "code") || text_is(one, "name")) && (text_is(other, "code") || text_is(other, "name"));
    return text_equal(one, other) || both_name_it;
}

static bool has_place(struct text sentence, struct text place) {
    struct text name;
    while (next_place(&sentence, &name))
        if (is_same_place(name, place))
            return true;
    return false;
}

static void compare_places(void *context, const char *id, struct text sentence) {
    const struct comparison *comparison = context;
    struct text name;
    if (!message_has(comparison->other, id))
        return;
    while (next_place(&sentence, &name)) {
        usmca_error one = {0};
        if (has_place(message_find(comparison->other, id), name))
            continue;
        error_set(&one, USMCA_ERROR_RULES, comparison->file, 0, 0,
                  "the sentence %s has a place {%.*s}, which that of %s has not", id, (int)name.length,
                  name.data, comparison->language);
        xml_complaints_add(comparison->complaints, &one);
    }
}

usmca_status validate_sentences(const char *directory, struct xml_complaints *complaints,
                                usmca_error *error) {
    struct arena arena = {0};
    struct messages *all[LANGUAGES] = {NULL};
    usmca_status status = USMCA_OK;
    for (int i = 0; status == USMCA_OK && i < LANGUAGES; i++) {
        usmca_error why = {0};
        status = messages_load(&all[i], &arena, directory, LANGUAGE_NAMES[i], &why);
        if (status == USMCA_ERROR_IO && i > 0) /* sources have the English ones alone */
            status = USMCA_OK;
        else if (status != USMCA_OK)
            *error = why;
    }
    for (int i = 1; status == USMCA_OK && i < LANGUAGES; i++)
        for (int turned = 0; all[i] != NULL && turned < 2; turned++) {
            char file[4400];
            const int from = turned ? 0 : i;
            const int to = turned ? i : 0;
            snprintf(file, sizeof file, "%s/%s.xml", directory, LANGUAGE_NAMES[from]);
            struct comparison comparison = {all[to], file, LANGUAGE_NAMES[to], complaints};
            messages_each(all[from], compare_places, &comparison);
        }
    arena_free(&arena);
    return status;
}
