#include "report/lookup.h"

#include <stdlib.h>

#include "base/error.h"

static const enum rule_kind KINDS[] = {RULE_OF_GOODS, RULE_ADDS_WAYS, RULE_ADDS_TESTS};

bool lookup_code(struct hs_code *out, struct text code) {
    return hs_code_parse(out, code) && out->digits >= HS_HEADING;
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

struct text lookup_given(char room[HS_TEXT_SIZE], const struct lookup *lookup) {
    return hs_text(room, lookup->given);
}

/* The provision by which a code is itself, where it may be another one: HS 2022 8529.90 may be any of
 * hundreds, and mostly is itself. */
static const struct kept_code *kept_from(const struct lookup *lookup, const struct hs_lineage *lineage) {
    const struct general *general = &lookup->book->general;
    const uint32_t itself = lineage->in[lookup->edition];
    if (lineage->in[lookup->book->edition] == itself)
        return NULL;
    for (uint32_t i = 0; i < general->kept_code_count; i++)
        if (hs_set_holds(general->kept_codes[i].codes.set, hs_code_subheading(itself)) == HS_INSIDE)
            return &general->kept_codes[i];
    return NULL;
}

/* Those that it is, or else, where it is kept, those that it may be otherwise. */
static uint32_t find_codes(struct lookup *lookup, const struct hs_lineage *lineages, uint32_t count,
                           bool otherwise, struct hs_code *codes) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct kept_code *kept = kept_from(lookup, &lineages[i]);
        lookup->kept = kept != NULL ? kept : lookup->kept;
        if ((kept != NULL) == otherwise)
            codes[found++] =
                hs_lineage_code(lookup->book->editions, &lineages[i], lookup->book->edition, lookup->given);
    }
    return gather_codes(lookup, codes, found);
}

/* The code as it was given comes first. */
static void put_itself_first(struct lookup *lookup) {
    uint32_t itself = 0;
    while (itself < lookup->code_count &&
           hs_unit(lookup->codes[itself].low, HS_SUBHEADING) != hs_unit(lookup->given.low, HS_SUBHEADING))
        itself++;
    if (itself == lookup->code_count || lookup->given.digits < HS_SUBHEADING)
        return;
    struct hs_code code = lookup->codes[itself];
    memmove(lookup->codes + 1, lookup->codes, itself * sizeof code);
    lookup->codes[0] = code;
}

usmca_status lookup_map(struct lookup *lookup, bool stated, usmca_error *error) {
    uint32_t count = 0;
    if (!stated)
        lookup->edition = hs_edition_on(lookup->book->editions, lookup->date);
    const struct hs_lineage *lineages =
        hs_lineages(lookup->book->editions, lookup->edition, lookup->given, &count);
    if (count == 0) {
        char code[HS_TEXT_SIZE];
        const struct text given = lookup_given(code, lookup);
        return error_set(error, USMCA_ERROR_INPUT, NULL, 0, 0, "%.*s is not a code of HS %s",
                         (int)given.length, given.data, hs_edition_name(lookup->edition));
    }
    lookup->codes = calloc(count, sizeof *lookup->codes);
    if (lookup->codes == NULL)
        return error_memory(error);
    lookup->code_count = find_codes(lookup, lineages, count, false, lookup->codes);
    lookup->otherwise_count = find_codes(lookup, lineages, count, true, lookup->codes + lookup->code_count);
    put_itself_first(lookup);
    return USMCA_OK;
}

void lookup_otherwise(struct buffer *out, const struct lookup *lookup) {
    enum { MOST_SUBHEADINGS = 12 };
    const enum hs_level level = lookup->otherwise_count > MOST_SUBHEADINGS ? HS_HEADING : HS_SUBHEADING;
    uint32_t before = 0;
    for (uint32_t i = 0; i < lookup->otherwise_count; i++) {
        const uint32_t low = lookup->codes[lookup->code_count + i].low;
        const uint32_t unit = hs_unit(low, level);
        char room[HS_TEXT_SIZE];
        if (unit == before)
            continue;
        buffer_string(out, before != 0 ? ", " : "");
        buffer_text(out, (struct text){room, hs_print_dotted(room, low, level)});
        before = unit;
    }
}

static void select_for(const struct lookup *lookup, struct hs_code code, enum rule_kind kind, enum use use,
                       struct rule_matches *out) {
    struct rule_matches all;
    if (kind == RULE_OF_GOODS) {
        rulebook_select_for(lookup->book, code, lookup->date, use, out);
        return;
    }
    rulebook_select(lookup->book, code, lookup->date, kind, &all);
    out->count = 0;
    for (uint32_t i = 0; i < all.count; i++)
        if (rule_is_for(all.rules[i].rule, use))
            out->rules[out->count++] = all.rules[i];
}

static bool has_rule(const struct rule_matches *matches, const struct rule *rule) {
    for (uint32_t i = 0; i < matches->count; i++)
        if (matches->rules[i].rule == rule)
            return true;
    return false;
}

void lookup_rules(const struct lookup *lookup, struct hs_code code, enum rule_kind kind,
                  struct rule_matches *out) {
    select_for(lookup, code, kind, lookup->use, out);
    for (int use = USE_NONE + 1; use < USES && lookup->use == USE_NONE; use++) {
        struct rule_matches more;
        select_for(lookup, code, kind, (enum use)use, &more);
        for (uint32_t i = 0; i < more.count && out->count < MOST_MATCHES; i++)
            if (!has_rule(out, more.rules[i].rule))
                out->rules[out->count++] = more.rules[i];
    }
}

uint32_t lookup_disputes(const struct lookup *lookup, struct hs_code code) {
    uint32_t disputes = ask_disputes(lookup->book, lookup->edition, lookup->given, lookup->use);
    for (size_t kind = 0; kind < sizeof KINDS / sizeof KINDS[0]; kind++) {
        struct rule_matches matches;
        lookup_rules(lookup, code, KINDS[kind], &matches);
        for (uint32_t i = 0; i < matches.count; i++)
            disputes |= matches.rules[i].rule->disputes;
    }
    return disputes;
}

void lookup_facts(const struct lookup *lookup, struct asked_list *list) {
    if (lookup->kept != NULL)
        ask_kept_code(list, &lookup->book->general, lookup->given);
    ask_former_code(list, &lookup->book->general, lookup->given, FACT_OF_GOOD);
    for (uint32_t i = 0; i < lookup->code_count; i++)
        for (size_t kind = 0; kind < sizeof KINDS / sizeof KINDS[0]; kind++) {
            struct rule_matches matches;
            lookup_rules(lookup, lookup->codes[i], KINDS[kind], &matches);
            for (uint32_t k = 0; k < matches.count; k++)
                ask_rule(list, matches.rules[k].rule);
        }
    ask_general(list, lookup->book, lookup->edition, lookup->given);
}
