#include "cli/lookup.h"

#include <stdlib.h>
#include <string.h>

static int read_options(struct lookup *lookup, int count, char **arguments) {
    int rest = 0;
    int status = form_read(lookup->form, lookup, count, arguments, &rest);
    if (status != EXIT_DONE || lookup->asked_help)
        return status;
    if (rest + 1 != count)
        return command_usage(lookup->form->name, "one HS code is needed");
    lookup->code_word = arguments[rest];
    return EXIT_DONE;
}

static int check_values(struct lookup *lookup) {
    lookup->date = command_today();
    lookup->format = lookup->format != NULL ? lookup->format : "text";
    if (lookup->day != NULL && !command_date(&lookup->date, lookup->day))
        return command_usage(lookup->form->name, "--date %s is not a day (YYYY-MM-DD)", lookup->day);
    if (lookup->edition_word != NULL && !hs_edition_named(&lookup->edition, text_from(lookup->edition_word)))
        return command_usage(lookup->form->name, "--hs %s is not 2012, 2017 or 2022", lookup->edition_word);
    int status = command_language(lookup->form->name, &lookup->language);
    if (status != EXIT_DONE)
        return status;
    if (strcmp(lookup->format, "text") != 0 && strcmp(lookup->format, "json") != 0)
        return command_usage(lookup->form->name, "--format %s is not text or json", lookup->format);
    lookup->use = use_named(lookup->use_word);
    if (lookup->use_word != NULL && lookup->use == USE_NONE)
        return command_usage(lookup->form->name, "--use %s is no use", lookup->use_word);
    if (!hs_code_parse(&lookup->given, text_from(lookup->code_word)) || lookup->given.digits < HS_HEADING)
        return command_usage(lookup->form->name, "%s is not an HS code of 4 to 10 digits", lookup->code_word);
    return EXIT_DONE;
}

static int compare_codes(const void *a, const void *b) {
    const struct hs_code *first = a;
    const struct hs_code *other = b;
    return first->low < other->low ? -1 : first->low > other->low;
}

/* Each code once, and a heading in place of all of its subheadings. */
static uint32_t gather_codes(const struct lookup *lookup, struct hs_code *codes, uint32_t count) {
    enum hs_edition book = lookup->book->edition;
    uint32_t kept = 0;
    qsort(codes, count, sizeof *codes, compare_codes);
    for (uint32_t i = 0, next = 0; i < count; i = next) {
        uint32_t heading = hs_unit(codes[i].low, HS_HEADING);
        uint32_t before = kept;
        struct hs_code whole = {heading, heading * 10000, heading * 10000 + 9999, HS_HEADING};
        uint32_t all = 0;
        for (; next < count && hs_unit(codes[next].low, HS_HEADING) == heading; next++)
            if (kept == before || codes[next].low != codes[kept - 1].low)
                codes[kept++] = codes[next];
        hs_lineages(lookup->book->editions, book, whole, &all);
        if (lookup->given.digits < HS_SUBHEADING && kept - before == all) {
            codes[before] = whole;
            kept = before + 1;
        }
    }
    return kept;
}

static int map_code(struct lookup *lookup) {
    uint32_t count = 0;
    const struct hs_lineage *lineages =
        hs_lineages(lookup->book->editions, lookup->edition, lookup->given, &count);
    if (count == 0) {
        return command_unusable(lookup->form->name, "%s is not a code of HS %s", lookup->code_word,
                                hs_edition_name(lookup->edition));
    }
    lookup->codes = calloc(count, sizeof *lookup->codes);
    if (lookup->codes == NULL)
        return command_no_memory();
    for (uint32_t i = 0; i < count; i++)
        lookup->codes[i] = hs_lineage_code(&lineages[i], lookup->book->edition, lookup->given);
    lookup->code_count = gather_codes(lookup, lookup->codes, count);
    return EXIT_DONE;
}

int lookup_open(struct lookup *lookup, int count, char **arguments) {
    usmca_error error = {0};
    int status = read_options(lookup, count, arguments);
    if (status != EXIT_DONE)
        return status;
    if (lookup->asked_help)
        return form_help(lookup->form, lookup->language, lookup->rules);
    status = check_values(lookup);
    if (status != EXIT_DONE)
        return status;
    if (rulebook_open(&lookup->book, command_rules(lookup->rules, lookup->rules_room), lookup->language,
                      &error) != USMCA_OK)
        return command_fail(&error);
    if (lookup->edition_word == NULL)
        lookup->edition = hs_edition_on(lookup->book->editions, lookup->date);
    return map_code(lookup);
}

void lookup_close(struct lookup *lookup) {
    free(lookup->codes);
    rulebook_free(lookup->book);
}

void lookup_rules(const struct lookup *lookup, struct hs_code code, enum rule_kind kind,
                  struct rule_matches *out) {
    struct rule_matches all;
    if (kind == RULE_OF_GOODS) {
        rulebook_select_for(lookup->book, code, lookup->date, lookup->use, out);
        return;
    }
    rulebook_select(lookup->book, code, lookup->date, kind, &all);
    out->count = 0;
    for (uint32_t i = 0; i < all.count; i++)
        if (rule_is_for(all.rules[i].rule, lookup->use))
            out->rules[out->count++] = all.rules[i];
}
