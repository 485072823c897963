#include "origin/vehicle/vehicle.h"

static bool line_in(const struct hs_editions *editions, const struct scope *scope, const struct line *line) {
    for (uint32_t i = 0; i < line->code_count; i++)
        if (hs_set_holds(scope->set, hs_lineage_code(editions, &line->lineages[i], scope->edition,
                                                     line->codes[i])) != HS_INSIDE)
            return false;
    return line->code_count > 0;
}

static bool describes(const struct hs_editions *editions, const struct parts_table *table,
                      const struct line *line) {
    for (uint32_t i = 0; i < table->described_count; i++)
        if (line_in(editions, &table->described[i].codes, line))
            return true;
    return false;
}

static bool is_core(const struct vehicle *vehicle, uint32_t line) {
    for (uint32_t i = 0; i < vehicle->core_count; i++)
        if (vehicle->core[i].line == line)
            return vehicle->core[i].described;
    return false;
}

/* A code of which a table names some goods only is of that table where the line is a core part, or where no
 * other table has it. */
static const struct parts_table *table_of(const struct usmca_rulebook *book,
                                          const struct determination *determination, uint32_t uses,
                                          uint32_t line) {
    const struct vehicle_provisions *provisions = &book->general.vehicles;
    const struct parts_table *described = NULL;
    for (uint32_t i = 0; i < provisions->table_count; i++) {
        const struct parts_table *table = &provisions->tables[i];
        if ((table->uses & uses) == 0)
            continue;
        if (line_in(book->editions, &table->codes, &determination->lines[line]))
            return table;
        if (!describes(book->editions, table, &determination->lines[line]))
            continue;
        if (is_core(determination->vehicle, line))
            return table;
        described = table; /* the later one: what is no core part is a principal part */
    }
    return described;
}

static void add_line(struct vehicle *vehicle, const struct parts_table *table, const struct line *line) {
    struct vehicle_table_sum *sums = vehicle->tables;
    uint32_t at = 0;
    while (at < vehicle->table_count && sums[at].table != table)
        at++;
    if (at == vehicle->table_count) {
        for (at = vehicle->table_count++; at > 0 && sums[at - 1].table > table; at--)
            sums[at] = sums[at - 1];
        sums[at] = (struct vehicle_table_sum){table, 0, 0, amount_of(0), amount_of(0)};
    }
    sums[at].lines++;
    sums[at].originating += line->originating;
    if (line->value.given)
        decimal_add(&sums[at].value.value, sums[at].value.value, line->value.value);
    if (line->vnm[METHOD_NET_COST].given)
        decimal_add(&sums[at].non_originating.value, sums[at].non_originating.value,
                    line->vnm[METHOD_NET_COST].value);
}

void vehicle_sum_tables(struct origin_context *context) {
    const struct determination *determination = context->determination;
    struct vehicle *vehicle = determination->vehicle;
    uint32_t uses = vehicle->vehicle_class != NULL
                        ? vehicle->vehicle_class->uses
                        : 1U << (vehicle->row != NULL ? vehicle->row->class : USE_OTHER_VEHICLE);
    vehicle->tables = context_room(context, sizeof *vehicle->tables *
                                                ((size_t)context->book->general.vehicles.table_count + 1));
    for (uint32_t i = 0; vehicle->tables != NULL && i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        const struct parts_table *table =
            line->disregarded ? NULL : table_of(context->book, determination, uses, i);
        if (table != NULL)
            add_line(vehicle, table, line);
    }
}
