#include "origin/vehicle/producer_figures.h"

#include <Judy.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "origin/vehicle/key_bytes.h"

/* So that days and producers without end do not keep memory without end. */
enum { MOST_KEPT = 4096 };

struct producer_figures {
    void *places; /* JudyHS: what was asked, to the figures */
    size_t count;
    struct arena arena;
    struct buffer asked;
};

struct producer_figures *producer_figures_new(void) {
    return calloc(1, sizeof(struct producer_figures));
}

static void forget(struct producer_figures *figures) {
    JudyHSFreeArray(&figures->places, PJE0);
    arena_reset(&figures->arena);
    figures->count = 0;
}

void producer_figures_free(struct producer_figures *figures) {
    if (figures == NULL)
        return;
    forget(figures);
    arena_free(&figures->arena);
    buffer_free(&figures->asked);
    free(figures);
}

/* ---- what is asked ---- */

enum asked { ASKED_TECHNOLOGY, ASKED_ASSEMBLY, ASKED_PURCHASES, ASKED_COSTS, ASKED_LABOUR };

/* Begins with what all are asked by; the provisions are told apart by where the rule book has them. */
static struct buffer *ask(struct producer_figures *figures, enum asked asked, struct text producer, date day,
                          const void *provision) {
    struct buffer *out = &figures->asked;
    out->length = 0;
    key_put_bytes(out, &asked, sizeof asked);
    key_put_bytes(out, &day, sizeof day);
    key_put_bytes(out, &provision, sizeof provision);
    key_put_text(out, producer);
    return out;
}

static struct buffer *ask_category(struct producer_figures *figures, enum asked asked,
                                   const struct vehicle_row *of, struct day_range range) {
    struct buffer *out = &figures->asked;
    out->length = 0;
    key_put_bytes(out, &asked, sizeof asked);
    key_put_bytes(out, &range.from, sizeof range.from);
    key_put_bytes(out, &range.until, sizeof range.until);
    category_put_key(out, of);
    return out;
}

/* Zeroed figures for what was asked, or those that are kept; NULL where there is no memory to keep any. */
static void *kept(struct producer_figures *figures, size_t size, bool *found) {
    const struct buffer *asked = &figures->asked;
    *found = false;
    if (asked->failed)
        return NULL;
    PWord_t place = (PWord_t)JudyHSGet(figures->places, asked->data, asked->length);
    *found = place != NULL;
    if (*found)
        return (void *)*place;
    if (figures->count == MOST_KEPT)
        forget(figures);
    void *room = arena_allocate(&figures->arena, size);
    place = room != NULL ? (PWord_t)JudyHSIns(&figures->places, asked->data, asked->length, PJE0) : NULL;
    if (place == NULL || (void *)place == (void *)PPJERR)
        return NULL;
    *place = (Word_t)room;
    figures->count++;
    return room;
}

/* ---- figures ---- */

struct technology figures_technology(struct producer_figures *figures, const struct vehicle_data *data,
                                     struct text producer, date day) {
    struct technology *room = NULL;
    bool found = false;
    if (figures != NULL) {
        (void)ask(figures, ASKED_TECHNOLOGY, producer, day, NULL);
        room = kept(figures, sizeof *room, &found);
    }
    if (found)
        return *room;
    struct technology technology = plants_technology(data, producer, day);
    if (room != NULL)
        *room = technology;
    return technology;
}

struct assembly {
    enum result result;
    const struct plant_row *row;
    struct conversions told;
};

enum result figures_assembly(struct producer_figures *figures, const struct vehicle_data *data,
                             const struct vehicle_class *vehicle_class, struct text producer, date day,
                             const struct plant_row **row, struct conversions *told) {
    struct assembly *room = NULL;
    struct assembly assembly = {.result = RESULT_UNKNOWN};
    bool found = false;
    if (figures != NULL) {
        (void)ask(figures, ASKED_ASSEMBLY, producer, day, vehicle_class);
        room = kept(figures, sizeof *room, &found);
    }
    if (found)
        assembly = *room;
    else
        assembly.result = plants_assembly(data, vehicle_class, producer, day, &assembly.row, &assembly.told);
    if (room != NULL)
        *room = assembly;
    *row = assembly.row;
    conversions_join(told, &assembly.told);
    return assembly.result;
}

struct purchases_outcome figures_purchases(struct producer_figures *figures, const struct vehicle_data *data,
                                           struct text producer, const struct vehicle_row *of, date day,
                                           const struct purchases_requirement *required,
                                           const struct melted_provision *melted) {
    struct purchases_outcome *room = NULL;
    bool found = false;
    if (figures != NULL) {
        struct buffer *asked = ask(figures, ASKED_PURCHASES, producer, day, required);
        key_put_bytes(asked, &melted, sizeof melted);
        if (of != NULL) { /* the words of purchases.csv that it is held against */
            key_put_text(asked, of->plant);
            key_put_text(asked, of->model_line);
            key_put_bytes(asked, &of->class, sizeof of->class);
        }
        room = kept(figures, sizeof *room, &found);
    }
    if (found)
        return *room;
    struct purchases_outcome outcome = purchases_reckon(data, producer, of, day, required, melted);
    if (room != NULL)
        *room = outcome;
    return outcome;
}

/* ---- of a category ---- */

struct category_costs figures_costs(struct producer_figures *figures, const struct vehicle_data *data,
                                    const struct vehicle_row *of, const struct category_period *period) {
    struct category_costs *room = NULL;
    bool found = false;
    if (figures != NULL &&
        category_in_one_currency(data, period)) { /* else by the currency and day of the vehicle */
        (void)ask_category(figures, ASKED_COSTS, of, period->range);
        room = kept(figures, sizeof *room, &found);
    }
    if (found)
        return *room;
    struct category_costs costs = category_costs_reckon(data, of, period);
    if (room != NULL)
        *room = costs;
    return costs;
}

struct category_labour figures_labour(struct producer_figures *figures, const struct vehicle_data *data,
                                      const struct vehicle_row *of, const struct category_period *period,
                                      bool past, enum labour_formula formula) {
    struct category_labour *room = NULL;
    bool found = false;
    if (figures != NULL && category_in_one_currency(data, period) &&
        of->category != CATEGORY_NONE) { /* a vehicle alone is asked for once */
        struct buffer *asked = ask_category(figures, ASKED_LABOUR, of, period->range);
        key_put_bytes(asked, &past, sizeof past);
        key_put_bytes(asked, &formula, sizeof formula);
        room = kept(figures, sizeof *room, &found);
    }
    if (found)
        return *room;
    struct category_labour sums = category_labour_reckon(data, of, period, past, formula);
    if (room != NULL)
        *room = sums;
    return sums;
}
