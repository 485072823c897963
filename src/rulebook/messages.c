#include "rulebook/messages.h"

#include <stdio.h>
#include <stdlib.h>

#include "rulebook/xml.h"

enum { LONGEST_ID = 128 };

struct message {
    struct text id; /* and a NUL behind it */
    struct text sentence;
};

/* What citations are written in, and how another language has it. */
struct citation_word {
    struct text is;
    struct text as;
};

struct messages {
    struct message *rows;
    size_t count;
    uint32_t *places;                     /* an open table by id: of rows, from 1; 0 where there is none */
    size_t place_count;                   /* a power of two */
    struct citation_word *citation_words; /* in their order in the catalogue: the first that fits holds */
    size_t citation_word_count;
    struct number_form numbers;
};

/* The place of the message, or the one that it would have: more than half of them are free. */
static size_t place_of(const struct messages *messages, struct text id) {
    for (uint64_t at = text_hash(id);; at++) {
        const size_t place = (size_t)(at & (messages->place_count - 1));
        const uint32_t row = messages->places[place];
        if (row == 0 || text_equal(messages->rows[row - 1].id, id))
            return place;
    }
}

static const struct message *lookup(const struct messages *messages, struct text id) {
    const uint32_t row = messages->places[place_of(messages, id)];
    return row > 0 ? &messages->rows[row - 1] : NULL;
}

void messages_each(const struct messages *messages,
                   void (*take)(void *context, const char *id, struct text sentence), void *context) {
    for (size_t i = 0; i < messages->count; i++)
        take(context, messages->rows[i].id.data, messages->rows[i].sentence);
}

bool message_has(const struct messages *messages, const char *id) {
    return lookup(messages, text_from(id)) != NULL;
}

struct text message_find(const struct messages *messages, const char *id) {
    const struct message *found = lookup(messages, text_from(id));
    return found != NULL ? found->sentence : text_from(id);
}

bool messages_set_marks_apart(const struct messages *messages) {
    const struct text colon = message_find(messages, "colon");
    return colon.length > 0 && colon.data[0] == ' ';
}

struct text message_named(const struct messages *messages, struct text lead, struct text word) {
    char id[LONGEST_ID];
    if (lead.length + word.length > sizeof id)
        return word;
    memcpy(id, lead.data, lead.length);
    if (word.length > 0)
        memcpy(id + lead.length, word.data, word.length);
    const struct message *found = lookup(messages, (struct text){id, lead.length + word.length});
    return found != NULL ? found->sentence : word;
}

struct text message_of_column(const struct messages *messages, const char *table, const char *column) {
    char id[LONGEST_ID];
    snprintf(id, sizeof id, "column.%s.%s", table, column);
    if (!message_has(messages, id))
        snprintf(id, sizeof id, "column.%s", column);
    return message_find(messages, id);
}

struct number_form message_numbers(const struct messages *messages) {
    return messages->numbers;
}

/* ---- citations ---- */

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A word that begins or ends with a letter begins or ends there in the citation too. */
static bool stands_at(struct text cite, size_t at, struct text word) {
    size_t end = at + word.length;
    if (word.length == 0 || end > cite.length || memcmp(cite.data + at, word.data, word.length) != 0)
        return false;
    bool begins = !is_letter(word.data[0]) || at == 0 || !is_letter(cite.data[at - 1]);
    bool ends = !is_letter(word.data[word.length - 1]) || end == cite.length || !is_letter(cite.data[end]);
    return begins && ends;
}

void message_cite(struct buffer *out, const struct messages *messages, struct text cite) {
    for (size_t at = 0; at < cite.length;) {
        const struct citation_word *found = NULL;
        for (size_t i = 0; i < messages->citation_word_count && found == NULL; i++)
            if (stands_at(cite, at, messages->citation_words[i].is))
                found = &messages->citation_words[i];
        if (found != NULL)
            buffer_text(out, found->as);
        else
            buffer_char(out, cite.data[at]);
        at += found != NULL ? found->is.length : 1;
    }
}

/* ---- sentences ---- */

static bool is_singular(const struct messages *messages, struct text number) {
    struct text numbers = message_find(messages, "number.singular");
    struct text one;
    while (numbers.length > 0 && text_split(&numbers, ' ', &one))
        if (text_equal(one, number))
            return true;
    return false;
}

/* {count|good|goods}: the word that goes with the number in that place. */
static bool write_counted(struct buffer *out, const struct messages *messages, struct text name,
                          const struct message_part *parts, size_t count) {
    struct text place;
    struct text one;
    if (memchr(name.data, '|', name.length) == NULL || !text_split(&name, '|', &place) ||
        !text_split(&name, '|', &one) || name.data == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        if (text_is(place, parts[i].name)) {
            buffer_text(out, is_singular(messages, parts[i].value) ? one : name);
            return true;
        }
    return false;
}

static bool write_place(struct buffer *out, const struct messages *messages, struct text name,
                        const struct message_part *parts, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (text_is(name, parts[i].name)) {
            if (text_is(name, "cite"))
                message_cite(out, messages, parts[i].value);
            else
                buffer_text(out, parts[i].value);
            return true;
        }
    return write_counted(out, messages, name, parts, count);
}

void message_write(struct buffer *out, const struct messages *messages, const char *id,
                   const struct message_part *parts, size_t count) {
    struct text rest = message_find(messages, id);
    while (rest.length > 0) {
        const char *open = memchr(rest.data, '{', rest.length);
        size_t before = open != NULL ? (size_t)(open - rest.data) : rest.length;
        buffer_put(out, rest.data, before);
        if (open == NULL)
            return;
        const char *close = memchr(open, '}', rest.length - before);
        size_t length = close != NULL ? (size_t)(close - open) + 1 : 1;
        struct text name = {open + 1, length >= 2 ? length - 2 : 0};
        if (close == NULL || !write_place(out, messages, name, parts, count))
            buffer_put(out, open, length);
        rest = (struct text){open + length, rest.length - before - length};
    }
}

static void note_citation_word(struct messages *messages, struct message *row, struct text translation) {
    static const char PREFIX[] = "citation.";
    if (strncmp(row->id.data, PREFIX, sizeof PREFIX - 1) == 0)
        messages->citation_words[messages->citation_word_count++] =
            (struct citation_word){row->sentence, translation};
}

/* ---- reading ---- */

static void add_message(struct messages *messages, struct xml_reader *reader, const struct xml_node *root,
                        struct message message) {
    const size_t place = place_of(messages, message.id);
    if (messages->places[place] != 0)
        xml_complain(reader, root, "the message %s stands here twice", message.id.data);
    messages->rows[messages->count++] = message;
    messages->places[place] = (uint32_t)messages->count;
}

/* msgfmt writes a translation behind the English message, as an element with xml:lang and no id. */
static void read_messages(struct messages *messages, struct xml_reader *reader, const struct xml_node *root) {
    static const char *const ATTRIBUTES[] = {"id", "spaces", "lang", NULL};
    bool kept = false;
    for (const struct xml_node *node = xml_child(root); node != NULL; node = xml_next(node)) {
        xml_allow(reader, node, ATTRIBUTES);
        if (!xml_named(node, "message"))
            xml_complain(reader, node, "unknown element");
        bool translated = messages->count > 0 && xml_has_language(node);
        if (!translated)
            kept = text_is(xml_text(reader, node, "spaces"), "kept");
        struct text id = translated ? (struct text){0} : xml_required(reader, node, "id");
        struct text sentence = kept ? xml_raw_content(reader, node) : xml_content(reader, node);
        if (reader->status != USMCA_OK)
            return;
        if (translated) {
            note_citation_word(messages, &messages->rows[messages->count - 1], sentence);
            messages->rows[messages->count - 1].sentence = sentence;
        } else {
            add_message(messages, reader, root, (struct message){id, sentence});
        }
    }
}

static bool make_room(struct messages *messages, struct arena *arena, size_t most) {
    messages->place_count = 1;
    while (messages->place_count < 2 * most)
        messages->place_count *= 2;
    messages->rows = arena_reserve(arena, sizeof(struct message) * most);
    messages->citation_words = arena_reserve(arena, sizeof(struct citation_word) * most);
    messages->places = ARENA_ARRAY(arena, uint32_t, messages->place_count);
    return messages->rows != NULL && messages->citation_words != NULL && messages->places != NULL;
}

usmca_status messages_load(struct messages **out, struct arena *arena, const char *directory,
                           const char *language, usmca_error *error) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s.xml", directory, language);
    struct xml_document file = {0};
    usmca_status status = xml_open(&file, arena, path, error);
    if (status != USMCA_OK)
        return status;
    const struct xml_node *root = file.root;
    struct messages *messages = ARENA_NEW(arena, struct messages);
    struct xml_reader reader = {.arena = arena, .file = path, .error = error};
    if (messages == NULL || !make_room(messages, arena, xml_count(root, "message") + 1))
        reader.status = error_memory(error);
    else if (!xml_named(root, "messages"))
        xml_complain(&reader, root, "a message catalogue begins with <messages>");
    else
        read_messages(messages, &reader, root);
    xml_close(&file);
    status = arena->failed ? error_memory(error) : reader.status;
    if (status == USMCA_OK)
        messages->numbers = (struct number_form){message_find(messages, "number.point"),
                                                 message_find(messages, "number.thousands")};
    *out = messages;
    return status;
}
