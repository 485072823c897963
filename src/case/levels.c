#include "case/levels.h"

#include "base/buffer.h"

/* ---- one field ---- */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool marks_depth(char c) {
    return c == '.' || c == '-' || c == '*' || c == '+' || c == '>';
}

static size_t count_indent(struct text field) {
    size_t width = 0;
    while (width < field.length && (text_is_blank(field.data[width]) || field.data[width] == '.'))
        width++;
    return width;
}

/* By the indentation of the rows above: deeper than the last, or as deep as one of them. */
static bool read_indent(struct text field, struct level_indents *indents, uint32_t *depth) {
    uint32_t width = (uint32_t)count_indent(field);
    bool back = false;
    for (; indents->count > 0 && indents->widths[indents->count - 1] > width; back = true)
        indents->count--;
    bool known = indents->count > 0 && indents->widths[indents->count - 1] == width;
    *depth = indents->count - known;
    if (known || back || indents->count == LEVELS_MOST)
        return known;
    indents->widths[indents->count++] = width;
    return true;
}

/* A number of at most two digits. */
static bool read_number(struct text digits, uint32_t *number) {
    *number = 0;
    for (size_t i = 0; i < digits.length; i++) {
        if (!is_digit(digits.data[i]))
            return false;
        *number = *number * 10 + (uint32_t)(digits.data[i] - '0');
    }
    return digits.length > 0 && digits.length <= 2;
}

/* `2.0` is what a spreadsheet makes of 2. */
static struct text without_zeros(struct text field) {
    const char *point = field.length > 0 ? memchr(field.data, '.', field.length) : NULL;
    size_t end = point != NULL ? (size_t)(point - field.data) : field.length;
    for (size_t i = end + 1; i < field.length; i++)
        if (field.data[i] != '0')
            return field;
    return (struct text){field.data, end};
}

bool level_read(struct text field, const struct level_form *form, struct level_indents *indents,
                uint32_t *depth) {
    if (form->indented)
        return read_indent(field, indents, depth);
    struct text rest = text_trim(field);
    uint32_t marks = 0;
    while (rest.length > 0 && marks_depth(rest.data[0])) {
        marks++;
        rest = (struct text){rest.data + 1, rest.length - 1};
    }
    rest = text_trim(rest);
    *depth = marks;
    if (rest.length == 0)
        return marks > 0 && marks < LEVELS_MOST;
    if (!read_number(without_zeros(rest), depth) || *depth >= LEVELS_MOST)
        return false;
    return marks == 0 || *depth == marks || *depth == marks + 1;
}

/* ---- a good ---- */

/* The assemblies above the row in hand, from level 1. */
struct above {
    struct amount times;     /* units used in one unit of the good */
    struct amount kept;      /* of these, those that are in it: without scrap and yield */
    struct line_terms terms; /* when it is used */
    enum role role;
    const struct unread_column *unread;     /* that may change how many of it there are; or NULL */
    const struct unread_column *unread_use; /* as in struct material */
    uint32_t row;                           /* from 1; 0 is the good itself */
};

struct settling {
    struct material *materials;
    uint32_t count;
    uint32_t *depths;
    const struct level_form *form;
    struct arena *arena;
    struct above above[LEVELS_MOST];
    bool quantities; /* some row says one */
    struct levels_found found;
};

static bool fail(struct settling *settling, uint32_t row, const char *problem) {
    settling->found.problem = problem;
    settling->found.row = row;
    return false;
}

static bool names(const struct material *material, const struct good *good) {
    return material->material_id.length > 0 && text_equal_in_any_case(material->material_id, good->good_id);
}

/* Reads the levels: the first row at the top, and each at most one below the row above it. What is indented
 * least is the good itself where it is named so, and else stands on level 1. */
static bool read_depths(struct settling *settling, const struct good *good) {
    struct level_indents indents = {0};
    const bool lines_alone = settling->form->indented && !names(&settling->materials[0], good);
    for (uint32_t i = 0; i < settling->count; i++) {
        uint32_t *depth = &settling->depths[i];
        if (!level_read(settling->materials[i].level, settling->form, &indents, depth))
            return fail(settling, i, "row.level");
        *depth += lines_alone;
        uint32_t most = i == 0 ? 1 : settling->depths[i - 1] + 1;
        if (*depth > most)
            return fail(settling, i, "row.level-jump");
    }
    return true;
}

/* A row of level 0 is the good itself: the first one, of its id, and one unit. */
static bool check_product(struct settling *settling, const struct good *good, uint32_t row) {
    const struct material *material = &settling->materials[row];
    bool itself = row == 0 && (material->material_id.length == 0 || names(material, good));
    if (!itself)
        return fail(settling, row, "row.level-zero");
    if (material->quantity.given && material->quantity.value != DECIMAL_ONE)
        return fail(settling, row, "row.level-lot");
    return true;
}

static bool times(struct settling *settling, struct amount *amount, struct amount factor) {
    if (!amount->given)
        return true;
    enum amount_status status = amount_times(amount, *amount, factor, settling->arena);
    settling->found.out_of_memory = status == AMOUNT_NO_MEMORY;
    return status == AMOUNT_OK;
}

static struct above top(void) {
    return (struct above){.times = amount_of(DECIMAL_ONE), .kept = amount_of(DECIMAL_ONE)};
}

static const struct above *parent_of(const struct settling *settling, uint32_t row) {
    return &settling->above[settling->depths[row] - 1];
}

/* What an assembly is for, all that it is made of is for. */
static bool inherits(enum role role) {
    return role == ROLE_PACKAGING || role == ROLE_ACCESSORY || role == ROLE_PACKING || role == ROLE_INDIRECT;
}

/* Rows around an alternative among which the one that is used is looked for. */
enum { MOST_ROWS_APART = 1000 };

/* Another row of that number below the same assembly is the one that is used, or there is no other. */
static bool replaced_by_another(const struct settling *settling, uint32_t row) {
    const uint32_t depth = settling->depths[row];
    uint32_t first = row;
    bool others = false;
    while (first > 0 && row - first < MOST_ROWS_APART && settling->depths[first - 1] >= depth)
        first--;
    for (uint32_t i = first; i < settling->count && i < row + MOST_ROWS_APART && settling->depths[i] >= depth;
         i++) {
        const struct material *other = &settling->materials[i];
        if (i == row || settling->depths[i] > depth ||
            !text_equal(other->line, settling->materials[row].line))
            continue;
        others = true;
        if (other->terms.alternative != LINE_ALTERNATIVE && other->terms.alternative != LINE_UNUSED)
            return true;
    }
    return !others;
}

/* Alternatives with rows below them: where none of several is said to be used, all are. */
static void settle_alternatives(struct settling *settling) {
    for (uint32_t i = 0; i + 1 < settling->count; i++) {
        struct line_terms *terms = &settling->materials[i].terms;
        if (terms->alternative == LINE_ALTERNATIVE && settling->depths[i + 1] > settling->depths[i] &&
            replaced_by_another(settling, i))
            terms->alternative = LINE_UNUSED;
    }
}

/* What is listed below an assembly is used when that is. */
static void inherit_terms(const struct settling *settling, uint32_t row, struct above *entry) {
    struct line_terms terms = settling->materials[row].terms;
    line_terms_inherit(&terms, &entry->terms);
    entry->terms = (struct line_terms){
        .valid_from = terms.valid_from, .valid_to = terms.valid_to, .alternative = terms.alternative};
    entry->row = row + 1;
}

/* Of an assembly in one of its parent: used, and of these in it. */
static enum amount_status units_of(const struct material *material, struct amount *used, struct amount *kept,
                                   struct arena *arena) {
    const struct line_terms *terms = &material->terms;
    enum amount_status status = line_terms_of_lot(kept, terms->base_quantity, arena);
    *used = *kept;
    if (status == AMOUNT_OK)
        status = line_terms_with_scrap(used, terms->scrap_percent, arena);
    return status == AMOUNT_OK ? line_terms_at_yield(used, terms->yield_percent, arena) : status;
}

/* An assembly: how many of it are in one unit of the good. */
static bool enter(struct settling *settling, uint32_t row) {
    const struct material *material = &settling->materials[row];
    struct above *entry = &settling->above[settling->depths[row]];
    *entry = *parent_of(settling, row);
    if (material->role == ROLE_RECOVERED || material->role == ROLE_SET_ITEM)
        return fail(settling, row, "row.level-role");
    if (inherits(material->role))
        entry->role = material->role;
    inherit_terms(settling, row, entry);
    if (material->unread != NULL && (material->unread->changes & (CHANGES_QUANTITY | CHANGES_LOSS)) != 0)
        entry->unread = material->unread;
    if (material->unread_use != NULL)
        entry->unread_use = material->unread_use;
    if (settling->form->quantities == LEVEL_CUMULATIVE)
        return true;
    bool said = material->quantity.given && material->quantity.value > 0;
    if (!said && (settling->quantities || material->unit_value.given))
        return fail(settling, row, "row.level-quantity");
    struct amount kept = said ? material->quantity : amount_of(DECIMAL_ONE);
    struct amount used = kept;
    enum amount_status status = units_of(material, &used, &kept, settling->arena);
    settling->found.out_of_memory = status == AMOUNT_NO_MEMORY;
    return (status == AMOUNT_OK && times(settling, &entry->times, used) &&
            times(settling, &entry->kept, kept)) ||
           fail(settling, row, "field.overflow");
}

/* The weight of what is in the good: the quantity is of what is used. */
static bool scale_weights(struct settling *settling, struct material *material, const struct above *parent) {
    struct amount share = parent->kept;
    enum amount_status status = amount_over(&share, share, parent->times, settling->arena);
    settling->found.out_of_memory = status == AMOUNT_NO_MEMORY;
    return status == AMOUNT_OK && times(settling, &material->weight_kg, parent->kept) &&
           times(settling, &material->terms.unit_weight_kg, share);
}

/* Where it is not known how many there are of an assembly, or whether it is used, it is not of what is in it.
 */
static void inherit_doubt(struct material *material, const struct above *parent) {
    if (material->unread == NULL)
        material->unread = parent->unread;
    if (material->unread_use == NULL)
        material->unread_use = parent->unread_use;
    if (parent->unread != NULL)
        material->weight_kg = material->terms.unit_weight_kg = amount_not_given();
}

/* A material: its quantity, or its amounts where they are for all of the line, for one unit of the good. */
static bool scale(struct settling *settling, uint32_t row) {
    struct material *material = &settling->materials[row];
    const struct above *parent = parent_of(settling, row);
    if (material->role == ROLE_MATERIAL)
        material->role = parent->role;
    line_terms_inherit(&material->terms, &parent->terms);
    material->assembly = parent->row;
    inherit_doubt(material, parent);
    struct amount *const amounts[] = {&material->quantity, &material->value, &material->assists,
                                      &material->other_additions, &material->deductible_costs};
    const struct amount one = amount_of(DECIMAL_ONE);
    if (amount_same(parent->times, one) && amount_same(parent->kept, one))
        return true;
    if (!material->quantity.given && !material->unit_value.given)
        material->quantity = amount_of(DECIMAL_ONE);
    for (size_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++)
        if (!times(settling, amounts[i], parent->times))
            return fail(settling, row, "field.overflow");
    return scale_weights(settling, material, parent) || fail(settling, row, "field.overflow");
}

static void name_assembly(struct buffer *names, const struct material *material) {
    buffer_string(names, names->length > 0 ? ", " : "");
    buffer_text(names, material->material_id.length > 0 ? material->material_id : material->line);
}

/* Keeps the rows that are materials, in their order. */
static bool walk(struct settling *settling, const struct good *good, struct buffer *names, uint32_t *kept) {
    settling->above[0] = top();
    settle_alternatives(settling);
    for (uint32_t i = 0; i < settling->count; i++) {
        bool assembly = i + 1 < settling->count && settling->depths[i + 1] > settling->depths[i];
        if (settling->depths[i] == 0) {
            if (!check_product(settling, good, i))
                return false;
        } else if (assembly) {
            if (!enter(settling, i))
                return false;
            name_assembly(names, &settling->materials[i]);
        } else {
            if (!scale(settling, i))
                return false;
            settling->materials[(*kept)++] = settling->materials[i];
        }
    }
    return true;
}

struct levels_found levels_settle(struct good *good, struct material *materials,
                                  const struct level_form *form, struct arena *arena) {
    struct settling settling = {
        .materials = materials, .count = good->material_count, .form = form, .arena = arena};
    struct buffer names = {0};
    uint32_t kept = 0;
    bool any = form->indented;
    for (uint32_t i = 0; i < settling.count; i++) {
        any = any || materials[i].level.length > 0;
        settling.quantities = settling.quantities || materials[i].quantity.given;
    }
    if (!any || settling.count == 0)
        return settling.found;
    settling.depths = ARENA_ARRAY(arena, uint32_t, settling.count);
    if (settling.depths == NULL) {
        settling.found.out_of_memory = true;
        return settling.found;
    }
    if (read_depths(&settling, good) && walk(&settling, good, &names, &kept)) {
        good->material_count = kept;
        settling.found.assemblies = arena_copy(arena, buffer_view(&names));
    }
    settling.found.out_of_memory = settling.found.out_of_memory || names.failed;
    buffer_free(&names);
    return settling.found;
}
