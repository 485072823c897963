/* A document that is read as plain is what libxml2 reads, element by element; one that is not keeps its
 * bytes. */
#include "../rulebook/same_document.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    FUZZ_HOLDS(same_document((struct text){(const char *)data, size}) != DOCUMENT_DIFFERS);
    return 0;
}
