#ifndef TESTS_RULEBOOK_SAME_DOCUMENT_H
#define TESTS_RULEBOOK_SAME_DOCUMENT_H

#include "rulebook/plain_xml.h"
#include "rulebook/xml_reference.h"

/* A document read as plain and by libxml2. */

static inline bool same_attributes(const struct xml_node *one, const struct xml_node *other) {
    bool same = one->attribute_count == other->attribute_count;
    for (uint32_t i = 0; same && i < one->attribute_count; i++) {
        const struct node_attribute *a = &one->attributes[i];
        const struct node_attribute *b = &other->attributes[i];
        same = text_equal(a->name, b->name) && text_equal(a->value, b->value) && a->space == b->space &&
               a->name.data[a->name.length] == '\0' && a->value.data[a->value.length] == '\0';
    }
    return same;
}

static inline bool same_content(const struct xml_node *one, const struct xml_node *other) {
    struct arena arena = {0};
    struct xml_reader reader = {.arena = &arena};
    struct text content = xml_raw_content(&reader, one);
    struct text folded = xml_content(&reader, one);
    bool same = text_equal(content, xml_raw_content(&reader, other)) &&
                text_equal(folded, xml_content(&reader, other)) && content.data[content.length] == '\0' &&
                folded.data[folded.length] == '\0';
    arena_free(&arena);
    return same;
}

static inline bool same_elements(const struct xml_node *one, const struct xml_node *other) {
    for (; one != NULL && other != NULL; one = one->next, other = other->next)
        if (strcmp(one->name, other->name) != 0 || one->name_length != strlen(one->name) ||
            one->line != other->line || !same_attributes(one, other) || !same_content(one, other) ||
            !same_elements(one->children, other->children))
            return false;
    return one == NULL && other == NULL;
}

enum same_document { DOCUMENT_NOT_PLAIN, DOCUMENT_SAME, DOCUMENT_DIFFERS };

static inline enum same_document same_document(struct text bytes) {
    struct xml_document plain = {0};
    struct xml_document reference = {0};
    struct arena strings = {0};
    usmca_error error;
    struct text content = arena_copy(&strings, bytes);
    struct text root = plain_xml_root(content.data);
    enum plain_xml read = plain_xml_read(&plain, (char *)content.data, content.length);
    enum same_document found = DOCUMENT_NOT_PLAIN;
    if (read == XML_IS_PLAIN)
        found = xml_reference_read(&reference, &strings, bytes, "reference.xml", &error) == USMCA_OK &&
                        same_elements(plain.root, reference.root) && text_is(root, reference.root->name)
                    ? DOCUMENT_SAME
                    : DOCUMENT_DIFFERS;
    else if (memcmp(content.data, bytes.data, bytes.length) != 0)
        found = DOCUMENT_DIFFERS;
    xml_close(&plain);
    xml_close(&reference);
    arena_free(&strings);
    return found;
}

#endif
