#ifndef USMCA_RULEBOOK_XML_REFERENCE_H
#define USMCA_RULEBOOK_XML_REFERENCE_H

#include "base/libxml.h"
#include "rulebook/xml.h"

/* XML by libxml2: what is not plain, and what is held against a schema. No network, no document type (and so
 * no entities), lines kept. */

/* libxml2, and a watch over it: between its beginning and its end it tells of no error itself, and that it
 * found no memory is not lost: it answers with an attribute that is not there, or with a document that is
 * none. One may stand in another.
 */
struct xml_watch {
    struct libxml libxml;
    void (*former)(void *context, xmlErrorPtr found);
    void *former_context;
    bool out_of_memory;
};

/* Where it fails, nothing has begun. */
usmca_status xml_watch_begin(struct xml_watch *watch, usmca_error *error);
/* `status`, or USMCA_ERROR_MEMORY. */
usmca_status xml_watch_end(struct xml_watch *watch, usmca_status status, usmca_error *error);

/* What is said of a document that is not as its schema says. */
void xml_reference_unfit(usmca_error *error, const char *path, const xmlError *found);

/* To be called within a watch. */
usmca_status xml_reference_open(xmlDocPtr *out, const struct libxml *libxml, const char *path,
                                usmca_error *error);

/* The tree of a document in `out->tree`, and its strings in `strings`. */
usmca_status xml_reference_read(struct xml_document *out, struct arena *strings, struct text content,
                                const char *path, usmca_error *error);

/* The name of the root element, read without the rest; empty where there is none. */
usmca_status xml_reference_root(struct text *name, struct arena *strings, struct text content,
                                const char *path, usmca_error *error);

#endif
