#include "origin/code_search.h"
#include "origin/determine.h"
#include "origin/disputes.h"
#include "origin/lines_in_doubt.h"
#include "origin/materials.h"
#include "origin/questions.h"
#include "origin/uses.h"
#include "value/line_terms.h"

/* Materials whose origin is open: the good is determined with them and without, around every reading of its
 * codes and of disputed provisions. */

static void determine_by_every_reading(struct origin_context *context) {
    disputes_determine(context, determine_by_steps);
}

/* How a run takes the lines whose origin is open, and what is known of other runs. */
struct run {
    const struct usmca_rulebook *book;
    const struct case_setting *setting;
    const struct good *good;
    struct arena *arena;
    struct trail *trail; /* or NULL */
    uint32_t hoped;
    enum status best;
    const bool *decisive;
    const struct supposed_codes
        *codes;                       /* of the determination that this one is within; NULL: all are tried */
    const struct determination *made; /* that one, or one in another setting, where its lines may be taken
                                       * over; or NULL */
    bool made_declared;               /* as in struct origin_context */
    const struct prepared *lent;      /* this and the others as in struct origin_context */
    struct selected_rules *selected;
    uint32_t *alike;
    struct shared *shared;
    bool *by_customs;
    struct determination *hopeful; /* where all that is open originates; NULL before that was asked for */
    bool use_open;                 /* as in struct origin_context */
    bool open;
    bool plain; /* by one reading of the law, and of each code */
};

static usmca_status determine_once(struct determination **out, struct run *run, usmca_error *error) {
    const struct good *good = uses_said(run->setting, run->book, run->good, run->arena);
    if (good == NULL)
        return error_memory(error);
    struct origin_context context = {.book = run->book,
                                     .setting = run->setting,
                                     .good = good,
                                     .arena = run->arena,
                                     .trail = run->trail,
                                     .hoped = run->hoped,
                                     .best = run->best,
                                     .decisive = run->decisive,
                                     .use_open = run->use_open,
                                     .made = run->made,
                                     .made_declared = run->made_declared,
                                     .lent = run->lent,
                                     .selected = run->selected,
                                     .alike = run->alike,
                                     .shared = run->shared,
                                     .by_customs = run->by_customs};
    if (run->codes == NULL)
        codes_determine(&context, determine_by_every_reading);
    else if (codes_as_supposed(&context, run->codes))
        determine_by_every_reading(&context);
    if (context.out_of_memory || run->arena->failed)
        return error_memory(error);
    run->open = context.open;
    run->plain = context.codes.of_lines == NULL && context.determination->code_readings <= 1 &&
                 !context.determination->met_disputes;
    *out = context.determination;
    return USMCA_OK;
}

/* More than can be told apart by trying each. */
enum { MOST_TRIED = 8 };

/* The lines that would decide by themselves; where none would, all that are open. */
static usmca_status find_decisive(const struct determination *worst, struct run *run, bool **out,
                                  usmca_error *error) {
    bool *decisive = ARENA_ARRAY(run->arena, bool, (size_t)worst->line_count + 1);
    uint32_t open = 0;
    bool any = false;
    if (decisive == NULL)
        return error_memory(error);
    for (uint32_t i = 0; i < worst->line_count; i++)
        open += line_is_open(&worst->lines[i]);
    for (uint32_t i = 0; i < worst->line_count && open <= MOST_TRIED; i++) {
        struct determination *one = NULL;
        if (!line_is_open(&worst->lines[i]))
            continue;
        run->hoped = i;
        usmca_status status = determine_once(&one, run, error);
        if (status != USMCA_OK || one == NULL)
            return status;
        decisive[i] = one->status != STATUS_REJECTED && one->status > worst->status;
        any = any || decisive[i];
    }
    for (uint32_t i = 0; i < worst->line_count && !any; i++)
        decisive[i] = line_is_open(&worst->lines[i]);
    *out = decisive;
    return USMCA_OK;
}

/* Whether its worst determination tells all that is asked of the good where it is open: by one reading of the
 * law, and of each code. What is open could only leave it open, and nobody asks by which lines. */
static bool settled_by_status(const struct run *run, const struct determination *worst) {
    bool told = !run->setting->status_alone && !run->setting->as_material;
    if (told || run->trail != NULL || !run->plain)
        return false;
    for (uint32_t i = 0; i < worst->line_count; i++)
        if (worst->lines[i].doubt != NULL)
            return false;
    return true;
}

static bool lends(const struct run *run, const struct determination *made) {
    return run->plain && made->status != STATUS_REJECTED;
}

/* Lines of a determination may be taken over by another that tells nothing of them. Where it was lent what
 * another use was prepared with, that has its own. */
static void lend(struct run *run, const struct determination *made) {
    if (!lends(run, made) || run->lent != NULL)
        return;
    run->made = made;
    run->made_declared = false;
}

/* U.R. 7(21) is a choice, and no fact: what is not determined of a material may be either. Where the answers
 * differ the good is undetermined, and says by which lines. */
static usmca_status determine_both(struct determination **out, struct run *run, usmca_error *error) {
    const struct case_setting *setting = run->setting;
    struct case_setting probing = *setting;
    usmca_status status = determine_once(out, run, error);
    if (status != USMCA_OK || !run->open || (*out)->status >= STATUS_ORIGINATING)
        return status;
    struct determination *worst = *out;
    const bool by_status = settled_by_status(run, worst);
    if (by_status && setting->status_alone && worst->status == STATUS_UNDETERMINED)
        return status;
    const struct determination *made = run->made;
    const bool made_declared = run->made_declared;
    lend(run, worst);
    struct determination *best = NULL;
    bool *decisive = NULL;
    probing.gap = false;
    probing.ask = false;
    probing.untold = true;
    run->setting = &probing;
    run->hoped = HOPE_ALL;
    status = determine_once(&best, run, error);
    run->hopeful = best;
    bool differ =
        status == USMCA_OK && best != NULL && best->status != STATUS_REJECTED && best->status > worst->status;
    if (differ && by_status) {
        uses_leave_open(worst, best->status);
        differ = false;
    }
    if (differ)
        status = find_decisive(worst, run, &decisive, error);
    run->setting = setting;
    run->made = made;
    run->made_declared = made_declared;
    if (status != USMCA_OK || !differ)
        return status;
    run->hoped = HOPE_NONE;
    run->best = best->status;
    run->decisive = decisive;
    return determine_once(out, run, error);
}

/* What the good is on one way to take its lines in doubt, by itself; and whether that hangs on none of them.
 */
static usmca_status status_on(enum status *out, bool *whatever, const struct run *run,
                              const struct case_setting *setting, const struct good *good,
                              usmca_error *error) {
    struct run way = *run;
    struct determination *determination = NULL;
    way.setting = setting;
    way.good = good;
    way.trail = NULL;
    way.made = NULL;
    way.lent = NULL;
    way.shared = NULL;
    usmca_status status = determine_both(&determination, &way, error);
    *out = status == USMCA_OK ? determination->status : STATUS_UNDETERMINED;
    *whatever = status == USMCA_OK && !determination->made_in_territory;
    return status;
}

/* What it is on all of them; undetermined where they differ. */
static usmca_status status_on_all(enum status *out, const struct run *run, const struct lines_in_doubt *doubt,
                                  const struct good *withheld, usmca_error *error) {
    struct case_setting alone = *run->setting;
    alone.status_alone = alone.untold = true;
    alone.gap = alone.ask = alone.every_use = false;
    const uint32_t ways = lines_in_doubt_ways(doubt);
    const bool sure = lines_in_doubt_all_tried(doubt) && !run->setting->as_material;
    enum status by_withheld = STATUS_UNDETERMINED;
    bool whatever = false;
    usmca_status status = sure ? USMCA_OK : status_on(&by_withheld, &whatever, run, &alone, withheld, error);
    for (uint32_t i = 0; i < ways && status == USMCA_OK && (i == 0 || *out != STATUS_UNDETERMINED); i++) {
        const struct good *good = NULL;
        enum status one = STATUS_UNDETERMINED;
        if (!lines_in_doubt_way(&good, doubt, i, run->arena))
            return error_memory(error);
        if (good == NULL)
            continue;
        status = status_on(&one, &whatever, run, &alone, good, error);
        *out = i == 0 || one == *out ? one : STATUS_UNDETERMINED;
    }
    /* what is certain of none of them is certain of any set */
    if (*out == STATUS_ORIGINATING && !sure && by_withheld != STATUS_ORIGINATING)
        *out = STATUS_UNDETERMINED;
    const bool untold = doubt->untold || doubt->untold_inside || run->setting->as_material;
    if (*out == STATUS_NON_ORIGINATING && untold && !whatever)
        *out = STATUS_UNDETERMINED;
    return status;
}

/* Takes its lines in doubt as they count. As a material of others it has no certain figures beside those of
 * each way, origin/produced.h. */
static usmca_status settle_doubt(struct run *run, usmca_error *error) {
    struct lines_in_doubt doubt;
    enum status all = STATUS_UNDETERMINED;
    const bool inside = !run->setting->as_material;
    if (run->good->rejected.length > 0 || !lines_in_doubt_any(run->good, inside))
        return USMCA_OK;
    const struct good *withheld = lines_in_doubt_withheld(run->good, run->arena);
    if (withheld == NULL ||
        !lines_in_doubt_find(&doubt, run->good, inside ? MOST_PARTS_TRIED : 0, run->arena))
        return error_memory(error);
    usmca_status status = status_on_all(&all, run, &doubt, withheld, error);
    const bool settled = all == STATUS_ORIGINATING || all == STATUS_NON_ORIGINATING;
    run->use_open = !settled;
    run->good = settled && !run->setting->as_material ? lines_in_doubt_counted(&doubt, run->arena) : withheld;
    return run->good != NULL ? status : error_memory(error);
}

static usmca_status determine_inside(struct determination **out, const struct origin_context *context,
                                     const struct case_setting *setting, const struct good *good,
                                     const struct prepared *lent) {
    struct run run = {.book = context->book,
                      .setting = setting,
                      .good = good,
                      .arena = context->arena,
                      .hoped = HOPE_NONE,
                      .codes = context->codes.settled == NULL ? &context->codes : NULL,
                      .made = materials_lend(context) ? context->determination : NULL,
                      .lent = lent,
                      .selected = context->selected,
                      .alike = context->alike,
                      .by_customs = context->by_customs};
    return determine_both(out, &run, NULL);
}

usmca_status determine_within(struct determination **out, const struct origin_context *context,
                              const struct case_setting *setting, const struct good *good) {
    return determine_inside(out, context, setting, good, NULL);
}

usmca_status determine_for_use(struct determination **out, const struct origin_context *context,
                               const struct case_setting *setting, const struct good *good, uint32_t *alike) {
    struct origin_context within = *context;
    within.alike = alike;
    return determine_inside(out, &within, setting, good, context->prepared);
}

/* The figures that its columns come to, before any law is applied. */
static usmca_status reckon(struct run *run, const struct good *good, usmca_error *error) {
    date day = good->date != 0 ? good->date : run->setting->date;
    return line_terms_reckon(&run->good, run->book, day, good, run->arena, error);
}

/* The good by itself, in its setting: what determine() and the others begin with. */
struct alone {
    struct run run;
    struct shared shared;
    uint32_t alike;
};

static usmca_status begin_alone(struct alone *alone, const struct usmca_rulebook *book,
                                const struct case_setting *setting, const struct good *good,
                                struct arena *arena, usmca_error *error) {
    *alone = (struct alone){.alike = UINT32_MAX};
    alone->run = (struct run){.book = book,
                              .setting = setting,
                              .arena = arena,
                              .hoped = HOPE_NONE,
                              .alike = &alone->alike,
                              .shared = &alone->shared,
                              .by_customs = &alone->shared.by_customs,
                              .selected = selected_rules_new(arena)};
    if (alone->run.selected == NULL)
        return error_memory(error);
    usmca_status status = reckon(&alone->run, good, error);
    return status == USMCA_OK ? settle_doubt(&alone->run, error) : status;
}

usmca_status determine(struct determination **out, const struct usmca_rulebook *book,
                       const struct case_setting *setting, const struct good *good, struct arena *arena,
                       usmca_error *error) {
    struct trail *trail = setting->ask ? ARENA_NEW(arena, struct trail) : NULL;
    struct alone alone;
    if (setting->ask && trail == NULL)
        return error_memory(error);
    usmca_status status = begin_alone(&alone, book, setting, good, arena, error);
    alone.run.trail = trail;
    if (status == USMCA_OK)
        status = determine_both(out, &alone.run, error);
    if (status != USMCA_OK || trail == NULL || (*out)->status != STATUS_UNDETERMINED)
        return status;
    return questions_find(*out, trail, book, setting, arena, error);
}

/* The same as determine_both() found, if it had to ask. */
static usmca_status hope(struct with_hope *out, struct run *run, usmca_error *error) {
    const struct case_setting *setting = run->setting;
    struct case_setting untold = *setting;
    usmca_status status = USMCA_OK;
    untold.untold = true;
    run->setting = &untold;
    run->hoped = HOPE_ALL;
    run->best = STATUS_NON_ORIGINATING;
    run->decisive = NULL;
    if (run->hopeful == NULL) {
        lend(run, out->found);
        status = determine_once(&run->hopeful, run, error);
    }
    run->setting = setting;
    out->hopeful = run->hopeful;
    return status;
}

usmca_status determine_with_hope(struct with_hope *out, const struct usmca_rulebook *book,
                                 const struct case_setting *setting, const struct good *good,
                                 const struct determination *made, struct arena *arena, usmca_error *error) {
    struct alone alone;
    *out = (struct with_hope){0};
    usmca_status status = begin_alone(&alone, book, setting, good, arena, error);
    alone.run.made = made;
    alone.run.made_declared = made != NULL && setting->documented;
    if (status == USMCA_OK)
        status = determine_both(&out->found, &alone.run, error);
    if (status != USMCA_OK)
        return status;
    out->lends = lends(&alone.run, out->found);
    if (alone.run.open)
        status = hope(out, &alone.run, error);
    out->found->by_customs = alone.shared.by_customs;
    if (out->hopeful != NULL)
        out->hopeful->by_customs = alone.shared.by_customs;
    return status;
}
