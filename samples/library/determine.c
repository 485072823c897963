/* Determines one good through the library.
 *
 *     cc determine.c $(pkg-config --cflags --libs usmca) -o determine
 *     ./determine "$(pkg-config --variable=rulesdir usmca)" */
#include <stdio.h>
#include <usmca.h>

#define COUNT(fields) (sizeof(fields) / sizeof(fields)[0])

static int fail(const usmca_error *error) {
    fprintf(stderr, "%s\n", error->text);
    return 1;
}

int main(int count, char **arguments) {
    const usmca_field good[] = {{"good_id", "CHAIR"}, {"hs", "9401.39"},
                                {"country", "MX"},    {"transaction_value", "184"},
                                {"net_cost", "141"},  {"criterion_claimed", "B"}};
    const usmca_field base[] = {
        {"material_id", "BASE"}, {"hs", "9401.99"}, {"origin", "non-originating"}, {"value", "31"}};
    const usmca_field foam[] = {
        {"material_id", "FOAM"}, {"hs", "3921.13"}, {"origin", "non-originating"}, {"value", "8.5"}};
    usmca_error error;
    usmca_rulebook *rulebook = NULL;
    usmca_case *subject = NULL;
    const usmca_determination *answer = NULL;
    if (count != 2) {
        fprintf(stderr, "usage: determine RULES\n");
        return 64;
    }
    if (usmca_rulebook_open(&rulebook, arguments[1], &error) != USMCA_OK)
        return fail(&error);
    int failed = usmca_case_new(&subject, rulebook, "2026-11-02", "USD", &error) != USMCA_OK ||
                 usmca_case_good(subject, good, COUNT(good), &error) != USMCA_OK ||
                 usmca_case_material(subject, base, COUNT(base), &error) != USMCA_OK ||
                 usmca_case_material(subject, foam, COUNT(foam), &error) != USMCA_OK ||
                 usmca_case_determine(subject, &answer, &error) != USMCA_OK;
    if (failed) {
        fail(&error);
    } else {
        const char *criterion = usmca_determination_criterion(answer);
        const char *cite = usmca_determination_cite(answer);
        printf("%s, criterion %s, %s\n", usmca_determination_status(answer),
               criterion != NULL ? criterion : "-", cite != NULL ? cite : "-");
        for (size_t i = 0; i < usmca_determination_findings(answer); i++)
            printf("  %s: %s\n", usmca_determination_finding_severity(answer, i),
                   usmca_determination_finding_message(answer, i));
    }
    usmca_case_free(subject);
    usmca_rulebook_free(rulebook);
    return failed;
}
