#include "rulebook/vocabulary.h"

#include <stdio.h>

#include "rulebook/xml.h"

enum { LETTERS = 26, MOST_ENTRIES = 16384, PLACES = 2 * MOST_ENTRIES, OF_A_ROW = 256 };

struct entry {
    struct text kind;
    struct text word; /* folded */
    struct text is;
    bool wrong;
};

struct vocabulary {
    struct entry *rows[MOST_ENTRIES / OF_A_ROW]; /* of entries; NULL from the first that is not begun */
    size_t count;
    uint32_t digits;         /* bits, by the length of a kind: some word of it has one */
    uint16_t places[PLACES]; /* an open table by kind and word: of entries, from 1; 0 where there is none */
    bool countries[LETTERS * LETTERS];
    bool currencies[LETTERS * LETTERS * LETTERS];
};

static struct entry *entry_at(const struct vocabulary *vocabulary, size_t index) {
    return &vocabulary->rows[index / OF_A_ROW][index % OF_A_ROW];
}

/* ---- the form in which words are compared ---- */

/* U+00C0 to U+00FF without their accents. */
static const char LATIN[] = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";

/* The character at the beginning of `rest`, folded: 0 where it does not count. *length is its bytes. */
static char fold_one(struct text rest, size_t *length) {
    unsigned char c = (unsigned char)rest.data[0];
    unsigned char next = rest.length > 1 ? (unsigned char)rest.data[1] : 0;
    *length = 1;
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        return (char)c;
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    if (c == '-' || c == '_' || text_is_blank((char)c))
        return ' ';
    if (c == 0xc3 && next >= 0x80) {
        *length = 2;
        return LATIN[next - 0x80];
    }
    if (c == 0xc2 && next == 0xa0) {
        *length = 2;
        return ' ';
    }
    if (c == 0xe2 && next == 0x80) { /* dashes and quotation marks */
        *length = rest.length > 2 ? 3 : 2;
        return '\0';
    }
    return (char)(strchr(".,'\"()", c) != NULL ? '\0' : c);
}

/* The letters and digits of ASCII that `rest` begins with, as far as there is room: how many. */
static size_t fold_plain(char out[WORD_LONGEST], size_t *length, struct text rest) {
    enum { SMALL = 'a' ^ 'A' };
    const size_t most = rest.length < WORD_LONGEST - *length ? rest.length : WORD_LONGEST - *length;
    size_t i = 0;
    for (; i < most; i++) {
        const unsigned char c = (unsigned char)rest.data[i];
        const unsigned char small = c | SMALL;
        const bool letter = (unsigned char)(small - 'a') < LETTERS;
        if (!letter && (unsigned char)(c - '0') > 9)
            break;
        out[*length + i] = (char)(letter ? small : c);
    }
    *length += i;
    return i;
}

bool word_fold(char out[WORD_LONGEST], struct text *folded, struct text word) {
    size_t length = 0;
    for (struct text rest = text_trim(word); rest.length > 0;) {
        size_t taken = fold_plain(out, &length, rest);
        rest = (struct text){rest.data + taken, rest.length - taken};
        if (rest.length == 0)
            break;
        taken = 1;
        char c = (char)(rest.data[0] != '\0' ? fold_one(rest, &taken) : '\0');
        rest = (struct text){rest.data + taken, rest.length - taken};
        if (c == '\0' || (c == ' ' && (length == 0 || out[length - 1] == ' ')))
            continue;
        if (length == WORD_LONGEST)
            return false;
        out[length++] = c;
    }
    while (length > 0 && out[length - 1] == ' ')
        length--;
    *folded = (struct text){out, length};
    return true;
}

/* A word of punctuation alone is compared as it stands. */
static bool as_compared(char room[WORD_LONGEST], struct text *compared, struct text word) {
    if (!word_fold(room, compared, word))
        return false;
    if (compared->length == 0)
        *compared = text_trim(word);
    return true;
}

/* Then it stands in the folded word, too. */
bool word_has_digit(struct text word) {
    for (size_t i = 0; i < word.length && (unsigned char)word.data[i] < 0x80; i++)
        if (word.data[i] >= '0' && word.data[i] <= '9')
            return true;
    return false;
}

static uint32_t bit_of(struct text kind) {
    return 1U << kind.length % 32;
}

/* ---- reading ---- */

/* The place of a word of that kind, or the one that it would have: half of them are free. Few words are of
 * several kinds. */
static size_t place_of_word(const struct vocabulary *vocabulary, struct text kind, struct text word) {
    uint64_t at = text_hash(word) + kind.length;
    for (;; at++) {
        const uint16_t place = vocabulary->places[at % PLACES];
        const struct entry *entry = place > 0 ? entry_at(vocabulary, place - 1) : NULL;
        if (entry == NULL || (text_equal(entry->word, word) && text_equal(entry->kind, kind)))
            return at % PLACES;
    }
}

static struct entry *next_entry(struct vocabulary *vocabulary, struct arena *arena) {
    struct entry **row = &vocabulary->rows[vocabulary->count / OF_A_ROW];
    if (*row == NULL)
        *row = arena_reserve(arena, sizeof **row * OF_A_ROW);
    return *row != NULL ? &(*row)[vocabulary->count++ % OF_A_ROW] : NULL;
}

static void add(struct vocabulary *vocabulary, struct xml_reader *xml, const struct xml_node *node,
                struct entry entry) {
    char room[WORD_LONGEST];
    struct text compared;
    entry.word = text_trim(entry.word);
    if (entry.word.length == 0)
        return;
    if (vocabulary->count == MOST_ENTRIES || !as_compared(room, &compared, entry.word)) {
        xml_complain(xml, node, "too many words, or too long ones");
        return;
    }
    const size_t place = place_of_word(vocabulary, entry.kind, compared);
    if (vocabulary->places[place] != 0) { /* what stands first holds, but that it is refused */
        struct entry *first = entry_at(vocabulary, vocabulary->places[place] - 1);
        first->wrong = first->wrong || entry.wrong;
        return;
    }
    if (word_has_digit(compared))
        vocabulary->digits |= bit_of(entry.kind);
    struct entry *kept = next_entry(vocabulary, xml->arena);
    if (kept == NULL)
        return; /* the arena says so */
    entry.word = arena_copy(xml->arena, compared);
    *kept = entry;
    vocabulary->places[place] = (uint16_t)vocabulary->count;
}

static void read_kind(struct vocabulary *vocabulary, struct xml_reader *xml, const struct xml_node *of) {
    static const char *const KIND[] = {"kind", NULL};
    static const char *const WORD[] = {"is", "as", NULL};
    xml_allow(xml, of, KIND);
    struct text kind = xml_required(xml, of, "kind");
    for (const struct xml_node *node = xml_child(of); node != NULL && xml->status == USMCA_OK;
         node = xml_next(node)) {
        xml_allow(xml, node, WORD);
        bool wrong = xml_named(node, "wrong");
        if (!wrong && !xml_named(node, "word"))
            xml_complain(xml, node, "unknown element");
        struct text is = xml_text(xml, node, "is");
        struct text rest = xml_text(xml, node, "as");
        struct text word;
        if (!wrong)
            add(vocabulary, xml, node, (struct entry){kind, is, is, false});
        while (rest.length > 0 && text_split(&rest, ';', &word))
            add(vocabulary, xml, node, (struct entry){kind, word, is, wrong});
    }
}

static usmca_status read_file(struct vocabulary *vocabulary, struct arena *arena, const char *path,
                              usmca_error *error) {
    static const char *const ATTRIBUTES[] = {"source", NULL};
    struct xml_document document = {0};
    usmca_status status = xml_open(&document, arena, path, error);
    if (status != USMCA_OK)
        return status;
    struct xml_reader xml = {.arena = arena, .file = path, .error = error};
    const struct xml_node *root = document.root;
    if (!xml_named(root, "words"))
        xml_complain(&xml, root, "a file of words begins with <words>");
    xml_allow(&xml, root, ATTRIBUTES);
    for (const struct xml_node *of = xml_child(root); of != NULL && xml.status == USMCA_OK; of = xml_next(of))
        read_kind(vocabulary, &xml, of);
    xml_close(&document);
    return xml.status;
}

/* The place of a code of capital letters in the space of all of its length; -1 for anything else. */
static int place_of(struct text code, size_t length) {
    int place = 0;
    if (code.length != length)
        return -1;
    for (size_t i = 0; i < length; i++) {
        if (code.data[i] < 'A' || code.data[i] > 'Z')
            return -1;
        place = place * LETTERS + (code.data[i] - 'A');
    }
    return place;
}

static void note_codes(struct vocabulary *vocabulary) {
    for (size_t i = 0; i < vocabulary->count; i++) {
        const struct entry *entry = entry_at(vocabulary, i);
        int country = text_is(entry->kind, "country") ? place_of(entry->is, 2) : -1;
        int currency = text_is(entry->kind, "currency") ? place_of(entry->is, 3) : -1;
        if (country >= 0 && !entry->wrong)
            vocabulary->countries[country] = true;
        if (currency >= 0 && !entry->wrong)
            vocabulary->currencies[currency] = true;
    }
}

usmca_status vocabulary_load(struct vocabulary **out, struct arena *arena, const char *directory,
                             usmca_error *error) {
    static const char *const FILES[] = {"countries", "currencies", "everyday",    "plain",
                                        "amounts",   "papers",     "descriptions"};
    struct vocabulary *vocabulary = ARENA_NEW(arena, struct vocabulary);
    usmca_status status = vocabulary != NULL ? USMCA_OK : error_memory(error);
    for (size_t i = 0; i < sizeof FILES / sizeof FILES[0] && status == USMCA_OK; i++) {
        char path[1100];
        snprintf(path, sizeof path, "%s/%s.xml", directory, FILES[i]);
        status = read_file(vocabulary, arena, path, error);
    }
    if (status != USMCA_OK)
        return status;
    note_codes(vocabulary);
    *out = vocabulary;
    return USMCA_OK;
}

/* ---- asking ---- */

enum word_found vocabulary_find(const struct vocabulary *vocabulary, const char *kind, struct text word,
                                struct text *is) {
    char room[WORD_LONGEST];
    struct text compared;
    const struct text of = text_from(kind);
    if (vocabulary == NULL)
        return WORD_UNKNOWN;
    if ((vocabulary->digits & bit_of(of)) == 0 && word_has_digit(word))
        return WORD_UNKNOWN;
    if (!as_compared(room, &compared, word))
        return WORD_UNKNOWN;
    const uint16_t place = vocabulary->places[place_of_word(vocabulary, of, compared)];
    if (place == 0)
        return WORD_UNKNOWN;
    const struct entry *found = entry_at(vocabulary, place - 1);
    *is = found->is;
    return found->wrong ? WORD_WRONG : WORD_FOUND;
}

bool vocabulary_has_digits(const struct vocabulary *vocabulary, const char *kind) {
    return (vocabulary->digits & bit_of(text_from(kind))) != 0;
}

/* What parts the words of a field. */
static bool parts_words(char c) {
    return strchr(" ,;:.()/-", c) != NULL;
}

size_t vocabulary_begins(const struct vocabulary *vocabulary, const char *kind, struct text field) {
    enum { MOST_WORDS = 8 };
    struct text is = {NULL, 0};
    int count = 0;
    for (size_t i = 1; i <= field.length && i <= WORD_LONGEST && count < MOST_WORDS; i++) {
        const bool ends = i == field.length || parts_words(field.data[i]);
        if (ends && vocabulary_find(vocabulary, kind, (struct text){field.data, i}, &is) == WORD_FOUND)
            return i;
        count += ends;
    }
    return 0;
}

struct text vocabulary_within(const struct vocabulary *vocabulary, const char *kind, const char * not,
                              struct text field) {
    struct text before = {NULL, 0};
    struct text is = {NULL, 0};
    for (size_t at = 0; at < field.length;) {
        struct text rest = {field.data + at, field.length - at};
        size_t end = 0;
        while (end < rest.length && !parts_words(rest.data[end]))
            end++;
        const size_t found = end > 0 ? vocabulary_begins(vocabulary, kind, rest) : 0;
        if (found > 0 && vocabulary_find(vocabulary, not, before, &is) != WORD_FOUND)
            return (struct text){rest.data, found};
        if (end > 0)
            before = (struct text){rest.data, end};
        at += end + 1;
    }
    return (struct text){NULL, 0};
}

bool vocabulary_country(const struct vocabulary *vocabulary, struct text code) {
    int place = place_of(code, 2);
    return place >= 0 && vocabulary->countries[place];
}

bool vocabulary_currency(const struct vocabulary *vocabulary, struct text code) {
    int place = place_of(code, 3);
    return place >= 0 && vocabulary->currencies[place];
}
