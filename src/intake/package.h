#ifndef USMCA_INTAKE_PACKAGE_H
#define USMCA_INTAKE_PACKAGE_H

#include <sys/types.h>

#include "base/error.h"
#include "base/libxml.h"
#include "base/text.h"

/* The ZIP archive that a workbook is, and the XML of its parts, read as a stream: no network, no document
 * type (and so no entities), and no more of it than these. */
enum {
    PACKAGE_MOST_PARTS = 10000,
    PACKAGE_MOST_RATIO = 300,           /* bytes unpacked to bytes packed, of one part */
    PACKAGE_RATIO_FROM = 4 << 20,       /* below which that is not asked */
    PACKAGE_MOST_UNPACKED = 2040 << 20, /* of all parts that are read, each time that they are */
    PACKAGE_LONGEST_NAME = 512
};

struct package;

/* Takes the descriptor, and closes it in any case. `path` is for messages, and borrowed. */
usmca_status package_open(struct package **out, int descriptor, off_t size, const char *path,
                          usmca_error *error);
void package_close(struct package *package);
/* What messages call it from now on. */
void package_name(struct package *package, const char *path);

bool package_has(struct package *package, const char *part);
/* To be asked at the end of what is read: `status`, unless something could not be read, or had no memory,
 * which then is why parts, texts or attributes seemed to be missing. */
usmca_status package_settle(const struct package *package, usmca_status status, usmca_error *error);

/* A part while it is read. One at a time. */
struct part {
    struct package *package;
    const struct libxml *libxml;
    xmlTextReaderPtr xml;
    const char *name; /* local name of the node */
    int node;         /* XML_READER_TYPE_… */
    usmca_status status;
    usmca_error *error;
};

usmca_status part_open(struct part *part, struct package *package, const char *name, usmca_error *error);
/* The next node; false at the end, or where part->status says why it cannot be read. */
bool part_next(struct part *part);
void part_close(struct part *part);

bool part_begins(const struct part *part, const char *element);
bool part_ends(const struct part *part, const char *element);
/* Text, whatever it is marked as. */
bool part_is_text(const struct part *part, struct text *out);
/* An attribute of the element, by its local name; its data is NULL where there is none. Until the next
 * node or attribute. */
struct text part_attribute(struct part *part, const char *name);
bool part_flag(struct part *part, const char *name);
/* Sets part->status, for what a limit or the format forbids. */
void part_refuse(struct part *part, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
