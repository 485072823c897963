#include "rulebook/together.h"

#include <stdio.h>

#include "rulebook/compile.h"

/* ---- two rules for the same goods ---- */

static bool bits_meet(uint32_t a, uint32_t b) {
    return a == b || (a & b) != 0;
}

static bool periods_meet(struct period a, struct period b) {
    return a.from < b.until && b.from < a.until;
}

static bool same_goods(const struct rule *a, const struct rule *b) {
    return a->kind == RULE_OF_GOODS && b->kind == RULE_OF_GOODS && periods_meet(a->period, b->period) &&
           bits_meet(a->uses, b->uses) && bits_meet(a->importing, b->importing) &&
           bits_meet(a->exporting, b->exporting) && a->when.fact == b->when.fact &&
           a->when.negated == b->when.negated &&
           (a->held_in.dispute != b->held_in.dispute || a->held_in.reading == b->held_in.reading);
}

/* Whether one range lies within the other and is narrower: then it wins. */
static bool narrower(const struct rule_span *a, const struct rule_span *b) {
    bool inside = (a->low >= b->low && a->high <= b->high) || (b->low >= a->low && b->high <= a->high);
    return inside && (a->low != b->low || a->high != b->high);
}

static void check_overlaps(const struct usmca_rulebook *book, struct xml_reader *reader) {
    for (uint32_t i = 0; i < book->span_count; i++)
        for (uint32_t k = i + 1; k < book->span_count && book->spans[k].low <= book->spans[i].high; k++) {
            const struct rule_span *a = &book->spans[i];
            const struct rule_span *b = &book->spans[k];
            const struct rule *one = &book->rules[a->rule];
            const struct rule *other = &book->rules[b->rule];
            if (a->rule == b->rule || narrower(a, b) || !same_goods(one, other))
                continue;
            char code[HS_TEXT_SIZE];
            hs_print_dotted(code, b->low, HS_TARIFF_ITEM);
            xml_complain_at(
                reader, other->file.data, other->line,
                "rule %s is for the same goods, from %s on, as rule %s at %s:%u, and neither is narrower",
                other->id.data, code, one->id.data, one->file.data, one->line);
        }
}

/* ---- groups ---- */

static bool speaks_of_group(const struct rule *rule) {
    for (uint32_t i = 0; i < rule->alternative_count; i++)
        for (uint32_t k = 0; k < rule->alternatives[i].requirement_count; k++)
            if (rule->alternatives[i].requirements[k].change.group != GROUP_NONE)
                return true;
    return false;
}

static bool asks_change(const struct rule *rule) {
    for (uint32_t i = 0; i < rule->alternative_count; i++)
        for (uint32_t k = 0; k < rule->alternatives[i].requirement_count; k++)
            if (rule->alternatives[i].requirements[k].kind == REQUIRE_CHANGE)
                return true;
    return false;
}

static bool same_scope(const struct rule *a, const struct rule *b) {
    return a->scope.set.count == b->scope.set.count &&
           memcmp(a->scope.set.ranges, b->scope.set.ranges,
                  sizeof *a->scope.set.ranges * a->scope.set.count) == 0;
}

/* "Any … outside that group" means the group of the ordinary rule, whatever the use, the trade or the goods
 * described: a rule for those that has another group is a mistake of whoever copied it. */
static bool is_variant(const struct rule *rule, const struct rule *base) {
    return base->kind == RULE_OF_GOODS && rule->kind == RULE_OF_GOODS && base->uses == 0 &&
           base->importing == 0 && base->exporting == 0 && base->when.fact == NULL &&
           (rule->uses != 0 || rule->importing != 0 || rule->exporting != 0 || rule->when.fact != NULL) &&
           periods_meet(rule->period, base->period);
}

static void check_groups(const struct usmca_rulebook *book, struct xml_reader *reader) {
    for (uint32_t i = 0; i < book->span_count; i++)
        for (uint32_t k = i + 1; k < book->span_count && book->spans[k].low <= book->spans[i].high; k++) {
            const struct rule *one = &book->rules[book->spans[i].rule];
            const struct rule *other = &book->rules[book->spans[k].rule];
            const struct rule *rule = is_variant(one, other) ? one : other;
            const struct rule *base = rule == one ? other : one;
            if (!is_variant(rule, base) || same_scope(rule, base) || !asks_change(rule) ||
                (!speaks_of_group(rule) && !speaks_of_group(base)))
                continue;
            xml_complain_at(reader, rule->file.data, rule->line,
                            "the group of rule %s is not that of rule %s at %s:%u, whose goods it takes",
                            rule->id.data, base->id.data, base->file.data, base->line);
        }
}

/* Whatever an answer cites has to be found. */
static void check_provisions(const struct usmca_rulebook *book, const char *folder,
                             struct xml_reader *reader) {
    for (int provision = 0; provision < PROVISIONS; provision++)
        if (book->general.cites[provision].length == 0)
            xml_complain_at(reader, folder, 0, "<provision id=\"%s\"> is missing", PROVISION_IDS[provision]);
}

/* ---- steps in time ---- */

/* Of what one thing is asked on one day, the first would hold and the other be passed over. */
static void check_thresholds(const struct general *general, const char *folder, struct xml_reader *reader) {
    for (uint32_t i = 0; i < general->threshold_count; i++)
        for (uint32_t k = 0; k < i; k++)
            if (general->thresholds[i].kind == general->thresholds[k].kind &&
                periods_meet(general->thresholds[i].period, general->thresholds[k].period))
                xml_complain_at(reader, folder, 0, "two thresholds of one kind hold on one day");
    if (general->in_force == 0)
        xml_complain_at(reader, folder, 0, "in-force is missing");
    for (int kind = THRESHOLD_TARIFF_SHIFT; kind <= THRESHOLD_SET; kind++)
        if (general_threshold(general, (enum threshold_kind)kind, general->in_force) == NULL)
            xml_complain_at(reader, folder, 0, "a kind of threshold is missing");
}

static bool is_core_part(const struct vehicle_provisions *vehicles, struct text id) {
    for (uint32_t i = 0; i < vehicles->core_part_count; i++)
        if (text_equal(vehicles->core_parts[i].id, id))
            return true;
    return false;
}

static void check_assembly_parts(const struct vehicle_provisions *vehicles, const char *folder,
                                 struct xml_reader *reader) {
    for (uint32_t i = 0; i < vehicles->assembly_part_count; i++) {
        struct text rest = vehicles->assembly_parts[i].parts;
        struct text part;
        while (rest.length > 0 && text_split(&rest, ' ', &part))
            if (part.length > 0 && !is_core_part(vehicles, part))
                xml_complain_at(reader, folder, 0, "no core-part \"%.*s\"", (int)part.length, part.data);
    }
}

static void check_vehicles(const struct vehicle_provisions *vehicles, const char *folder,
                           struct xml_reader *reader) {
    for (uint32_t i = 0; i < vehicles->floor_count; i++)
        for (uint32_t k = 0; k < i; k++)
            if (vehicles->floors[i].country == vehicles->floors[k].country &&
                periods_meet(vehicles->floors[i].period, vehicles->floors[k].period))
                xml_complain_at(reader, folder, 0, "two wage floors of one country hold on one day");
    for (uint32_t i = 0; i < vehicles->core_content_count; i++)
        for (uint32_t k = 0; k < i; k++)
            if (periods_meet(vehicles->core_content[i].period, vehicles->core_content[k].period))
                xml_complain_at(reader, folder, 0, "two contents of core parts hold on one day");
    for (uint32_t i = 0; i < vehicles->class_count; i++)
        for (uint32_t k = 0; k < i; k++)
            if (text_equal(vehicles->classes[i].id, vehicles->classes[k].id))
                xml_complain_at(reader, folder, 0, "the vehicle-class %s stands twice",
                                vehicles->classes[i].id.data);
    for (uint32_t c = 0; c < vehicles->class_count; c++)
        for (uint32_t i = 0; i < vehicles->classes[c].labour_count; i++)
            for (uint32_t k = 0; k < i; k++)
                if (periods_meet(vehicles->classes[c].labour[i].period,
                                 vehicles->classes[c].labour[k].period))
                    xml_complain_at(reader, folder, 0, "two labor values of class %s hold on one day",
                                    vehicles->classes[c].id.data);
}

/* ---- the whole ---- */

static bool is_ordinary(const struct rule *rule) {
    return rule->kind == RULE_OF_GOODS && rule->uses == 0 && rule->importing == 0 && rule->exporting == 0;
}

/* Whatever the day: that the steps of a code meet in time is for `usmca validate` to say. */
static void check_coverage(const struct usmca_rulebook *book, const char *folder, struct xml_reader *reader) {
    enum { LAST_CHAPTER = 97 };
    uint32_t count = 0;
    const uint32_t *codes = hs_subheadings(book->editions, book->edition, &count);
    uint32_t span = 0;
    uint32_t furthest = 0; /* what the rules that begin up to the code reach */
    for (uint32_t i = 0; i < count; i++) {
        struct hs_code code = hs_code_subheading(codes[i]);
        for (; span < book->span_count && book->spans[span].low <= code.high; span++)
            if (book->spans[span].high > furthest && is_ordinary(&book->rules[book->spans[span].rule]))
                furthest = book->spans[span].high;
        if (furthest >= code.low || hs_unit(code.low, HS_CHAPTER) > LAST_CHAPTER)
            continue;
        char number[HS_TEXT_SIZE];
        hs_print_dotted(number, code.low, HS_SUBHEADING);
        xml_complain_at(reader, folder, 0, "%s has no rule", number);
        return;
    }
}

/* A book that lost one of its files, or an element of one, says less than the law. */
static void check_whole(const struct usmca_rulebook *book, const char *folder, struct xml_reader *reader) {
    const char *lacking = general_lacks(&book->general);
    if (lacking == NULL)
        lacking = vehicles_lack(&book->general.vehicles);
    if (lacking != NULL)
        xml_complain_at(reader, folder, 0, "<%s> is missing", lacking);
    check_provisions(book, folder, reader);
    check_thresholds(&book->general, folder, reader);
    check_vehicles(&book->general.vehicles, folder, reader);
    check_assembly_parts(&book->general.vehicles, folder, reader);
    check_coverage(book, folder, reader);
}

usmca_status check_together(struct usmca_rulebook *book, const char *folder,
                            struct xml_complaints *complaints, usmca_error *error) {
    struct xml_reader reader = {.arena = &book->arena, .error = error, .complaints = complaints};
    check_overlaps(book, &reader);
    check_groups(book, &reader);
    if (folder != NULL)
        check_whole(book, folder, &reader);
    return reader.status;
}
