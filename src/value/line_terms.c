#include "value/line_terms.h"

#include "case/two_figures.h"
#include "rulebook/messages.h"
#include "rulebook/units.h"
#include "value/lines_in_use.h"

/* Amounts are exact: an operation that does not fit rejects the good. */
struct reckoning {
    const struct usmca_rulebook *book;
    const struct good *good;
    struct arena *arena;
    bool scrap_of_hundred; /* a line says so by a scrap of one or more */
    bool yield_of_hundred; /* by a yield of more than one */
    enum amount_status status;
};

static struct amount times(struct reckoning *reckoning, struct amount a, struct amount b) {
    enum amount_status status = amount_times(&a, a, b, reckoning->arena);
    reckoning->status = status != AMOUNT_OK ? status : reckoning->status;
    return a;
}

static struct amount over(struct reckoning *reckoning, struct amount a, struct amount b) {
    enum amount_status status = amount_over(&a, a, b, reckoning->arena);
    reckoning->status = status != AMOUNT_OK ? status : reckoning->status;
    return a;
}

static bool is_one(struct amount amount) {
    return amount.value == DECIMAL_ONE && amount.exact == NULL;
}

/* ---- two figures of one thing ---- */

static bool agree(struct reckoning *reckoning, struct amount stated, struct amount other) {
    bool agree = false;
    enum amount_status status = two_figures_agree(&agree, stated, other, reckoning->arena);
    reckoning->status = status != AMOUNT_OK ? status : reckoning->status;
    return agree;
}

static bool has_price(const struct material *material) {
    return material->quantity.given && material->unit_value.given && !amount_is_nothing(&material->quantity);
}

static bool has_both(const struct material *material) {
    return material->value.given && has_price(material);
}

/* ---- the steps of a line ---- */

static void step(struct reckoned_line *line, enum term_step_kind kind, struct amount operand,
                 struct amount result) {
    line->steps[line->step_count++] = (struct term_step){kind, operand, result};
}

static void note(struct reckoning *reckoning, enum amount_status status) {
    reckoning->status = status != AMOUNT_OK ? status : reckoning->status;
}

/* The quantity in one unit of the good. */
static struct amount of_one_good(struct reckoning *reckoning, const struct material *given,
                                 struct reckoned_line *line) {
    struct amount base =
        given->terms.base_quantity.given ? given->terms.base_quantity : reckoning->good->base_quantity;
    struct amount quantity = given->quantity;
    if (!quantity.given || !base.given || is_one(base))
        return quantity;
    note(reckoning, line_terms_of_lot(&quantity, base, reckoning->arena));
    step(line, TERM_BASE_QUANTITY, base, quantity);
    return quantity;
}

/* Below one it is more likely a share than a percentage, unless it has the sign, or other lines of the good
 * are of a hundred. */
static bool may_be_share(struct amount said, bool of_hundred, bool one_too) {
    return said.given && !said.percent_sign && !of_hundred && said.value > 0 &&
           (said.value < DECIMAL_ONE || (one_too && is_one(said)));
}

static bool scrap_may_be_share(const struct reckoning *reckoning, const struct line_terms *terms) {
    return may_be_share(terms->scrap_percent, reckoning->scrap_of_hundred, false);
}

static bool yield_may_be_share(const struct reckoning *reckoning, const struct line_terms *terms) {
    return may_be_share(terms->yield_percent, reckoning->yield_of_hundred, true);
}

/* With what is lost of it in the production: it is used all the same. */
static struct amount with_losses(struct reckoning *reckoning, const struct line_terms *terms,
                                 struct amount quantity, struct reckoned_line *line) {
    if (scrap_may_be_share(reckoning, terms))
        line->fraction = terms->scrap_percent;
    if (yield_may_be_share(reckoning, terms))
        line->fraction = terms->yield_percent;
    if (!quantity.given)
        return quantity;
    if (terms->scrap_percent.given && terms->scrap_percent.value > 0) {
        note(reckoning, line_terms_with_scrap(&quantity, terms->scrap_percent, reckoning->arena));
        step(line, TERM_SCRAP, terms->scrap_percent, quantity);
    }
    if (terms->yield_percent.given && terms->yield_percent.value != 100 * DECIMAL_ONE) {
        note(reckoning, line_terms_at_yield(&quantity, terms->yield_percent, reckoning->arena));
        step(line, TERM_YIELD, terms->yield_percent, quantity);
    }
    return quantity;
}

/* In the first unit of its dimension. */
static struct amount in_base(struct reckoning *reckoning, struct amount amount,
                             const struct unit_of_measure *unit) {
    return over(reckoning, times(reckoning, amount, amount_of(unit->factor)), amount_of(unit->per));
}

/* In the unit that the price is of. */
static struct amount as_priced(struct reckoning *reckoning, const struct line_terms *terms,
                               struct amount quantity, struct reckoned_line *line) {
    struct text to = terms->price_unit_of_measure;
    if (terms->unit.length == 0 || to.length == 0 || units_same_word(terms->unit, to))
        return quantity;
    const struct unit_of_measure *unit = units_find(reckoning->book->units, terms->unit);
    const struct unit_of_measure *of_price = units_find(reckoning->book->units, to);
    line->unit = terms->unit;
    line->price_unit_of_measure = to;
    if (unit == NULL || of_price == NULL)
        line->problem = UNIT_NOT_KNOWN;
    else if (unit->dimension != of_price->dimension)
        line->problem = UNITS_OF_DIMENSIONS;
    if (line->problem != UNITS_AGREE || unit == of_price || !quantity.given)
        return quantity;
    struct amount priced =
        over(reckoning, times(reckoning, in_base(reckoning, quantity, unit), amount_of(of_price->per)),
             amount_of(of_price->factor));
    step(line, TERM_UNIT, quantity, priced);
    return priced;
}

static struct amount of_one_unit(struct reckoning *reckoning, const struct material *given,
                                 struct reckoned_line *line) {
    struct amount each = given->terms.price_unit;
    if (!given->unit_value.given || !each.given || is_one(each))
        return given->unit_value;
    struct amount price = over(reckoning, given->unit_value, each);
    step(line, TERM_PRICE_UNIT, each, price);
    return price;
}

/* Units that figures are stated for: pieces, where it is counted in anything. */
static struct amount pieces(struct reckoning *reckoning, const struct material *given,
                            struct amount quantity) {
    const struct unit_of_measure *unit = units_find(reckoning->book->units, given->terms.unit);
    if (!quantity.given || amount_is_nothing(&quantity))
        return case_units(given);
    return unit != NULL && unit->dimension == DIMENSION_COUNT ? in_base(reckoning, quantity, unit) : quantity;
}

/* ---- weight ---- */

/* Of all units that are in one good: what is lost of them is not in it. */
static struct amount weight_of(struct reckoning *reckoning, const struct material *given,
                               struct amount in_good, struct reckoned_line *line) {
    const struct units *units = reckoning->book->units;
    const struct line_terms *terms = &given->terms;
    const struct unit_of_measure *unit = units_find(units, terms->unit);
    const struct unit_of_measure *of_weight = units_find(units, terms->weight_unit);
    if (unit != NULL && unit->dimension == DIMENSION_MASS && in_good.given)
        return in_base(reckoning, in_good, unit);
    if (terms->weight_unit.length > 0 && of_weight == NULL)
        line->weight_problem = UNIT_NOT_KNOWN;
    else if (of_weight != NULL && of_weight->dimension != DIMENSION_MASS)
        line->weight_problem = UNITS_OF_DIMENSIONS;
    if (line->weight_problem != UNITS_AGREE) {
        line->weight_unit = terms->weight_unit;
        return amount_not_given();
    }
    struct amount each = terms->unit_weight_kg;
    if (of_weight != NULL)
        each = in_base(reckoning, each, of_weight);
    return times(reckoning, each, pieces(reckoning, given, in_good));
}

static void set_weight(struct reckoning *reckoning, const struct material *given, struct amount in_good,
                       struct reckoned_line *line, struct material *out) {
    if (!given->terms.unit_weight_kg.given)
        return;
    struct amount weight = weight_of(reckoning, given, in_good, line);
    if (!given->weight_kg.given) {
        out->weight_kg = weight;
    } else if (weight.given && !agree(reckoning, given->weight_kg, weight)) {
        line->by_pieces = weight;
        line->stated_weight = given->weight_kg;
        out->weight_kg = amount_not_given();
    }
}

/* ---- a line ---- */

static bool terms_given(const struct good *good, const struct material *material) {
    const struct line_terms *terms = &material->terms;
    return good->base_quantity.given || terms->price_unit.given || terms->base_quantity.given ||
           terms->scrap_percent.given || terms->yield_percent.given || terms->unit_weight_kg.given ||
           terms->unit.length > 0 || terms->price_unit_of_measure.length > 0;
}

static bool figures_differ(struct reckoning *reckoning, const struct material *material) {
    return has_both(material) &&
           !agree(reckoning, material->value, times(reckoning, material->quantity, material->unit_value));
}

/* What counts of it is what it is worth, or nothing. */
static void count_once_or_twice(struct reckoning *reckoning, struct reckoned_line *line,
                                struct material *out) {
    struct amount worth = out->value;
    if (!worth.given && has_price(out))
        worth = times(reckoning, out->quantity, out->unit_value);
    else if (line->by_price.given && amount_compare(line->by_price, worth) > 0)
        worth = line->by_price;
    if (!worth.given || worth.value == 0)
        return;
    line->copy = true;
    out->value = worth;
    line->by_price = amount_of(0);
}

/* Its value where what is lost and what is made of it are shares, as they seem to be. */
static struct amount worth_by_shares(struct reckoning *reckoning, const struct material *given,
                                     struct amount in_good, struct amount unit_value) {
    const struct amount hundred = amount_of(100 * DECIMAL_ONE);
    struct reckoned_line ignored = {0};
    struct line_terms terms = given->terms;
    if (scrap_may_be_share(reckoning, &terms))
        terms.scrap_percent = times(reckoning, terms.scrap_percent, hundred);
    if (yield_may_be_share(reckoning, &terms))
        terms.yield_percent = times(reckoning, terms.yield_percent, hundred);
    struct amount used = with_losses(reckoning, &terms, in_good, &ignored);
    return times(reckoning, as_priced(reckoning, &terms, used, &ignored), unit_value);
}

/* What counts of it is the one or the other, unless the value that is stated tells which. */
static void count_as_share_too(struct reckoning *reckoning, const struct material *given,
                               struct amount in_good, struct reckoned_line *line, struct material *out) {
    if (!line->fraction.given || !has_price(out))
        return;
    const struct amount other = worth_by_shares(reckoning, given, in_good, out->unit_value);
    if (out->value.given) {
        if (line->by_price.given && agree(reckoning, out->value, other))
            line->by_price = amount_not_given();
        return;
    }
    out->value = times(reckoning, out->quantity, out->unit_value);
    line->by_price = other;
    line->share_too = true;
}

static bool reckon_line(struct reckoning *reckoning, const struct material *given, bool copy,
                        struct material *out) {
    *out = *given;
    out->terms = (struct line_terms){0};
    if (!copy && !terms_given(reckoning->good, given) && !figures_differ(reckoning, given))
        return true;
    struct reckoned_line *line = ARENA_NEW(reckoning->arena, struct reckoned_line);
    if (line == NULL)
        return false;
    struct amount in_good = of_one_good(reckoning, given, line);
    struct amount used = with_losses(reckoning, &given->terms, in_good, line);
    line->units = pieces(reckoning, given, used);
    out->quantity = as_priced(reckoning, &given->terms, used, line);
    out->unit_value = line->problem == UNITS_AGREE ? of_one_unit(reckoning, given, line) : amount_not_given();
    set_weight(reckoning, given, in_good, line, out);
    if (has_both(out)) {
        struct amount by_price = times(reckoning, out->quantity, out->unit_value);
        if (!agree(reckoning, out->value, by_price))
            line->by_price = by_price;
    }
    if (!copy)
        count_as_share_too(reckoning, given, in_good, line, out);
    else
        count_once_or_twice(reckoning, line, out);
    out->reckoned = line;
    return true;
}

/* ---- the good ---- */

static bool asks_for_it(struct reckoning *reckoning) {
    const struct good *good = reckoning->good;
    bool any = good->price_unit.given || lines_in_use_asked(good);
    any = any || good->base_quantity.given;
    for (uint32_t i = 0; i < good->material_count && !any; i++)
        any = (!good->plain_lines && terms_given(good, &good->materials[i])) ||
              figures_differ(reckoning, &good->materials[i]);
    return any || reckoning->status != AMOUNT_OK;
}

static void price_of_one(struct reckoning *reckoning, struct good *out, struct reckoned_good *reckoned) {
    if (!out->price_unit.given || is_one(out->price_unit) || !out->transaction_value.given)
        return;
    reckoned->price = out->transaction_value;
    reckoned->price_unit = out->price_unit;
    out->transaction_value = over(reckoning, out->transaction_value, out->price_unit);
    out->international_shipping = over(reckoning, out->international_shipping, out->price_unit);
}

/* Columns are of one kind: what one line of the good says of itself holds for all. */
static void find_kinds(struct reckoning *reckoning) {
    const struct good *good = reckoning->good;
    for (uint32_t i = 0; i < good->material_count; i++) {
        const struct line_terms *terms = &good->materials[i].terms;
        reckoning->scrap_of_hundred |= terms->scrap_percent.value >= DECIMAL_ONE;
        reckoning->yield_of_hundred |= terms->yield_percent.value > DECIMAL_ONE;
    }
}

static bool reckon_good(struct reckoning *reckoning, date day, struct good *out) {
    const struct good *good = reckoning->good;
    struct material *materials =
        ARENA_ARRAY(reckoning->arena, struct material, (size_t)good->material_count + 1);
    struct reckoned_good *reckoned = ARENA_NEW(reckoning->arena, struct reckoned_good);
    uint32_t *in_use = ARENA_ARRAY(reckoning->arena, uint32_t, (size_t)good->material_count + 1);
    if (materials == NULL || reckoned == NULL || in_use == NULL)
        return false;
    *out = *good;
    out->terms_reckoned = true;
    out->materials = materials;
    out->reckoned = reckoned;
    if (!lines_in_use(good, day, reckoning->book, reckoned, in_use, &out->material_count, &out->rejected,
                      reckoning->arena))
        return false;
    price_of_one(reckoning, out, reckoned);
    find_kinds(reckoning);
    bool room = true;
    for (uint32_t i = 0; i < out->material_count && room; i++)
        room = reckon_line(reckoning, &good->materials[in_use[i]], reckoned->copies[i], &materials[i]);
    return room;
}

usmca_status line_terms_reckon(const struct good **out, const struct usmca_rulebook *book, date day,
                               const struct good *good, struct arena *arena, usmca_error *error) {
    struct reckoning reckoning = {.book = book, .good = good, .arena = arena};
    *out = good;
    if (good->terms_reckoned || good->rejected.length > 0 || !asks_for_it(&reckoning))
        return USMCA_OK;
    struct good *reckoned = ARENA_NEW(arena, struct good);
    if (reckoned == NULL || !reckon_good(&reckoning, day, reckoned) || reckoning.status == AMOUNT_NO_MEMORY)
        return error_memory(error);
    if (reckoning.status == AMOUNT_OVERFLOW && reckoned->rejected.length == 0)
        reckoned->rejected = message_find(book->messages, "field.overflow");
    *out = reckoned;
    return USMCA_OK;
}
