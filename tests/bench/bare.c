/* The limit to approach: what libcsv alone takes to walk the bytes of its files. Prints seconds. */
#include <csv.h>
#include <stdio.h>
#include <time.h>

static size_t fields;
static size_t rows;

static void take_field(void *data, size_t length, void *context) {
    (void)data;
    (void)context;
    fields += length > 0;
}

static void take_row(int terminator, void *context) {
    (void)terminator;
    (void)context;
    rows++;
}

int main(int count, char **arguments) {
    static char block[256 * 1024];
    struct timespec start;
    struct timespec end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int i = 1; i < count; i++) {
        struct csv_parser parser;
        FILE *file = fopen(arguments[i], "r");
        size_t got = 0;
        if (file == NULL || csv_init(&parser, CSV_STRICT) != 0) {
            perror(arguments[i]);
            return 74;
        }
        while ((got = fread(block, 1, sizeof block, file)) > 0)
            csv_parse(&parser, block, got, take_field, take_row, NULL);
        csv_fini(&parser, take_field, take_row, NULL);
        csv_free(&parser);
        fclose(file);
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%.3f %zu %zu\n",
           (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9, rows, fields);
    return 0;
}
