/* What fuzzers have found, again, in every build: the files of FOLDER/NAME go to the fuzzer of that name. Or,
 * with a name and a count, so many inputs of chance, the same each time, go to that fuzzer: a sample of what
 * clang explores. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef int fuzzer(const uint8_t *data, size_t size);

/* The build gives the entry of each fuzzer the name of its file. */
fuzzer batch_fuzzer, exports_fuzzer, profile_fuzzer, record_file_fuzzer, records_fuzzer, results_fuzzer,
    rules_fuzzer, tables_fuzzer, workbook_fuzzer, xml_fuzzer;

static const struct {
    const char *name;
    fuzzer *run;
} FUZZERS[] = {{"batch", batch_fuzzer},       {"exports", exports_fuzzer},
               {"profile", profile_fuzzer},   {"record_file", record_file_fuzzer},
               {"records", records_fuzzer},   {"results", results_fuzzer},
               {"rules", rules_fuzzer},       {"tables", tables_fuzzer},
               {"workbook", workbook_fuzzer}, {"xml", xml_fuzzer}};

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

/* Knuth's linear congruential generator: the upper bits of it. */
static uint32_t chance(uint64_t *state) {
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(*state >> 32);
}

static int feed(fuzzer *run, int count) {
    enum { LONGEST = 64 };
    uint64_t state = 1;
    for (int i = 0; i < count; i++) {
        uint8_t data[LONGEST];
        size_t size = chance(&state) % LONGEST + 1;
        for (size_t k = 0; k < size; k++)
            data[k] = (uint8_t)chance(&state);
        run(data, size);
    }
    printf("%d fed\n", count);
    return 0;
}

int main(int argc, char **argv) {
    int count = 0;
    for (size_t i = 0; argc == 3 && i < sizeof FUZZERS / sizeof FUZZERS[0]; i++)
        if (strcmp(argv[1], FUZZERS[i].name) == 0)
            return feed(FUZZERS[i].run, atoi(argv[2]));
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
