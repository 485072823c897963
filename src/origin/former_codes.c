#include "origin/former_codes.h"

#include "rulebook/sentence.h"

static bool is_of(const struct former_code *former, enum hs_edition edition, const struct hs_code *hs) {
    return former->codes.edition == edition && hs_set_holds(former->codes.set, *hs) == HS_INSIDE;
}

static struct condition condition_for(const struct former_code *former, const struct material *material) {
    return material == NULL ? former->when : former->material_when;
}

static enum result declared(struct origin_context *context, const struct former_code *former,
                            const struct material *material) {
    const struct condition when = condition_for(former, material);
    const struct line line = {.material = material, .of = context};
    if (when.fact == NULL)
        return RESULT_UNKNOWN;
    return material == NULL ? condition_of_good_unasked(context, NULL, when)
                            : condition_of_line_unasked(&line, when);
}

static bool holds(const struct scope *scope, const struct hs_lineage *lineage, enum hs_edition book) {
    return hs_set_holds(scope->set, hs_code_subheading(lineage->in[book])) == HS_INSIDE;
}

/* All of it, where nothing would be left. */
static void leave_out(struct origin_context *context, const struct scope *scope, struct code_set *set) {
    struct hs_lineage *lineages = context_room(context, sizeof *lineages * set->count);
    struct hs_code *codes = context_room(context, sizeof *codes * set->count);
    uint32_t count = 0;
    if (lineages == NULL || codes == NULL)
        return;
    for (uint32_t i = 0; i < set->count; i++) {
        if (holds(scope, &set->lineages[i], context->book->edition))
            continue;
        lineages[count] = set->lineages[i];
        codes[count++] = set->codes[i];
    }
    if (count > 0)
        *set = (struct code_set){lineages, codes, count, set->problem};
}

void former_codes_keep(struct origin_context *context, enum hs_edition edition, const struct hs_code *hs,
                       const struct material *material, struct code_set *set) {
    const struct general *general = &context->book->general;
    for (uint32_t i = 0; i < general->former_code_count && set->count > 1; i++) {
        const struct former_code *former = &general->former_codes[i];
        if (!is_of(former, edition, hs))
            continue;
        const enum result result = declared(context, former, material);
        if (result != RESULT_UNKNOWN)
            leave_out(context, result == RESULT_PASS ? &former->otherwise : &former->was, set);
    }
}

static bool tells_apart(const struct former_code *former, const struct code_set *set, enum hs_edition book) {
    bool was = false;
    bool otherwise = false;
    for (uint32_t i = 0; i < set->count; i++) {
        was = was || holds(&former->was, &set->lineages[i], book);
        otherwise = otherwise || holds(&former->otherwise, &set->lineages[i], book);
    }
    return was && otherwise;
}

static void ask(struct origin_context *context, const struct former_code *former, const struct line *line) {
    const struct text question =
        sentence_question(context->book, condition_for(former, line != NULL ? line->material : NULL).fact);
    if (line == NULL) {
        condition_of_good(context, NULL, former->when);
        FINDING(context, FINDING_FACT_MISSING, NO_TEXT, former->cite, NULL, {"fact", former->when.fact->key},
                {"question", question});
        return;
    }
    const struct line alone = {.material = line->material, .of = context};
    condition_of_line(&alone, former->material_when);
    FINDING(context, FINDING_FACT_MISSING, line->material->line, former->cite, "material",
            {"line", line->material->line}, {"fact", former->material_when.fact->key},
            {"question", question});
}

bool former_codes_ask(struct origin_context *context, enum hs_edition edition, const struct hs_code *hs,
                      const struct line *line, const struct code_set *set) {
    const struct general *general = &context->book->general;
    const struct material *material = line != NULL ? line->material : NULL;
    bool any = false;
    for (uint32_t i = 0; i < general->former_code_count; i++) {
        const struct former_code *former = &general->former_codes[i];
        if (!is_of(former, edition, hs) || condition_for(former, material).fact == NULL ||
            declared(context, former, material) != RESULT_UNKNOWN ||
            !tells_apart(former, set, context->book->edition))
            continue;
        ask(context, former, line);
        any = true;
    }
    return any;
}

static bool is_asked_as(const struct condition *when, const struct fact *fact) {
    return when->fact != NULL && fact_asked(when->fact) == fact;
}

bool former_codes_have(const struct general *general, const struct fact *fact) {
    for (uint32_t i = 0; i < general->former_code_count; i++)
        if (is_asked_as(&general->former_codes[i].when, fact) ||
            is_asked_as(&general->former_codes[i].material_when, fact))
            return true;
    return false;
}
