#include "intake/unread_header.h"

static bool is_small(char c) {
    return c >= 'a' && c <= 'z';
}

static bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

bool unread_header_part(char room[WORD_LONGEST], struct text *parted, struct text header) {
    size_t length = 0;
    bool any = false;
    for (size_t i = 0; i < header.length && length + 2 <= WORD_LONGEST; i++) {
        const bool begins = i > 0 && is_small(header.data[i - 1]) && is_capital(header.data[i]);
        if (begins)
            room[length++] = ' ';
        any = any || begins;
        room[length++] = header.data[i];
    }
    *parted = (struct text){room, length};
    return any && length >= header.length;
}

bool unread_header_words(char room[WORD_LONGEST], struct text *words, struct text header) {
    static const char APART[] = "()[]{}/:;?!*+&|#=<>";
    char apart[WORD_LONGEST];
    if (header.length > WORD_LONGEST)
        return false;
    for (size_t i = 0; i < header.length; i++) {
        const char c = header.data[i];
        const bool inverted = c == '\xc2' && i + 1 < header.length &&
                              (header.data[i + 1] == '\xbf' || header.data[i + 1] == '\xa1');
        apart[i] = (char)(c != '\0' && strchr(APART, c) != NULL ? ' ' : c);
        if (inverted) {
            apart[i] = ' ';
            apart[++i] = ' ';
        }
    }
    return word_fold(room, words, (struct text){apart, header.length});
}

bool unread_header_per_words(char room[WORD_LONGEST], struct text *words, struct text header) {
    static const struct text PER = {" per ", 5};
    char per[WORD_LONGEST];
    size_t length = 0;
    for (size_t i = 0; i < header.length && length + PER.length < WORD_LONGEST; i++) {
        const struct text put = header.data[i] == '/' ? PER : (struct text){header.data + i, 1};
        memcpy(per + length, put.data, put.length);
        length += put.length;
    }
    return unread_header_words(room, words, (struct text){per, length});
}

static bool is_word(const struct vocabulary *words, const char *kind, struct text header,
                    struct text *column) {
    char room[WORD_LONGEST];
    struct text rest;
    return vocabulary_find(words, kind, header, column) == WORD_FOUND ||
           (unread_header_words(room, &rest, header) &&
            vocabulary_find(words, kind, rest, column) == WORD_FOUND);
}

bool unread_header_is(const struct vocabulary *words, const char *kind, struct text header,
                      struct text *column) {
    char room[WORD_LONGEST];
    struct text parted;
    return is_word(words, kind, header, column) ||
           (unread_header_part(room, &parted, header) && is_word(words, kind, parted, column));
}

static bool has_word(const struct vocabulary *words, const char *kind, struct text header,
                     struct text *column) {
    char room[WORD_LONGEST];
    struct text rest;
    struct text word;
    if (!unread_header_words(room, &rest, header))
        return false;
    while (rest.length > 0 && text_split(&rest, ' ', &word))
        if (word.length > 0 && vocabulary_find(words, kind, word, column) == WORD_FOUND)
            return true;
    return false;
}

bool unread_header_has(const struct vocabulary *words, const char *kind, struct text header,
                       struct text *column) {
    char room[WORD_LONGEST];
    struct text parted;
    return has_word(words, kind, header, column) ||
           (unread_header_part(room, &parted, header) && has_word(words, kind, parted, column));
}
