#include "origin/declared_facts.h"

#include "rulebook/ask.h"
#include "rulebook/select.h"

static const struct fact *known(const struct usmca_rulebook *book, enum fact_owner owner, struct text key) {
    for (uint32_t i = 0; i < book->fact_count; i++)
        if (book->facts[i].owner == owner && text_equal(book->facts[i].key, key))
            return &book->facts[i];
    return NULL;
}

/* What the rules of the good's code may ask for, whatever its date and use. */
static void collect(const struct origin_context *context, struct asked_list *list) {
    static const enum rule_kind KINDS[] = {RULE_OF_GOODS, RULE_ADDS_WAYS, RULE_ADDS_TESTS};
    struct rule_matches matches;
    for (size_t kind = 0; kind < sizeof KINDS / sizeof KINDS[0]; kind++) {
        rulebook_select(context->book, context->determination->rule_code, context->determination->day,
                        KINDS[kind], &matches);
        for (uint32_t i = 0; i < matches.count; i++)
            ask_rule(list, matches.rules[i].rule);
    }
    /* of a material, wherever it ends up: U.R. 18(7) */
    if (list->count < ASK_MOST && context->book->general.vehicles.high_wage_plant != NULL)
        list->items[list->count++] = (struct asked){context->book->general.vehicles.high_wage_plant,
                                                    context_cite(context, PROVISION_HIGH_WAGE_MATERIALS)};
    ask_general(list, context->book, context->codes.edition, context->codes.hs);
    for (uint32_t i = 0; i < context->good->material_count; i++) {
        ask_kept_code(list, &context->book->general, context->good->materials[i].hs);
        ask_former_code(list, &context->book->general, context->good->materials[i].hs, FACT_OF_MATERIAL);
    }
}

static bool asks(const struct asked_list *list, const struct fact *fact) {
    for (uint32_t i = 0; i < list->count; i++)
        if (fact_asked(list->items[i].fact) == fact_asked(fact))
            return true;
    return false;
}

/* Letters at which two keys agree from the beginning, and words that both have. */
static uint32_t likeness(struct text one, struct text other) {
    uint32_t alike = 0;
    struct text rest = one;
    struct text word;
    while (alike < one.length && alike < other.length && one.data[alike] == other.data[alike])
        alike++;
    while (text_split(&rest, '-', &word)) {
        struct text others = other;
        struct text match;
        while (word.length > 2 && text_split(&others, '-', &match))
            alike += text_equal(word, match) ? 4 : 0;
    }
    return alike;
}

static struct text nearest(const struct asked_list *list, enum fact_owner owner, struct text key) {
    enum { ALIKE = 4 };
    struct text found = NO_TEXT;
    uint32_t most = ALIKE - 1;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct fact *fact = list->items[i].fact;
        uint32_t alike = fact->owner == owner ? likeness(key, fact->key) : 0;
        if (alike > most) {
            most = alike;
            found = fact_asked(fact)->key;
        }
    }
    return found;
}

/* Declared in two ways, or in a word that answers nothing. */
static void tell_value(struct origin_context *context, const struct fact_value *declared,
                       const struct fact *fact, struct text line) {
    bool readable =
        fact == NULL || fact->type != FACT_BOOLEAN || fact_answer(declared->value) != RESULT_UNKNOWN;
    if (declared->contradicted)
        FINDING(context, FINDING_FACT_CONTRADICTED, line, NO_TEXT, line.length > 0 ? "line" : NULL,
                {"line", line}, {"fact", declared->key}, {"value", declared->value});
    else if (!readable)
        FINDING(context, FINDING_FACT_UNKNOWN, line, NO_TEXT, line.length > 0 ? "line.value" : "value",
                {"line", line}, {"fact", declared->key}, {"value", declared->value});
}

/* Denied by a line of the good's own bill of materials. */
static void tell_denied(struct origin_context *context, const struct fact_value *declared,
                        const struct fact *fact) {
    const struct line *against = fact_line_against(context, fact, declared->value);
    if (against != NULL && !declared->contradicted)
        FINDING(context, FINDING_FACT_CONTRADICTED, against->material->line, NO_TEXT, "bill",
                {"line", against->material->line}, {"fact", declared->key}, {"value", declared->value},
                {"hs", context_code(context, against->material->hs)});
}

static bool denied_by_codes(const struct origin_context *context, const struct fact *fact, struct text value,
                            const struct material *material) {
    if (material == NULL)
        return context->codes.lineage != NULL && fact_denied_by_code(fact, value, context->codes.code);
    for (uint32_t i = 0; i < context->determination->line_count; i++) {
        const struct line *line = &context->determination->lines[i];
        uint32_t denied = 0;
        while (line->material == material && denied < line->code_count &&
               fact_denied_by_code(fact, value, line->codes[denied]))
            denied++;
        if (denied > 0 && denied == line->code_count)
            return true;
    }
    return false;
}

static void tell_codes(struct origin_context *context, const struct fact_value *declared,
                       const struct fact *fact, const struct material *material) {
    if (fact->true_codes.set.count == 0 || declared->contradicted ||
        !denied_by_codes(context, fact, declared->value, material))
        return;
    FINDING(context, FINDING_FACT_CONTRADICTED, material != NULL ? material->line : NO_TEXT, NO_TEXT,
            material != NULL ? "line.code" : "code", {"line", material != NULL ? material->line : NO_TEXT},
            {"fact", declared->key}, {"value", declared->value},
            {"hs", context_code(context, material != NULL ? material->hs : context->good->hs)});
}

static void tell(struct origin_context *context, const struct asked_list *list, const struct facts *facts,
                 enum fact_owner owner, const struct material *material) {
    const struct text line = material != NULL ? material->line : NO_TEXT;
    for (uint32_t i = 0; i < facts->count; i++) {
        const struct fact_value *declared = &facts->values[i];
        struct text key = declared->key;
        const struct fact *fact = known(context->book, owner, key);
        tell_value(context, declared, fact, line);
        if (fact != NULL && owner == FACT_OF_GOOD)
            tell_denied(context, declared, fact);
        if (fact != NULL)
            tell_codes(context, declared, fact, material);
        if (fact != NULL &&
            (list->count == ASK_MOST || context->determination->rule == NULL || asks(list, fact)))
            continue;
        struct text near = nearest(list, owner, key);
        const char *variant = fact == NULL      ? (near.length > 0 ? "nearest" : NULL)
                              : near.length > 0 ? "not-asked.nearest"
                                                : "not-asked";
        FINDING_AS(context, FINDING_FACT_UNKNOWN, fact == NULL ? SEVERITY_WARNING : SEVERITY_INFO, line,
                   NO_TEXT, variant, {"fact", key}, {"nearest", near});
    }
}

void declared_facts_conclude(struct origin_context *context) {
    const struct good *good = context->good;
    bool any = good->facts.count > 0;
    for (uint32_t i = 0; i < good->material_count && !any; i++)
        any = good->materials[i].facts.count > 0;
    struct asked_list *list = any ? context_room(context, sizeof *list) : NULL;
    if (list == NULL)
        return;
    collect(context, list);
    tell(context, list, &good->facts, FACT_OF_GOOD, NULL);
    for (uint32_t i = 0; i < good->material_count; i++)
        tell(context, list, &good->materials[i].facts, FACT_OF_MATERIAL, &good->materials[i]);
}
