/* A rule file: through the schema and the compiler, with the editions, facts and sentences of the rule book.
 */
#include "fuzz.h"
#include "rulebook/validate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_file file = fuzz_file(data, size);
    char *paths[] = {file.path};
    struct xml_complaints complaints = {0};
    struct usmca_rulebook *book = NULL;
    usmca_error error;
    usmca_status schema = validate_schema(file.path, SOURCE_FOLDER "/rules", "rules", &complaints, &error);
    (void)schema;
    if (rulebook_open_files(&book, SOURCE_FOLDER "/rules", "en", paths, 1, &complaints, &error) == USMCA_OK)
        validate_book(book, 20240301, &complaints);
    rulebook_free(book);
    xml_complaints_free(&complaints);
    fuzz_file_close(&file);
    return 0;
}
