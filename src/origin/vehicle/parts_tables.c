#include "origin/vehicle/parts_tables.h"

/* ---- the good ---- */

static enum result table_lists_good(const struct origin_context *context, const struct parts_table *table,
                                    uint32_t uses, const struct fact **open) {
    struct hs_code code = context->codes.code;
    enum result listed = scope_holds_good(context, &table->codes, code);
    for (uint32_t i = 0; i < table->described_count && listed != RESULT_PASS; i++) {
        const struct described_goods *described = &table->described[i];
        enum result inside = scope_holds_good(context, &described->codes, code);
        if (inside == RESULT_FAIL || (described->uses != 0 && (described->uses & uses) == 0))
            continue;
        enum result is = condition_of_good(context, NULL, described->when);
        if (is == RESULT_UNKNOWN)
            *open = described->when.fact;
        listed = result_or(listed, result_and(inside, is));
    }
    return listed;
}

enum result parts_tables_list_good(const struct origin_context *context, uint32_t uses) {
    const struct vehicle_provisions *provisions = &context->book->general.vehicles;
    const struct fact *open = NULL;
    enum result listed = RESULT_FAIL;
    for (uint32_t i = 0; i < provisions->table_count; i++)
        if ((provisions->tables[i].uses & uses) != 0)
            listed = result_or(listed, table_lists_good(context, &provisions->tables[i], uses, &open));
    return listed;
}

/* ---- the choice of U.R. 20(4) ---- */

/* A part of Table F for a vehicle of 20(2), and a component of Table G for one of 20(3)(a). */
static enum result good_has_choice(const struct origin_context *context, const struct fact **open) {
    const struct vehicle_provisions *provisions = &context->book->general.vehicles;
    enum result either[2] = {RESULT_FAIL, RESULT_FAIL}; /* for the vehicle of 20(3)(a), and of 20(2) */
    const struct fact *of_vehicle = NULL;
    for (uint32_t i = 0; i < provisions->table_count; i++) {
        const struct parts_table *table = &provisions->tables[i];
        if (table->choice_when.fact == NULL)
            continue;
        enum result vehicle = condition_of_good(context, NULL, table->choice_when);
        enum result listed = table_lists_good(context, table, table->uses, open);
        if (vehicle == RESULT_UNKNOWN)
            of_vehicle = table->choice_when.fact;
        for (int of = 0; of < 2; of++)
            if (vehicle == RESULT_PASS ||
                (vehicle == RESULT_UNKNOWN && (of == 1) != table->choice_when.negated))
                either[of] = result_or(either[of], listed);
    }
    if (either[0] == either[1])
        return either[0];
    *open = of_vehicle;
    return RESULT_UNKNOWN;
}

static enum result line_is_listed(const struct origin_context *context, const struct line *line) {
    const struct vehicle_provisions *provisions = &context->book->general.vehicles;
    const struct produced *produced = line->produced;
    enum result listed = produced != NULL ? produced->listed_for_other_vehicles : RESULT_FAIL;
    for (uint32_t i = 0; i < provisions->table_count && listed != RESULT_PASS; i++) {
        const struct parts_table *table = &provisions->tables[i];
        if (table->choice_when.fact == NULL)
            continue;
        if (table->material_when.fact != NULL)
            listed = result_or(listed, condition_of_line(line, table->material_when));
        listed = result_or(listed, scope_holds_line(context, &table->codes, line));
        for (uint32_t k = 0; k < table->described_count; k++)
            if (table->described[k].when.fact == NULL)
                listed = result_or(listed, scope_holds_line(context, &table->described[k].codes, line));
    }
    return listed;
}

enum result parts_tables_choice(const struct origin_context *context, const struct line *line,
                                const struct fact **open) {
    *open = NULL;
    if (!context_for_use(context, 1U << USE_OTHER_VEHICLE))
        return RESULT_FAIL;
    enum result result = result_and(good_has_choice(context, open), line_is_listed(context, line));
    return result == RESULT_UNKNOWN && context->setting->suppose_listed ? RESULT_PASS : result;
}
