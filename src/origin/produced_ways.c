#include "origin/produced_ways.h"

#include "origin/lines_in_doubt.h"
#include "origin/produced.h"
#include "value/line_terms.h"

struct making {
    const struct usmca_rulebook *book;
    const struct case_setting *setting;
    struct arena *law;
    struct arena *arena;
    struct arena passing; /* of the goods on each way */
};

/* First the parts of the good, and then those of what is in it: each is left out where its bit is set. */
static struct produced_ways ways_of(const struct lines_in_doubt *doubt, const struct produced *of) {
    struct produced_ways ways = {.part_count = lines_in_doubt_parts(doubt)};
    for (uint32_t i = 0; i < ways.part_count; i++)
        ways.parts[i] =
            i < doubt->parts ? (struct doubtful_part){of, i + 1} : doubt->inside[i - doubt->parts];
    return ways;
}

/* Nothing where none of it would be left on that way. */
static usmca_status make_one(const struct produced **out, struct making *making,
                             const struct lines_in_doubt *doubt, uint32_t way, usmca_error *error) {
    const struct good *good = NULL;
    if (!lines_in_doubt_way(&good, doubt, way, &making->passing))
        return error_memory(error);
    if (good == NULL)
        return USMCA_OK;
    struct produced *made = ARENA_NEW(making->arena, struct produced);
    *out = made;
    return made != NULL
               ? produced_make(made, making->book, making->setting, good, making->law, making->arena, error)
               : error_memory(error);
}

static usmca_status make_each(struct produced *out, struct making *making, const struct lines_in_doubt *doubt,
                              usmca_error *error) {
    struct produced_ways *ways = ARENA_NEW(making->arena, struct produced_ways);
    usmca_status status = USMCA_OK;
    if (ways == NULL)
        return error_memory(error);
    *ways = ways_of(doubt, out);
    for (uint32_t i = 0; i < lines_in_doubt_ways(doubt) && status == USMCA_OK; i++)
        status = make_one(&ways->of[i], making, doubt, i, error);
    out->ways = ways;
    return status;
}

/* None of them where there would be too many. */
static usmca_status make_ways(struct produced *out, struct making *making, const struct good *good,
                              usmca_error *error) {
    const date day = good->date != 0 ? good->date : making->setting->date;
    struct lines_in_doubt doubt;
    usmca_status status = line_terms_reckon(&good, making->book, day, good, &making->passing, error);
    out->in_doubt = status == USMCA_OK && good->rejected.length == 0 && lines_in_doubt_any(good, true);
    if (!out->in_doubt)
        return status;
    if (!lines_in_doubt_find(&doubt, good, DOUBTFUL_PARTS_MOST, &making->passing))
        return error_memory(error);
    const bool few =
        !doubt.untold && !doubt.untold_inside && lines_in_doubt_parts(&doubt) <= DOUBTFUL_PARTS_MOST;
    return few ? make_each(out, making, &doubt, error) : USMCA_OK;
}

usmca_status produced_make_on_all_ways(struct produced *out, const struct usmca_rulebook *book,
                                       const struct case_setting *setting, const struct good *good,
                                       struct arena *law, struct arena *arena, usmca_error *error) {
    usmca_status status = produced_make(out, book, setting, good, law, arena, error);
    if (status != USMCA_OK || good->rejected.length > 0 || !lines_in_doubt_any(good, true))
        return status;
    struct making making = {book, setting, law, arena, {0}};
    status = make_ways(out, &making, good, error);
    arena_free(&making.passing);
    return status;
}
