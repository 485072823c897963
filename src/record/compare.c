#include "record/compare.h"

#include "record/pairs.h"

void reasons_begin(struct reasons *reasons, struct arena *arena, struct arena *scratch) {
    *reasons = (struct reasons){.arena = arena, .scratch = scratch};
    reasons->last = &reasons->first;
}

static struct text kept(struct reasons *reasons, struct text word) {
    return word.length > 0 ? arena_copy(reasons->arena, word) : TEXT("");
}

void reasons_add(struct reasons *reasons, enum diff_reason_kind kind, struct text line, struct text what,
                 struct text before, struct text after) {
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

/* Where two values are not the same strings. */
static bool add_changed(struct reasons *reasons, enum diff_reason_kind kind, struct text line,
                        struct text what, struct text before, struct text after) {
    struct text was;
    struct text is;
    if (text_equal(before, after))
        return true;
    if (!members_string(&was, before, reasons->scratch) || !members_string(&is, after, reasons->scratch))
        return false;
    if (!text_equal(was, is))
        reasons_add(reasons, kind, line, what, was, is);
    return true;
}

/* ---- the good ---- */

static bool compare_codes(struct reasons *reasons, struct text before, struct text after) {
    return add_changed(reasons, REASON_CODE, TEXT(""), TEXT(""), before, after);
}

static bool compare_rules(struct reasons *reasons, struct text before, struct text after) {
    return add_changed(reasons, REASON_RULE, TEXT(""), TEXT(""), before, after);
}

/* Members of what may be an object or null. */
static bool pick_of(struct text value, const struct text *keys, size_t count, struct text *values) {
    if (value.length > 0 && value.data[0] == '{')
        return members_pick(value, keys, count, values);
    for (size_t i = 0; i < count; i++)
        values[i] = TEXT("");
    return true;
}

static bool compare_contents(struct reasons *reasons, struct text before, struct text after) {
    static const struct text METHODS_IN_JSON[] = {MEMBER("tv"), MEMBER("nc")};
    static const struct text NAMES[] = {MEMBER("transaction-value"), MEMBER("net-cost")};
    enum { BASE, REQUIRED, FIGURES };
    static const struct text KEYS[FIGURES] = {MEMBER("base"), MEMBER("required")};
    struct text was[2];
    struct text is[2];
    bool whole = pick_of(before, METHODS_IN_JSON, 2, was) && pick_of(after, METHODS_IN_JSON, 2, is);
    for (int i = 0; i < 2 && whole; i++) {
        struct text one[FIGURES];
        struct text other[FIGURES];
        whole = pick_of(was[i], KEYS, FIGURES, one) && pick_of(is[i], KEYS, FIGURES, other) &&
                add_changed(reasons, REASON_PRICE, TEXT(""), NAMES[i], one[BASE], other[BASE]) &&
                add_changed(reasons, REASON_REQUIRED, TEXT(""), NAMES[i], one[REQUIRED], other[REQUIRED]);
    }
    return whole;
}

/* ---- elements of arrays ---- */

typedef bool (*set_keys)(struct reasons *reasons, struct paired *paired);

static bool take_pairs(struct reasons *reasons, struct pairs *pairs, struct text before, struct text after,
                       const struct text *members, size_t count, set_keys set) {
    *pairs = (struct pairs){.arena = reasons->scratch};
    bool whole = pairs_take(pairs, before, after, members, count);
    for (int i = 0; i < 2; i++)
        for (size_t k = 0; k < pairs->counts[i] && whole; k++)
            whole = set(reasons, &pairs->of[i][k]);
    return whole;
}

/* ---- materials ---- */

enum { LINE, MATERIAL_ID, CODE, ORIGIN, VALUE, DOCUMENT, MATERIAL_MEMBERS };
static const struct text OF_MATERIAL[MATERIAL_MEMBERS] = {MEMBER("line"),  MEMBER("material_id"),
                                                          MEMBER("hs"),    MEMBER("origin"),
                                                          MEMBER("value"), MEMBER("document")};

static bool set_material_keys(struct reasons *reasons, struct paired *material) {
    const struct text *members = material->members;
    struct text *name = &material->keys[1];
    return members_string(&material->keys[0], members[LINE], reasons->scratch) &&
           members_string(name, members[MATERIAL_ID], reasons->scratch) &&
           (name->length > 0 || members_string(name, members[CODE], reasons->scratch));
}

static bool compare_material(struct reasons *reasons, const struct paired *was, const struct paired *is) {
    static const struct {
        enum diff_reason_kind kind;
        int member;
    } COMPARED[] = {{REASON_MATERIAL_CODE, CODE},
                    {REASON_MATERIAL_ORIGIN, ORIGIN},
                    {REASON_MATERIAL_VALUE, VALUE},
                    {REASON_MATERIAL_PAPER, DOCUMENT}};
    bool whole = true;
    for (size_t i = 0; i < sizeof COMPARED / sizeof COMPARED[0] && whole; i++)
        whole = add_changed(reasons, COMPARED[i].kind, is->keys[0], is->keys[1],
                            was->members[COMPARED[i].member], is->members[COMPARED[i].member]);
    return whole;
}

static bool list_single(struct reasons *reasons, const struct pairs *pairs, int side) {
    bool removed = side == 0;
    struct text value = TEXT("");
    bool whole = true;
    for (size_t i = 0; i < pairs->counts[side] && whole; i++) {
        const struct paired *one = &pairs->of[side][i];
        if (one->other != NULL)
            continue;
        whole = members_string(&value, one->members[VALUE], reasons->scratch);
        reasons_add(reasons, removed ? REASON_MATERIAL_REMOVED : REASON_MATERIAL_ADDED, one->keys[0],
                    one->keys[1], removed ? value : TEXT(""), removed ? TEXT("") : value);
    }
    return whole;
}

/* By line and name, then by the name alone. */
static bool compare_materials(struct reasons *reasons, struct text before, struct text after) {
    struct pairs pairs;
    bool whole = take_pairs(reasons, &pairs, before, after, OF_MATERIAL, MATERIAL_MEMBERS, set_material_keys);
    for (int keys = PAIR_KEYS; keys > 0 && whole; keys--) {
        pairs_match(&pairs, keys);
        for (size_t i = 0; i < pairs.counts[0] && whole; i++) {
            const struct paired *was = &pairs.of[0][i];
            whole = was->other == NULL || was->by != keys || compare_material(reasons, was, was->other);
        }
    }
    return whole && list_single(reasons, &pairs, 0) && list_single(reasons, &pairs, 1);
}

/* ---- papers ---- */

enum { PAPER_PATH, PAPER_ID, PAPER_MATERIAL, PAPER_LINE, PAPER_STATE, PAPER_UNTIL, PAPER_MEMBERS };
static const struct text OF_PAPER[PAPER_MEMBERS] = {MEMBER("path"), MEMBER("id"),    MEMBER("material_id"),
                                                    MEMBER("line"), MEMBER("state"), MEMBER("valid_to")};

static bool set_paper_keys(struct reasons *reasons, struct paired *paper) {
    return members_string(&paper->keys[1], paper->members[PAPER_PATH], reasons->scratch);
}

/* "in-order, 2026-12-31", or nothing. */
static bool state_of(struct reasons *reasons, const struct paired *paper, struct text *out) {
    struct text state = TEXT("");
    struct text until = TEXT("");
    struct buffer words = {0};
    *out = TEXT("");
    if (paper == NULL)
        return true;
    if (!members_string(&state, paper->members[PAPER_STATE], reasons->scratch) ||
        !members_string(&until, paper->members[PAPER_UNTIL], reasons->scratch))
        return false;
    buffer_text(&words, state);
    buffer_string(&words, until.length > 0 ? ", " : "");
    buffer_text(&words, until);
    *out = buffer_keep(&words, reasons->scratch);
    return !reasons->scratch->failed;
}

static bool compare_paper(struct reasons *reasons, const struct paired *was, const struct paired *is) {
    const struct paired *paper = was != NULL ? was : is;
    struct text states[2];
    struct text line;
    struct text name;
    bool whole = state_of(reasons, was, &states[0]) && state_of(reasons, is, &states[1]);
    if (!whole || text_equal(states[0], states[1]))
        return whole;
    whole = members_string(&line, paper->members[PAPER_LINE], reasons->scratch) &&
            members_string(&name, paper->members[PAPER_ID], reasons->scratch) &&
            (name.length > 0 || members_string(&name, paper->members[PAPER_MATERIAL], reasons->scratch));
    if (whole)
        reasons_add(reasons, REASON_PAPER, line, name, states[0], states[1]);
    return whole;
}

static bool compare_papers(struct reasons *reasons, struct text before, struct text after) {
    struct pairs pairs;
    bool whole = take_pairs(reasons, &pairs, before, after, OF_PAPER, PAPER_MEMBERS, set_paper_keys);
    if (whole)
        pairs_match(&pairs, 1);
    for (size_t i = 0; i < pairs.counts[0] && whole; i++)
        whole = compare_paper(reasons, &pairs.of[0][i], pairs.of[0][i].other);
    for (size_t i = 0; i < pairs.counts[1] && whole; i++)
        whole = pairs.of[1][i].other != NULL || compare_paper(reasons, NULL, &pairs.of[1][i]);
    return whole;
}

static bool compare_evidence(struct reasons *reasons, struct text before, struct text after) {
    static const struct text DOCUMENTS = MEMBER("documents");
    struct text was;
    struct text is;
    return pick_of(before, &DOCUMENTS, 1, &was) && pick_of(after, &DOCUMENTS, 1, &is) &&
           compare_papers(reasons, was, is);
}

/* ---- tests ---- */

/* What is tested, "content net-cost", and how it came out. */
struct test {
    struct text kind;
    struct text name;
    struct text result;
};

static bool read_test(struct reasons *reasons, struct text element, struct test *test) {
    enum { KIND, METHOD, RESULT, MEMBERS };
    static const struct text KEYS[MEMBERS] = {MEMBER("kind"), MEMBER("method"), MEMBER("result")};
    struct text values[MEMBERS];
    struct text method;
    struct buffer name = {0};
    if (!members_pick(element, KEYS, MEMBERS, values) ||
        !members_string(&test->kind, values[KIND], reasons->scratch) ||
        !members_string(&method, values[METHOD], reasons->scratch) ||
        !members_string(&test->result, values[RESULT], reasons->scratch))
        return false;
    buffer_text(&name, test->kind);
    buffer_string(&name, method.length > 0 ? " " : "");
    buffer_text(&name, method);
    test->name = buffer_keep(&name, reasons->scratch);
    return !reasons->scratch->failed;
}

static bool compare_tests(struct reasons *reasons, struct text alternative, struct text before,
                          struct text after) {
    struct text one;
    struct text other;
    while (members_element(&before, &one) && members_element(&after, &other)) {
        struct test was;
        struct test is;
        if (text_equal(one, other))
            continue;
        if (!read_test(reasons, one, &was) || !read_test(reasons, other, &is))
            return false;
        if (text_equal(was.kind, is.kind) && !text_equal(was.result, is.result))
            reasons_add(reasons, REASON_TEST, alternative, is.name, was.result, is.result);
    }
    return true;
}

enum { ALTERNATIVE_ID, TESTS, ALTERNATIVE_MEMBERS };
static const struct text OF_ALTERNATIVE[ALTERNATIVE_MEMBERS] = {MEMBER("id"), MEMBER("tests")};

static bool set_alternative_key(struct reasons *reasons, struct paired *alternative) {
    return members_string(&alternative->keys[1], alternative->members[ALTERNATIVE_ID], reasons->scratch);
}

static bool compare_alternatives(struct reasons *reasons, struct text before, struct text after) {
    struct pairs pairs;
    bool whole =
        take_pairs(reasons, &pairs, before, after, OF_ALTERNATIVE, ALTERNATIVE_MEMBERS, set_alternative_key);
    if (whole)
        pairs_match(&pairs, 1);
    for (size_t i = 0; i < pairs.counts[1] && whole; i++) {
        const struct paired *is = &pairs.of[1][i];
        whole = is->other == NULL ||
                compare_tests(reasons, is->keys[1], is->other->members[TESTS], is->members[TESTS]);
    }
    return whole;
}

/* ---- the lines ---- */

bool compare_lines(struct reasons *reasons, struct text before, struct text after) {
    enum { CODES, MATERIALS, CONTENTS, EVIDENCE, RULE, ALTERNATIVES, COMPARED };
    static const struct text KEYS[COMPARED] = {
        [CODES] = MEMBER("hs"),       [MATERIALS] = MEMBER("materials"),
        [CONTENTS] = MEMBER("rvc"),   [EVIDENCE] = MEMBER("evidence"),
        [RULE] = MEMBER("rule_read"), [ALTERNATIVES] = MEMBER("alternatives")};
    static bool (*const COMPARE[COMPARED])(struct reasons *, struct text, struct text) = {
        [CODES] = compare_codes,       [MATERIALS] = compare_materials,
        [CONTENTS] = compare_contents, [EVIDENCE] = compare_evidence,
        [RULE] = compare_rules,        [ALTERNATIVES] = compare_alternatives};
    struct text was[COMPARED];
    struct text is[COMPARED];
    bool whole = members_pick(before, KEYS, COMPARED, was) && members_pick(after, KEYS, COMPARED, is);
    for (int i = 0; i < COMPARED && whole; i++)
        whole = text_equal(was[i], is[i]) || COMPARE[i](reasons, was[i], is[i]);
    return whole && !reasons->arena->failed && !reasons->scratch->failed;
}
