#ifndef USMCA_RULEBOOK_XML_H
#define USMCA_RULEBOOK_XML_H

#include <libxml/tree.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/error.h"

/* XML as the project reads it: no network, no document type (and so no entities), bounded size, lines kept.
 */
usmca_status xml_open(xmlDocPtr *out, const char *path, usmca_error *error);

/* Between its beginning and its end libxml2 tells of no error itself, and that it found no memory is not
 * lost: it answers with an attribute that is not there, or with a document that is none. One may stand in
 * another.
 */
struct xml_watch {
    void (*former)(void *context, xmlErrorPtr found);
    void *former_context;
    bool out_of_memory;
};

void xml_watch_begin(struct xml_watch *watch);
/* `status`, or USMCA_ERROR_MEMORY. */
usmca_status xml_watch_end(struct xml_watch *watch, usmca_status status, usmca_error *error);

/* A file that is watched from its opening to its closing. */
struct xml_file {
    xmlDocPtr document;
    struct xml_watch watch;
};

/* Not to be closed where that fails. */
usmca_status xml_file_open(struct xml_file *file, const char *path, usmca_error *error);
/* `status`, or USMCA_ERROR_MEMORY where something of it was not there for want of memory. */
usmca_status xml_file_close(struct xml_file *file, usmca_status status, usmca_error *error);

/* Which of the names the root element has, read without the rest of the file; -1 where it has none of them or
 * is no XML. */
usmca_status xml_root_among(int *out, const char *path, const char *const *names, int count,
                            usmca_error *error);

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
    struct arena *arena;
    const char *file;
    usmca_error *error;
    struct xml_complaints *complaints;
    usmca_status status;
};

void xml_complaints_add(struct xml_complaints *complaints, const usmca_error *one);
void xml_complaints_free(struct xml_complaints *complaints);

/* Records a complaint about `node`. */
void xml_complain(struct xml_reader *reader, const xmlNode *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static inline bool xml_named(const xmlNode *node, const char *name) {
    return strcmp((const char *)node->name, name) == 0;
}

/* The first child element, and the next one. */
const xmlNode *xml_child(const xmlNode *parent);
const xmlNode *xml_next(const xmlNode *node);
size_t xml_count(const xmlNode *parent, const char *name);

/* The attribute, copied to the arena; empty where it is absent. */
struct text xml_text(struct xml_reader *reader, const xmlNode *node, const char *name);
/* The same, and a complaint where it is absent or empty. */
struct text xml_required(struct xml_reader *reader, const xmlNode *node, const char *name);
bool xml_flag(struct xml_reader *reader, const xmlNode *node, const char *name);
/* An ISO date, or `missing` where the attribute is absent. */
date xml_date(struct xml_reader *reader, const xmlNode *node, const char *name, date missing);
/* A decimal, or 0 where the attribute is absent. */
decimal xml_decimal(struct xml_reader *reader, const xmlNode *node, const char *name);
int xml_integer(struct xml_reader *reader, const xmlNode *node, const char *name);
/* The text inside the element, with white space folded. */
struct text xml_content(struct xml_reader *reader, const xmlNode *node);
/* The text inside the element as it stands. */
struct text xml_raw_content(struct xml_reader *reader, const xmlNode *node);
/* A complaint for each attribute that is not in the NULL-terminated list. */
void xml_allow(struct xml_reader *reader, const xmlNode *node, const char *const *names);

#endif
