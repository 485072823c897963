#include "origin/inner_view.h"

#include "origin/attempt.h"
#include "origin/currency.h"
#include "origin/de_minimis.h"
#include "origin/materials.h"
#include "origin/tariff_shift.h"

/* A material that is used many times over, or goods that stand thousands deep in each other, end the search:
 * what it did not reach is unknown, and no value is known of it. */
enum { MOST_VISITS = 200000, MOST_DEPTH = 500 };

struct walk {
    const struct reading *reading;
    const struct change *change;
    enum result upto;
    bool parts; /* a part classified with the good will do */
    uint32_t visits;
    uint32_t depth;
    struct material material; /* of the inner material that is looked at, as a line which its tests are */
    struct line line;         /* asked of; what is not written of each stays clear */
};

static const struct line *as_line(struct walk *walk, const struct inner_material *inner) {
    struct material *material = &walk->material;
    struct line *line = &walk->line;
    const struct inner_seldom *seldom = inner->seldom;
    material->hs = inner_code(inner);
    material->hs_edition = (enum edition_choice)inner->hs_edition;
    material->tariff = (enum tariff_choice)inner->tariff;
    material->hs_rule = seldom != NULL ? seldom->hs_rule : (struct hs_code){0};
    material->facts = seldom != NULL ? seldom->facts : (struct facts){0};
    line->material = material;
    line->known_code = 0;
    materials_find_codes(walk->reading->context, line);
    return line;
}

static const struct produced *inside_of(const struct inner_material *inner) {
    return inner->seldom != NULL ? inner->seldom->self_produced : NULL;
}

static enum result shift_of(const struct walk *walk, const struct inner_material *inner,
                            const struct line *line) {
    if (inner->seldom != NULL && inner->seldom->originating)
        return RESULT_PASS;
    uint8_t shift = tariff_shift_of_codes(walk->reading, walk->change, line, true);
    return shift == NO_SHIFT ? RESULT_PASS : (enum result)shift;
}

static bool may_enter(struct walk *walk) {
    return walk->depth < MOST_DEPTH && ++walk->visits < MOST_VISITS;
}

/* ---- whether they make the change ---- */

/* `part`: whether one of them at least is taken for a part, as long as all make the change or are such. */
static enum result shift_inside(struct walk *walk, const struct produced *produced, enum result *part) {
    enum result all = RESULT_PASS;
    if (!may_enter(walk))
        return *part = RESULT_UNKNOWN;
    walk->depth++;
    for (uint32_t i = 0; i < produced->inner_count && all != RESULT_FAIL; i++) {
        const struct inner_material *inner = produced->inner[i];
        const struct line *line = as_line(walk, inner);
        enum result result = shift_of(walk, inner, line);
        enum result own = RESULT_FAIL;
        if (result != RESULT_PASS && walk->parts) {
            own = parts_classified(walk->reading, line);
            result = result_or(result, own);
        }
        if (inside_of(inner) != NULL && (result != RESULT_PASS || (walk->parts && own != RESULT_PASS))) {
            enum result deeper = RESULT_FAIL;
            result = result_or(result, shift_inside(walk, inside_of(inner), &deeper));
            own = result_or(own, deeper);
        }
        all = result_and(all, result);
        *part = result_or(*part, own);
    }
    walk->depth--;
    *part = result_and(*part, all);
    return all;
}

static enum result look_inside(const struct reading *reading, const struct change *change,
                               const struct line *line, bool parts, enum result *part) {
    const struct produced *view = line_view(line);
    if (view == NULL || change->combination_count > 0)
        return RESULT_FAIL;
    struct walk walk = {.reading = reading, .change = change, .parts = parts};
    return shift_inside(&walk, view, part);
}

enum result inner_view_shift(const struct reading *reading, const struct change *change,
                             const struct line *line) {
    enum result part = RESULT_FAIL;
    return look_inside(reading, change, line, false, &part);
}

enum result inner_view_parts(const struct reading *reading, const struct change *change,
                             const struct line *line) {
    enum result part = RESULT_FAIL;
    return look_inside(reading, change, line, true, &part);
}

enum result inner_view_any_part(const struct reading *reading, const struct change *change,
                                const struct line *line) {
    enum result part = RESULT_FAIL;
    (void)look_inside(reading, change, line, true, &part);
    return part;
}

/* ---- the value of those that do not ---- */

static struct amount failing_inside(struct walk *walk, const struct produced *produced);

static struct amount at_rate(struct walk *walk, const struct inner_seldom *inner, struct amount amount) {
    struct origin_context *context = walk->reading->context;
    amount = amount_multiply(context, amount, inner->units);
    if (inner->rate == 0)
        return amount_not_given();
    if (inner->rate == DECIMAL_ONE)
        return amount;
    return inner->inverse ? amount_divide(context, amount, amount_of(inner->rate))
                          : amount_multiply(context, amount, amount_of(inner->rate));
}

static struct amount failing_of(struct walk *walk, const struct inner_material *inner) {
    const struct line *line = as_line(walk, inner);
    if (shift_of(walk, inner, line) > walk->upto)
        return amount_of(0);
    enum result excluded = de_minimis_excluded(walk->reading, line);
    bool barred = walk->upto == RESULT_FAIL ? excluded == RESULT_PASS : excluded != RESULT_FAIL;
    struct amount own = barred ? amount_not_given() : inner_value(inner);
    if (inside_of(inner) == NULL)
        return own;
    struct amount deeper = at_rate(walk, inner->seldom, failing_inside(walk, inside_of(inner)));
    return deeper.given && (!own.given || amount_compare(deeper, own) < 0) ? deeper : own;
}

/* A unit of the produced material, in its currency. */
static struct amount failing_inside(struct walk *walk, const struct produced *produced) {
    struct amount sum = amount_where(may_enter(walk), 0);
    walk->depth++;
    for (uint32_t i = 0; sum.given && i < produced->inner_count; i++)
        sum = amount_add(walk->reading->context, sum, failing_of(walk, produced->inner[i]));
    walk->depth--;
    return walk->reading->context->overflow ? amount_not_given() : sum;
}

struct amount inner_view_failing(const struct reading *reading, const struct change *change,
                                 const struct line *line, enum result upto) {
    const struct material *material = line->material;
    const struct produced *view = line_view(line);
    if (view == NULL || change->combination_count > 0)
        return amount_not_given();
    struct walk walk = {.reading = reading, .change = change, .upto = upto};
    struct amount failing = failing_inside(&walk, view);
    failing = amount_for_units(reading->context, failing, material);
    failing = currency_convert(reading->context, failing, view->currency, material, NULL);
    return reading->context->overflow ? amount_not_given() : failing;
}
