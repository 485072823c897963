/* Goods and bills of materials, parted by a record separator (0x1e); without one, a flat file. Every good
 * comes out once, as JSON, and one thread says the same as three. */
#include <jansson.h>

#include "batch/run.h"
#include "fuzz_profile.h"

/* Files of some lines are planned in pieces, too. */
enum { SEPARATOR = 0x1e, LEAST_STRETCH = 32 };

static usmca_status run(const struct batch_request *like, int jobs, struct buffer *out, uint64_t *goods) {
    struct batch_request request = *like;
    struct batch_result result = {0};
    usmca_error error = {0};
    char block[65536];
    ssize_t got = 0;
    request.jobs = jobs;
    request.least_stretch = LEAST_STRETCH;
    batch_no_outputs(&request);
    request.outputs[BATCH_RESULTS] = memfd_create("out", MFD_CLOEXEC);
    request.outputs[BATCH_REJECTS] = memfd_create("rejects", MFD_CLOEXEC);
    usmca_status status = batch_run(&request, &result, &error);
    const int outputs[] = {request.outputs[BATCH_RESULTS], request.outputs[BATCH_REJECTS]};
    for (int i = 0; i < 2; i++) {
        lseek(outputs[i], 0, SEEK_SET);
        while ((got = read(outputs[i], block, sizeof block)) > 0)
            buffer_put(out, block, (size_t)got);
        close(outputs[i]);
        if (i == 0) {
            *goods = 0;
            for (int k = 0; k < STATUSES; k++)
                *goods += result.counts.goods[k];
            for (size_t at = 0, lines = 0; status == USMCA_OK && at < out->length; lines++) {
                json_error_t problem;
                const char *end = memchr(out->data + at, '\n', out->length - at);
                FUZZ_HOLDS(end != NULL && lines < *goods);
                json_t *object =
                    json_loadb(out->data + at, (size_t)(end - out->data) - at, JSON_ALLOW_NUL, &problem);
                FUZZ_HOLDS(object != NULL);
                json_decref(object);
                at = (size_t)(end - out->data) + 1;
            }
        }
    }
    if (status == USMCA_OK)
        FUZZ_HOLDS(result.rejects.count <= result.counts.rows);
    else
        FUZZ_HOLDS(error.text[0] != '\0');
    batch_result_free(&result);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct text rest = {(const char *)data, size};
    struct text first = fuzz_part(&rest, SEPARATOR);
    bool flat = first.length == size;
    struct fuzz_file goods = fuzz_file(first.data, first.length);
    struct fuzz_file lines = fuzz_file(rest.data, rest.length);
    struct case_setting setting = {.date = 20240301, .currency = {"USD", 3}, .edition = EDITION_2022};
    struct profile *plain = fuzz_profile(NULL);
    FUZZ_HOLDS(plain != NULL);
    struct batch_request request = {.book = fuzz_rules(),
                                    .setting = &setting,
                                    .profile = plain,
                                    .goods_path = flat ? NULL : goods.path,
                                    .lines_path = flat ? goods.path : lines.path,
                                    .format = report_format_named("json")};
    struct buffer one = {0};
    struct buffer three = {0};
    uint64_t goods_one = 0;
    uint64_t goods_three = 0;
    usmca_status status = run(&request, 1, &one, &goods_one);
    FUZZ_HOLDS(run(&request, 3, &three, &goods_three) == status);
    FUZZ_HOLDS(status != USMCA_OK || goods_one == goods_three);
    FUZZ_HOLDS(status != USMCA_OK || text_equal(buffer_view(&one), buffer_view(&three)));
    buffer_free(&one);
    buffer_free(&three);
    profile_free(plain);
    fuzz_file_close(&goods);
    fuzz_file_close(&lines);
    return 0;
}
