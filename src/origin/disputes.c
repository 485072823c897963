#include "origin/disputes.h"

enum { MOST_TRIALS = 48 };

/* What one interpretation leads to. */
struct trial {
    struct interpretation interpretation;
    enum status status;
    enum status by_use[USES]; /* of a good without a use: for each, where all together are undetermined */
    struct content_minimum minimum;
};

struct trials {
    struct trial list[MOST_TRIALS];
    uint32_t count;
    uint32_t resolved; /* bits: disputes of which the customs of the country of import hold a reading */
    struct interpretation taken; /* the readings that they hold */
    uint32_t met;
    bool too_many;
};

/* ---- whose reading ---- */

static uint32_t take_readings(const struct origin_context *context, struct interpretation *taken) {
    uint32_t resolved = 0;
    uint32_t customs = 1U << context_customs(context) & ~(1U << COUNTRY_NONE);
    for (uint32_t i = 0; customs != 0 && i < context->book->dispute_count; i++) {
        const struct dispute *dispute = &context->book->disputes[i];
        for (uint32_t k = 0; k < dispute->reading_count; k++)
            if ((dispute->readings[k].customs & customs) != 0 &&
                context->determination->day >= dispute->readings[k].from) {
                taken->readings[i] = (uint8_t)k;
                resolved |= 1U << i;
            }
    }
    return resolved;
}

/* ---- every interpretation ---- */

static bool tried(const struct trials *trials, const struct interpretation *one) {
    for (uint32_t i = 0; i < trials->count; i++)
        if (memcmp(trials->list[i].interpretation.readings, one->readings, sizeof one->readings) == 0)
            return true;
    return false;
}

/* Of a determination that is begun. */
static void run(struct origin_context *context, determine_one *one, struct interpretation *interpretation) {
    interpretation->met = 0;
    context->interpretation = interpretation;
    one(context);
}

static void run_again(struct origin_context *context, determine_one *one,
                      struct interpretation *interpretation) {
    context_begin_again(context);
    run(context, one, interpretation);
}

/* What the interpretation that was run leads to. */
static void note_trial(struct trial *trial, const struct determination *determination) {
    trial->status = determination->status;
    memcpy(trial->by_use, determination->by_use, sizeof trial->by_use);
    trial->minimum = determination->minimum;
}

static void try_interpretation(struct origin_context *context, determine_one *one, struct trials *trials,
                               const struct interpretation *interpretation) {
    if (tried(trials, interpretation))
        return;
    if (trials->count == MOST_TRIALS) {
        trials->too_many = true;
        return;
    }
    struct trial *trial = &trials->list[trials->count++];
    trial->interpretation = *interpretation;
    run_again(context, one, &trial->interpretation);
    note_trial(trial, context->determination);
    trials->met |= trial->interpretation.met;
}

/* A reading may lead past further places in dispute, or around them: each trial is varied at those that it
 * met with itself. */
static void try_all(struct origin_context *context, determine_one *one, struct trials *trials) {
    context->trial = true;
    for (uint32_t i = 0; i < trials->count; i++)
        for (uint32_t d = 0; d < context->book->dispute_count; d++) {
            struct interpretation other = trials->list[i].interpretation;
            uint32_t readings = context->book->disputes[d].reading_count;
            for (uint32_t k = 0; (other.met >> d & 1) != 0 && k < readings; k++) {
                other.readings[d] = (uint8_t)k;
                try_interpretation(context, one, trials, &other);
            }
        }
    context->trial = false;
}

/* ---- what they lead to ---- */

/* The trial goes by the readings that are taken, at the places that it met with; `but` apart. */
static bool as_taken(const struct trials *trials, const struct trial *trial, uint32_t but) {
    uint32_t bound = trials->resolved & trial->interpretation.met & ~but;
    for (uint32_t d = 0; bound >> d != 0; d++)
        if ((bound >> d & 1) != 0 && trial->interpretation.readings[d] != trials->taken.readings[d])
            return false;
    return true;
}

/* What all trials by one reading of a dispute come to; undetermined where they differ. */
static enum status status_by(const struct trials *trials, uint32_t dispute, uint32_t reading) {
    enum status status = STATUSES;
    for (uint32_t i = 0; i < trials->count; i++) {
        const struct trial *trial = &trials->list[i];
        bool met = (trial->interpretation.met >> dispute & 1) != 0;
        if ((met && trial->interpretation.readings[dispute] != reading) ||
            !as_taken(trials, trial, 1U << dispute))
            continue;
        if (status != STATUSES && status != trial->status)
            return STATUS_UNDETERMINED;
        status = trial->status;
    }
    return status == STATUSES ? STATUS_UNDETERMINED : status;
}

static bool same_outcome(const struct trial *one, const struct trial *other) {
    return one->status == other->status && memcmp(one->by_use, other->by_use, sizeof one->by_use) == 0;
}

/* Whether the answers turn on the dispute, for any use that the good may have: two trials that differ in it
 * alone. */
static bool turns_on(const struct trials *trials, uint32_t dispute) {
    for (uint32_t i = 0; i < trials->count; i++)
        for (uint32_t k = i + 1; k < trials->count; k++) {
            const struct trial *one = &trials->list[i];
            const struct trial *other = &trials->list[k];
            struct interpretation same = other->interpretation;
            same.readings[dispute] = one->interpretation.readings[dispute];
            if (!same_outcome(one, other) && as_taken(trials, one, 1U << dispute) &&
                as_taken(trials, other, 1U << dispute) &&
                memcmp(same.readings, one->interpretation.readings, sizeof same.readings) == 0)
                return true;
        }
    return false;
}

static void note_disputes(struct origin_context *context, const struct trials *trials) {
    struct determination *determination = context->determination;
    uint32_t count = context->book->dispute_count;
    struct disputed *list = context_room(context, sizeof *list * (count + 1));
    if (list == NULL)
        return;
    determination->disputed = list;
    for (uint32_t d = 0; d < count; d++) {
        if ((trials->met >> d & 1) == 0 || !turns_on(trials, d))
            continue;
        struct disputed *one = &list[determination->disputed_count++];
        *one = (struct disputed){.dispute = &context->book->disputes[d],
                                 .resolved = (trials->resolved >> d & 1) != 0,
                                 .taken = trials->taken.readings[d]};
        for (uint32_t k = 0; k < one->dispute->reading_count; k++)
            one->statuses[k] = status_by(trials, d, k);
    }
}

/* ---- the answer ---- */

static bool exceeds(struct amount one, struct amount other) {
    return one.given && other.given && amount_compare(one, other) > 0;
}

/* Of two that lead to the same, the one that leaves the good less to spare, or asks more for it to originate:
 * what is said of its price, its cost and its materials then holds by the other too. */
static bool asks_more(const struct trial *one, const struct trial *other) {
    return exceeds(one->minimum.price, other->minimum.price) ||
           (!exceeds(other->minimum.price, one->minimum.price) &&
            exceeds(one->minimum.net_cost, other->minimum.net_cost));
}

/* The interpretation to report: of those that may be the law, the one that has to be ruled out. */
static struct trial *nearest_no(struct trials *trials, bool *agree) {
    struct trial *found = &trials->list[0];
    *agree = !trials->too_many;
    for (uint32_t i = 1; i < trials->count; i++) {
        struct trial *one = &trials->list[i];
        if (!as_taken(trials, one, 0))
            continue;
        *agree = *agree && same_outcome(one, &trials->list[0]);
        if (one->status < found->status || (one->status == found->status && asks_more(one, found)))
            found = one;
    }
    return found;
}

static struct text holders(struct origin_context *context, const struct dispute_reading *reading) {
    const struct messages *messages = context->book->messages;
    struct buffer list = {0};
    for (uint32_t i = 1; i < COUNTRIES; i++) {
        char id[32] = "customs.";
        if ((reading->customs >> i & 1) == 0)
            continue;
        memcpy(id + strlen(id), COUNTRY_CODES[i], strlen(COUNTRY_CODES[i]) + 1);
        buffer_string(&list, list.length > 0 ? ", " : "");
        buffer_text(&list, message_find(messages, id));
    }
    if (reading->panel) {
        buffer_string(&list, list.length > 0 ? ", " : "");
        buffer_text(&list, message_find(messages, "dispute.panel"));
    }
    if (list.length == 0)
        buffer_text(&list, message_find(messages, "dispute.nobody"));
    return buffer_keep(&list, context->arena);
}

static struct text status_words(const struct origin_context *context, enum status status) {
    char id[48] = "status.";
    memcpy(id + strlen(id), STATUS_WORDS[status], strlen(STATUS_WORDS[status]) + 1);
    return message_find(context->book->messages, id);
}

static struct text readings_told(struct origin_context *context, const struct disputed *disputed) {
    struct buffer list = {0};
    for (uint32_t i = 0; i < disputed->dispute->reading_count; i++) {
        const struct dispute_reading *reading = &disputed->dispute->readings[i];
        buffer_string(&list, i > 0 ? " " : "");
        MESSAGE(&list, context->book->messages, "dispute.reading", {"words", reading->words},
                {"holders", holders(context, reading)}, {"cite", reading->cite},
                {"status", status_words(context, disputed->statuses[i])});
    }
    return buffer_keep(&list, context->arena);
}

static void tell(struct origin_context *context) {
    const struct determination *determination = context->determination;
    for (uint32_t i = 0; context_tells(context) && i < determination->disputed_count; i++) {
        const struct disputed *one = &determination->disputed[i];
        FINDING(context, FINDING_READING_DISPUTED, NO_TEXT, one->dispute->cite,
                one->resolved ? "taken" : NULL, {"dispute", one->dispute->words},
                {"readings", readings_told(context, one)}, {"country", context->good->import_country});
    }
}

static void decide_all(struct origin_context *context, determine_one *one, struct trials *trials) {
    const struct determination first = *context->determination;
    bool agree = true;
    try_all(context, one, trials);
    const struct trial *reported = nearest_no(trials, &agree);
    struct interpretation again = reported->interpretation;
    *context->determination = first;
    context->readings_differ = !agree;
    if (!agree || reported != &trials->list[0])
        run_again(context, one, &again);
    context->determination->met_disputes = true;
    context->determination->uses_disputed = context->determination->uses_disputed || !agree;
    note_disputes(context, trials);
    tell(context);
}

void disputes_determine(struct origin_context *context, determine_one *one) {
    context->use_outcomes = NULL; /* of other codes */
    if (context->shared != NULL && context->codes.settled != NULL)
        context->use_outcomes = context->shared->uses;
    struct interpretation taken = {{0}, 0};
    const uint32_t resolved = take_readings(context, &taken);
    struct interpretation first = taken;
    run(context, one, &first);
    context->determination->met_disputes = first.met != 0;
    if (first.met != 0)
        context_note_customs(context);
    if (first.met == 0 || context->determination->status == STATUS_REJECTED || context->out_of_memory)
        return;
    struct trials *trials = arena_reserve(context->arena, sizeof *trials); /* of many few are made */
    context->out_of_memory = context->out_of_memory || trials == NULL;
    if (trials == NULL)
        return;
    trials->count = 0;
    trials->taken = taken;
    trials->resolved = resolved;
    trials->too_many = false;
    trials->list[trials->count++] = (struct trial){.interpretation = first};
    note_trial(&trials->list[0], context->determination);
    trials->met = first.met;
    decide_all(context, one, trials);
}
