#include "origin/determine.h"

#include "origin/answer.h"
#include "origin/code_search.h"
#include "origin/conclude.h"
#include "origin/declared_facts.h"
#include "origin/declared_origin.h"
#include "origin/gap.h"
#include "origin/importation.h"
#include "origin/line_terms.h"
#include "origin/lines_in_doubt.h"
#include "origin/materials.h"
#include "origin/minimum_base.h"
#include "origin/production.h"
#include "origin/readings.h"
#include "origin/regional_value.h"
#include "origin/sets.h"
#include "origin/transport.h"
#include "origin/unread.h"
#include "origin/uses.h"
#include "origin/vehicle/core_parts.h"
#include "origin/vehicle/high_wage.h"
#include "origin/vehicle/parts_tables.h"
#include "origin/vehicle/vehicle.h"
#include "rulebook/sentence.h"

/* ---- the steps, in the law's order ---- */

typedef void step(struct origin_context *context);

static step take_uses, take_materials;
static step test_importation, decide_produced, find_assemblies, find_circle, keep_status, decide_codes,
    suppose_listed, suppose_no_sale, suppose_deducted, suppose_excluded, leave_open, leave_use_open,
    name_criterion;
static step tell_tests, find_minimum, find_gap;

/* What the good is made of, and what that is worth. */
static step *const PREPARATION[] = {
    unread_tell,            /* columns that nothing reads */
    line_terms_tell,        /* lines that are none of its materials on that day */
    take_uses,              /* what its materials are for */
    take_materials,         /* origin and value of every material: U.R. 7(21), 8, 9 */
    production_prepare,     /* whether anything is produced: U.R. 1(1), 11(a) */
    high_wage_reckon,       /* high-wage materials in it: U.R. 18(4) */
    vehicle_prepare,        /* core parts of a vehicle, and its credit: U.R. 14, 18(22) */
    regional_value_prepare, /* transaction value, net cost, and the content by each: U.R. 7 */
    core_parts_own,         /* the figures of a core part for what it goes into: U.R. 14(7) */
    NULL};

/* Whether it originates, and by what. */
static step *const DECISION[] = {
    test_importation, /* goods of Schedule 2: U.R. 3(7) */
    decide_produced,  /* in the territory: wholly obtained, of originating materials alone, by its rule, as
                       * parts, or as a set: U.R. 3(1) to 3(4), 6 */
    find_assemblies,  /* rows that count by those below them */
    find_circle,      /* its own material */
    keep_status,      /* what takes the status away: U.R. 10, and the days before the entry into force */
    decide_codes,     /* the codes, and the readings of disputed provisions, that it may have */
    suppose_no_sale,  /* no transaction value: Schedule 4, 2 */
    suppose_deducted, /* less of the transaction value than the row says: U.R. 1(1), 7(2) */
    suppose_excluded, /* more of the costs that leave net cost: U.R. 7(11) */
    suppose_listed,   /* what Tables F and G may list: U.R. 20(4) */
    leave_open,       /* materials of undetermined origin: U.R. 7(21) */
    leave_use_open,   /* lines that may not be of it */
    uses_compare,     /* uses that are not said */
    name_criterion,   /* A, B, C or D: Article 4.2 */
    NULL};

/* What is told of it. */
static step *const CONCLUSION[] = {
    tell_tests,              /* requirements that it misses, or hardly meets */
    vehicle_conclude,        /* those of vehicles: U.R. 14 to 19 */
    declared_facts_conclude, /* facts that nothing reads, or that say what the code denies */
    conclude_claim,          /* the claim */
    conclude_duty,           /* the duty at risk */
    find_minimum,            /* the lowest price, and net cost, by which it reaches the content */
    find_gap,                /* what would make it qualify */
    NULL};

/* The same of one that is read as a material of others: its papers, and by what one reading is nearer to a no
 * than another. */
static step *const CONCLUSION_OF_MATERIAL[] = {vehicle_conclude, find_minimum, NULL};

static void run(step *const *steps, struct origin_context *context) {
    for (; *steps != NULL; steps++)
        (*steps)(context);
}

/* Whether some rule for goods of its code is for one use alone. */
static bool any_rule_for_use(const struct origin_context *context) {
    if (context->codes.lineage == NULL)
        return false;
    const struct rule_matches *matches = context_rules(context, context->codes.code, RULE_OF_GOODS);
    for (uint32_t i = 0; i < matches->count; i++)
        if (matches->rules[i].rule->uses != 0)
            return true;
    return false;
}

/* For other uses, if no question about the use, and no place in dispute, was met with. */
static void lend_prepared(struct origin_context *context) {
    const struct determination *determination = context->determination;
    bool asked = (context->good->use == USE_NONE || context->setting->every_use) && any_rule_for_use(context);
    context->prepared = NULL;
    if (!asked || context->alike == NULL || context->interpretation->met != 0 ||
        determination->vehicle != NULL)
        return;
    struct prepared *prepared = arena_reserve(context->arena, sizeof *prepared);
    context->out_of_memory = context->out_of_memory || prepared == NULL;
    if (prepared != NULL)
        *prepared = (struct prepared){*determination, *context->alike, context->hoped};
    context->prepared = prepared;
}

/* As the good was for another use: U.R. 4 to 8 do not ask what it is for, but where a material in it has a
 * rule of its own for the use. */
static bool take_prepared(struct origin_context *context) {
    const struct prepared *lent = context->lent;
    struct determination *determination = context->determination;
    if (lent == NULL || !use_in(lent->alike, context->good->use) ||
        !materials_share(context, lent->hoped == context->hoped))
        return false;
    const struct good *good = determination->good;
    const enum result listed = determination->listed_for_other_vehicles;
    *determination = lent->determination;
    determination->good = good;
    determination->listed_for_other_vehicles = listed;
    determination->findings = NULL;
    determination->finding_count = determination->finding_room = 0;
    *context->alike &= lent->alike;
    context->open = context->open || determination->noted.any_open;
    context->met_by_lines = 0;
    context->overflow_line = determination->line_count;
    take_uses(context);
    return true;
}

/* As far as the arithmetic fits. */
static void prepare(struct origin_context *context) {
    if (take_prepared(context))
        return;
    for (step *const *next = PREPARATION; *next != NULL && !context->overflow && !context->out_of_memory;
         next++)
        (*next)(context);
    if (!context->overflow && !context->out_of_memory)
        lend_prepared(context);
}

static void reject(struct origin_context *context, struct text reason, struct text line) {
    context->determination->status = STATUS_REJECTED;
    FINDING(context, FINDING_ROW_REJECTED, line, NO_TEXT, NULL, {"reason", reason});
}

static void reject_overflow(struct origin_context *context) {
    const struct good *good = context->good;
    uint32_t at = context->overflow_line;
    struct text line = at < good->material_count ? good->materials[at].line : NO_TEXT;
    *context->determination = (struct determination){
        .good = good, .day = context->determination->day, .currency = context->determination->currency};
    reject(context, message_find(context->book->messages, "field.overflow"), line);
}

void determine_by_steps(struct origin_context *context) {
    if (context->good->rejected.length > 0) {
        reject(context, context->good->rejected, NO_TEXT);
        return;
    }
    prepare(context);
    if (context->overflow) {
        reject_overflow(context);
        return;
    }
    run(DECISION, context);
    /* what is told asks for facts too, and those are remembered where there is a trail */
    if (context->trail != NULL || !(context->trial || context->setting->status_alone))
        run(context->setting->as_material ? CONCLUSION_OF_MATERIAL : CONCLUSION, context);
}

/* ---- what it is made of ---- */

static void take_uses(struct origin_context *context) {
    context->material_uses = uses_of_materials(context);
    if (context->setting->every_use)
        context->determination->listed_for_other_vehicles =
            parts_tables_list_good(context, 1U << USE_OTHER_VEHICLE);
}

static void take_materials(struct origin_context *context) {
    materials_prepare(context);
    if (!context->overflow)
        context->overflow_line = context->determination->line_count; /* from here on, of the good */
}

/* ---- A and C ---- */

static bool any_non_originating(const struct determination *determination) {
    for (uint32_t i = 0; i < determination->line_count; i++)
        if (determination->lines[i].uses_non_originating)
            return true;
    return false;
}

static bool any_material(const struct determination *determination) {
    for (uint32_t i = 0; i < determination->line_count; i++)
        if (!determination->lines[i].disregarded && !determination->lines[i].beside)
            return true;
    return false;
}

/* U.R. 3(3). A good without materials is not shown to be made of originating ones; a self-produced one that
 * is not designated is those that it is made of. */
static enum result only_originating(const struct origin_context *context) {
    return result_of(any_material(context->determination) && !any_non_originating(context->determination));
}

/* ---- product-specific rules, every reading ---- */

struct outcome {
    enum status status;
    struct attempt reported;
    bool agree;
};

/* The least content by which one of its alternatives could be met; 0 where one asks for none. */
static decimal content_asked(const struct attempt *attempt) {
    decimal least = INT64_MAX;
    for (uint32_t i = 0; i < attempt->specific.count; i++) {
        const struct test *content = test_of_kind(&attempt->specific.alternatives[i], REQUIRE_RVC);
        for (int method = 0; method < METHODS; method++) {
            const struct figure *one = content != NULL ? &content->rvc[method].content : NULL;
            const decimal asked = one == NULL ? 0 : one->asked > 0 ? one->required : INT64_MAX;
            least = asked < least ? asked : least;
        }
    }
    return attempt->specific.count > 0 ? least : 0;
}

/* Of readings that lead to one answer: what is enough for the one is enough for the other. */
static bool is_harder(const struct attempt *one, const struct attempt *other) {
    return content_asked(one) > content_asked(other);
}

/* `out` is of zeros. */
static void run_readings(const struct readings *readings, enum result otherwise, struct outcome *out) {
    out->agree = true;
    out->status = STATUS_UNDETERMINED;
    if (readings->count > 0) {
        attempt_run(&readings->list[0], otherwise, &out->reported);
        out->status = out->reported.status;
    }
    for (uint32_t i = 1; i < readings->count; i++) {
        struct attempt attempt;
        attempt_run(&readings->list[i], otherwise, &attempt);
        if (attempt.status == out->status) {
            if (out->agree && is_harder(&attempt, &out->reported))
                out->reported = attempt;
            continue;
        }
        out->agree = false;
        if (attempt.status < out->reported.status)
            out->reported = attempt; /* the reading that has to be ruled out */
    }
    if (readings->without_rule && otherwise != RESULT_PASS && out->status != STATUS_UNDETERMINED)
        out->agree = readings->count == 0;
    if (readings->too_many)
        out->agree = false;
    if (!out->agree)
        out->status = STATUS_UNDETERMINED;
}

static const struct attempt *decide_by_rule(struct origin_context *context, enum result otherwise) {
    struct determination *determination = context->determination;
    struct readings *readings = context_room(context, sizeof *readings);
    struct outcome *outcome = context_room(context, sizeof *outcome);
    if (readings == NULL || outcome == NULL)
        return NULL;
    readings_collect(context, readings);
    run_readings(readings, otherwise, outcome);
    determination->status = outcome->status;
    if (readings->count > 0)
        answer_report(context, &outcome->reported);
    else if (otherwise == RESULT_PASS)
        determination->status = STATUS_ORIGINATING;
    if (otherwise != RESULT_PASS)
        determination->own_uses = readings_uses(context);
    for (uint32_t i = 0; otherwise != RESULT_PASS && outcome->agree && i < readings->count; i++)
        rules_meet(&determination->rules, readings->list[i].rule);
    conclude_readings(context, readings, outcome->agree);
    return readings->count > 0 ? &outcome->reported : NULL;
}

/* ---- the status ---- */

static enum status status_of(enum result result) {
    return result == RESULT_PASS      ? STATUS_ORIGINATING
           : result == RESULT_UNKNOWN ? STATUS_UNDETERMINED
                                      : STATUS_NON_ORIGINATING;
}

static void test_importation(struct origin_context *context) {
    context->determination->importation = importation_test(context);
}

static const struct attempt *decide_inside(struct origin_context *context) {
    struct determination *determination = context->determination;
    determination->wholly_obtained = declared_wholly_obtained(context);
    determination->only_originating = only_originating(context);
    enum result otherwise = result_or(determination->wholly_obtained, determination->only_originating);
    determination->is_set = sets_applies(context);
    if (determination->is_set) {
        enum result set = sets_test(context);
        if (!sets_of_several(determination)) /* one good alone is no set */
            set = result_and(set, production_otherwise(determination));
        determination->status = status_of(result_or(otherwise, set));
        return NULL;
    }
    if (!any_material(determination) && determination->wholly_obtained != RESULT_PASS) {
        determination->status = STATUS_UNDETERMINED;
        FINDING(context, FINDING_MATERIALS_MISSING, NO_TEXT,
                context_cite(context, PROVISION_ORIGINATING_GOODS), NULL, {"good", context->good->good_id});
        return NULL;
    }
    return decide_by_rule(context, otherwise);
}

static void decide_produced(struct origin_context *context) {
    struct determination *determination = context->determination;
    const struct text country = context->good->country;
    determination->made_in_territory = territory_holds(context, country);
    if (determination->made_in_territory) {
        context->attempt = decide_inside(context);
    } else {
        determination->status = STATUS_NON_ORIGINATING;
        if (determination->importation != RESULT_PASS)
            FINDING(context, FINDING_PRODUCED_OUTSIDE_TERRITORY, NO_TEXT,
                    context->book->general.territory_cite, NULL, {"country", country});
    }
    if (status_of(determination->importation) > determination->status)
        determination->status = status_of(determination->importation);
}

/* Rows of the bill of materials that stand above others are no materials. */
static void find_assemblies(struct origin_context *context) {
    const struct text assemblies = context->good->assemblies;
    if (assemblies.length > 0)
        FINDING(context, FINDING_ASSEMBLY_BY_LINES, NO_TEXT, NO_TEXT, NULL, {"assemblies", assemblies});
}

static void find_circle(struct origin_context *context) {
    const struct text cycle = context->good->cycle;
    if (cycle.length == 0)
        return;
    context->determination->status = STATUS_UNDETERMINED;
    FINDING(context, FINDING_CYCLE, NO_TEXT, NO_TEXT,
            text_equal(cycle, context->good->good_id) ? "itself" : NULL, {"goods", cycle});
}

/* Nothing originates under an agreement before its entry into force, by whatever criterion. */
static enum result in_force(struct origin_context *context) {
    const struct general *general = &context->book->general;
    char day[DATE_TEXT_SIZE];
    char from[DATE_TEXT_SIZE];
    if (context->determination->day >= general->in_force)
        return RESULT_PASS;
    FINDING(context, FINDING_NOT_IN_FORCE, NO_TEXT, general->in_force_cite, NULL,
            {"date", {day, date_print(day, context->determination->day)}},
            {"from", {from, date_print(from, general->in_force)}});
    return RESULT_FAIL;
}

/* U.R. 10(1): what a good that goes through another country keeps its status by, where nobody declares it. */
static bool leaves_customs_open(const struct origin_context *context, const struct disqualification **by) {
    const struct general *general = &context->book->general;
    for (uint32_t i = 0; i < general->disqualification_count; i++) {
        const struct disqualification *one = &general->disqualifications[i];
        if (!one->transport || fact_said(context->book, &context->good->facts, one->when.fact).length > 0)
            continue;
        *by = one;
        return true;
    }
    return false;
}

/* By what countries it goes, as a column has it that nothing reads. */
static enum result carried_as_said(struct origin_context *context, const struct origin_denial *denial) {
    const struct disqualification *by = NULL;
    if (territory_holds(context, denial->country) || !leaves_customs_open(context, &by))
        return RESULT_PASS;
    FINDING(context, FINDING_COLUMN_UNREAD, NO_TEXT, by->cite, "transit", {"header", denial->column->written},
            {"file", denial->column->file}, {"country", denial->country}, {"fact", by->when.fact->key},
            {"question", sentence_question(context->book, by->when.fact)});
    return RESULT_UNKNOWN;
}

/* Where it is produced, as a column has it that nothing reads. */
static enum result made_where_said(struct origin_context *context) {
    const struct origin_denials *denials = &context->good->denials;
    for (uint32_t i = 0; i < denials->count; i++) {
        const struct origin_denial *denial = &denials->list[i];
        if (denial->column->says == SAYS_TRANSIT) {
            if (carried_as_said(context, denial) != RESULT_PASS)
                return RESULT_UNKNOWN;
            continue;
        }
        if (denial->country.length == 0 || territory_holds(context, denial->country))
            continue;
        FINDING(context, FINDING_COLUMN_UNREAD, NO_TEXT, context->book->general.territory_cite, "made",
                {"header", denial->column->written}, {"file", denial->column->file},
                {"column", denial->column->column}, {"country", denial->country},
                {"own", context->good->country});
        return RESULT_UNKNOWN;
    }
    return RESULT_PASS;
}

static void keep_status(struct origin_context *context) {
    struct determination *determination = context->determination;
    enum result kept = result_and(transport_keeps_status(context), in_force(context));
    kept = result_and(kept, made_where_said(context));
    if (status_of(kept) < determination->status)
        determination->status = status_of(kept);
    determination->barred = kept != RESULT_PASS || context->good->cycle.length > 0;
}

static void decide_codes(struct origin_context *context) {
    bool open = codes_open(context);
    if (context->readings_differ || open)
        context->determination->status = STATUS_UNDETERMINED;
    if (open)
        codes_tell_dispute(context);
}

/* What is determined beside the good itself, for its status alone; false where there is no room for it. */
static bool suppose(struct origin_context *context, const struct good *good, bool listed,
                    enum status *status) {
    struct determination *other = NULL;
    struct case_setting *setting = context_room(context, sizeof *setting);
    if (setting == NULL)
        return false;
    *setting = *context->setting;
    setting->suppose_listed = setting->suppose_listed || listed;
    setting->every_use = false;
    setting->gap = false;
    setting->ask = false;
    setting->status_alone = true;
    if (determine_within(&other, context, setting, good) != USMCA_OK) {
        context->out_of_memory = true;
        return false;
    }
    *status = other->status;
    return true;
}

/* U.R. 20(4): where the outcome hangs on whether the Tables list a good or a material, it is open. */
static void suppose_listed(struct origin_context *context) {
    struct determination *determination = context->determination;
    enum status other = determination->status;
    if (!determination->choice_open || !suppose(context, context->good, true, &other) ||
        other == determination->status)
        return;
    determination->status = STATUS_UNDETERMINED;
    if (determination->choice_fact != NULL)
        FINDING(context, FINDING_FACT_MISSING, NO_TEXT, context_cite(context, PROVISION_OTHER_VEHICLES), NULL,
                {"fact", determination->choice_fact->key},
                {"question", sentence_question(context->book, determination->choice_fact)});
    else
        FINDING(context, FINDING_FACT_MISSING, determination->choice_material->line,
                context_cite(context, PROVISION_OTHER_VEHICLES), "listed",
                {"line", determination->choice_material->line},
                {"material", determination->choice_material->material_id});
}

/* U.R. 1(1), 7(2): the price actually paid, without international shipment. Where a column that nothing reads
 * has freight or a discount, and the good does not originate with that taken off, it is open. */
static void suppose_deducted(struct origin_context *context) {
    struct determination *determination = context->determination;
    const struct unread_deduction *deduction = context->good->unread_deduction;
    enum status other = STATUS_ORIGINATING;
    if (deduction == NULL || determination->status != STATUS_ORIGINATING)
        return;
    struct good *good = context_room(context, sizeof *good);
    if (good == NULL)
        return;
    *good = *context->good;
    good->unread_deduction = NULL;
    struct amount off = deduction->amount;
    if (off.given && good->price_unit.given &&
        amount_over(&off, off, good->price_unit, context->arena) != AMOUNT_OK)
        context->out_of_memory = true;
    good->transaction_value =
        off.given ? amount_subtract(context, good->transaction_value, off) : amount_not_given();
    if (!suppose(context, good, false, &other) || other == STATUS_ORIGINATING)
        return;
    determination->status = STATUS_UNDETERMINED;
    FINDING(context, FINDING_COLUMN_UNREAD, NO_TEXT, context_cite(context, PROVISION_REGIONAL_VALUE),
            deduction->taxes                     ? "taxes"
            : off.given                          ? "deducted"
            : deduction->column->note.length > 0 ? "note.delivered"
                                                 : "delivered",
            {"header", deduction->column->written}, {"file", deduction->column->file},
            {"column", deduction->column->column},
            {"amount", off.given ? context_amount(context, deduction->own) : deduction->terms},
            {"currency", determination->currency});
}

/* Schedule 4, 2: what is not sold, or to a related person who has a say in its price, has no transaction
 * value. Where a column that nothing reads says so, nobody declares that it has one, and the good does not
 * originate without, it is open. */
static void suppose_no_sale(struct origin_context *context) {
    struct determination *determination = context->determination;
    const struct unread_deduction *no_sale = context->good->unread_no_sale;
    const struct general *general = &context->book->general;
    const struct fact *fact = general->unacceptable_price.fact;
    enum status other = STATUS_ORIGINATING;
    if (no_sale == NULL || determination->status != STATUS_ORIGINATING ||
        !context->good->transaction_value.given || fact == NULL ||
        fact_said(context->book, &context->good->facts, fact).length > 0)
        return;
    struct good *good = context_room(context, sizeof *good);
    if (good == NULL)
        return;
    *good = *context->good;
    good->unread_no_sale = NULL;
    good->transaction_value = amount_not_given();
    if (!suppose(context, good, false, &other) || other == STATUS_ORIGINATING)
        return;
    determination->status = STATUS_UNDETERMINED;
    FINDING(context, FINDING_COLUMN_UNREAD, NO_TEXT, general->unacceptable_price_cite, "no-sale",
            {"header", no_sale->column->written}, {"file", no_sale->column->file}, {"terms", no_sale->terms},
            {"fact", fact->key}, {"question", sentence_question(context->book, fact)});
}

/* U.R. 7(11): royalties, sales promotion and the like leave net cost. Where a column that nothing reads has
 * more of them than the costs that are said to leave it, and the good does not originate with these, it is
 * open. */
static void suppose_excluded(struct origin_context *context) {
    struct determination *determination = context->determination;
    const struct unread_deduction *excluded = context->good->unread_excluded;
    const struct amount *own = &context->good->excluded_costs;
    enum status other = STATUS_ORIGINATING;
    if (excluded == NULL || determination->status != STATUS_ORIGINATING || !own->given ||
        amount_compare(*own, excluded->amount) >= 0)
        return;
    struct good *good = context_room(context, sizeof *good);
    if (good == NULL)
        return;
    *good = *context->good;
    good->unread_excluded = NULL;
    good->excluded_costs = excluded->amount;
    if (!suppose(context, good, false, &other) || other == STATUS_ORIGINATING)
        return;
    determination->status = STATUS_UNDETERMINED;
    FINDING(context, FINDING_COLUMN_UNREAD, NO_TEXT, context_cite(context, PROVISION_NET_COST), "excluded",
            {"header", excluded->column->written}, {"file", excluded->column->file},
            {"amount", context_amount(context, excluded->own)}, {"currency", determination->currency});
}

static struct text best_status(const struct origin_context *context) {
    return message_find(context->book->messages,
                        context->best == STATUS_ORIGINATING ? "status.originating" : "status.undetermined");
}

/* Why the origin of a line, or of what it is made of, is not determined. */
struct doubt {
    bool told; /* by other findings of the line */
    const char *variant;
    struct text within;
    enum provision provision;
};

static struct doubt doubt_of(const struct line *line) {
    struct doubt doubt = {.within = line->material->document,
                          .provision = PROVISION_TAKEN_AS_NON_ORIGINATING};
    if (line->open_unread) {
        doubt.variant = "unread";
        doubt.within = line->document->document_id;
    } else if (line->open_designation) {
        doubt.variant = "designated";
        doubt.within = line->produced->designation_open;
        doubt.provision = PROVISION_INTERMEDIATE_MATERIALS;
    } else if (line->open_inside) {
        doubt.variant = line->produced->open_value ? "within-value" : "within";
        doubt.within = line->produced->open;
    } else if (line->open) {
        doubt.told = line->material->origin == ORIGIN_DECLARED_ORIGINATING;
    } else {
        doubt.told = !line->open_stated;
        doubt.variant = "statement";
        doubt.provision = PROVISION_STATED_MATERIALS;
    }
    return doubt;
}

static bool hangs_on_open_lines(const struct origin_context *context) {
    return context->decisive != NULL && context->best > context->determination->status;
}

/* Whether it hangs on lines that may not be of what is made for that of the place. */
static bool hangs_inside(const struct origin_context *context, uint32_t place) {
    return context->use_open && lines_in_doubt_inside(&context->good->materials[place]);
}

static void tell_doubt_inside(struct origin_context *context) {
    const struct good *good = context->good;
    for (uint32_t i = 0; i < context->determination->line_count; i++)
        if (hangs_inside(context, i))
            FINDING(context, FINDING_MATERIAL_UNDETERMINED, good->materials[i].line, NO_TEXT, "lines",
                    {"line", good->materials[i].line}, {"material", good->materials[i].material_id});
}

/* The answer hangs on materials whose own origin is not determined, or on which of two figures is right. */
static void leave_open(struct origin_context *context) {
    struct determination *determination = context->determination;
    tell_doubt_inside(context);
    if (!hangs_on_open_lines(context))
        return;
    for (uint32_t i = 0; i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        if (!context->decisive[i])
            continue;
        if (line->open_value && line->material->reckoned->copy)
            FINDING(context, FINDING_LINE_REPEATED, line->material->line, NO_TEXT, "decides",
                    {"line", line->material->line}, {"status", best_status(context)});
        else if (line->open_value)
            FINDING(context, FINDING_VALUE_DIFFERS, line->material->line,
                    context_cite(context, PROVISION_VALUE_OF_MATERIALS), "decides",
                    {"line", line->material->line}, {"status", best_status(context)});
        struct doubt doubt = doubt_of(line);
        if (!doubt.told && !hangs_inside(context, i))
            FINDING(context, FINDING_MATERIAL_UNDETERMINED, line->material->line,
                    context_cite(context, doubt.provision), doubt.variant, {"line", line->material->line},
                    {"material", line->material->material_id}, {"within", doubt.within},
                    {"status", best_status(context)});
    }
    determination->status = STATUS_UNDETERMINED;
}

static void leave_use_open(struct origin_context *context) {
    if (context->use_open)
        context->determination->status = STATUS_UNDETERMINED;
}

static void name_criterion(struct origin_context *context) {
    if (context->determination->status != STATUS_ORIGINATING)
        return;
    answer_name(context);
    codes_tell_criteria(context);
}

/* ---- what is told ---- */

static void tell_tests(struct origin_context *context) {
    const struct determination *determination = context->determination;
    if (context->attempt != NULL)
        conclude_tests(context->attempt);
    else if (determination->is_set && determination->status != STATUS_ORIGINATING)
        sets_findings(context);
}

static void find_minimum(struct origin_context *context) {
    if (!context->setting->status_alone)
        minimum_base_find(context);
}

static void find_gap(struct origin_context *context) {
    if (context->setting->gap && !context->trial)
        gap_find(context);
}
