#include "rulebook/compile.h"

#include <stdio.h>

#include "rulebook/messages.h"

/* The words of the catalogue under that id, or the name where a file of one's own says no more. */
static struct text words_of(const struct compiler *compiler, struct text dispute, struct text reading) {
    char id[160];
    snprintf(id, sizeof id, "dispute.%.*s%s%.*s", (int)(dispute.length < 64 ? dispute.length : 64),
             dispute.data, reading.length > 0 ? "." : "", (int)(reading.length < 64 ? reading.length : 64),
             reading.data);
    const struct messages *messages = compiler->book->messages;
    bool known = messages != NULL && message_has(messages, id);
    return known ? message_find(messages, id) : reading.length > 0 ? reading : dispute;
}

static void compile_reading(struct compiler *compiler, const struct xml_node *node, struct text dispute,
                            struct dispute_reading *out) {
    static const char *const ATTRIBUTES[] = {"!id", "!cite", "held-by", "from", NULL};
    static const char *const HOLDERS[] = {"panel", "CA", "MX", "US"};
    struct xml_reader *reader = &compiler->reader;
    xml_allow(reader, node, ATTRIBUTES);
    out->id = xml_text(reader, node, "id");
    out->cite = xml_text(reader, node, "cite");
    out->from = xml_date(reader, node, "from", 0);
    out->words = words_of(compiler, dispute, out->id);
    uint32_t holders = compile_words(compiler, node, "held-by", HOLDERS, 4);
    out->panel = (holders & 1) != 0;
    out->customs = holders & ~1U; /* HOLDERS stand in the order of enum country */
}

static void check_readings(struct compiler *compiler, const struct xml_node *node,
                           const struct dispute *dispute) {
    if (dispute->reading_count < 2 || dispute->reading_count > MOST_DISPUTE_READINGS)
        xml_complain(&compiler->reader, node, "a dispute has 2 to %d readings", MOST_DISPUTE_READINGS);
    for (uint32_t i = 0; i < dispute->reading_count; i++)
        for (uint32_t k = 0; k < i; k++) {
            const struct dispute_reading *one = &dispute->readings[k];
            const struct dispute_reading *other = &dispute->readings[i];
            if (text_equal(one->id, other->id))
                xml_complain(&compiler->reader, node, "the reading \"%s\" stands here twice", one->id.data);
            if ((one->customs & other->customs) != 0)
                xml_complain(&compiler->reader, node, "one Party's customs hold two readings");
        }
}

static void compile_dispute(struct compiler *compiler, const struct xml_node *node, struct dispute *out) {
    static const char *const ATTRIBUTES[] = {"!id", "!cite", NULL};
    struct xml_reader *reader = &compiler->reader;
    xml_allow(reader, node, ATTRIBUTES);
    out->id = xml_text(reader, node, "id");
    out->cite = xml_text(reader, node, "cite");
    out->words = words_of(compiler, out->id, (struct text){"", 0});
    out->file = arena_copy(&compiler->book->arena, text_from(reader->file));
    out->line = node->line;
    struct dispute_reading *readings = COMPILE_ARRAY(compiler, node, struct dispute_reading, "reading");
    for (const struct xml_node *child = xml_child(node); readings != NULL && child != NULL;
         child = xml_next(child))
        if (xml_named(child, "reading"))
            compile_reading(compiler, child, out->id, &readings[out->reading_count++]);
        else
            xml_complain(reader, child, "unknown element");
    out->readings = readings;
    if (readings != NULL)
        check_readings(compiler, node, out);
}

static const struct dispute *dispute_named(const struct usmca_rulebook *book, struct text id) {
    for (uint32_t i = 0; i < book->dispute_count; i++)
        if (text_equal(book->disputes[i].id, id))
            return &book->disputes[i];
    return NULL;
}

void compile_disputes(struct compiler *compiler, const struct xml_node *root) {
    static const char *const NONE[] = {"source", NULL};
    struct usmca_rulebook *book = compiler->book;
    xml_allow(&compiler->reader, root, NONE);
    for (const struct xml_node *node = xml_child(root); node != NULL; node = xml_next(node)) {
        if (!xml_named(node, "dispute")) {
            xml_complain(&compiler->reader, node, "unknown element");
            continue;
        }
        if (book->dispute_count == MOST_DISPUTES) {
            xml_complain(&compiler->reader, node, "a rule book has at most %d disputes", MOST_DISPUTES);
            return;
        }
        struct dispute dispute = {.number = book->dispute_count};
        compile_dispute(compiler, node, &dispute);
        if (dispute_named(book, dispute.id) != NULL)
            xml_complain(&compiler->reader, node, "the dispute \"%s\" stands here twice", dispute.id.data);
        book->disputes[book->dispute_count++] = dispute;
    }
}

struct held_in compile_held_in(struct compiler *compiler, const struct xml_node *node) {
    struct held_in held = {NULL, 0};
    struct text dispute = xml_text(&compiler->reader, node, "dispute");
    struct text reading = xml_text(&compiler->reader, node, "reading");
    if (dispute.length == 0 && reading.length == 0)
        return held;
    held.dispute = dispute_named(compiler->book, dispute);
    while (held.dispute != NULL && held.reading < held.dispute->reading_count &&
           !text_equal(held.dispute->readings[held.reading].id, reading))
        held.reading++;
    if (held.dispute == NULL || held.reading == held.dispute->reading_count)
        xml_complain(&compiler->reader, node, "no reading \"%.*s\" of a dispute \"%.*s\"",
                     (int)reading.length, reading.data, (int)dispute.length, dispute.data);
    if (held.dispute != NULL && held.reading == held.dispute->reading_count)
        held.reading = 0;
    if (held.dispute != NULL)
        compiler->disputes |= 1U << held.dispute->number;
    return held;
}
