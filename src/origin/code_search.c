#include "origin/code_search.h"

#include "origin/readings.h"
#include "origin/tariff_items.h"

enum {
    MOST_RUNS = 16384,   /* for a good: a second or so of one that is made for it */
    MOST_WORK = 1 << 18, /* runs times lines: the same, of one with many lines */
    FEWEST_RUNS = 64,    /* however many they are */
    RUNS_TO_TELL = 64,   /* to tell whether a code is why, where nothing is known in any case */
    MOST_LINES = 200     /* that are read one by one at the same time */
};

struct search {
    struct origin_context *context;
    void (*run)(struct origin_context *context);
    struct case_setting setting;
    struct arena arena; /* of one run */
    uint32_t *of_lines;
    struct code_set *found; /* of each line */
    uint32_t runs;
    uint32_t most_runs;
    bool any; /* an answer was found */
    bool stopped;
    enum status status;
    uint32_t *witness; /* what the first answer supposes of the lines */
    struct code_dispute dispute;
    bool given_up;
    uint8_t criteria;       /* of all answers: bit 0 is A */
    struct rules_met rules; /* by which they come out */
};

/* ---- one combination ---- */

static void suppose_good(struct origin_context *context, const struct code_set *good, uint32_t which) {
    context->codes.lineage = which < good->count ? &good->lineages[which] : NULL;
    context->codes.code = which < good->count ? good->codes[which] : (struct hs_code){0};
}

static void run_here(struct origin_context *context, void (*run)(struct origin_context *context)) {
    context->overflow = false;
    if (context_begin(context))
        run(context);
}

/* A line whose codes leave the answer open. */
struct open_line {
    uint32_t line;
    uint32_t count;
    struct code_doubt doubt;
};

static bool find_open(const struct determination *determination, struct open_line *out) {
    bool found = false;
    for (uint32_t i = 0; determination->noted.several_codes && i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        if (line->doubt == NULL || !line->doubt->open || (found && !line->doubt->decides))
            continue;
        *out = (struct open_line){i, line->code_count, *line->doubt};
        found = true;
        if (line->doubt->decides)
            return true;
    }
    return found && determination->status == STATUS_UNDETERMINED;
}

/* True where the answer depends on the codes of the line in *out. */
static bool try_combination(struct search *search, struct open_line *out, enum status *status) {
    struct origin_context trial = *search->context;
    trial.setting = &search->setting;
    trial.arena = &search->arena;
    trial.codes.of_lines = search->of_lines;
    trial.codes.found = search->found;
    trial.codes.settled = NULL;
    trial.trail = NULL;
    arena_reset(&search->arena);
    run_here(&trial, search->run);
    search->runs++;
    trial.out_of_memory = trial.out_of_memory || search->arena.failed;
    search->context->out_of_memory = trial.out_of_memory;
    if (trial.out_of_memory) {
        search->stopped = true;
        return false;
    }
    *status = trial.determination->status;
    if (find_open(trial.determination, out))
        return true;
    for (uint32_t i = 0; i < trial.determination->rules.count; i++)
        rules_meet(&search->rules, trial.determination->rules.list[i]);
    search->rules.more = search->rules.more || trial.determination->rules.more;
    if (trial.determination->criterion != '\0')
        search->criteria |= 1U << (trial.determination->criterion - 'A');
    return false;
}

/* ---- all combinations of the lines ---- */

static uint32_t most_runs(const struct origin_context *context) {
    uint32_t lines = context->good->material_count;
    uint32_t runs = lines > 0 ? MOST_WORK / lines : MOST_RUNS;
    return runs > MOST_RUNS ? MOST_RUNS : runs < FEWEST_RUNS ? FEWEST_RUNS : runs;
}

static void record(struct search *search, enum status status) {
    if (search->any) {
        search->stopped = status != search->status;
        search->dispute.statuses[1] = status;
        return;
    }
    search->any = true;
    search->status = status;
    search->most_runs =
        status == STATUS_UNDETERMINED ? search->runs + RUNS_TO_TELL : most_runs(search->context);
    memcpy(search->witness, search->of_lines,
           sizeof *search->witness * search->context->good->material_count);
}

static void give_up(struct search *search) {
    search->given_up = !search->any || search->status != STATUS_UNDETERMINED;
    search->stopped = true;
}

/* The codes of a line in an order that begins with the two that differed. */
static uint32_t code_at(const struct code_doubt *doubt, uint32_t place) {
    if (place < 2)
        return place == 0 ? doubt->one : doubt->other;
    uint32_t lower = doubt->one < doubt->other ? doubt->one : doubt->other;
    uint32_t upper = doubt->one < doubt->other ? doubt->other : doubt->one;
    uint32_t at = place - 2;
    at += at >= lower;
    return at + (at >= upper);
}

static void name_dispute(struct search *search, uint32_t line, uint32_t first, uint32_t other) {
    const struct code_set set = search->found[line];
    struct code_dispute *dispute = &search->dispute;
    if (first >= set.count || other >= set.count)
        return;
    dispute->of_line = true;
    dispute->line = line;
    dispute->codes[0] = set.codes[first];
    dispute->codes[1] = set.codes[other];
    dispute->lineages[0] = set.lineages[first];
    dispute->lineages[1] = set.lineages[other];
    dispute->statuses[0] = search->status;
}

/* NOLINTNEXTLINE(misc-no-recursion): no deeper than MOST_LINES */
static void try_all(struct search *search, uint32_t depth) {
    struct open_line open;
    enum status status = STATUS_UNDETERMINED;
    if (!try_combination(search, &open, &status)) {
        if (!search->stopped)
            record(search, status);
        return;
    }
    bool first = !search->any;
    for (uint32_t place = 0; place < open.count && !search->stopped; place++) {
        if (search->runs >= search->most_runs || depth >= MOST_LINES) {
            give_up(search);
            break;
        }
        search->of_lines[open.line] = code_at(&open.doubt, place) + 1;
        try_all(search, depth + 1);
        bool differs = search->stopped && search->any && !search->given_up && !search->dispute.of_line &&
                       search->dispute.statuses[1] != search->status;
        if (first && place > 0 && differs)
            name_dispute(search, open.line, open.doubt.one, code_at(&open.doubt, place));
    }
    search->of_lines[open.line] = 0;
}

/* The answer for the good's code that is supposed. */
static enum status answer(struct search *search) {
    size_t lines = search->context->good->material_count;
    search->any = false;
    search->stopped = false;
    search->most_runs = most_runs(search->context);
    search->dispute = (struct code_dispute){0};
    search->status = STATUS_UNDETERMINED;
    search->dispute.statuses[1] = STATUS_UNDETERMINED;
    memset(search->of_lines, 0, sizeof *search->of_lines * lines);
    try_all(search, 0);
    return search->dispute.of_line || search->given_up ? STATUS_UNDETERMINED : search->status;
}

/* ---- all codes of the good ---- */

/* The combination to report: of two answers that differ the lower one, which has to be ruled out. */
struct choice {
    uint32_t good;
    enum status status;
    const uint32_t *of_lines; /* NULL: what the lines leave open stays open */
    struct code_dispute dispute;
};

static struct choice choose(struct search *search, uint32_t good, enum status status) {
    struct choice choice = {good, status, NULL, search->dispute};
    uint32_t count = search->context->good->material_count;
    uint32_t *kept = context_room(search->context, sizeof *kept * ((size_t)count + 1));
    if (kept != NULL && status != STATUS_UNDETERMINED) {
        memcpy(kept, search->witness, sizeof *kept * count);
        choice.of_lines = kept;
    }
    return choice;
}

static struct code_dispute dispute_of_good(const struct code_set *good, const struct choice *first,
                                           uint32_t other, enum status status) {
    return (struct code_dispute){
        .of_good = true,
        .lineages = {good->lineages[first->good], good->lineages[other]},
        .codes = {good->codes[first->good], good->codes[other]},
        .statuses = {first->status, status},
    };
}

/* Where in the order that begins with `first` the code at `place` stands. */
static uint32_t good_at(uint32_t place, uint32_t first) {
    return place == 0 ? first : place <= first ? place - 1 : place;
}

static struct choice search_good(struct search *search, const struct code_set *good) {
    const uint32_t itself = codes_kept(search->context, good);
    const bool kept = itself < good->count; /* then it is shown by its own rule, whatever else it may be */
    struct choice first = {0};
    for (uint32_t place = 0; place == 0 || place < good->count; place++) {
        const uint32_t i = good_at(place, kept ? itself : 0);
        suppose_good(search->context, good, i);
        enum status status = answer(search);
        if (search->context->out_of_memory || search->given_up)
            return choose(search, kept ? itself : i, STATUS_UNDETERMINED);
        if (place == 0) {
            first = choose(search, i, status);
            continue;
        }
        if (status == first.status)
            continue;
        struct choice other = choose(search, i, status);
        struct code_dispute dispute = dispute_of_good(good, &first, i, status);
        first = status < first.status && !kept ? other : first;
        first.dispute = dispute;
        return first;
    }
    return first;
}

static struct code_set codes_of(struct origin_context *context, uint32_t line) {
    const struct material *material = &context->good->materials[line];
    struct hs_code *hs = context_room(context, sizeof *hs);
    struct code_set set = {0};
    if (hs == NULL)
        return set;
    *hs = tariff_items_read(context, material->hs, tariff_of(context, material->tariff));
    codes_find_line(context, codes_edition(context, material->hs_edition, &material->hs), hs, material, &set);
    return set;
}

static void search_and_report(struct origin_context *context, struct code_search *out,
                              void (*run)(struct origin_context *context)) {
    size_t lines = (size_t)context->good->material_count + 1;
    struct search search = {.context = context, .run = run, .setting = *context->setting};
    search.setting.gap = false;
    search.setting.untold = true; /* of all combinations the one that is reported is told, and alone */
    search.of_lines = context_room(context, sizeof *search.of_lines * lines);
    search.witness = context_room(context, sizeof *search.witness * lines);
    search.found = context_room(context, sizeof *search.found * lines);
    if (search.of_lines == NULL || search.witness == NULL || search.found == NULL)
        return;
    for (uint32_t i = 0; i < context->good->material_count; i++)
        search.found[i] = codes_of(context, i);
    if (context->out_of_memory)
        return;
    struct choice choice = search_good(&search, &out->good);
    arena_free(&search.arena);
    if (context->out_of_memory)
        return;
    out->dispute = choice.dispute;
    out->given_up = search.given_up;
    out->criteria = search.criteria;
    out->rules = search.rules;
    suppose_good(context, &out->good, choice.good);
    context->codes.of_lines = choice.of_lines;
    run_here(context, run);
}

/* A code that is one thing for every good. */
static bool take_remembered(struct origin_context *context, struct code_set *out) {
    const struct good *good = context->good;
    struct remembered_code *known =
        good->hs_rule.digits == 0 && good->unread_code == NULL
            ? remembered_code(context->setting->remembered, context->book, context->codes.edition, &good->hs)
            : NULL;
    if (known == NULL || known->number == 0)
        return false;
    context->codes.known = known;
    context->codes.hs = good->hs;
    *out = (struct code_set){.lineages = known->lineage, .codes = &known->code, .count = 1};
    return true;
}

void codes_determine(struct origin_context *context, void (*run)(struct origin_context *context)) {
    struct code_search search = {0};
    struct open_line open;
    context->codes =
        (struct supposed_codes){.edition = codes_edition(context, EDITION_NOT_GIVEN, &context->good->hs),
                                .line_edition = codes_edition(context, EDITION_NOT_GIVEN, NULL)};
    if (!take_remembered(context, &search.good)) {
        context->codes.hs =
            tariff_items_read(context, context->good->hs, tariff_of(context, TARIFF_NOT_SAID));
        codes_find_good(context, context->codes.edition, &context->codes.hs, &search.good);
    }
    context->codes.settled = &search;
    suppose_good(context, &search.good, 0);
    bool several = search.good.count > 1 && context->good->rejected.length == 0;
    if (!several)
        run_here(context, run);
    if (several || (context->determination != NULL && find_open(context->determination, &open)))
        search_and_report(context, &search, run);
    if (context->determination != NULL) {
        context->determination->codes_open = codes_open(context);
        context->determination->code_readings = search.good.count;
    }
    context->codes.settled = NULL;
}

bool codes_as_supposed(struct origin_context *context, const struct supposed_codes *codes) {
    context->codes = *codes;
    context->codes.settled = NULL;
    bool begun = context_begin(context);
    context->codes.doubts = codes->doubts;
    return begun;
}
