#include "origin/uses.h"

#include "origin/determine.h"
#include "rulebook/select.h"

/* ---- the use that holds for a whole file ---- */

static bool is_vehicle(const struct usmca_rulebook *book, const struct good *good) {
    return hs_set_holds(book->general.vehicles.codes.set, good->hs) != HS_OUTSIDE;
}

static const struct good *with_use(const struct good *good, enum use use, struct arena *arena) {
    struct good *copy = arena_reserve(arena, sizeof *copy);
    if (copy != NULL) {
        *copy = *good;
        copy->use = use;
    }
    return copy;
}

const struct good *uses_said(const struct case_setting *setting, const struct usmca_rulebook *book,
                             const struct good *good, struct arena *arena) {
    if (good->use != USE_NONE || setting->default_use == USE_NONE || is_vehicle(book, good))
        return good;
    return with_use(good, setting->default_use, arena);
}

/* ---- each use ---- */

/* What it asks of facts is not noted, by the lines either that it shares with the one that it is within. */
static struct determination *determine_for(struct origin_context *context, enum use use, uint32_t *alike) {
    struct trail *const trail = context->trail;
    struct case_setting *setting = context_room(context, sizeof *setting);
    const struct good *good = with_use(context->good, use, context->arena);
    struct determination *determination = NULL;
    if (setting == NULL || good == NULL) {
        context->out_of_memory = true;
        return NULL;
    }
    *setting = *context->setting;
    setting->every_use = false;
    setting->gap = false;
    setting->ask = false;
    setting->status_alone = true;
    context->trail = NULL;
    if (determine_for_use(&determination, context, setting, good, alike) != USMCA_OK)
        context->out_of_memory = true;
    context->trail = trail;
    return determination;
}

/* What each use leads to. It is determined by every reading of what is in dispute, and so but once around
 * all of those that the good itself is determined by. */
struct use_outcomes {
    struct use_outcome {
        bool known;
        enum status status;
        bool disputed;
    } of[USES];
};

/* Each is determined anew, whatever is hoped of what is open in the good, and where all codes are tried
 * (determine_within) whatever is supposed of these: of one good in one setting it is always the same. */
static struct use_outcomes *outcomes_of(struct origin_context *context) {
    if (context->use_outcomes != NULL)
        return context->use_outcomes;
    context->use_outcomes = context_room(context, sizeof *context->use_outcomes);
    if (context->shared != NULL && context->codes.settled != NULL)
        context->shared->uses = context->use_outcomes;
    return context->use_outcomes;
}

/* What is known of it as a material of others; NULL where that is not what it is in this setting.
 *
 * It was determined then in the same setting, but that no customs were those of the country of import, that
 * all uses were compared, and that nobody asked for what would make it qualify: but for customs, which are
 * noted where they play in, none of these has a say in what comes out for a use. */
static const struct produced *as_material(const struct origin_context *context) {
    const struct case_setting *setting = context->setting;
    const struct produced *made = context->good->made;
    if (made == NULL || context->codes.settled == NULL || setting->suppose_listed || setting->as_material)
        return NULL;
    if (setting->documented)
        made = setting->documented_line == EVERY_LINE ? made->documented : NULL;
    if (made != NULL && setting->sparing)
        made = made->sparing;
    return made != NULL && !made->read_by_customs ? made : NULL;
}

static bool known_before(const struct origin_context *context, enum use use, struct use_outcome *out) {
    const struct produced *made = as_material(context);
    if (made == NULL || context->good->use != USE_NONE || !use_in(made->own_uses, use))
        return false;
    *out = (struct use_outcome){true, (enum status)made->by_use[use], false};
    return true;
}

/* NULL where memory is exhausted. */
static const struct use_outcome *outcome_for(struct origin_context *context, enum use use) {
    struct use_outcomes *outcomes = outcomes_of(context);
    struct use_outcome *outcome = outcomes != NULL ? &outcomes->of[use] : NULL;
    if (outcome == NULL || outcome->known || known_before(context, use, outcome))
        return outcome;
    uint32_t alike = UINT32_MAX;
    const struct determination *determination = determine_for(context, use, &alike);
    if (determination == NULL)
        return NULL;
    for (int other = 1; other < USES; other++)
        if (use_in(alike, (enum use)other))
            context->use_outcomes->of[other] =
                (struct use_outcome){true, determination->status, determination->disputed_count > 0};
    return outcome;
}

/* "originating: heavy trucks, the aftermarket; non-originating: passenger vehicles" */
static struct text outcomes_in_words(struct origin_context *context) {
    static const char *const WORDS[STATUSES] = {[STATUS_NON_ORIGINATING] = "status.non-originating",
                                                [STATUS_UNDETERMINED] = "status.undetermined",
                                                [STATUS_ORIGINATING] = "status.originating"};
    const struct determination *determination = context->determination;
    const struct messages *messages = context->book->messages;
    struct buffer out = {0};
    for (int status = 0; status < STATUS_REJECTED; status++) {
        bool any = false;
        for (int use = 1; use < USES; use++) {
            char id[48] = "use.";
            if ((int)determination->by_use[use] != status ||
                (use != USE_AFTERMARKET && !use_in(determination->own_uses, (enum use)use)))
                continue;
            if (!any) {
                if (out.length > 0)
                    buffer_text(&out, message_find(messages, "semicolon"));
                buffer_text(&out, message_find(messages, WORDS[status]));
            }
            buffer_text(&out, any ? TEXT(", ") : message_find(messages, "colon"));
            memcpy(id + strlen(id), USE_WORDS[use], strlen(USE_WORDS[use]) + 1);
            buffer_text(&out, message_find(messages, id));
            any = true;
        }
    }
    return buffer_keep(&out, context->arena);
}

static bool differ(const struct determination *determination) {
    for (int use = 1; use < USES; use++)
        if (determination->by_use[use] != determination->by_use[USE_AFTERMARKET])
            return true;
    return false;
}

/* Whether what is known of a use decides: two that differ leave the good open, whatever the others say. */
static bool decided(const struct origin_context *context, int use) {
    const struct determination *determination = context->determination;
    return context->setting->status_alone && context->good->use == USE_NONE &&
           !use_in(determination->own_uses, USE_AFTERMARKET) &&
           determination->by_use[use] != determination->by_use[USE_AFTERMARKET];
}

static void set_all(struct determination *determination, enum status status) {
    for (int use = 0; use < USES; use++)
        determination->by_use[use] = status;
}

bool uses_unsaid(const struct origin_context *context) {
    return context->good->use == USE_NONE && context->determination->own_uses != 0;
}

void uses_compare(struct origin_context *context) {
    struct determination *determination = context->determination;
    enum use said = context->good->use;
    bool own = said != USE_NONE && use_in(determination->own_uses, said);
    set_all(determination, determination->status);
    if (determination->own_uses == 0 || (said != USE_NONE && !context->setting->every_use))
        return;
    if (own) { /* what holds for all other uses */
        const struct use_outcome *other = outcome_for(context, USE_AFTERMARKET);
        if (other == NULL)
            return;
        set_all(determination, other->status);
        determination->uses_disputed = other->disputed;
        determination->by_use[said] = determination->status;
    }
    for (int use = 1; use < USES; use++) {
        if (!use_in(determination->own_uses, (enum use)use) || use == (int)said)
            continue;
        const struct use_outcome *other = outcome_for(context, (enum use)use);
        if (other == NULL)
            return;
        determination->by_use[use] = other->status;
        determination->uses_disputed = determination->uses_disputed || other->disputed;
        if (decided(context, use))
            break;
    }
    if (said != USE_NONE || !differ(determination))
        return;
    determination->use_matters = true;
    determination->status = STATUS_UNDETERMINED;
    FINDING(context, FINDING_USE_MATTERS, NO_TEXT, context_cite(context, PROVISION_USES), NULL,
            {"outcomes", outcomes_in_words(context)});
}

void uses_leave_open(struct determination *determination, enum status best) {
    const enum use said = determination->good->use;
    const bool own = said != USE_NONE && use_in(determination->own_uses, said);
    determination->status = STATUS_UNDETERMINED;
    for (int use = 0; use < USES; use++) {
        bool by_itself = own ? use == (int)said : !use_in(determination->own_uses, (enum use)use);
        if (by_itself && determination->by_use[use] < best)
            determination->by_use[use] = STATUS_UNDETERMINED;
    }
}

/* ---- what the materials are for ---- */

/* The class of a vehicle by the tests that bind it, U.R. 14 to 18; any other is an "other vehicle". */
static uint32_t classes_of(const struct origin_context *context, struct hs_code code) {
    struct rule_matches notes;
    enum result classed = RESULT_FAIL;
    uint32_t uses = 0;
    rulebook_select(context->book, code, context->determination->day, RULE_ADDS_TESTS, &notes);
    for (uint32_t i = 0; i < notes.count; i++) {
        const struct rule *rule = notes.rules[i].rule;
        const struct requirement *first = &rule->alternatives[0].requirements[0];
        if (rule->alternative_count == 0 || first->kind != REQUIRE_VEHICLE)
            continue;
        enum result applies =
            result_and(condition_of_good(context, NULL, rule->when),
                       notes.rules[i].membership == HS_INSIDE ? RESULT_PASS : RESULT_UNKNOWN);
        if (applies != RESULT_FAIL)
            uses |= first->vehicle.vehicle_class->uses;
        classed = result_or(classed, applies);
    }
    return classed == RESULT_PASS ? uses : uses | 1U << USE_OTHER_VEHICLE;
}

uint32_t uses_of_materials(const struct origin_context *context) {
    const struct good *good = context->good;
    if (good->use != USE_NONE)
        return 1U << good->use;
    if (!is_vehicle(context->book, good))
        return 0;
    return context->codes.lineage != NULL ? classes_of(context, context->codes.code) : 0;
}

static enum result of_status(enum status status) {
    return status == STATUS_ORIGINATING       ? RESULT_PASS
           : status == STATUS_NON_ORIGINATING ? RESULT_FAIL
                                              : RESULT_UNKNOWN;
}

static enum result originates_for(const struct produced *produced, uint32_t uses) {
    enum result result = RESULT_UNKNOWN;
    bool first = true;
    if (produced->own_uses == 0 || uses == 0)
        return produced->determined ? result_of(produced->originating) : RESULT_UNKNOWN;
    for (int use = 1; use < USES; use++) {
        if (!use_in(uses, (enum use)use))
            continue;
        enum result one = of_status((enum status)produced->by_use[use]);
        result = first || one == result ? one : RESULT_UNKNOWN;
        first = false;
    }
    return result;
}

/* The uses of a good for which a material with rules of its own for some would originate alike: each is then
 * what the materials of the good are for. */
static uint32_t alike_here(const struct origin_context *context, const struct produced *produced,
                           enum result here) {
    uint32_t alike = 1U << context->good->use;
    for (int use = 1; use < USES; use++)
        if (of_status((enum status)produced->by_use[use]) == here)
            alike |= 1U << use;
    return alike;
}

enum result uses_originates_here(const struct origin_context *context, const struct produced *produced) {
    enum result here = originates_for(produced, context->material_uses);
    if (produced->own_uses != 0 && context->alike != NULL)
        *context->alike &= alike_here(context, produced, here);
    return here;
}

/* ---- the methods of a rule ---- */

static bool has_transaction_value(const struct rule *rule) {
    for (uint32_t i = 0; i < rule->alternative_count; i++)
        for (uint32_t k = 0; k < rule->alternatives[i].requirement_count; k++) {
            const struct requirement *one = &rule->alternatives[i].requirements[k];
            for (uint32_t step = 0; step < one->rvc_count; step++)
                if (one->rvc[step].transaction_value != 0)
                    return true;
        }
    return false;
}

/* Of the rules that may be the good's, none may lack it. */
static bool rules_have_it(const struct origin_context *context, struct hs_code code, enum use use) {
    struct rule_matches matches;
    rulebook_select_for(context->book, code, context->determination->day, use, &matches);
    for (uint32_t i = 0; i < matches.count; i++)
        if (!has_transaction_value(matches.rules[i].rule))
            return false;
    return matches.count > 0;
}

bool uses_by_transaction_value(const struct origin_context *context, const struct hs_code *codes,
                               uint32_t count, uint32_t uses) {
    for (uint32_t i = 0; i < count; i++)
        for (int use = 1; use < USES; use++)
            if (use_in(uses, (enum use)use) && !rules_have_it(context, codes[i], (enum use)use))
                return false;
    return count > 0 && uses != 0;
}
