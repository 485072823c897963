#include "record/compare.h"

#include <jansson.h>
#include <stdio.h>

#include "record/members.h"
#include "report/json_read.h"
#include "report/results.h"

void reasons_begin(struct reasons *reasons, struct arena *arena) {
    *reasons = (struct reasons){.arena = arena};
    reasons->last = &reasons->first;
}

/* A line that could not be compared has no reasons, and is not taken for one that is the same. */
static void no_memory(struct reasons *reasons) {
    reasons->arena->failed = true;
}

static struct text kept(struct reasons *reasons, const char *word) {
    return word != NULL && word[0] != '\0' ? arena_copy(reasons->arena, text_from(word)) : TEXT("");
}

void reasons_add(struct reasons *reasons, enum diff_reason_kind kind, const char *line, const char *what,
                 const char *before, const char *after) {
    struct diff_reason *reason = ARENA_NEW(reasons->arena, struct diff_reason);
    if (reason == NULL)
        return;
    *reason = (struct diff_reason){.kind = kind,
                                   .line = kept(reasons, line),
                                   .what = kept(reasons, what),
                                   .before = kept(reasons, before),
                                   .after = kept(reasons, after)};
    *reasons->last = reason;
    reasons->last = &reason->next;
}

/* Where the strings at a key are not the same. */
static bool add_changed(struct reasons *reasons, enum diff_reason_kind kind, const char *line,
                        const char *what, const json_t *before, const json_t *after, const char *key) {
    const char *was = results_string(before, key);
    const char *is = results_string(after, key);
    if (strcmp(was, is) == 0)
        return false;
    reasons_add(reasons, kind, line, what, was, is);
    return true;
}

/* ---- the good ---- */

static void compare_codes(struct reasons *reasons, const json_t *before, const json_t *after) {
    const char *was = json_string_value(before);
    const char *is = json_string_value(after);
    reasons_add(reasons, REASON_CODE, NULL, NULL, was, is);
}

static void compare_rules(struct reasons *reasons, const json_t *before, const json_t *after) {
    const char *was = json_string_value(before);
    const char *is = json_string_value(after);
    reasons_add(reasons, REASON_RULE, NULL, NULL, was, is);
}

static void compare_contents(struct reasons *reasons, const json_t *before, const json_t *after) {
    static const char *const METHODS_IN_JSON[][2] = {{"tv", "transaction-value"}, {"nc", "net-cost"}};
    for (int i = 0; i < 2; i++) {
        const json_t *was = json_object_get(before, METHODS_IN_JSON[i][0]);
        const json_t *is = json_object_get(after, METHODS_IN_JSON[i][0]);
        add_changed(reasons, REASON_PRICE, NULL, METHODS_IN_JSON[i][1], was, is, "base");
        add_changed(reasons, REASON_REQUIRED, NULL, METHODS_IN_JSON[i][1], was, is, "required");
    }
}

/* ---- materials ---- */

static const char *name_of(const json_t *material) {
    const char *id = results_string(material, "material_id");
    return id[0] != '\0' ? id : results_string(material, "hs");
}

static void compare_material(struct reasons *reasons, const json_t *before, const json_t *after) {
    static const struct {
        enum diff_reason_kind kind;
        const char *key;
    } MEMBERS[] = {{REASON_MATERIAL_CODE, "hs"},
                   {REASON_MATERIAL_ORIGIN, "origin"},
                   {REASON_MATERIAL_VALUE, "value"},
                   {REASON_MATERIAL_PAPER, "document"}};
    for (size_t i = 0; i < sizeof MEMBERS / sizeof MEMBERS[0]; i++)
        add_changed(reasons, MEMBERS[i].kind, results_string(after, "line"), name_of(after), before, after,
                    MEMBERS[i].key);
}

static void put_key(char key[512], const json_t *material, bool by_line) {
    snprintf(key, 512, "%s\t%s", by_line ? results_string(material, "line") : "", name_of(material));
}

/* Those of `materials` that have no other yet, by line and name or by the name alone. */
static json_t *index_of(struct reasons *reasons, const json_t *materials, const unsigned char *taken,
                        bool by_line) {
    json_t *index = json_object();
    char key[512];
    for (size_t i = 0; index != NULL && i < json_array_size(materials); i++) {
        put_key(key, json_array_get(materials, i), by_line);
        if (!taken[i] && json_object_get(index, key) == NULL &&
            json_object_set_new_nocheck(index, key, json_integer((json_int_t)i)) != 0)
            no_memory(reasons);
    }
    if (index == NULL)
        no_memory(reasons);
    return index;
}

static void pair(struct reasons *reasons, const json_t *before, const json_t *after, unsigned char *was,
                 unsigned char *is, bool by_line) {
    json_t *index = index_of(reasons, after, is, by_line);
    char key[512];
    for (size_t i = 0; i < json_array_size(before); i++) {
        if (was[i])
            continue;
        put_key(key, json_array_get(before, i), by_line);
        const json_t *found = json_object_get(index, key);
        if (found == NULL)
            continue;
        size_t other = (size_t)json_integer_value(found);
        was[i] = is[other] = 1;
        json_object_del(index, key);
        compare_material(reasons, json_array_get(before, i), json_array_get(after, other));
    }
    json_decref(index);
}

static void list_single(struct reasons *reasons, enum diff_reason_kind kind, const json_t *materials,
                        const unsigned char *taken) {
    for (size_t i = 0; i < json_array_size(materials); i++) {
        const json_t *one = json_array_get(materials, i);
        const char *value = results_string(one, "value");
        if (!taken[i])
            reasons_add(reasons, kind, results_string(one, "line"), name_of(one),
                        kind == REASON_MATERIAL_REMOVED ? value : "",
                        kind == REASON_MATERIAL_REMOVED ? "" : value);
    }
}

static void compare_materials(struct reasons *reasons, const json_t *before, const json_t *after) {
    unsigned char *was = arena_allocate(reasons->arena, json_array_size(before) + 1);
    unsigned char *is = arena_allocate(reasons->arena, json_array_size(after) + 1);
    if (was == NULL || is == NULL)
        return;
    pair(reasons, before, after, was, is, true);
    pair(reasons, before, after, was, is, false);
    list_single(reasons, REASON_MATERIAL_REMOVED, before, was);
    list_single(reasons, REASON_MATERIAL_ADDED, after, is);
}

/* ---- papers ---- */

/* "in-order until 2026-12-31", or nothing. */
static void put_state(char out[160], const json_t *paper) {
    const char *until = results_string(paper, "valid_to");
    snprintf(out, 160, "%s%s%s", results_string(paper, "state"), until[0] != '\0' ? ", " : "", until);
}

static const char *name_of_paper(const json_t *paper) {
    const char *id = results_string(paper, "id");
    return id[0] != '\0' ? id : results_string(paper, "material_id");
}

static json_t *papers_by_path(struct reasons *reasons, const json_t *papers) {
    json_t *index = json_object();
    for (size_t i = 0; index != NULL && i < json_array_size(papers); i++) {
        json_t *paper = json_array_get(papers, i);
        if (json_object_set_nocheck(index, results_string(paper, "path"), paper) != 0)
            no_memory(reasons);
    }
    if (index == NULL)
        no_memory(reasons);
    return index;
}

static void compare_papers(struct reasons *reasons, const json_t *before, const json_t *after) {
    json_t *was = papers_by_path(reasons, before);
    json_t *is = papers_by_path(reasons, after);
    const char *path = NULL;
    json_t *paper = NULL;
    char state[160];
    char now[160];
    json_object_foreach(was, path, paper) {
        const json_t *other = json_object_get(is, path);
        put_state(state, paper);
        put_state(now, other);
        if (strcmp(state, now) != 0)
            reasons_add(reasons, REASON_PAPER, results_string(paper, "line"), name_of_paper(paper), state,
                        now);
    }
    json_object_foreach(is, path, paper) {
        put_state(now, paper);
        if (json_object_get(was, path) == NULL)
            reasons_add(reasons, REASON_PAPER, results_string(paper, "line"), name_of_paper(paper), "", now);
    }
    json_decref(was);
    json_decref(is);
}

/* ---- tests ---- */

static void compare_tests(struct reasons *reasons, const json_t *before, const json_t *after) {
    const json_t *was = json_object_get(before, "tests");
    const json_t *is = json_object_get(after, "tests");
    for (size_t i = 0; i < json_array_size(was) && i < json_array_size(is); i++) {
        const json_t *one = json_array_get(was, i);
        const json_t *other = json_array_get(is, i);
        const char *kind = results_string(other, "kind");
        const char *method = results_string(other, "method");
        char name[128];
        snprintf(name, sizeof name, "%s%s%s", kind, method[0] != '\0' ? " " : "", method);
        if (strcmp(results_string(one, "kind"), kind) == 0)
            add_changed(reasons, REASON_TEST, results_string(after, "id"), name, one, other, "result");
    }
}

static void compare_alternatives(struct reasons *reasons, const json_t *before, const json_t *after) {
    for (size_t i = 0; i < json_array_size(after); i++) {
        const json_t *other = json_array_get(after, i);
        for (size_t k = 0; k < json_array_size(before); k++)
            if (strcmp(results_string(json_array_get(before, k), "id"), results_string(other, "id")) == 0) {
                compare_tests(reasons, json_array_get(before, k), other);
                break;
            }
    }
}

/* ---- the lines ---- */

/* NULL where it is no JSON, or memory is exhausted. */
static json_t *load(struct reasons *reasons, struct text value) {
    json_t *loaded = NULL;
    if (value.length == 0)
        return json_null();
    if (!json_read(&loaded, value, JSON_DECODE_ANY, NULL))
        no_memory(reasons);
    return loaded;
}

/* False where it is no JSON, or memory is exhausted. */
static bool append(struct reasons *reasons, json_t *array, struct text value) {
    json_t *loaded = load(reasons, value);
    if (loaded != NULL && json_array_append_new(array, loaded) != 0)
        no_memory(reasons);
    return loaded != NULL && !reasons->arena->failed;
}

/* The elements of two arrays, without those that are the same in the same place: there are many, and few are
 * other. */
static bool load_others(struct reasons *reasons, struct text before, struct text after, json_t **was,
                        json_t **is) {
    struct text one = {NULL, 0};
    struct text other = {NULL, 0};
    *was = json_array();
    *is = json_array();
    bool loaded = *was != NULL && *is != NULL;
    if (!loaded)
        no_memory(reasons);
    while (loaded) {
        bool first = members_element(&before, &one);
        bool second = members_element(&after, &other);
        if (!first && !second)
            break;
        if (first && second && text_equal(one, other))
            continue;
        loaded = (!first || append(reasons, *was, one)) && (!second || append(reasons, *is, other));
    }
    return loaded;
}

typedef void (*compare_values)(struct reasons *reasons, const json_t *before, const json_t *after);

static bool compare_arrays(struct reasons *reasons, struct text before, struct text after,
                           compare_values compare) {
    json_t *was = NULL;
    json_t *is = NULL;
    bool loaded = load_others(reasons, before, after, &was, &is);
    if (loaded)
        compare(reasons, was, is);
    json_decref(was);
    json_decref(is);
    return loaded;
}

static bool compare_evidence(struct reasons *reasons, struct text before, struct text after) {
    struct members was;
    struct members is;
    members_find(&was, before);
    members_find(&is, after);
    return compare_arrays(reasons, members_value(&was, "documents"), members_value(&is, "documents"),
                          compare_papers);
}

static bool compare_single(struct reasons *reasons, struct text before, struct text after,
                           compare_values compare) {
    json_t *was = load(reasons, before);
    json_t *is = load(reasons, after);
    bool loaded = was != NULL && is != NULL;
    if (loaded)
        compare(reasons, was, is);
    json_decref(was);
    json_decref(is);
    return loaded;
}

bool compare_lines(struct reasons *reasons, struct text before, struct text after) {
    static const struct {
        const char *key;
        compare_values compare;
    } COMPARED[] = {{"hs", compare_codes},        {"materials", compare_materials},
                    {"rvc", compare_contents},    {"evidence", NULL},
                    {"rule_read", compare_rules}, {"alternatives", compare_alternatives}};
    struct members was;
    struct members is;
    bool loaded = true;
    members_find(&was, before);
    members_find(&is, after);
    for (size_t i = 0; i < sizeof COMPARED / sizeof COMPARED[0] && loaded; i++) {
        struct text one = members_value(&was, COMPARED[i].key);
        struct text other = members_value(&is, COMPARED[i].key);
        if (text_equal(one, other))
            continue;
        if (COMPARED[i].compare == NULL)
            loaded = compare_evidence(reasons, one, other);
        else if (COMPARED[i].compare == compare_materials)
            loaded = compare_arrays(reasons, one, other, compare_materials);
        else
            loaded = compare_single(reasons, one, other, COMPARED[i].compare);
    }
    return loaded && !reasons->arena->failed;
}
