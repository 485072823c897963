/* A profile, and behind a record separator (0x1e) a flat file that it maps. */
#include "batch/run.h"
#include "fuzz_profile.h"
#include "rulebook/validate.h"

enum { SEPARATOR = 0x1e };

/* What `usmca validate` says: with all complaints, where opening stops at the first. */
static bool is_valid(const char *path) {
    struct xml_complaints complaints = {0};
    usmca_error error = {0};
    usmca_status status = profile_validate(path, SOURCE_FOLDER "/rules", &complaints, &error);
    bool valid = status == USMCA_OK && complaints.count == 0;
    if (status == USMCA_OK)
        validate_schema(path, SOURCE_FOLDER "/rules", "profiles", &complaints, &error);
    xml_complaints_free(&complaints);
    return valid;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct text rest = {(const char *)data, size};
    struct text first = fuzz_part(&rest, SEPARATOR);
    struct fuzz_file xml = fuzz_file(first.data, first.length);
    struct fuzz_file lines = fuzz_file(rest.data, rest.length);
    struct profile *profile = fuzz_profile(xml.path);
    usmca_error error = {0};
    FUZZ_HOLDS((profile != NULL) == is_valid(xml.path));
    if (profile != NULL) {
        struct case_setting setting = {.date = 20240301, .currency = {"USD", 3}, .edition = EDITION_2022};
        struct batch_result result = {0};
        struct batch_request request = {.book = fuzz_rules(),
                                        .setting = &setting,
                                        .profile = profile,
                                        .lines_path = lines.path,
                                        .format = report_format_named("json"),
                                        .jobs = 1};
        batch_no_outputs(&request);
        request.outputs[BATCH_RESULTS] = open("/dev/null", O_WRONLY | O_CLOEXEC);
        usmca_status status = batch_run(&request, &result, &error);
        FUZZ_HOLDS(status == USMCA_OK || error.text[0] != '\0');
        close(request.outputs[BATCH_RESULTS]);
        batch_result_free(&result);
        profile_free(profile);
    }
    fuzz_file_close(&xml);
    fuzz_file_close(&lines);
    return 0;
}
