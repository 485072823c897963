/* Writes goods.csv, bom.csv and documents.csv for the benchmark: seeded, so that every run measures the same
 * bytes.
 *
 * usage: generate FOLDER [GOODS [LINES_A_GOOD]] */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t state = UINT64_C(0x9e3779b97f4a7c15);

/* xorshift64*, Vigna 2016 */
static uint32_t next(uint32_t below) {
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (uint32_t)((state * UINT64_C(2685821657736338717)) >> 33) % below;
}

static FILE *create(const char *folder, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
        exit(74);
    }
    return file;
}

enum { CODE_COUNT = 14, CERTIFICATES = 100 };

static const char *const CODES[CODE_COUNT] = {
    "3926.90.99", "7318.15", "8482.10.50", "8413.91.90", "8501.31", "8544.42", "4016.93.50",
    "7326.90",    "8536.69", "8708.99",    "7616.99",    "8483.40", "7007.19", "9026.20"};

static void put_line(FILE *bom, unsigned good, unsigned line) {
    static const char *const COUNTRIES[] = {"CN", "MX", "US", "DE", "JP", "CA", "KR"};
    static const char *const WORDS[] = {
        "Housing, cast iron", "Hex bolt M8x40", "Bearing 6204", "Seal ring",
        "Wire set",           "Bracket",        "Shaft",        "Connector 12 pin"};
    unsigned country = next(7);
    int regional = country == 1 || country == 2 || country == 5;
    unsigned code = next(CODE_COUNT);
    fprintf(bom, "G-%06u,%u,M-%05u,%s,\"%s\",%s,%s,%u,%u.%04u,", good, line, next(40000), CODES[code],
            WORDS[next(8)], regional ? "originating" : "non-originating", COUNTRIES[country], 1 + next(8),
            1 + next(9), next(10000));
    if (regional)
        fprintf(bom, "C-%02u-%03u", code, next(CERTIFICATES));
    fputc('\n', bom);
}

/* Certifications of origin for the originating materials of each code. */
static void put_documents(FILE *documents) {
    fprintf(documents,
            "document_id,kind,supplier,hs,criterion,valid_from,valid_to,signed_on,certifier,certifier_role,"
            "exporter,producer\n");
    for (unsigned code = 0; code < CODE_COUNT; code++)
        for (unsigned i = 0; i < CERTIFICATES; i++)
            fprintf(documents,
                    "C-%02u-%03u,certification,Supplier %u,%s,B,2026-01-01,2026-12-31,2025-12-15,"
                    "A. Certifier,producer,,Supplier %u\n",
                    code, i, i, CODES[code], i);
}

int main(int count, char **arguments) {
    static const char *const GOODS[] = {"8413.30", "8712.00", "9401.39", "8507.60",
                                        "8544.30", "3926.90", "7318.15"};
    unsigned goods = count > 2 ? (unsigned)atoi(arguments[2]) : 100000;
    unsigned lines = count > 3 ? (unsigned)atoi(arguments[3]) : 30;
    if (count < 2) {
        fprintf(stderr, "usage: generate FOLDER [GOODS [LINES_A_GOOD]]\n");
        return 64;
    }
    FILE *goods_file = create(arguments[1], "goods.csv");
    FILE *bom = create(arguments[1], "bom.csv");
    FILE *documents = create(arguments[1], "documents.csv");
    fprintf(goods_file,
            "good_id,hs,country,description,import_country,date,currency,transaction_value,net_cost,"
            "criterion_claimed\n");
    fprintf(bom, "good_id,line,material_id,hs,description,origin,country,quantity,unit_value,document\n");
    put_documents(documents);
    for (unsigned good = 0; good < goods; good++) {
        unsigned value = 200 + next(1800);
        fprintf(goods_file,
                "G-%06u,%s,MX,\"Product %u, series %u\",US,2026-%02u-%02u,USD,%u.%02u,%u.%02u,%s\n", good,
                GOODS[next(7)], good, next(50), 1 + next(12), 1 + next(28), value, next(100), value * 9 / 10,
                next(100), next(3) > 0 ? "B" : "");
        for (unsigned line = 1; line <= lines; line++)
            put_line(bom, good, line);
    }
    return fclose(goods_file) != 0 || fclose(bom) != 0 || fclose(documents) != 0 ? 74 : 0;
}
