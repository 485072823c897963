#include "rulebook/xml_reference.h"

/* ---- errors ---- */

static void take_error(void *context, xmlErrorPtr found) {
    struct xml_watch *watch = context;
    watch->out_of_memory = watch->out_of_memory || found->code == XML_ERR_NO_MEMORY;
}

usmca_status xml_watch_begin(struct xml_watch *watch, usmca_error *error) {
    struct libxml *libxml = &watch->libxml;
    usmca_status status = libxml_load(libxml, error);
    if (status != USMCA_OK)
        return status;
    watch->former = *libxml->__xmlStructuredError();
    watch->former_context = *libxml->__xmlStructuredErrorContext();
    watch->out_of_memory = false;
    libxml->xmlSetStructuredErrorFunc(watch, take_error);
    return USMCA_OK;
}

usmca_status xml_watch_end(struct xml_watch *watch, usmca_status status, usmca_error *error) {
    watch->libxml.xmlSetStructuredErrorFunc(watch->former_context, watch->former);
    return watch->out_of_memory ? error_memory(error) : status;
}

static usmca_status syntax_error(const struct libxml *libxml, xmlParserCtxtPtr context, const char *path,
                                 usmca_error *error) {
    const xmlError *found = libxml->xmlCtxtGetLastError(context);
    if (found != NULL && found->code == XML_ERR_NO_MEMORY)
        return error_memory(error);
    if (found == NULL)
        return error_set(error, USMCA_ERROR_RULES, path, 1, 1, "not well-formed XML");
    struct text message = text_trim(text_from(found->message));
    return error_set(error, USMCA_ERROR_RULES, path, (unsigned)found->line, (unsigned)found->int2,
                     "not well-formed XML: %.*s", (int)message.length, message.data);
}

void xml_reference_unfit(usmca_error *error, const char *path, const xmlError *found) {
    struct text message = text_trim(text_from(found->message));
    error_set(error, USMCA_ERROR_RULES, path, (unsigned)(found->line > 0 ? found->line : 1), 1,
              "not as its schema says: %.*s", (int)message.length, message.data);
}

/* ---- documents ---- */

static usmca_status parse(xmlDocPtr *out, const struct libxml *libxml, struct text content, const char *path,
                          usmca_error *error) {
    xmlParserCtxtPtr context = libxml->xmlNewParserCtxt();
    if (context == NULL)
        return error_memory(error);
    xmlDocPtr document = libxml->xmlCtxtReadMemory(context, content.data, (int)content.length, path, NULL,
                                                   XML_PARSE_NONET | XML_PARSE_NOBLANKS | XML_PARSE_NOERROR |
                                                       XML_PARSE_NOWARNING);
    usmca_status status = USMCA_OK;
    if (document == NULL)
        status = syntax_error(libxml, context, path, error);
    else if (libxml->xmlDocGetRootElement(document) == NULL) /* it found no memory for one */
        status = error_memory(error);
    else if (document->intSubset != NULL)
        status = error_set(error, USMCA_ERROR_RULES, path, 1, 1, "a document type is not allowed here");
    if (status == USMCA_OK)
        *out = document;
    else
        libxml->xmlFreeDoc(document);
    libxml->xmlFreeParserCtxt(context);
    return status;
}

usmca_status xml_reference_open(xmlDocPtr *out, const struct libxml *libxml, const char *path,
                                usmca_error *error) {
    struct arena arena = {0};
    struct text content;
    usmca_status status = xml_read(&content, &arena, path, error);
    if (status == USMCA_OK)
        status = parse(out, libxml, content, path, error);
    arena_free(&arena);
    return status;
}

/* Reads up to the root element. 1 where it is found, 0 where there is none, below zero where that fails. */
static int find_root(const struct libxml *libxml, xmlTextReaderPtr reader) {
    int more = libxml->xmlTextReaderRead(reader);
    while (more == 1 && libxml->xmlTextReaderNodeType(reader) != XML_READER_TYPE_ELEMENT)
        more = libxml->xmlTextReaderRead(reader);
    return more;
}

static usmca_status read_root(struct text *name, const struct libxml *libxml, struct arena *strings,
                              struct text content, const char *path, usmca_error *error) {
    xmlTextReaderPtr reader =
        libxml->xmlReaderForMemory(content.data, (int)content.length, path, NULL,
                                   XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (reader == NULL)
        return error_memory(error);
    if (find_root(libxml, reader) == 1)
        *name = arena_copy(strings, text_from((const char *)libxml->xmlTextReaderConstLocalName(reader)));
    libxml->xmlFreeTextReader(reader);
    return strings->failed ? error_memory(error) : USMCA_OK;
}

usmca_status xml_reference_root(struct text *name, struct arena *strings, struct text content,
                                const char *path, usmca_error *error) {
    struct xml_watch watch;
    *name = NO_TEXT;
    usmca_status status = xml_watch_begin(&watch, error);
    if (status != USMCA_OK)
        return status;
    return xml_watch_end(&watch, read_root(name, &watch.libxml, strings, content, path, error), error);
}

/* ---- the tree ---- */

static struct text copy_of(const struct libxml *libxml, xmlChar *found, struct arena *strings) {
    struct text copy = arena_copy(strings, text_from((const char *)found));
    (*libxml->xmlFree)(found);
    return copy;
}

static void copy_attributes(const struct libxml *libxml, const xmlNode *from, struct xml_node *node,
                            struct arena *tree, struct arena *strings) {
    for (const xmlAttr *attribute = from->properties; attribute != NULL; attribute = attribute->next)
        node->attribute_count++;
    struct node_attribute *list = ARENA_ARRAY(tree, struct node_attribute, node->attribute_count);
    node->attributes = list;
    for (const xmlAttr *attribute = from->properties; list != NULL && attribute != NULL;
         attribute = attribute->next, list++) {
        struct text value =
            text_trim(copy_of(libxml, libxml->xmlNodeGetContent((const xmlNode *)attribute), strings));
        if (value.data != NULL)
            ((char *)value.data)[value.length] = '\0'; /* trimmed */
        *list = (struct node_attribute){.name = arena_copy(strings, text_from((const char *)attribute->name)),
                                        .value = value,
                                        .space = attribute->ns == NULL ? XML_OWN_NAME
                                                 : libxml->xmlStrEqual(attribute->ns->href, XML_XML_NAMESPACE)
                                                     ? XML_NAME_OF_XML
                                                     : XML_OTHER_NAME};
    }
}

static bool has_text_of_its_own(const xmlNode *from) {
    for (const xmlNode *child = from->children; child != NULL; child = child->next)
        if (child->type != XML_ELEMENT_NODE && child->type != XML_COMMENT_NODE && child->type != XML_PI_NODE)
            return true;
    return false;
}

/* As deep as libxml2 lets a document be. */
static struct xml_node *copy_element(const struct libxml *libxml, const xmlNode *from, struct arena *tree,
                                     struct arena *strings) {
    struct xml_node *node = ARENA_NEW(tree, struct xml_node);
    struct text name = arena_copy(strings, text_from((const char *)from->name));
    if (node == NULL || name.data == NULL)
        return NULL;
    node->name = name.data;
    node->name_length = (uint32_t)name.length;
    node->line = (uint32_t)libxml->xmlGetLineNo(from);
    copy_attributes(libxml, from, node, tree, strings);
    struct xml_node **next = &node->children;
    for (const xmlNode *child = from->children; child != NULL; child = child->next)
        if (child->type == XML_ELEMENT_NODE) {
            *next = copy_element(libxml, child, tree, strings);
            if (*next == NULL)
                return NULL;
            next = &(*next)->next;
        }
    if (node->children == NULL || has_text_of_its_own(from))
        node->content = copy_of(libxml, libxml->xmlNodeGetContent(from), strings);
    return node;
}

usmca_status xml_reference_read(struct xml_document *out, struct arena *strings, struct text content,
                                const char *path, usmca_error *error) {
    struct xml_watch watch;
    xmlDocPtr document = NULL;
    usmca_status status = xml_watch_begin(&watch, error);
    if (status != USMCA_OK)
        return status;
    const struct libxml *libxml = &watch.libxml;
    status = parse(&document, libxml, content, path, error);
    if (status == USMCA_OK)
        out->root = copy_element(libxml, libxml->xmlDocGetRootElement(document), &out->tree, strings);
    if (status == USMCA_OK && (out->root == NULL || out->tree.failed || strings->failed))
        status = error_memory(error);
    libxml->xmlFreeDoc(document);
    return xml_watch_end(&watch, status, error);
}
