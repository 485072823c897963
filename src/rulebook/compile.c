#include "rulebook/compile.h"

#include <stdlib.h>

#include "base/buffer.h"

void *compile_room(struct compiler *compiler, size_t count, size_t size) {
    void *room = arena_allocate(&compiler->book->arena, count * size);
    if (room == NULL)
        compiler->reader.status = error_memory(compiler->reader.error);
    return room;
}

/* ---- elements ---- */

void compile_element(struct compiler *compiler, const struct xml_node *node,
                     const struct compiled_element *elements, unsigned count, uint32_t *seen) {
    unsigned i = 0;
    while (i < count && !xml_named(node, elements[i].name))
        i++;
    if (i == count) {
        xml_complain(&compiler->reader, node, "unknown element");
        return;
    }
    if (!elements[i].repeats && (*seen & 1U << i) != 0)
        xml_complain(&compiler->reader, node, "stands here a second time");
    *seen |= 1U << i;
    elements[i].compile(compiler, node);
}

const char *compile_lacks(const struct compiled_element *elements, unsigned count, uint32_t seen) {
    for (unsigned i = 0; i < count; i++)
        if ((seen & 1U << i) == 0)
            return elements[i].name;
    return NULL;
}

/* ---- codes ---- */

static int compare_ranges(const void *a, const void *b) {
    const struct hs_range *first = a;
    const struct hs_range *other = b;
    return first->low < other->low ? -1 : first->low > other->low;
}

/* Sorts the ranges and joins those that touch. */
static uint32_t join_ranges(struct hs_range *ranges, uint32_t count) {
    for (uint32_t i = 1; i < count; i++)
        if (ranges[i].low < ranges[i - 1].low) { /* most are written in order */
            qsort(ranges, count, sizeof *ranges, compare_ranges);
            break;
        }
    uint32_t kept = 0;
    for (uint32_t i = 1; i < count; i++) {
        if (ranges[i].low <= ranges[kept].high + 1) {
            if (ranges[i].high > ranges[kept].high)
                ranges[kept].high = ranges[i].high;
        } else {
            ranges[++kept] = ranges[i];
        }
    }
    return count > 0 ? kept + 1 : 0;
}

static bool check_exists(struct compiler *compiler, const struct xml_node *node, struct hs_code code) {
    if (hs_exists(compiler->book->editions, compiler->edition, code))
        return true;
    char number[HS_TEXT_SIZE];
    hs_print_dotted(number, code.low, code.digits);
    xml_complain(&compiler->reader, node, "%s does not exist in HS %s", number,
                 hs_edition_name(compiler->edition));
    return false;
}

static bool read_item(struct compiler *compiler, const struct xml_node *node, struct text word,
                      struct scope_item *item, struct hs_range *range) {
    struct text rest = word;
    struct text first;
    struct text last;
    text_split(&rest, '-', &first);
    bool ranged = text_split(&rest, '-', &last);
    struct hs_code low;
    struct hs_code high;
    if (!hs_code_parse(&low, first) || low.digits > 8 || (ranged && !hs_code_parse(&high, last))) {
        xml_complain(&compiler->reader, node, "\"%.*s\" is no code or range of codes", (int)word.length,
                     word.data);
        return false;
    }
    if (!ranged)
        high = low;
    if (high.digits != low.digits || high.low < low.low || rest.data != NULL) {
        xml_complain(&compiler->reader, node, "\"%.*s\" is not a range of codes of one length, low to high",
                     (int)word.length, word.data);
        return false;
    }
    *item = (struct scope_item){low.low, high.low, low.digits};
    *range = (struct hs_range){low.low, high.high};
    return check_exists(compiler, node, low) && check_exists(compiler, node, high);
}

struct scope compile_scope(struct compiler *compiler, const struct xml_node *node, const char *attribute) {
    struct scope scope = {.edition = compiler->edition};
    struct text rest = xml_text(&compiler->reader, node, attribute);
    if (rest.length == 0)
        return scope;
    size_t words = 1;
    for (size_t i = 0; i < rest.length; i++)
        words += rest.data[i] == ' ';
    struct scope_item *items = compile_room(compiler, words, sizeof *items);
    struct hs_range *ranges = compile_room(compiler, words, sizeof *ranges);
    struct text word;
    while (items != NULL && ranges != NULL && text_split(&rest, ' ', &word))
        if (word.length > 0 && read_item(compiler, node, word, &items[scope.count], &ranges[scope.count]))
            scope.count++;
    scope.items = items;
    scope.set = (struct hs_set){ranges, ranges != NULL ? join_ranges(ranges, scope.count) : 0};
    return scope;
}

/* ---- conditions, periods, words ---- */

const struct fact *compile_fact_named(const struct compiler *compiler, struct text key) {
    const struct usmca_rulebook *book = compiler->book;
    for (uint32_t i = 0; i < book->fact_count; i++)
        if (text_equal(book->facts[i].key, key))
            return &book->facts[i];
    return NULL;
}

struct condition compile_condition(struct compiler *compiler, const struct xml_node *node,
                                   const char *attribute, enum fact_owner owner) {
    struct condition condition = {0};
    struct text key = xml_text(&compiler->reader, node, attribute);
    if (key.length == 0)
        return condition;
    condition.negated = key.data[0] == '!';
    if (condition.negated)
        key = (struct text){key.data + 1, key.length - 1};
    condition.fact = compile_fact_named(compiler, key);
    if (condition.fact == NULL)
        xml_complain(&compiler->reader, node, "no fact \"%s\" in facts.xml", key.data);
    else if (condition.fact->owner != owner)
        xml_complain(&compiler->reader, node, "the fact \"%s\" is not of a %s", key.data,
                     owner == FACT_OF_GOOD ? "good" : "material");
    else if (condition.fact->type != FACT_BOOLEAN)
        xml_complain(&compiler->reader, node, "the fact \"%s\" is not a boolean", key.data);
    return condition;
}

void compile_burden(struct condition condition) {
    if (condition.fact != NULL && !condition.negated)
        ((struct fact *)condition.fact)->burdens = true; /* one of book->facts */
}

struct period compile_period(struct compiler *compiler, const struct xml_node *node) {
    struct period period = {xml_date(&compiler->reader, node, "from", 0),
                            xml_date(&compiler->reader, node, "until", DATE_FOREVER)};
    if (period.from >= period.until)
        xml_complain(&compiler->reader, node, "the period ends before it begins");
    return period;
}

uint32_t compile_words(struct compiler *compiler, const struct xml_node *node, const char *attribute,
                       const char *const *words, unsigned count) {
    uint32_t bits = 0;
    struct text rest = xml_text(&compiler->reader, node, attribute);
    struct text word;
    while (text_split(&rest, ' ', &word)) {
        unsigned i = 0;
        while (i < count && !text_is(word, words[i]))
            i++;
        if (i == count)
            xml_complain(&compiler->reader, node, "%s=\"%.*s\" is unknown", attribute, (int)word.length,
                         word.data);
        else if ((bits & 1U << i) != 0)
            xml_complain(&compiler->reader, node, "%s names %s twice", attribute, words[i]);
        else if (word.length > 0)
            bits |= 1U << i;
    }
    return bits;
}

uint32_t compile_word(struct compiler *compiler, const struct xml_node *node, const char *attribute,
                      const char *const *words, unsigned count) {
    uint32_t bits = compile_words(compiler, node, attribute, words, count);
    if ((bits & (bits - 1)) != 0)
        xml_complain(&compiler->reader, node, "%s needs one word", attribute);
    return bits;
}

/* ---- facts ---- */

static void compile_fact(struct compiler *compiler, const struct xml_node *node, struct fact *fact) {
    static const char *const ATTRIBUTES[] = {"!key",       "!of",         "!type",        "opens",
                                             "true-for",   "false-for",   "true-codes",   "false-codes",
                                             "true-given", "false-given", "true-without", "true-with",
                                             "false-with", "true-alone",  "asked-as",     "false-unless-all",
                                             NULL};
    static const char *const OWNERS[] = {"good", "material"};
    static const char *const TYPES[] = {"boolean", "country", "text"};
    struct xml_reader *reader = &compiler->reader;
    xml_allow(reader, node, ATTRIBUTES);
    fact->key = xml_text(reader, node, "key");
    fact->owner = compile_word(compiler, node, "of", OWNERS, 2) == 2 ? FACT_OF_MATERIAL : FACT_OF_GOOD;
    uint32_t type = compile_word(compiler, node, "type", TYPES, 3);
    fact->type = type == 2 ? FACT_COUNTRY : type == 4 ? FACT_TEXT : FACT_BOOLEAN;
    fact->opens = xml_flag(reader, node, "opens");
    fact->true_for = compile_words(compiler, node, "true-for", USE_WORDS, USES);
    fact->false_for = compile_words(compiler, node, "false-for", USE_WORDS, USES);
    fact->true_codes = compile_scope(compiler, node, "true-codes");
    fact->false_codes = compile_scope(compiler, node, "false-codes");
    enum hs_edition edition = compiler->edition;
    compiler->edition = HS_2022;
    fact->true_given = compile_scope(compiler, node, "true-given");
    fact->false_given = compile_scope(compiler, node, "false-given");
    compiler->edition = edition;
    fact->true_without = compile_scope(compiler, node, "true-without");
    fact->true_with = compile_scope(compiler, node, "true-with");
    fact->false_with = compile_scope(compiler, node, "false-with");
    fact->false_unless_all = compile_scope(compiler, node, "false-unless-all");
    fact->true_alone = compile_scope(compiler, node, "true-alone");
    if (fact->true_alone.set.count > 0 && fact->owner != FACT_OF_MATERIAL)
        xml_complain(reader, node, "true-alone is of facts of a material");
    struct text asked_as = xml_text(reader, node, "asked-as");
    if (asked_as.length > 0) { /* of a fact that stands before it */
        fact->asked_as = (struct fact *)compile_fact_named(compiler, asked_as);
        if (fact->asked_as == NULL || fact->asked_as->owner != fact->owner)
            xml_complain(reader, node, "no fact \"%s\" of the same owner stands before", asked_as.data);
        else
            fact->asked_as->others = true;
    }
    fact->file = arena_copy(&compiler->book->arena, text_from(reader->file));
    fact->line = node->line;
    struct buffer id = {0};
    buffer_string(&id, "fact.");
    buffer_text(&id, fact->key);
    fact->question = buffer_keep(&id, &compiler->book->arena);
}

void compile_facts(struct compiler *compiler, const struct xml_node *root) {
    struct usmca_rulebook *book = compiler->book;
    struct fact *facts = COMPILE_ARRAY(compiler, root, struct fact, "fact");
    uint32_t count = 0;
    if (book->facts != NULL) {
        xml_complain(&compiler->reader, root, "a rule book has one file of facts");
        return;
    }
    book->facts = facts;
    for (const struct xml_node *node = xml_child(root); facts != NULL && node != NULL;
         node = xml_next(node)) {
        if (!xml_named(node, "fact")) {
            xml_complain(&compiler->reader, node, "unknown element");
            continue;
        }
        compile_fact(compiler, node, &facts[count]);
        for (uint32_t i = 0; i < count; i++)
            if (text_equal(facts[i].key, facts[count].key))
                xml_complain(&compiler->reader, node, "the fact \"%s\" stands here twice", facts[i].key.data);
        book->fact_count = ++count;
    }
}
