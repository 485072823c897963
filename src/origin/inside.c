#include "origin/inside.h"

#include "origin/materials.h"
#include "origin/vehicle/core_parts.h"

static bool looked_into(const struct usmca_rulebook *book, const struct line *line) {
    if (case_bill_missing(line->material))
        return true;
    for (uint32_t i = 0; i < line->code_count; i++)
        if (book->looked_into[hs_unit(line->codes[i].low, HS_CHAPTER)] ||
            core_parts_heading(book, line->codes[i]))
            return true;
    return line->produced != NULL && (line->produced->contained_count > 0 || !line->produced->contents_known);
}

struct amount inside_units(const struct material *material) {
    return material->value.given && !material->quantity.given ? amount_not_given() : case_units(material);
}

static struct contained contained_of(const struct line *line, struct arena *arena) {
    const struct material *material = line->material;
    struct contained kept = {.line = arena_keep(arena, material->line),
                             .material_id = arena_keep(arena, material->material_id),
                             .country = arena_keep(arena, material->country),
                             .hs = material->hs,
                             .hs_rule = material->hs_rule,
                             .hs_edition = edition_choice(line->edition),
                             .tariff = line->tariff,
                             .facts = facts_keep(material->facts, arena),
                             .originating = line->originating,
                             .self_produced = case_self_produced(material) != NULL,
                             .bill_missing = case_bill_missing(material),
                             .produced = line->produced};
    if (amount_keep(&kept.units, inside_units(material), arena) != AMOUNT_OK)
        kept.units = amount_not_given();
    if (amount_keep(&kept.weight_kg, material->weight_kg, arena) != AMOUNT_OK)
        kept.weight_kg = amount_not_given();
    return kept;
}

void inside_keep(struct produced *produced, const struct determination *determination,
                 const struct usmca_rulebook *book, struct arena *arena) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        count += !line->disregarded && !line->beside && looked_into(book, line);
    }
    struct contained *contained = count > 0 ? ARENA_ARRAY(arena, struct contained, count) : NULL;
    for (uint32_t i = 0; contained != NULL && i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        if (!line->disregarded && !line->beside && looked_into(book, line))
            contained[produced->contained_count++] = contained_of(line, arena);
    }
    produced->contained = contained;
    produced->contents_known = determination->status != STATUS_REJECTED;
}

void inside_line(struct origin_context *context, const struct contained *contained, struct line *line,
                 struct material *material) {
    bool self_produced = contained->self_produced || contained->bill_missing;
    *material = (struct material){.line = contained->line,
                                  .material_id = contained->material_id,
                                  .country = contained->country,
                                  .hs = contained->hs,
                                  .hs_rule = contained->hs_rule,
                                  .hs_edition = contained->hs_edition,
                                  .tariff = contained->tariff,
                                  .facts = contained->facts,
                                  .role = self_produced ? ROLE_SELF_PRODUCED : ROLE_MATERIAL,
                                  .weight_kg = contained->weight_kg,
                                  .produced = contained->produced};
    *line = (struct line){
        .material = material, .produced = contained->produced, .originating = contained->originating};
    materials_find_codes(context, line);
}
