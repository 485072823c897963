#include "intake/package.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "intake/minizip.h"

struct package {
    struct libxml libxml;
    struct minizip zip;
    int descriptor;
    off_t size;
    off_t at;
    const char *path;
    unzFile archive;
    uint64_t unpacked;    /* of all parts */
    uint64_t of_part;     /* of the one that is read */
    uint64_t packed;      /* bytes that it takes in the file */
    const char *too_much; /* the limit that was met, in words; or NULL */
    int unread;           /* errno of a reading that failed; or 0 */
    bool no_memory;
};

/* ---- the archive, by its descriptor ---- */

static voidpf archive_open(voidpf opaque, const void *name, int mode) {
    (void)name;
    (void)mode;
    return opaque;
}

static uLong archive_read(voidpf opaque, voidpf stream, void *into, uLong size) {
    struct package *package = stream;
    (void)opaque;
    ssize_t got = file_read_at(package->descriptor, into, size, package->at);
    if (got < 0)
        package->unread = errno;
    if (got <= 0)
        return 0;
    package->at += got;
    return (uLong)got;
}

static uLong archive_write(voidpf opaque, voidpf stream, const void *from, uLong size) {
    (void)opaque;
    (void)stream;
    (void)from;
    (void)size;
    return 0;
}

static ZPOS64_T archive_tell(voidpf opaque, voidpf stream) {
    (void)opaque;
    return (ZPOS64_T)((const struct package *)stream)->at;
}

static long archive_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin) {
    struct package *package = stream;
    off_t base = origin == ZLIB_FILEFUNC_SEEK_CUR   ? package->at
                 : origin == ZLIB_FILEFUNC_SEEK_END ? package->size
                                                    : 0;
    (void)opaque;
    if (offset > (ZPOS64_T)package->size || base + (off_t)offset > package->size)
        return -1;
    package->at = base + (off_t)offset;
    return 0;
}

static int archive_done(voidpf opaque, voidpf stream) {
    (void)opaque;
    (void)stream;
    return 0;
}

usmca_status package_open(struct package **out, int descriptor, off_t size, const char *path,
                          usmca_error *error) {
    struct package *package = calloc(1, sizeof *package);
    if (package == NULL) {
        close(descriptor);
        return error_memory(error);
    }
    *package = (struct package){.descriptor = descriptor, .size = size, .path = path};
    *out = package;
    usmca_status status = libxml_load(&package->libxml, error);
    if (status == USMCA_OK)
        status = minizip_load(&package->zip, error);
    if (status != USMCA_OK)
        return status;
    zlib_filefunc64_def by_descriptor = {archive_open, archive_read, archive_write, archive_tell,
                                         archive_seek, archive_done, archive_done,  package};
    unz_global_info64 info = {0};
    errno = 0;
    package->archive = package->zip.unzOpen2_64(path, &by_descriptor);
    package->no_memory = package->archive == NULL && errno == ENOMEM;
    if (package->archive == NULL || package->zip.unzGetGlobalInfo64(package->archive, &info) != UNZ_OK) {
        error_set(error, USMCA_ERROR_INPUT, path, 0, 0,
                  "begins as an Excel workbook (.xlsx), but is broken or not whole");
        return package_settle(package, USMCA_ERROR_INPUT, error);
    }
    if (info.number_entry > PACKAGE_MOST_PARTS)
        return error_set(error, USMCA_ERROR_INPUT, path, 0, 0, "a workbook of more than %d parts is not read",
                         PACKAGE_MOST_PARTS);
    return USMCA_OK;
}

usmca_status package_settle(const struct package *package, usmca_status status, usmca_error *error) {
    if (package == NULL) /* there was no memory for it, which `status` says */
        return status;
    if (package->unread != 0)
        return error_set(error, USMCA_ERROR_IO, package->path, 0, 0, "cannot read: %s",
                         strerror(package->unread));
    return package->no_memory ? error_memory(error) : status;
}

void package_close(struct package *package) {
    if (package == NULL)
        return;
    if (package->archive != NULL)
        package->zip.unzClose(package->archive);
    close(package->descriptor);
    free(package);
}

void package_name(struct package *package, const char *path) {
    package->path = path;
}

static bool locate(struct package *package, const char *part) {
    enum { ANY_CASE = 2 };
    return strlen(part) < PACKAGE_LONGEST_NAME &&
           package->zip.unzLocateFile(package->archive, part, ANY_CASE) == UNZ_OK;
}

bool package_has(struct package *package, const char *part) {
    return locate(package, part);
}

/* ---- a part ---- */

static const char *limit_met(const struct package *package) {
    if (package->unpacked > PACKAGE_MOST_UNPACKED)
        return ERROR_WORDS("it unpacks to more than 2040 MiB");
    if (package->of_part > PACKAGE_RATIO_FROM &&
        package->of_part / (package->packed + 1) >= PACKAGE_MOST_RATIO)
        return ERROR_WORDS("a part of it unpacks to more than 300 times its size");
    return NULL;
}

static int read_part(void *context, char *into, int size) {
    struct package *package = context;
    int got = package->zip.unzReadCurrentFile(package->archive, into, (unsigned)size);
    package->no_memory = package->no_memory || got == Z_MEM_ERROR;
    if (got <= 0)
        return got;
    package->of_part += (uint64_t)got;
    package->unpacked += (uint64_t)got;
    package->too_much = limit_met(package);
    return package->too_much == NULL ? got : -1;
}

static int close_part(void *context) {
    struct package *package = context;
    package->zip.unzCloseCurrentFile(package->archive);
    return 0;
}

static void say_nothing(void *context, xmlErrorPtr problem) {
    (void)context;
    (void)problem;
}

usmca_status part_open(struct part *part, struct package *package, const char *name, usmca_error *error) {
    unz_file_info64 info = {0};
    *part = (struct part){.package = package, .libxml = &package->libxml, .error = error};
    package->libxml.xmlResetLastError();
    errno = 0;
    if (!locate(package, name) ||
        package->zip.unzGetCurrentFileInfo64(package->archive, &info, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK ||
        package->zip.unzOpenCurrentFile(package->archive) != UNZ_OK) {
        package->no_memory = package->no_memory || errno == ENOMEM;
        part_refuse(part, "this is no whole Excel workbook: its part %s cannot be read", name);
        return part->status;
    }
    package->of_part = 0;
    package->packed =
        info.compressed_size < (ZPOS64_T)package->size ? info.compressed_size : (ZPOS64_T)package->size;
    part->xml = package->libxml.xmlReaderForIO(read_part, close_part, package, NULL, NULL,
                                               XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (part->xml == NULL) {
        package->zip.unzCloseCurrentFile(package->archive);
        return part->status = error_memory(error);
    }
    package->libxml.xmlTextReaderSetStructuredErrorHandler(part->xml, say_nothing, NULL);
    return USMCA_OK;
}

void part_refuse(struct part *part, const char *format, ...) {
    char text[400];
    va_list arguments;
    if (part->status != USMCA_OK)
        return;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    part->status = error_said(part->error, USMCA_ERROR_INPUT, part->package->path, 0, 0, text);
}

bool part_next(struct part *part) {
    int got = part->status == USMCA_OK ? part->libxml->xmlTextReaderRead(part->xml) : 0;
    if (got < 0 && part->package->too_much != NULL)
        part_refuse(part, "the workbook is not read: %s", part->package->too_much);
    else if (got < 0)
        part_refuse(part, "this is no whole Excel workbook: a part of it is broken");
    if (got <= 0)
        return false;
    part->node = part->libxml->xmlTextReaderNodeType(part->xml);
    part->name = (const char *)part->libxml->xmlTextReaderConstLocalName(part->xml);
    if (part->node == XML_READER_TYPE_DOCUMENT_TYPE || part->node == XML_READER_TYPE_ENTITY_REFERENCE)
        part_refuse(part, "a workbook with a document type is not read");
    return part->status == USMCA_OK;
}

/* libxml2 gives an empty text where it has no room for one. */
void part_close(struct part *part) {
    const xmlError *last = part->libxml->xmlGetLastError();
    if (last != NULL && last->code == XML_ERR_NO_MEMORY)
        part->package->no_memory = true;
    if (part->xml != NULL)
        part->libxml->xmlFreeTextReader(part->xml);
    part->xml = NULL;
}

bool part_begins(const struct part *part, const char *element) {
    return part->node == XML_READER_TYPE_ELEMENT && strcmp(part->name, element) == 0;
}

bool part_ends(const struct part *part, const char *element) {
    bool end =
        part->node == XML_READER_TYPE_END_ELEMENT ||
        (part->node == XML_READER_TYPE_ELEMENT && part->libxml->xmlTextReaderIsEmptyElement(part->xml) == 1);
    return end && strcmp(part->name, element) == 0;
}

bool part_is_text(const struct part *part, struct text *out) {
    bool is = part->node == XML_READER_TYPE_TEXT || part->node == XML_READER_TYPE_CDATA ||
              part->node == XML_READER_TYPE_SIGNIFICANT_WHITESPACE ||
              part->node == XML_READER_TYPE_WHITESPACE;
    if (is)
        *out = text_from((const char *)part->libxml->xmlTextReaderConstValue(part->xml));
    return is;
}

struct text part_attribute(struct part *part, const char *name) {
    struct text value = {NULL, 0};
    for (int more = part->libxml->xmlTextReaderMoveToFirstAttribute(part->xml);
         more == 1 && value.data == NULL; more = part->libxml->xmlTextReaderMoveToNextAttribute(part->xml))
        if (strcmp((const char *)part->libxml->xmlTextReaderConstLocalName(part->xml), name) == 0)
            value = text_from((const char *)part->libxml->xmlTextReaderConstValue(part->xml));
    part->libxml->xmlTextReaderMoveToElement(part->xml);
    return value;
}

bool part_flag(struct part *part, const char *name) {
    struct text value = part_attribute(part, name);
    return text_is(value, "1") || text_is(value, "true");
}
