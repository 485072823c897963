#include "rulebook/units.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "rulebook/xml.h"

enum { LONGEST_WORD = 48, MOST_WORDS = 1024, MOST_UNITS = 256 };

struct unit_word {
    char word[LONGEST_WORD];
    const struct unit_of_measure *unit;
};

struct units {
    struct unit_of_measure list[MOST_UNITS];
    size_t unit_count;
    struct unit_word words[MOST_WORDS];
    size_t word_count;
};

static const char *const DIMENSION_WORDS[DIMENSIONS] = {"count", "mass", "length", "area", "volume"};

/* ---- words ---- */

/* U+00E0 to U+00FF, and their capitals, without accents; a point where there is no such letter. */
static const char PLAIN_LETTERS[] = "aaaaaa.ceeeeiiii.nooooo..uuuuy.y";

/* A character of two bytes, as what counts of it; 0 where all of it does. */
static char plain_letter(unsigned char first, unsigned char second) {
    if (first == 0xc2)
        return (char)(second == 0xa0 ? ' ' : second == 0xb2 ? '2' : second == 0xb3 ? '3' : '\0');
    if (first != 0xc3 || second < 0x80 || second == 0x9f)
        return '\0';
    char letter = PLAIN_LETTERS[second & 0x1f];
    return (char)(letter == '.' ? '\0' : letter);
}

/* Without what does not count: letter case, accents, a point behind it, blanks around it and all but one
 * between its parts. False where it is longer than any word. */
static bool fold(char out[LONGEST_WORD], struct text word) {
    size_t length = 0;
    for (size_t i = 0; i < word.length; i++) {
        char c = word.data[i];
        char plain = '\0';
        if (i + 1 < word.length)
            plain = plain_letter((unsigned char)c, (unsigned char)word.data[i + 1]);
        if (plain != '\0') {
            c = plain;
            i++;
        } else if (c >= 'A' && c <= 'Z') {
            c = (char)(c - 'A' + 'a');
        }
        bool blank = text_is_blank(c);
        if (blank && (length == 0 || out[length - 1] == ' '))
            continue;
        if (length + 1 >= LONGEST_WORD)
            return false;
        out[length++] = (char)(blank ? ' ' : c);
    }
    while (length > 0 && (out[length - 1] == ' ' || out[length - 1] == '.'))
        length--;
    out[length] = '\0';
    return true;
}

static int compare_words(const void *a, const void *b) {
    return strcmp(((const struct unit_word *)a)->word, ((const struct unit_word *)b)->word);
}

const struct unit_of_measure *units_find(const struct units *units, struct text word) {
    struct unit_word key;
    if (units == NULL || !fold(key.word, word))
        return NULL;
    const struct unit_word *found = bsearch(&key, units->words, units->word_count, sizeof key, compare_words);
    return found != NULL ? found->unit : NULL;
}

bool units_same_word(struct text a, struct text b) {
    char one[LONGEST_WORD];
    char other[LONGEST_WORD];
    return fold(one, a) && fold(other, b) ? strcmp(one, other) == 0 : text_equal(a, b);
}

/* ---- the file ---- */

static void read_words(struct units *units, struct xml_reader *reader, const struct xml_node *node) {
    const struct unit_of_measure *unit = &units->list[units->unit_count - 1];
    struct text rest = xml_content(reader, node);
    struct text part;
    while (text_split(&rest, ',', &part)) {
        struct unit_word word = {.unit = unit};
        if (units->word_count == MOST_WORDS || !fold(word.word, part) || word.word[0] == '\0')
            xml_complain(reader, node, "\"%.*s\" is no word of a unit", (int)part.length, part.data);
        else
            units->words[units->word_count++] = word;
    }
}

static void read_unit(struct units *units, struct xml_reader *reader, const struct xml_node *node,
                      enum dimension dimension) {
    decimal per = xml_decimal(reader, node, "per");
    struct unit_of_measure unit = {dimension, xml_decimal(reader, node, "factor"),
                                   per != 0 ? per : DECIMAL_ONE};
    if (units->unit_count == MOST_UNITS || unit.factor <= 0 || unit.per < 0) {
        xml_complain(reader, node, "a unit has a factor above zero");
        return;
    }
    units->list[units->unit_count++] = unit;
    read_words(units, reader, node);
}

static void read_units(struct units *units, struct xml_reader *reader, const struct xml_node *root) {
    if (!xml_named(root, "units"))
        xml_complain(reader, root, "a list of units begins with <units>");
    for (const struct xml_node *node = xml_child(root); node != NULL; node = xml_next(node)) {
        struct text name = xml_required(reader, node, "name");
        int dimension = 0;
        while (dimension < DIMENSIONS && !text_is(name, DIMENSION_WORDS[dimension]))
            dimension++;
        if (dimension == DIMENSIONS)
            xml_complain(reader, node, "there is no dimension %.*s", (int)name.length, name.data);
        for (const struct xml_node *unit = xml_child(node); unit != NULL && dimension < DIMENSIONS;
             unit = xml_next(unit))
            read_unit(units, reader, unit, (enum dimension)dimension);
    }
    qsort(units->words, units->word_count, sizeof *units->words, compare_words);
    for (size_t i = 1; i < units->word_count; i++)
        if (units->words[i - 1].unit != units->words[i].unit &&
            strcmp(units->words[i - 1].word, units->words[i].word) == 0)
            xml_complain(reader, root, "the word %s stands for two units", units->words[i].word);
}

usmca_status units_load(struct units **out, struct arena *arena, const char *directory, usmca_error *error) {
    char path[4096];
    snprintf(path, sizeof path, "%s/words/units.xml", directory);
    *out = NULL;
    if (access(path, F_OK) != 0)
        return USMCA_OK;
    struct xml_document document = {0};
    usmca_status status = xml_open(&document, arena, path, error);
    if (status != USMCA_OK)
        return status;
    struct units *units = ARENA_NEW(arena, struct units);
    struct xml_reader reader = {.arena = arena, .file = path, .error = error};
    if (units == NULL)
        reader.status = error_memory(error);
    else
        read_units(units, &reader, document.root);
    xml_close(&document);
    *out = units;
    return reader.status;
}
