#ifndef USMCA_RULEBOOK_XML_H
#define USMCA_RULEBOOK_XML_H

#include "base/arena.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/error.h"

enum xml_space { XML_OWN_NAME, XML_NAME_OF_XML, XML_OTHER_NAME };

struct node_attribute {
    struct text name; /* without what stands before a colon */
    struct text value;
    enum xml_space space;
    bool as_written; /* while it is read */
};

/* An element. Every string has a NUL behind it. */
struct xml_node {
    const char *name; /* without what stands before a colon */
    const struct node_attribute *attributes;
    struct xml_node *children;
    struct xml_node *next;
    struct text content; /* all text inside; of what has elements alone inside, NULL */
    uint32_t attribute_count;
    uint32_t name_length;
    uint32_t line;
};

/* The elements of a document, which go with it; its strings stay. */
struct xml_document {
    const struct xml_node *root;
    struct arena tree;
};

/* XML as the project reads it: no network, no document type (and so no entities), bounded size. A document
 * that is opened again gives up what it had; where it cannot be opened nothing is left to be closed. */
usmca_status xml_open(struct xml_document *document, struct arena *strings, const char *path,
                      usmca_error *error);
void xml_close(struct xml_document *document);

/* The same in two steps: the bytes of a file, and the elements that they are. The bytes become the strings.
 */
usmca_status xml_read(struct text *content, struct arena *strings, const char *path, usmca_error *error);
usmca_status xml_parse(struct xml_document *document, struct arena *strings, struct text content,
                       const char *path, usmca_error *error);

/* Which of the names the root element has, read without the rest; -1 where it has none of them or is no XML.
 */
usmca_status xml_root_among(int *out, struct arena *strings, struct text content, const char *path,
                            const char *const *names, int count, usmca_error *error);

/* Every complaint about a set of files, for `usmca validate`. Freed with xml_complaints_free. */
struct xml_complaints {
    usmca_error *list;
    size_t count;
    size_t room;
    bool out_of_memory;
};

/* Reads elements of one document, and remembers the first complaint; or collects all of them, where
 * `complaints` is given, and then keeps status as it is. */
struct xml_reader {
    bool filled; /* no attribute may be empty */
    struct arena *arena;
    const char *file;
    usmca_error *error;
    struct xml_complaints *complaints;
    usmca_status status;
};

void xml_complaints_add(struct xml_complaints *complaints, const usmca_error *one);
void xml_complaints_free(struct xml_complaints *complaints);

/* Records a complaint about `node`. */
void xml_complain(struct xml_reader *reader, const struct xml_node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same of a line of a file that is read no more. */
void xml_complain_at(struct xml_reader *reader, const char *file, uint32_t line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static inline bool xml_named(const struct xml_node *node, const char *name) {
    return *node->name == *name && strcmp(node->name, name) == 0;
}

/* The first child element, and the next one. */
static inline const struct xml_node *xml_child(const struct xml_node *parent) {
    return parent->children;
}

static inline const struct xml_node *xml_next(const struct xml_node *node) {
    return node->next;
}

/* How many children have that name. */
size_t xml_count(const struct xml_node *parent, const char *name);

/* The attribute, trimmed; empty where it is absent. */
struct text xml_text(struct xml_reader *reader, const struct xml_node *node, const char *name);
/* The same, and a complaint where it is absent or empty. */
struct text xml_required(struct xml_reader *reader, const struct xml_node *node, const char *name);
bool xml_flag(struct xml_reader *reader, const struct xml_node *node, const char *name);
/* An ISO date, or `missing` where the attribute is absent. */
date xml_date(struct xml_reader *reader, const struct xml_node *node, const char *name, date missing);
/* A decimal, or 0 where the attribute is absent. */
decimal xml_decimal(struct xml_reader *reader, const struct xml_node *node, const char *name);
/* The same, and a complaint where it is more than 100. */
decimal xml_percentage(struct xml_reader *reader, const struct xml_node *node, const char *name);
/* One that has to be reached: above 0, or 0 where the attribute is absent. */
decimal xml_minimum(struct xml_reader *reader, const struct xml_node *node, const char *name);
/* A whole number up to 1000, or 0 where the attribute is absent; and one from 1 on. */
int xml_positive(struct xml_reader *reader, const struct xml_node *node, const char *name);
int xml_integer(struct xml_reader *reader, const struct xml_node *node, const char *name);
/* The text inside the element, with white space folded. */
struct text xml_content(struct xml_reader *reader, const struct xml_node *node);
/* The text inside the element as it stands. */
struct text xml_raw_content(struct xml_reader *reader, const struct xml_node *node);
/* Whether it has an xml:lang. */
bool xml_has_language(const struct xml_node *node);
/* A complaint for each attribute that is not in the NULL-terminated list, and for each that is absent or
 * empty although its name in the list begins with XML_REQUIRED. */
#define XML_REQUIRED '!'
void xml_allow(struct xml_reader *reader, const struct xml_node *node, const char *const *names);

#endif
