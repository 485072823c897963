/* A profile, goods.csv and bom.csv, with a record separator (0x1e) between them: what the profile asks for is
 * done to both, and whatever the files are every good of the one comes out once, by one thread as by three.
 */
#include "batch/run.h"
#include "fuzz_profile.h"

enum { SEPARATOR = 0x1e };

static usmca_status run(struct batch_request request, int jobs, struct batch_counts *counts) {
    struct batch_result result = {0};
    usmca_error error = {0};
    request.jobs = jobs;
    batch_no_outputs(&request);
    request.outputs[BATCH_RESULTS] = open("/dev/null", O_WRONLY | O_CLOEXEC);
    usmca_status status = batch_run(&request, &result, &error);
    FUZZ_HOLDS(status == USMCA_OK || error.text[0] != '\0');
    *counts = result.counts;
    close(request.outputs[BATCH_RESULTS]);
    batch_result_free(&result);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct text rest = {(const char *)data, size};
    struct text parts[3];
    for (int i = 0; i < 3; i++)
        parts[i] = fuzz_part(&rest, SEPARATOR);
    struct fuzz_file xml = fuzz_file(parts[0].data, parts[0].length);
    struct fuzz_file goods = fuzz_file(parts[1].data, parts[1].length);
    struct fuzz_file lines = fuzz_file(parts[2].data, parts[2].length);
    struct profile *profile = fuzz_profile(xml.path);
    if (profile != NULL) {
        struct case_setting setting = {.date = 20240301, .currency = {"USD", 3}, .edition = EDITION_2022};
        struct batch_request request = {.book = fuzz_rules(),
                                        .setting = &setting,
                                        .profile = profile,
                                        .goods_path = goods.path,
                                        .lines_path = lines.path,
                                        .format = report_format_named("json")};
        struct batch_counts one = {0};
        struct batch_counts three = {0};
        usmca_status status = run(request, 1, &one);
        FUZZ_HOLDS(run(request, 3, &three) == status);
        FUZZ_HOLDS(status != USMCA_OK || memcmp(&one, &three, sizeof one) == 0);
        profile_free(profile);
    }
    fuzz_file_close(&xml);
    fuzz_file_close(&goods);
    fuzz_file_close(&lines);
    return 0;
}
