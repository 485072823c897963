#include "intake/header_words.h"

#include <stdio.h>

#include "rulebook/xml.h"

/* ---- plain letters ---- */

/* The letter under the accent of U+00C0 to U+00FF, in UTF-8 0xC3 and `second`; '\0' where there is none. */
static char without_accent(unsigned char second) {
    static const char LETTERS[] = "aaaaaaaceeeeiiiidnooooo ouuuuy s";
    unsigned place = (second & 0x3fU) % 0x20U;
    return (char)(LETTERS[place] != ' ' ? LETTERS[place] : '\0');
}

void plain_letters(struct buffer *out, struct text given) {
    size_t begun = out->length;
    bool parted = false;
    for (size_t i = 0; i < given.length; i++) {
        unsigned char c = (unsigned char)given.data[i];
        char letter = '\0';
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            letter = (char)c;
        else if (c >= 'A' && c <= 'Z')
            letter = (char)(c - 'A' + 'a');
        else if (c == 0xc3 && i + 1 < given.length)
            letter = without_accent((unsigned char)given.data[++i]);
        parted = parted || letter == '\0';
        if (letter == '\0')
            continue;
        if (parted && out->length > begun)
            buffer_char(out, ' ');
        buffer_char(out, letter);
        parted = false;
    }
}

/* ---- reading ---- */

/* The names between bars, each in plain letters. */
static struct text plain_list(struct arena *arena, struct text given) {
    struct buffer out = {0};
    struct text name;
    while (text_split(&given, '|', &name)) {
        plain_letters(&out, name);
        buffer_char(&out, '|');
    }
    return buffer_keep(&out, arena);
}

static void read_table(struct header_words *words, struct xml_reader *xml, const struct xml_node *table) {
    const struct {
        const char *name;
        struct text *list;
    } LISTS[] = {{"totals", &words->totals},
                 {"between", &words->between},
                 {"valued", &words->valued},
                 {"losses", &words->losses},
                 {"answers", &words->answers}};
    for (size_t i = 0; i < sizeof LISTS / sizeof LISTS[0]; i++)
        if (xml_named(table, LISTS[i].name)) {
            *LISTS[i].list = plain_list(xml->arena, xml_content(xml, table));
            return;
        }
    if (xml_named(table, "of")) {
        struct text *of = text_is(xml_required(xml, table, "table"), "goods") ? &words->goods : &words->lines;
        *of = plain_list(xml->arena, xml_content(xml, table));
        return;
    }
    struct text name = xml_required(xml, table, "name");
    for (const struct xml_node *child = xml_child(table); child != NULL && xml->status == USMCA_OK;
         child = xml_next(child)) {
        struct text column = xml_required(xml, child, "name");
        words->list[words->count++] =
            (struct header_word){name, column, plain_list(xml->arena, xml_content(xml, child))};
    }
}

usmca_status header_words_open(struct header_words *words, const char *directory, usmca_error *error) {
    char path[4096];
    struct xml_document file = {0};
    size_t count = 0;
    *words = (struct header_words){.count = 0};
    snprintf(path, sizeof path, "%s/words/headers.xml", directory);
    usmca_status status = xml_open(&file, &words->arena, path, error);
    if (status != USMCA_OK)
        return status;
    struct xml_reader xml = {.arena = &words->arena, .file = path, .error = error};
    const struct xml_node *root = file.root;
    for (const struct xml_node *child = xml_child(root); child != NULL; child = xml_next(child))
        count += xml_count(child, "column");
    words->list = ARENA_ARRAY(&words->arena, struct header_word, count + 1);
    if (words->list == NULL)
        xml.status = error_memory(error);
    for (const struct xml_node *child = xml_child(root); child != NULL && xml.status == USMCA_OK;
         child = xml_next(child))
        read_table(words, &xml, child);
    xml_close(&file);
    return words->arena.failed ? error_memory(error) : xml.status;
}

void header_words_free(struct header_words *words) {
    arena_free(&words->arena);
    *words = (struct header_words){.count = 0};
}

/* ---- asking ---- */

static bool lists(struct text words, struct text plain) {
    struct text word;
    while (words.length > 0 && text_split(&words, '|', &word))
        if (text_equal(word, plain))
            return true;
    return false;
}

bool header_words_has(struct header_words *words, struct text list, struct text given) {
    struct buffer plain = {0};
    plain_letters(&plain, given);
    const bool has = plain.length > 0 && lists(list, buffer_view(&plain));
    words->failed = words->failed || plain.failed;
    buffer_free(&plain);
    return has;
}

static const struct header_word *next_of(struct header_words *words, const char *table, struct text header,
                                         size_t *from) {
    const struct header_word *found = NULL;
    struct buffer plain = {0};
    plain_letters(&plain, header);
    for (; plain.length > 0 && found == NULL && *from < words->count; (*from)++) {
        const struct header_word *word = &words->list[*from];
        if (text_is(word->table, table) && lists(word->words, buffer_view(&plain)))
            found = word;
    }
    words->failed = words->failed || plain.failed;
    buffer_free(&plain);
    return found;
}

/* Of a path (Component/Cost, Member Item : Cost) the last name, and the one before it; false of any other. */
static bool path_of(struct text header, struct text *before, struct text *last) {
    size_t end = header.length;
    while (end > 0 && header.data[end - 1] != '/' && header.data[end - 1] != ':')
        end--;
    if (end < 2 || end == header.length)
        return false;
    size_t begin = end - 1;
    while (begin > 0 && header.data[begin - 1] != '/' && header.data[begin - 1] != ':')
        begin--;
    *before = (struct text){header.data + begin, end - 1 - begin};
    *last = (struct text){header.data + end, header.length - end};
    return true;
}

/* Whether a name of a path is the good's among lines, a line's among goods, or what the last name measures:
 * Product/Cost, Qty/Parent, Country/Region. */
static bool leads_elsewhere(struct header_words *words, const char *table, struct text before) {
    const bool of_lines = strcmp(table, "bom") == 0;
    const struct text others = of_lines ? words->goods : words->lines;
    struct buffer plain = {0};
    plain_letters(&plain, before);
    bool elsewhere = (of_lines || strcmp(table, "goods") == 0) && lists(others, buffer_view(&plain));
    words->failed = words->failed || plain.failed;
    buffer_free(&plain);
    size_t from = 0;
    const struct header_word *word = NULL;
    while (!elsewhere && (word = next_of(words, table, before, &from)) != NULL)
        elsewhere = !text_is(word->column, "good_id") && !text_is(word->column, "material_id") &&
                    !text_is(word->column, "line");
    return elsewhere;
}

const struct header_word *header_words_next(struct header_words *words, const char *table, struct text header,
                                            size_t *from) {
    size_t begun = *from;
    const struct header_word *found = next_of(words, table, header, from);
    struct text before;
    struct text last;
    if (found != NULL || !path_of(header, &before, &last) || leads_elsewhere(words, table, before))
        return found;
    *from = begun;
    return next_of(words, table, last, from);
}

/* The longest of the words that the text ends with, or begins with, as a word of its own; its length, or 0.
 */
static size_t longest_at(struct text words, struct text plain, bool end) {
    struct text word;
    size_t length = 0;
    while (words.length > 0 && text_split(&words, '|', &word)) {
        if (word.length <= length || word.length >= plain.length)
            continue;
        const size_t from = end ? plain.length - word.length : 0;
        const char edge = plain.data[end ? from - 1 : word.length];
        if (edge == ' ' && memcmp(plain.data + from, word.data, word.length) == 0)
            length = word.length;
    }
    return length;
}

static struct text without(struct text plain, size_t length, bool end) {
    if (length == 0)
        return plain;
    return end ? (struct text){plain.data, plain.length - length - 1}
               : (struct text){plain.data + length + 1, plain.length - length - 1};
}

const char *header_words_owner(struct header_words *words, struct text header, struct buffer *rest) {
    const struct {
        const char *table;
        struct text words;
        bool end;
    } OWNERS[] = {{"bom", words->lines, true},
                  {"goods", words->goods, true},
                  {"bom", words->lines, false},
                  {"goods", words->goods, false}};
    const char *owner = NULL;
    struct buffer plain = {0};
    plain_letters(&plain, header);
    const struct text said = buffer_view(&plain);
    for (size_t i = 0; i < sizeof OWNERS / sizeof *OWNERS && owner == NULL && said.data != NULL; i++) {
        const bool end = OWNERS[i].end;
        const size_t length = longest_at(OWNERS[i].words, said, end);
        if (length == 0)
            continue;
        const struct text other = without(said, length, end);
        buffer_text(rest, without(other, longest_at(words->between, other, end), end));
        owner = OWNERS[i].table;
    }
    words->failed = words->failed || plain.failed;
    buffer_free(&plain);
    return owner;
}

size_t header_words_total(struct header_words *words, struct text field) {
    struct buffer plain = {0};
    struct text rest = words->totals;
    struct text word;
    size_t length = 0;
    plain_letters(&plain, field);
    while (rest.length > 0 && text_split(&rest, '|', &word))
        if (word.length > length && plain.length >= word.length &&
            memcmp(plain.data, word.data, word.length) == 0 &&
            (plain.length == word.length || plain.data[word.length] == ' '))
            length = word.length;
    words->failed = words->failed || plain.failed;
    buffer_free(&plain);
    return length < field.length ? length : field.length;
}
