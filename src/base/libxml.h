#ifndef USMCA_BASE_LIBXML_H
#define USMCA_BASE_LIBXML_H

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>

#include "base/on_demand.h"

/* libxml2, loaded for what is held against a schema, XML that is not plain, and workbooks; ICU comes behind
 * it. `xmlFree` is a variable, here its address. */
#define LIBXML_FUNCTIONS(EACH)                                                                               \
    EACH(__xmlStructuredError)                                                                               \
    EACH(__xmlStructuredErrorContext)                                                                        \
    EACH(xmlCtxtGetLastError)                                                                                \
    EACH(xmlCtxtReadMemory)                                                                                  \
    EACH(xmlDocGetRootElement)                                                                               \
    EACH(xmlFree)                                                                                            \
    EACH(xmlFreeDoc)                                                                                         \
    EACH(xmlFreeParserCtxt)                                                                                  \
    EACH(xmlFreeTextReader)                                                                                  \
    EACH(xmlGetLastError)                                                                                    \
    EACH(xmlGetLineNo)                                                                                       \
    EACH(xmlInitParser)                                                                                      \
    EACH(xmlNewParserCtxt)                                                                                   \
    EACH(xmlNodeGetContent)                                                                                  \
    EACH(xmlReaderForIO)                                                                                     \
    EACH(xmlReaderForMemory)                                                                                 \
    EACH(xmlRelaxNGFree)                                                                                     \
    EACH(xmlRelaxNGFreeParserCtxt)                                                                           \
    EACH(xmlRelaxNGFreeValidCtxt)                                                                            \
    EACH(xmlRelaxNGNewDocParserCtxt)                                                                         \
    EACH(xmlRelaxNGNewValidCtxt)                                                                             \
    EACH(xmlRelaxNGParse)                                                                                    \
    EACH(xmlRelaxNGSetValidStructuredErrors)                                                                 \
    EACH(xmlRelaxNGValidateDoc)                                                                              \
    EACH(xmlResetLastError)                                                                                  \
    EACH(xmlSetStructuredErrorFunc)                                                                          \
    EACH(xmlStrEqual)                                                                                        \
    EACH(xmlTextReaderConstLocalName)                                                                        \
    EACH(xmlTextReaderConstValue)                                                                            \
    EACH(xmlTextReaderIsEmptyElement)                                                                        \
    EACH(xmlTextReaderMoveToElement)                                                                         \
    EACH(xmlTextReaderMoveToFirstAttribute)                                                                  \
    EACH(xmlTextReaderMoveToNextAttribute)                                                                   \
    EACH(xmlTextReaderNodeType)                                                                              \
    EACH(xmlTextReaderRead)                                                                                  \
    EACH(xmlTextReaderSetStructuredErrorHandler)

struct libxml {
    LIBXML_FUNCTIONS(ON_DEMAND_MEMBER)
};

usmca_status libxml_load(struct libxml *out, usmca_error *error);

#endif
