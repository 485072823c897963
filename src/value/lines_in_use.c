#include "value/lines_in_use.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "rulebook/messages.h"

/* A line of the good in the order of line numbers. */
struct numbered {
    const struct material *material;
    uint32_t place;
    bool counts;
    bool copy; /* its row is that of another line of its number */
};

static bool has_terms(const struct line_terms *terms) {
    return terms->valid_from != 0 || terms->valid_to != 0 || terms->alternative != LINE_USE_NOT_SAID;
}

/* By length and bytes, as numbers go. */
static int order_of_numbers(const struct material *a, const struct material *b) {
    if (a->line.length != b->line.length)
        return a->line.length < b->line.length ? -1 : 1;
    for (size_t i = 0; i < a->line.length; i++)
        if (a->line.data[i] != b->line.data[i])
            return (unsigned char)a->line.data[i] < (unsigned char)b->line.data[i] ? -1 : 1;
    return 0;
}

/* By the assembly that they are listed below, and there by their numbers. */
static int order(const struct material *a, const struct material *b) {
    return a->assembly == b->assembly ? order_of_numbers(a, b) : a->assembly < b->assembly ? -1 : 1;
}

static bool in_order(const struct good *good) {
    for (uint32_t i = 1; i < good->material_count; i++)
        if (order_of_numbers(&good->materials[i - 1], &good->materials[i]) >= 0)
            return false;
    return true;
}

bool lines_in_use_asked(const struct good *good) {
    if (good->plain_lines)
        return !in_order(good);
    for (uint32_t i = 0; i < good->material_count; i++)
        if (has_terms(&good->materials[i].terms) ||
            (i > 0 && order(&good->materials[i - 1], &good->materials[i]) >= 0))
            return true;
    return false;
}

/* ---- the lines that count ---- */

static bool of_the_day(const struct line_terms *terms, date day) {
    return (terms->valid_from == 0 || terms->valid_from <= day) &&
           (terms->valid_to == 0 || day <= terms->valid_to);
}

static bool is_alternative(const struct line_terms *terms) {
    return terms->alternative == LINE_ALTERNATIVE || terms->alternative == LINE_UNUSED;
}

/* Alternatives to each other, none of which is said to be the one in use: they all count, and that is told.
 */
static void use_unclear(struct numbered *group, size_t count, date day) {
    bool any = count < 2;
    for (size_t i = 0; i < count; i++)
        any = any || group[i].counts;
    for (size_t i = 0; i < count && !any; i++) {
        const struct line_terms *terms = &group[i].material->terms;
        group[i].counts = terms->alternative == LINE_ALTERNATIVE && of_the_day(terms, day);
    }
}

static bool said_to_be_used(const struct material *material) {
    return material->terms.alternative == LINE_USED || material->terms.alternative == LINE_IN_USE;
}

static bool other_material(const struct material *a, const struct material *b) {
    if (a->material_id.length > 0 || b->material_id.length > 0)
        return !text_equal(a->material_id, b->material_id);
    return a->hs.low != b->hs.low || a->hs.digits != b->hs.digits ||
           !text_equal(a->description, b->description);
}

/* The first two materials of the number that both count, where nothing says that both do. */
static void note_repeated(const struct numbered *group, size_t count, struct reckoned_good *reckoned) {
    const struct material *first = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct material *one = group[i].material;
        if (!group[i].counts)
            continue;
        if (first != NULL && other_material(first, one) &&
            !(said_to_be_used(first) && said_to_be_used(one))) {
            reckoned->repeated[reckoned->repeated_count++] = (struct repeated_line){first, one, false};
            return;
        }
        first = first != NULL ? first : one;
    }
}

static int compare_numbers(const void *a, const void *b) {
    const struct numbered *one = a;
    const struct numbered *other = b;
    int by_number = order(one->material, other->material);
    return by_number != 0 ? by_number : (one->place > other->place) - (one->place < other->place);
}

static int compare_places(const void *a, const void *b) {
    const struct numbered *one = a;
    const struct numbered *other = b;
    return (one->place > other->place) - (one->place < other->place);
}

static int compare_records(const void *a, const void *b) {
    const struct numbered *one = a;
    const struct numbered *other = b;
    int by_record = text_order(one->material->record, other->material->record);
    return by_record != 0 ? by_record : compare_places(a, b);
}

/* Whoever exports a list twice, or pastes it below itself, repeats its numbers; who uses a material twice
 * gives each its own. */
static void note_copies(struct numbered *group, size_t count, struct reckoned_good *reckoned) {
    if (count < 2)
        return;
    qsort(group, count, sizeof *group, compare_records);
    for (size_t i = 1; i < count; i++) {
        const struct material *first = group[i - 1].material;
        const struct material *one = group[i].material;
        group[i].copy = group[i - 1].counts && group[i].counts && one->record.length > 0 &&
                        text_equal(first->record, one->record) &&
                        !(said_to_be_used(first) && said_to_be_used(one));
        if (group[i].copy)
            reckoned->repeated[reckoned->repeated_count++] = (struct repeated_line){first, one, true};
    }
    qsort(group, count, sizeof *group, compare_numbers);
}

static void decide(struct numbered *lines, size_t count, date day, struct reckoned_good *reckoned) {
    for (size_t i = 0; i < count; i++)
        lines[i].counts =
            of_the_day(&lines[i].material->terms, day) && !is_alternative(&lines[i].material->terms);
    qsort(lines, count, sizeof *lines, compare_numbers);
    for (size_t from = 0, to = 0; from < count; from = to) {
        while (to < count && order(lines[to].material, lines[from].material) == 0)
            to++;
        use_unclear(lines + from, to - from, day);
        note_copies(lines + from, to - from, reckoned);
        note_repeated(lines + from, to - from, reckoned);
    }
    qsort(lines, count, sizeof *lines, compare_places);
}

/* ---- how long they do ---- */

static void begin_with(struct reckoned_good *reckoned, date first) {
    if (first > reckoned->since)
        reckoned->since = first;
}

static void end_with(struct reckoned_good *reckoned, date last) {
    if (last != 0 && (reckoned->until == 0 || last < reckoned->until))
        reckoned->until = last;
}

static void note_period(struct reckoned_good *reckoned, const struct line_terms *terms, date day,
                        bool counts) {
    if (counts) {
        begin_with(reckoned, terms->valid_from);
        end_with(reckoned, terms->valid_to);
    } else if (terms->valid_from > day) {
        end_with(reckoned, date_before(terms->valid_from));
    } else if (!of_the_day(terms, day)) {
        begin_with(reckoned, date_next(terms->valid_to));
    }
}

/* ---- what is told ---- */

/* A period that ends before it begins: on no day would the line count. */
static bool reject_period(const struct good *good, const struct usmca_rulebook *book, struct text *rejected,
                          struct arena *arena) {
    for (uint32_t i = 0; i < good->material_count; i++) {
        const struct line_terms *terms = &good->materials[i].terms;
        if (terms->valid_to == 0 || terms->valid_from <= terms->valid_to)
            continue;
        struct buffer reason = {0};
        MESSAGE(&reason, book->messages, "field.validity", {"line", good->materials[i].line});
        *rejected = buffer_keep(&reason, arena);
        return !arena->failed;
    }
    return true;
}

bool lines_in_use(const struct good *good, date day, const struct usmca_rulebook *book,
                  struct reckoned_good *reckoned, uint32_t *places, uint32_t *count, struct text *rejected,
                  struct arena *arena) {
    size_t all = good->material_count;
    struct numbered *lines = ARENA_ARRAY(arena, struct numbered, all + 1);
    reckoned->left_out = ARENA_ARRAY(arena, struct left_out_line, all + 1);
    reckoned->repeated = ARENA_ARRAY(arena, struct repeated_line, all + 1);
    bool *copies = ARENA_ARRAY(arena, bool, all + 1);
    if (lines == NULL || reckoned->left_out == NULL || reckoned->repeated == NULL || copies == NULL)
        return false;
    reckoned->copies = copies;
    for (uint32_t i = 0; i < all; i++)
        lines[i] = (struct numbered){.material = &good->materials[i], .place = i};
    decide(lines, all, day, reckoned);
    *count = 0;
    for (uint32_t i = 0; i < all; i++)
        note_period(reckoned, &lines[i].material->terms, day, lines[i].counts);
    for (uint32_t i = 0; i < all; i++)
        if (lines[i].counts) {
            copies[*count] = lines[i].copy;
            places[(*count)++] = i;
        } else {
            reckoned->left_out[reckoned->left_out_count++] =
                (struct left_out_line){lines[i].material, of_the_day(&lines[i].material->terms, day)};
        }
    return reject_period(good, book, rejected, arena);
}
