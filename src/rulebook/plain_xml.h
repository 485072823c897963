#ifndef USMCA_RULEBOOK_PLAIN_XML_H
#define USMCA_RULEBOOK_PLAIN_XML_H

#include "rulebook/xml.h"

/* XML as rule books, catalogues and profiles are written: elements with attributes, and inside them either
 * elements or text; comments; the five entities that every document has. Most of what a program that answers
 * one good does is to read a megabyte of it, and libxml2 takes some sixty instructions a byte and a tree of
 * its own.
 *
 *     <rule id="84.246" cite="Annex 4-B" scope="8482.10-8482.80">
 *      │     │   └ value: the byte behind it becomes a NUL, entities are written over themselves
 *      │     └ name: so does this
 *      └ the line of an element is the one on which its tag ends
 *
 * The first pass looks and changes nothing; where it sees anything else (a document type, a processing
 * instruction, CDATA, a namespace, a number for a character, text beside elements, a carriage return, a fault
 * of any kind) the document is not plain, and libxml2 reads it: what such a document says, and what is wrong
 * with it, is libxml2's to tell. The second pass ends the strings where they stand. tests/fuzz/xml_fuzzer.c
 * holds the one against the other.
 */
enum plain_xml { XML_IS_PLAIN, XML_IS_NOT_PLAIN, XML_NO_MEMORY };

/* `content` has a NUL behind it, and is as it was where the answer is not XML_IS_PLAIN. The tree lies in
 * `out->tree`, its strings in `content`. */
enum plain_xml plain_xml_read(struct xml_document *out, char *content, size_t length);

/* The name of the root element; empty where that, or what stands before it, is not plain. */
struct text plain_xml_root(const char *content);

#endif
