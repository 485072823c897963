#include "rulebook/ask.h"

static void add(struct asked_list *list, const struct fact *fact, struct text cite) {
    if (fact == NULL)
        return;
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i].fact == fact)
            return;
    if (list->count < ASK_MOST)
        list->items[list->count++] = (struct asked){fact, cite};
}

static void add_origins(struct asked_list *list, const struct origin_item *items, uint32_t count,
                        struct text cite) {
    for (uint32_t i = 0; i < count; i++)
        add(list, items[i].when.fact, cite);
}

static void ask_requirement(struct asked_list *list, const struct requirement *requirement,
                            struct text cite) {
    const struct change *change = &requirement->change;
    add_origins(list, change->also, change->also_count, cite);
    add_origins(list, change->except, change->except_count, cite);
    for (uint32_t i = 0; i < change->combination_count; i++)
        add_origins(list, change->combinations[i].items, change->combinations[i].count, cite);
    add(list, requirement->share.when.fact, cite);
    add(list, requirement->process.fact, cite);
    add(list, requirement->vehicle.declared, cite);
    add(list, requirement->vehicle.exempt.fact, cite);
    add(list, requirement->each.when.fact, cite);
    add(list, requirement->each.must.fact, cite);
}

void ask_rule(struct asked_list *list, const struct rule *rule) {
    add(list, rule->when.fact, rule->cite);
    add(list, rule->component.fact, rule->cite);
    for (uint32_t i = 0; i < rule->disregard_count; i++)
        add(list, rule->disregards[i].when.fact, rule->cite);
    for (uint32_t i = 0; i < rule->alternative_count; i++) {
        add(list, rule->alternatives[i].when.fact, rule->cite);
        for (uint32_t k = 0; k < rule->alternatives[i].requirement_count; k++)
            ask_requirement(list, &rule->alternatives[i].requirements[k], rule->cite);
    }
}

/* Whether some counterpart of the code may lie in the scope. */
static bool may_hold(const struct usmca_rulebook *book, const struct scope *scope, enum hs_edition edition,
                     struct hs_code code) {
    return hs_exists(book->editions, edition, code) &&
           scope_holds_code(scope, book->editions, edition, code) != RESULT_FAIL;
}

struct subject {
    const struct usmca_rulebook *book;
    enum hs_edition edition;
    struct hs_code code;
};

static void add_provisions(struct asked_list *list, const struct subject *good,
                           const struct materials_provision *provisions, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (!may_hold(good->book, &provisions[i].goods, good->edition, good->code))
            continue;
        add(list, provisions[i].goods_when.fact, provisions[i].cite);
        add(list, provisions[i].materials_when.fact, provisions[i].cite);
    }
}

/* U.R. 20(4): who has the choice, and of which goods and materials. */
static void ask_table(struct asked_list *list, const struct subject *good, const struct parts_table *table) {
    bool whole = may_hold(good->book, &table->codes, good->edition, good->code);
    bool listed = whole;
    for (uint32_t i = 0; i < table->described_count; i++) {
        if (!may_hold(good->book, &table->described[i].codes, good->edition, good->code))
            continue;
        listed = true;
        if (table->choice_when.fact != NULL)
            add(list, table->described[i].when.fact, table->cite);
    }
    if (listed && table->choice_when.fact != NULL)
        add(list, table->choice_when.fact, good->book->general.cites[PROVISION_OTHER_VEHICLES]);
    if (whole)
        add(list, table->material_when.fact, good->book->general.cites[PROVISION_OTHER_VEHICLES_TABLE]);
}

/* Facts of the lines of vehicles, and of core parts. */
static void ask_vehicles(struct asked_list *list, const struct subject *good) {
    const struct vehicle_provisions *provisions = &good->book->general.vehicles;
    if (may_hold(good->book, &provisions->codes, good->edition, good->code)) {
        add(list, provisions->core_part, good->book->general.cites[PROVISION_CORE_PARTS_TABLE]);
        add(list, provisions->high_wage_plant, good->book->general.cites[PROVISION_HIGH_WAGE_PLANTS]);
    }
    for (uint32_t i = 0; i < provisions->table_count; i++)
        ask_table(list, good, &provisions->tables[i]);
    for (uint32_t i = 0; i < provisions->core_part_count; i++)
        if (may_hold(good->book, &provisions->core_parts[i].codes, good->edition, good->code)) {
            add(list, provisions->core_component, good->book->general.cites[PROVISION_CORE_COMPONENTS]);
            add(list, provisions->high_wage_plant, good->book->general.cites[PROVISION_HIGH_WAGE_PLANTS]);
        }
}

/* Transport, U.R. 10(3), and what is no production. */
static void ask_production(struct asked_list *list, const struct subject *good) {
    const struct general *general = &good->book->general;
    for (uint32_t i = 0; i < general->transport_exception_count; i++) {
        const struct transport_exception *exception = &general->transport_exceptions[i];
        if (!may_hold(good->book, &exception->goods, good->edition, good->code))
            continue;
        add(list, exception->when.fact, exception->cite);
        add(list, exception->except_when.fact, exception->cite);
        add(list, exception->unless.fact, exception->cite);
    }
    add(list, general->production.produced.fact, general->production.cite);
    add(list, general->production.diluted.fact, general->production.dilution_cite);
    add(list, general->production.diluent.fact, general->production.dilution_cite);
}

void ask_kept_code(struct asked_list *list, const struct general *general, struct hs_code code) {
    for (uint32_t i = 0; i < general->kept_code_count; i++)
        if (hs_set_holds(general->kept_codes[i].codes.set, code) != HS_OUTSIDE)
            add(list, general->kept_codes[i].unless.fact, general->kept_codes[i].cite);
}

void ask_former_code(struct asked_list *list, const struct general *general, struct hs_code code,
                     enum fact_owner owner) {
    for (uint32_t i = 0; i < general->former_code_count; i++) {
        const struct former_code *former = &general->former_codes[i];
        const struct condition when = owner == FACT_OF_GOOD ? former->when : former->material_when;
        if (when.fact != NULL && hs_set_holds(former->codes.set, code) != HS_OUTSIDE)
            add(list, when.fact, former->cite);
    }
}

void ask_general(struct asked_list *list, const struct usmca_rulebook *book, enum hs_edition edition,
                 struct hs_code code) {
    const struct general *general = &book->general;
    add(list, general->wholly_obtained_when.fact, general->wholly_obtained_cite);
    if (may_hold(book, &general->grown, edition, code))
        add(list, general->grown_from.fact, general->grown_cite);
    if (!may_hold(book, &general->parts_except, edition, code)) {
        add(list, general->unassembled_when.fact, general->parts_cite);
        add(list, general->part_when.fact, general->parts_cite);
    }
    for (uint32_t i = 0; i < general->schedule_count; i++)
        if (may_hold(book, &general->schedule[i].goods, edition, code)) {
            add(list, general->schedule[i].when.fact, general->schedule_cite);
            add(list, general->imported_from, general->schedule_cite);
        }
    if (may_hold(book, &general->remanufactured, edition, code) &&
        !may_hold(book, &general->remanufactured_except, edition, code))
        add(list, general->remanufactured_when.fact, general->remanufactured_cite);
    const struct subject good = {book, edition, code};
    add_provisions(list, &good, general->exclusions, general->exclusion_count);
    add_provisions(list, &good, general->allowances, general->allowance_count);
    add_provisions(list, &good, general->disregarded, general->disregarded_count);
    for (uint32_t i = 0; i < general->weight_share_count; i++) {
        const struct weight_de_minimis *share = &general->weight_shares[i];
        if (!may_hold(book, &share->goods, edition, code))
            continue;
        add(list, share->elastomeric.fact, share->cite);
        add(list, share->component.fact, share->cite);
    }
    ask_vehicles(list, &good);
    for (uint32_t i = 0; i < general->disqualification_count; i++)
        add(list, general->disqualifications[i].when.fact, general->disqualifications[i].cite);
    add(list, general->unacceptable_price.fact, general->unacceptable_price_cite);
    add(list, general->unacceptable_value.fact, general->unacceptable_value_cite);
    ask_production(list, &good);
    ask_kept_code(list, general, code);
    ask_former_code(list, general, code, FACT_OF_GOOD);
}

/* ---- disputes ---- */

static uint32_t dispute_bit(struct held_in held_in) {
    return held_in.dispute != NULL ? 1U << held_in.dispute->number : 0;
}

static uint32_t disputes_of(const struct subject *good, const struct materials_provision *provisions,
                            uint32_t count) {
    uint32_t disputes = 0;
    for (uint32_t i = 0; i < count; i++)
        if (may_hold(good->book, &provisions[i].goods, good->edition, good->code))
            disputes |= dispute_bit(provisions[i].held_in);
    return disputes;
}

/* U.R. 14(2), 15(4): whether such a good may be one that originates by its content alone. */
static bool only_by_content(const struct subject *good, enum use use) {
    const struct general *general = &good->book->general;
    for (uint32_t i = 0; i < general->parts_not_count; i++)
        if ((use == USE_NONE || use_in(general->parts_not[i].uses, use)) &&
            may_hold(good->book, &general->parts_not[i].goods, good->edition, good->code))
            return true;
    return false;
}

uint32_t ask_disputes(const struct usmca_rulebook *book, enum hs_edition edition, struct hs_code code,
                      enum use use) {
    const struct general *general = &book->general;
    const struct subject good = {book, edition, code};
    uint32_t disputes = disputes_of(&good, general->exclusions, general->exclusion_count) |
                        disputes_of(&good, general->allowances, general->allowance_count) |
                        disputes_of(&good, general->disregarded, general->disregarded_count);
    for (uint32_t i = 0; i < general->weight_share_count; i++)
        if (may_hold(book, &general->weight_shares[i].goods, edition, code))
            disputes |= dispute_bit(general->weight_shares[i].held_in);
    for (uint32_t i = 0; i < general->not_waived_count; i++) {
        bool vehicles = may_hold(book, &general->vehicles.codes, edition, code);
        if (general->not_waived[i].goods == NOT_WAIVED_AVERAGED_VEHICLES ? vehicles
                                                                         : only_by_content(&good, use))
            disputes |= dispute_bit(general->not_waived[i].held_in);
    }
    for (uint32_t i = 0; i < general->vehicles.melted_count; i++)
        if (may_hold(book, &general->vehicles.codes, edition, code))
            disputes |= dispute_bit(general->vehicles.melted[i].held_in);
    if (may_hold(book, &general->vehicles.with_core_parts, edition, code))
        disputes |= dispute_bit(general->vehicles.whole_core_parts.held_in);
    return disputes;
}
