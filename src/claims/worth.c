#include "claims/review.h"

/* What a claim for preference comes to, for one line of an entry. */

bool claim_cents(total *out, struct amount amount) {
    const decimal cent = DECIMAL_ONE / 100;
    total floor = amount_floor(amount); /* half of a cent has nine places: it lies on the same side */
    *out = (floor + cent / 2) / cent * cent;
    return floor >= 0;
}

/* base × percent ÷ 100, to the cent. */
static bool duty_on(total *out, struct amount base, decimal percent, struct arena *arena) {
    struct amount duty = amount_of(percent);
    return amount_over(&duty, duty, amount_of(100 * DECIMAL_ONE), arena) == AMOUNT_OK &&
           amount_times(&duty, base, duty, arena) == AMOUNT_OK && claim_cents(out, duty);
}

static void add_ordinary(struct claims_review *review, struct claim_line *line, struct claim_part *part) {
    static const char *const WORDS[] = {[LOOK_UP_NONE] = "duty-unknown",
                                        [LOOK_UP_TWICE] = "duty-twice",
                                        [LOOK_UP_REJECTED] = "duty-rejected"};
    const struct duty *duty = NULL;
    const struct duty_table *duties = &review->asked->duties;
    enum look_up found = line->code.digits > 0 ? duties_find(duties, line->code, &duty) : LOOK_UP_NONE;
    *part = (struct claim_part){.base = line->entry->value};
    if (!duties->given || found != LOOK_UP_FOUND || !duty->rate_percent.given) {
        part->refused = !duties->given           ? "duties-not-given"
                        : found == LOOK_UP_FOUND ? WORDS[LOOK_UP_NONE]
                                                 : WORDS[found];
        return;
    }
    part->rate_percent = duty->rate_percent.value;
    review->with_surcharge += duty->surcharge_percent.given && duty->surcharge_percent.value != 0;
}

/* The base of a measure; a word where it is not known. */
static const char *base_of(struct amount *base, const struct claim_line *line, const struct measure_row *row,
                           struct arena *arena) {
    const struct entry_row *entry = line->entry;
    if (row->base == MEASURE_OF_VALUE) {
        *base = entry->value;
        return NULL;
    }
    if (row->base == MEASURE_OF_NON_US_CONTENT) {
        *base = entry->non_us_content;
        return base->given ? NULL : "non-us-content-unknown";
    }
    if (line->answer == NULL || !line->answer->non_originating.given)
        return "non-originating-unknown";
    if (!text_equal(line->answer->currency, line->currency))
        return "currency-differs";
    if (!entry->quantity.given)
        return "quantity-missing";
    return amount_times(base, line->answer->non_originating, entry->quantity, arena) == AMOUNT_OK
               ? NULL
               : "too-large";
}

static const char *refused_measure(struct claim_part *part, const struct claim_line *line,
                                   enum measure_holds holds, struct arena *arena) {
    static const char *const WORDS[] = {[MEASURE_NO_DAY] = "no-measure-that-day",
                                        [MEASURE_COUNTRY_UNKNOWN] = "country-unknown",
                                        [MEASURE_CODE_TOO_SHORT] = "code-too-short"};
    if (holds != MEASURE_HOLDS)
        return WORDS[holds];
    if (part->by_entry && !text_equal(part->row->currency, line->currency))
        return "currency-differs";
    const char *refused = base_of(&part->base, line, part->row, arena);
    if (refused == NULL && part->row->relieved == RELIEF_PARTLY &&
        amount_compare(part->base, line->entry->value) > 0)
        return "base-above-value";
    return refused;
}

static void add_measure(struct claim_line *line, struct claim_part *part, const struct measure_row *row,
                        enum measure_holds holds, struct arena *arena) {
    *part = (struct claim_part){.row = row, .rate_percent = row->rate_percent.value};
    part->by_entry =
        holds == MEASURE_HOLDS && row->relieved == RELIEF_WHOLE && (row->minimum.given || row->maximum.given);
    part->refused = refused_measure(part, line, holds, arena);
}

static void reckon(struct claim_part *part, const struct claim_line *line, struct arena *arena) {
    enum measure_relief relief = part->row != NULL ? part->row->relieved : RELIEF_WHOLE;
    struct amount whole = relief == RELIEF_PARTLY ? line->entry->value : part->base;
    if (part->refused != NULL || part->by_entry)
        return;
    if (duty_on(&part->without_claim, whole, part->rate_percent, arena) &&
        (relief == RELIEF_WHOLE || duty_on(&part->with_claim, part->base, part->rate_percent, arena)))
        return;
    part->without_claim = part->with_claim = 0;
    part->refused = "too-large";
}

/* Nothing of measures can be told: a word, NULL where it can. */
static const char *measures_unknown(const struct claims_asked *asked, const struct claim_line *line) {
    if (asked->measures_broken)
        return "measures-rejected";
    return line->import_country.length == 0 && asked->measures->group_count > 0 ? "import-country-unknown"
                                                                                : NULL;
}

static void add_measures(struct claims_review *review, struct claim_line *line) {
    const struct measure_index *measures = review->asked->measures;
    const char *unknown = measures_unknown(review->asked, line);
    if (unknown != NULL) {
        line->parts[line->part_count++] = (struct claim_part){.refused = unknown, .of_measures = true};
        return;
    }
    for (size_t i = 0; i < measures->group_count; i++) {
        const struct measure_group *group = &measures->groups[i];
        const struct measure_row *row = measures->spans[group->begin].row;
        enum measure_holds holds = text_equal(row->import_country, line->import_country)
                                       ? measure_on(measures, group, line->entry, line->code, &row)
                                       : MEASURE_NOT_ON_IT;
        if (holds != MEASURE_NOT_ON_IT)
            add_measure(line, &line->parts[line->part_count++], row, holds, review->arena);
    }
}

bool claim_worth(struct claims_review *review, struct claim_line *line) {
    line->parts = ARENA_ARRAY(review->arena, struct claim_part, review->asked->measures->group_count + 2);
    if (line->parts == NULL)
        return false;
    add_ordinary(review, line, &line->parts[line->part_count++]);
    add_measures(review, line);
    for (size_t i = 0; i < line->part_count; i++) {
        struct claim_part *part = &line->parts[i];
        reckon(part, line, review->arena);
        if (!total_add(&line->amount, line->amount, part->without_claim - part->with_claim))
            return false;
        line->complete = line->complete && part->refused == NULL;
    }
    return true;
}
