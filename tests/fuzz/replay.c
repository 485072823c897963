/* What fuzzers have found, again, in every build: the files of FOLDER/NAME go to the fuzzer of that name. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef int fuzzer(const uint8_t *data, size_t size);

/* The build gives the entry of each fuzzer the name of its file. */
fuzzer batch_fuzzer, exports_fuzzer, profile_fuzzer, records_fuzzer, results_fuzzer, rules_fuzzer,
    tables_fuzzer, workbook_fuzzer;

static const struct {
    const char *name;
    fuzzer *run;
} FUZZERS[] = {{"batch", batch_fuzzer},     {"exports", exports_fuzzer},  {"profile", profile_fuzzer},
               {"records", records_fuzzer}, {"results", results_fuzzer},  {"rules", rules_fuzzer},
               {"tables", tables_fuzzer},   {"workbook", workbook_fuzzer}};

enum { MOST = 1 << 20, PATH_SIZE = 4096 };

static int replay(fuzzer *run, const char *path) {
    static uint8_t room[MOST];
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fprintf(stderr, "%s: cannot be opened\n", path);
        return 0;
    }
    size_t size = fread(room, 1, sizeof room, file);
    fclose(file);
    uint8_t *exact = malloc(size > 0 ? size : 1); /* a read behind its end is seen */
    if (exact == NULL)
        return 0;
    memcpy(exact, room, size);
    fprintf(stderr, "%s\n", path);
    run(exact, size);
    free(exact);
    return 1;
}

static int replay_folder(fuzzer *run, const char *folder) {
    DIR *directory = opendir(folder);
    int count = 0;
    for (struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;) {
        char path[2 * PATH_SIZE];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        count += replay(run, path);
    }
    if (directory != NULL)
        closedir(directory);
    return count;
}

int main(int argc, char **argv) {
    int count = 0;
    if (argc != 2)
        return 2;
    for (size_t i = 0; i < sizeof FUZZERS / sizeof FUZZERS[0]; i++) {
        char folder[PATH_SIZE];
        snprintf(folder, sizeof folder, "%s/%s", argv[1], FUZZERS[i].name);
        count += replay_folder(FUZZERS[i].run, folder);
    }
    printf("%d replayed\n", count);
    return count > 0 ? 0 : 1;
}
