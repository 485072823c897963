#include "origin/validity.h"

#include "origin/accumulation.h"
#include "value/average.h"

struct ending {
    date day; /* that the answer is for */
    struct validity of;
    date rates; /* the last day before a later rate; 0 is any */
};

static void note_begin(struct ending *ending, date first) {
    if (first > ending->of.since)
        ending->of.since = first;
}

static void note_end(struct ending *ending, date last) {
    ending->of.until = evidence_earlier(ending->of.until, last);
}

/* What holds on the day, and until when. */
static void note(struct ending *ending, struct period period) {
    if (!period_holds(period, ending->day))
        return;
    note_begin(ending, period.from);
    if (period.until != DATE_FOREVER)
        note_end(ending, date_before(period.until));
}

static void note_steps(struct ending *ending, const struct rvc_requirement *steps, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        note(ending, steps[i].period);
}

static void note_alternative(struct ending *ending, const struct alternative_result *one) {
    note(ending, one->rule->period);
    note(ending, one->alternative->period);
    for (uint32_t i = 0; i < one->test_count; i++)
        if (one->tests[i].kind == REQUIRE_RVC && one->tests[i].requirement != NULL)
            note_steps(ending, one->tests[i].requirement->rvc, one->tests[i].requirement->rvc_count);
}

static bool asks_content(const struct alternative_result *one) {
    return test_of_kind(one, REQUIRE_RVC) != NULL;
}

/* U.R. 9(4), 9(5): behind the fiscal year that its sums are of it is in dispute whether they count. */
static void note_statement(struct ending *ending, const struct document *document) {
    struct day_range year = document != NULL ? accumulation_year(document) : (struct day_range){0, 0};
    if (year.until != 0)
        note(ending, (struct period){year.from, year.until});
}

/* What figures were taken from: an average is of the units of its period alone, U.R. 7(16), 16(1); and a
 * later rate makes another value, U.R. 2(1). */
static void note_figures(struct ending *ending, const struct determination *determination) {
    const struct average *average = determination->average;
    if (average != NULL)
        note(ending, (struct period){average->from, average->until});
    ending->rates = determination->rates_until;
    for (uint32_t i = 0; i < determination->line_count; i++)
        note_statement(ending, determination->lines[i].document);
}

static void note_share(struct ending *ending, const struct usmca_rulebook *book, enum threshold_kind kind) {
    const struct threshold *threshold = general_threshold(&book->general, kind, ending->day);
    if (threshold != NULL)
        note(ending, threshold->period);
}

/* U.R. 14(7), 18 and 18(22), by their steps; 17(7), 18(19) by the periods of the calculations. */
static void note_vehicle(struct ending *ending, const struct usmca_rulebook *book,
                         const struct vehicle *vehicle, date high_wage_until) {
    const struct vehicle_provisions *provisions = &book->general.vehicles;
    const struct vehicle_class *of = vehicle->vehicle_class;
    if (vehicle->core_count > 0)
        note_steps(ending, provisions->core_content, provisions->core_content_count);
    for (uint32_t i = 0; of != NULL && i < of->labour_count; i++)
        note(ending, of->labour[i].period);
    if (vehicle->credit > 0 && of != NULL)
        note(ending, of->excess.period);
    for (uint32_t i = 0; vehicle->tests != NULL && i < vehicle->tests->test_count; i++) {
        const struct test *test = &vehicle->tests->tests[i];
        if (test->labour != NULL && !test->declared)
            note_end(ending, evidence_earlier(test->labour->until, high_wage_until));
        if (test->purchases != NULL && !test->declared)
            note_end(ending, test->purchases->until);
    }
}

/* Of a good that qualifies by one alternative, what that rests on; of one that does not qualify, whatever it
 * may qualify by. */
static void note_rules(struct ending *ending, const struct determination *determination,
                       const struct usmca_rulebook *book) {
    bool originating = determination->status == STATUS_ORIGINATING;
    bool general = originating && (determination->criterion == 'A' || determination->criterion == 'C');
    if (determination->vehicle != NULL)
        note_vehicle(ending, book, determination->vehicle, determination->high_wage_until);
    if (general)
        return;
    bool by_value =
        determination->criterion == 'D' || determination->rvc_waived || determination->is_set ||
        (determination->de_minimis.applied && (determination->de_minimis.basis == BASIS_TRANSACTION_VALUE ||
                                               determination->de_minimis.basis == BASIS_TOTAL_COST));
    for (uint32_t i = 0; i < determination->alternative_count; i++)
        if (!originating || i == determination->reported || determination->criterion != 'B') {
            note_alternative(ending, &determination->alternatives[i]);
            by_value = by_value || asks_content(&determination->alternatives[i]);
        }
    if (by_value)
        note_figures(ending, determination);
    if (determination->criterion == 'D')
        note_steps(ending, &book->general.parts_rvc, 1);
    if (determination->de_minimis.applied)
        note_share(ending, book, THRESHOLD_TARIFF_SHIFT);
    if (determination->rvc_waived)
        note_share(ending, book, THRESHOLD_REGIONAL_VALUE);
    if (determination->is_set)
        note_share(ending, book, THRESHOLD_SET);
}

static bool determined(const struct determination *determination) {
    return determination->status == STATUS_ORIGINATING || determination->status == STATUS_NON_ORIGINATING;
}

/* ---- what it is made of ---- */

static void note_bill(struct ending *ending, const struct determination *determination) {
    const struct reckoned_good *reckoned = determination->good->reckoned;
    if (reckoned == NULL)
        return;
    note_begin(ending, reckoned->since);
    note_end(ending, reckoned->until);
}

struct validity validity_of_bill(const struct determination *determination) {
    struct ending ending = {.day = determination->day};
    if (determined(determination))
        note_bill(&ending, determination);
    return ending.of;
}

/* ---- the answer ---- */

static struct ending ending_of(const struct determination *determination, const struct usmca_rulebook *book) {
    struct ending ending = {.day = determination->day};
    if (determined(determination)) {
        note_bill(&ending, determination);
        note_rules(&ending, determination, book);
    }
    return ending;
}

struct validity validity_of_answer(const struct determination *determination,
                                   const struct usmca_rulebook *book) {
    return ending_of(determination, book).of;
}

date validity_until(const struct determination *determination, const struct usmca_rulebook *book) {
    struct ending ending = ending_of(determination, book);
    return evidence_earlier(ending.of.until, ending.rates);
}

date validity_of(const struct determination *determination, const struct usmca_rulebook *book,
                 const struct evidence *evidence) {
    date last = validity_until(determination, book);
    if (determination->status != STATUS_ORIGINATING || evidence == NULL)
        return last;
    /* what ended before the day takes the days behind it away; and what will be in a later good is bought
     * later, than a period that covers what was bought for this one */
    const date ends[] = {evidence->ends, evidence->until, evidence->bought_until};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (ends[i] != 0)
            last = evidence_earlier(last, ends[i] > determination->day ? ends[i] : determination->day);
    return last;
}
