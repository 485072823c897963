#include "rulebook/xml.h"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/list.h"

static void take_error(void *context, xmlErrorPtr found) {
    struct xml_watch *watch = context;
    watch->out_of_memory = watch->out_of_memory || found->code == XML_ERR_NO_MEMORY;
}

void xml_watch_begin(struct xml_watch *watch) {
    *watch = (struct xml_watch){.former = xmlStructuredError, .former_context = xmlStructuredErrorContext};
    xmlSetStructuredErrorFunc(watch, take_error);
}

usmca_status xml_watch_end(struct xml_watch *watch, usmca_status status, usmca_error *error) {
    xmlSetStructuredErrorFunc(watch->former_context, watch->former);
    return watch->out_of_memory ? error_memory(error) : status;
}

enum { XML_LIMIT = 8 * 1024 * 1024 };

static usmca_status syntax_error(xmlParserCtxtPtr context, const char *path, usmca_error *error) {
    const xmlError *found = xmlCtxtGetLastError(context);
    if (found != NULL && found->code == XML_ERR_NO_MEMORY)
        return error_memory(error);
    if (found == NULL)
        return error_set(error, USMCA_ERROR_RULES, path, 1, 1, "not well-formed XML");
    struct text message = text_trim(text_from(found->message));
    return error_set(error, USMCA_ERROR_RULES, path, (unsigned)found->line, (unsigned)found->int2, "%.*s",
                     (int)message.length, message.data);
}

static usmca_status parse(xmlDocPtr *out, const struct buffer *content, const char *path,
                          usmca_error *error) {
    xmlParserCtxtPtr context = xmlNewParserCtxt();
    if (context == NULL)
        return error_memory(error);
    xmlDocPtr document = xmlCtxtReadMemory(
        context, content->data != NULL ? content->data : "", (int)content->length, path, NULL,
        XML_PARSE_NONET | XML_PARSE_NOBLANKS | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    usmca_status status = USMCA_OK;
    if (document == NULL)
        status = syntax_error(context, path, error);
    else if (xmlDocGetRootElement(document) == NULL) /* it found no memory for one */
        status = error_memory(error);
    else if (document->intSubset != NULL)
        status = error_set(error, USMCA_ERROR_RULES, path, 1, 1, "a document type is not allowed here");
    if (status == USMCA_OK)
        *out = document;
    else
        xmlFreeDoc(document);
    xmlFreeParserCtxt(context);
    return status;
}

usmca_status xml_open(xmlDocPtr *out, const char *path, usmca_error *error) {
    struct buffer content = {0};
    usmca_status status = file_read(&content, path, XML_LIMIT, error);
    if (status == USMCA_OK)
        status = parse(out, &content, path, error);
    buffer_free(&content);
    return status;
}

usmca_status xml_file_open(struct xml_file *file, const char *path, usmca_error *error) {
    file->document = NULL;
    xml_watch_begin(&file->watch);
    usmca_status status = xml_open(&file->document, path, error);
    return status == USMCA_OK ? status : xml_watch_end(&file->watch, status, error);
}

usmca_status xml_file_close(struct xml_file *file, usmca_status status, usmca_error *error) {
    xmlFreeDoc(file->document);
    return xml_watch_end(&file->watch, status, error);
}

/* Reads up to the root element. 1 where it is found, 0 where there is none, below zero where that fails. */
static int find_root(xmlTextReaderPtr reader) {
    int more = xmlTextReaderRead(reader);
    while (more == 1 && xmlTextReaderNodeType(reader) != XML_READER_TYPE_ELEMENT)
        more = xmlTextReaderRead(reader);
    return more;
}

usmca_status xml_root_among(int *out, const char *path, const char *const *names, int count,
                            usmca_error *error) {
    struct buffer content = {0};
    *out = -1;
    usmca_status status = file_read(&content, path, XML_LIMIT, error);
    if (status != USMCA_OK) {
        buffer_free(&content);
        return status;
    }
    xmlTextReaderPtr reader =
        xmlReaderForMemory(content.data != NULL ? content.data : "", (int)content.length, path, NULL,
                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (reader == NULL)
        status = error_memory(error);
    bool found = reader != NULL && find_root(reader) == 1;
    for (int i = 0; i < count && found; i++)
        if (xmlStrEqual(xmlTextReaderConstLocalName(reader), BAD_CAST names[i]))
            *out = i;
    xmlFreeTextReader(reader);
    buffer_free(&content);
    return status;
}

void xml_complaints_add(struct xml_complaints *complaints, const usmca_error *one) {
    usmca_error *list = list_room(complaints->list, complaints->count, &complaints->room, sizeof *list);
    if (list == NULL) {
        complaints->out_of_memory = true;
        return;
    }
    complaints->list = list;
    complaints->list[complaints->count++] = *one;
}

void xml_complaints_free(struct xml_complaints *complaints) {
    free(complaints->list);
    *complaints = (struct xml_complaints){0};
}

void xml_complain(struct xml_reader *reader, const xmlNode *node, const char *format, ...) {
    if (reader->status != USMCA_OK)
        return;
    char message[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    unsigned line = (unsigned)xmlGetLineNo(node);
    usmca_error one;
    error_set(&one, USMCA_ERROR_RULES, reader->file, line, 1, "<%s>: %s", (const char *)node->name, message);
    if (reader->complaints != NULL) {
        xml_complaints_add(reader->complaints, &one);
        return;
    }
    reader->status = USMCA_ERROR_RULES;
    if (reader->error != NULL)
        *reader->error = one;
}

static const xmlNode *element_from(const xmlNode *node) {
    while (node != NULL && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

const xmlNode *xml_child(const xmlNode *parent) {
    return element_from(parent->children);
}

const xmlNode *xml_next(const xmlNode *node) {
    return element_from(node->next);
}

size_t xml_count(const xmlNode *parent, const char *name) {
    size_t count = 0;
    for (const xmlNode *child = xml_child(parent); child != NULL; child = xml_next(child))
        count += xml_named(child, name);
    return count;
}

struct text xml_text(struct xml_reader *reader, const xmlNode *node, const char *name) {
    xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
    if (value == NULL)
        return (struct text){NULL, 0};
    struct text copy = arena_copy(reader->arena, text_trim(text_from((const char *)value)));
    xmlFree(value);
    if (copy.data == NULL)
        reader->status = error_memory(reader->error);
    return copy;
}

struct text xml_required(struct xml_reader *reader, const xmlNode *node, const char *name) {
    struct text value = xml_text(reader, node, name);
    if (value.length == 0)
        xml_complain(reader, node, "the attribute %s is missing", name);
    return value;
}

bool xml_flag(struct xml_reader *reader, const xmlNode *node, const char *name) {
    struct text value = xml_text(reader, node, name);
    if (value.length > 0 && !text_is(value, "true") && !text_is(value, "false"))
        xml_complain(reader, node, "%s is neither true nor false", name);
    return text_is(value, "true");
}

date xml_date(struct xml_reader *reader, const xmlNode *node, const char *name, date missing) {
    struct text value = xml_text(reader, node, name);
    date day = missing;
    if (value.length > 0 && !date_parse_iso(&day, value))
        xml_complain(reader, node, "%s=\"%s\" is not a date (YYYY-MM-DD)", name, value.data);
    return day;
}

decimal xml_decimal(struct xml_reader *reader, const xmlNode *node, const char *name) {
    struct text value = xml_text(reader, node, name);
    decimal number = 0;
    if (value.length > 0 &&
        decimal_parse(&number, value, (struct decimal_format){.point = '.'}) != DECIMAL_OK)
        xml_complain(reader, node, "%s=\"%s\" is not a number", name, value.data);
    return number;
}

int xml_integer(struct xml_reader *reader, const xmlNode *node, const char *name) {
    decimal number = xml_decimal(reader, node, name);
    if (number % DECIMAL_ONE != 0 || number / DECIMAL_ONE > 1000 || number < 0)
        xml_complain(reader, node, "%s is not a whole number up to 1000", name);
    return (int)(number / DECIMAL_ONE);
}

struct text xml_content(struct xml_reader *reader, const xmlNode *node) {
    xmlChar *content = xmlNodeGetContent(node);
    struct text all = text_trim(text_from((const char *)content));
    char *folded = arena_allocate(reader->arena, all.length + 1);
    size_t length = 0;
    for (size_t i = 0; folded != NULL && i < all.length; i++) {
        bool blank = text_is_blank(all.data[i]);
        char c = all.data[i];
        if (blank)
            c = ' ';
        if (!blank || (length > 0 && folded[length - 1] != ' '))
            folded[length++] = c;
    }
    xmlFree(content);
    if (folded == NULL)
        reader->status = error_memory(reader->error);
    return (struct text){folded, length};
}

struct text xml_raw_content(struct xml_reader *reader, const xmlNode *node) {
    xmlChar *content = xmlNodeGetContent(node);
    struct text copy = arena_copy(reader->arena, text_from((const char *)content));
    xmlFree(content);
    if (copy.data == NULL)
        reader->status = error_memory(reader->error);
    return copy;
}

void xml_allow(struct xml_reader *reader, const xmlNode *node, const char *const *names) {
    for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next) {
        bool known = false;
        for (const char *const *name = names; *name != NULL && !known; name++)
            known = strcmp((const char *)attribute->name, *name) == 0;
        if (!known)
            xml_complain(reader, node, "unknown attribute %s", (const char *)attribute->name);
    }
}
