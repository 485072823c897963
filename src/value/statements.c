#include "value/statements.h"

#include <stdlib.h>

static int by_document(const void *a, const void *b) {
    const struct statement_material *one = a;
    const struct statement_material *other = b;
    int order = text_order(one->document_id, other->document_id);
    return order != 0 ? order : (one->place.line > other->place.line) - (one->place.line < other->place.line);
}

/* The first row of the document (NULL where there is none), and how many there are. */
static const struct statement_material *rows_of(const struct table *table, struct text document_id,
                                                size_t *count) {
    const struct statement_material *rows = table->rows;
    size_t first = 0;
    size_t last = table->count;
    while (first < last) {
        size_t middle = first + (last - first) / 2;
        if (text_order(rows[middle].document_id, document_id) < 0)
            first = middle + 1;
        else
            last = middle;
    }
    for (*count = 0; first + *count < table->count; (*count)++)
        if (!text_equal(rows[first + *count].document_id, document_id))
            break;
    return *count == 0 ? NULL : rows + first;
}

static bool is_statement(const struct document *document) {
    return document->kind != DOCUMENT_CERTIFICATION && document->kind < DOCUMENT_CORE_PART;
}

/* In one unit of the material, in the currency of the document. */
static bool list_materials(struct document *document, const struct statement_material *rows, size_t count,
                           struct arena *arena) {
    struct produced *stated = ARENA_NEW(arena, struct produced);
    struct inner_material *inner = ARENA_ARRAY(arena, struct inner_material, count);
    struct inner_seldom *seldom = ARENA_ARRAY(arena, struct inner_seldom, count);
    const struct inner_material **list = ARENA_ARRAY(arena, const struct inner_material *, count);
    if (stated == NULL || inner == NULL || seldom == NULL || list == NULL)
        return false;
    document->stated_vnm = amount_of(0);
    document->stated_whole = true;
    for (size_t i = 0; i < count; i++) {
        struct amount value = rows[i].value;
        if (document->units.given && document->units.value > 0 &&
            amount_over(&value, value, document->units, arena) != AMOUNT_OK)
            value = amount_not_given();
        seldom[i] = (struct inner_seldom){.material_id = rows[i].material_id,
                                          .hs_rule = rows[i].hs_rule,
                                          .facts = rows[i].facts,
                                          .exact = value.exact};
        inner[i] = inner_of_code(rows[i].hs);
        inner[i].value = value.value;
        inner[i].valued = value.given;
        inner[i].seldom = &seldom[i];
        list[i] = &inner[i];
        document->stated_whole = document->stated_whole && value.given;
        if (value.given &&
            amount_plus(&document->stated_vnm, document->stated_vnm, value, arena) != AMOUNT_OK)
            document->stated_whole = false;
    }
    *stated = (struct produced){.determined = true,
                                .looked_into = true,
                                .uses_non_originating = count > 0,
                                .currency = document->currency,
                                .inner = list,
                                .inner_count = (uint32_t)count};
    document->stated = stated;
    return true;
}

static bool find_strays(struct row_problems *problems, const struct table *table, const bool *joined,
                        struct arena *arena) {
    const struct statement_material *rows = table->rows;
    problems->list = ARENA_ARRAY(arena, struct row_problem, table->count + 1);
    if (problems->list == NULL)
        return false;
    for (size_t i = 0; i < table->count; i++)
        if (!joined[i])
            problems->list[problems->count++] =
                (struct row_problem){&rows[i].place, "document_id", "row.no-statement", rows[i].document_id};
    return true;
}

static bool join(struct row_problems *problems, struct tables *tables, bool *joined) {
    const struct table *table = &tables->of[TABLE_STATEMENT_MATERIALS];
    struct document *documents = TABLE_ROWS(tables, TABLE_DOCUMENTS, struct document);
    for (size_t i = 0; i < tables->of[TABLE_DOCUMENTS].count; i++) {
        struct document *document = &documents[i];
        size_t count = 0;
        document->stated = NULL;
        document->stated_vnm = amount_not_given();
        document->stated_whole = false;
        if (!is_statement(document))
            continue;
        const struct statement_material *rows = rows_of(table, document->document_id, &count);
        bool lists = count > 0 || document->materials.given || document->kind == DOCUMENT_ACCUMULATION_CHANGE;
        if (lists && !list_materials(document, rows, count, &tables->arena))
            return false;
        if (count > 0)
            memset(joined + (rows - (const struct statement_material *)table->rows), true, count);
    }
    return find_strays(problems, table, joined, &tables->arena);
}

usmca_status statements_join(struct row_problems *problems, struct tables *tables, usmca_error *error) {
    struct table *table = &tables->of[TABLE_STATEMENT_MATERIALS];
    bool *joined = calloc(table->count + 1, sizeof *joined);
    *problems = (struct row_problems){0};
    if (joined == NULL)
        return error_memory(error);
    if (table->count > 1)
        qsort(table->rows, table->count, sizeof(struct statement_material), by_document);
    bool done = join(problems, tables, joined);
    free(joined);
    return done ? USMCA_OK : error_memory(error);
}
