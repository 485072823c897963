#include "origin/vehicle/conversion.h"

#include "case/evidence.h"

/* amount × part / whole. */
struct factor {
    decimal part;
    decimal whole;
};

static void tell(struct told_conversion *told, const struct told_conversion *one) {
    if (told->place == NULL)
        *told = *one;
}

void conversions_join(struct conversions *all, const struct conversions *one) {
    tell(&all->failed, &one->failed);
    tell(&all->old, &one->old);
    all->unnamed = all->unnamed || one->unnamed;
    all->until = evidence_earlier(all->until, one->until);
}

/* Of the day of the period, or else of the good. */
static struct told_conversion look_up(const struct conversion_of *of, struct text from, struct text to,
                                      struct conversions *told) {
    const struct rate_table *rates = &of->data->rates;
    struct told_conversion one = {.place = of->place,
                                  .file = of->file,
                                  .from = from,
                                  .to = to,
                                  .day = of->last < of->day ? of->last : of->day};
    one.rate = rates_check(rates, from, to, one.day, of->data->rate_bounds);
    bool of_good = one.day == of->day;
    if (one.rate.found == LOOK_UP_NONE && !of_good) {
        one.rate = rates_check(rates, from, to, of->day, of->data->rate_bounds);
        of_good = true;
    }
    date next = of_good ? rates_next(rates, from, to, of->day) : 0;
    if (next != 0)
        told->until = evidence_earlier(told->until, date_before(next));
    return one;
}

static bool find_factor(const struct conversion_of *of, struct text from, struct text to,
                        struct factor *factor, struct conversions *told) {
    *factor = (struct factor){DECIMAL_ONE, DECIMAL_ONE};
    if (from.length == 0 || to.length == 0 || text_equal(from, to))
        return true;
    const struct told_conversion one = look_up(of, from, to, told);
    const struct conversion *used = &one.rate.used;
    if (one.rate.found != LOOK_UP_FOUND || one.rate.accord != RATES_AGREE) {
        tell(&told->failed, &one);
        return false;
    }
    if (of->data->rate_bounds.days != 0 && !rates_near(used->day, one.day, of->data->rate_bounds))
        tell(&told->old, &one);
    *factor =
        used->inverse ? (struct factor){DECIMAL_ONE, used->rate} : (struct factor){used->rate, DECIMAL_ONE};
    return true;
}

bool conversion_of_total(const struct conversion_of *of, total *out, total amount, struct text from,
                         struct text to, struct conversions *told) {
    struct factor factor;
    if (amount == 0) { /* in any currency */
        *out = 0;
        return true;
    }
    return find_factor(of, from, to, &factor, told) && total_portion(out, amount, factor.part, factor.whole);
}

enum result conversion_reaches(const struct conversion_of *of, decimal amount, struct text from,
                               decimal least, struct text to, struct conversions *told) {
    struct factor factor;
    if (!find_factor(of, from, to, &factor, told))
        return RESULT_UNKNOWN;
    return (total)amount * factor.part >= (total)least * factor.whole ? RESULT_PASS : RESULT_FAIL;
}
