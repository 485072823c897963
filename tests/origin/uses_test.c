#include "origin/uses.h"

#include <Judy.h>

#include "origin/determine.h"
#include "origin/subject.h"

/* Goods at random that are made of each other: what was found of one as a material of others stands for what
 * would be found anew, in each way in which these take it, and what was found for one use for every other for
 * which it would be the same. */

enum { CASES = 40, GOODS = 14, MOST_LINES = 5, LINE_LENGTH = 256 };

static uint32_t next(uint32_t *state) {
    *state = *state * 1664525U + 1013904223U;
    return *state >> 8;
}

#define ONE_OF(list, state) ((list)[next(state) % (sizeof(list) / sizeof((list)[0]))])

static const char *const CODES[] = {"8413.30", "8413.70", "8413.91", "8481.80",    "8501.10",
                                    "8544.30", "8708.99", "8409.91", "8482.99.05", "7318.15",
                                    "7326.90", "3926.90", "8703.23"};
static const char *const OF_GOOD[] = {"",
                                      "",
                                      "",
                                      " use=aftermarket",
                                      " use=heavy-truck",
                                      " facts=core-part=engine",
                                      " facts=ev-traction-battery=true",
                                      " net_cost=40"};
static const char *const TO[] = {"", "US", "CA", "MX"};
static const char *const ORIGINS[] = {"originating", "originating", "non-originating", ""};
static const char *const ROLES_OF_MADE[] = {"", "self-produced", "self-produced", "intermediate"};
static const char *const PAPERS[] = {"", "", "", " document=C", " document=D", " document=none"};
static const char *const VALUES[] = {"", " value=9", " value=4", " quantity=2 unit_value=3.5"};

struct written {
    char good[LINE_LENGTH];
    char room[MOST_LINES][LINE_LENGTH];
    const char *lines[MOST_LINES + 1];
};

static void write_good(struct written *out, uint32_t number, uint32_t *chance) {
    snprintf(out->good, sizeof out->good, "hs=%s%s country=MX import_country=%s transaction_value=%u",
             ONE_OF(CODES, chance), ONE_OF(OF_GOOD, chance), ONE_OF(TO, chance),
             (unsigned)(20 + next(chance) % 60));
    uint32_t count = 1 + next(chance) % MOST_LINES;
    for (uint32_t i = 0; i < count; i++) {
        bool made = number > 2 && next(chance) % 2 == 0;
        char material[24] = "";
        if (made)
            snprintf(material, sizeof material, " material_id=G%u", (unsigned)(next(chance) % number));
        snprintf(out->room[i], LINE_LENGTH, "line=%u hs=%s origin=%s role=%s%s%s%s", (unsigned)i,
                 ONE_OF(CODES, chance), made && next(chance) % 3 != 0 ? "" : ONE_OF(ORIGINS, chance),
                 made ? ONE_OF(ROLES_OF_MADE, chance) : "", material, ONE_OF(PAPERS, chance),
                 made ? ONE_OF(VALUES, chance) : " value=5");
        out->lines[i] = out->room[i];
    }
    out->lines[count] = NULL;
}

static char *json_of(const usmca_determination *answer) {
    size_t length = 0;
    const char *json = usmca_determination_json(answer, &length);
    assert_non_null(json);
    return strndup(json, length);
}

static char *answer_again(usmca_case *subject) {
    const usmca_determination *answer = NULL;
    assert_int_equal(usmca_case_determine(subject, &answer, NULL), USMCA_OK);
    return json_of(answer);
}

/* Each use as if it were said, with nothing shared. */
static uint32_t hold_uses(usmca_case *subject, const struct produced *made, const char *good) {
    struct good said = subject->good;
    uint32_t count = 0;
    said.made = NULL;
    for (int use = 1; use < USES && subject->good.use == USE_NONE; use++) {
        struct determination *found = NULL;
        if (!use_in(made->own_uses, (enum use)use))
            continue;
        said.use = (enum use)use;
        assert_int_equal(determine(&found, subject->book, &subject->setting, &said, &subject->law, NULL),
                         USMCA_OK);
        if (made->by_use[use] != (uint8_t)found->status && !made->read_by_customs)
            fail_msg("%s: for %s %s, and as a material of others %s", good, USE_WORDS[use],
                     STATUS_WORDS[found->status], STATUS_WORDS[made->by_use[use]]);
        count++;
    }
    return count;
}

static enum status status_of(const struct produced *way) {
    return !way->determined   ? STATUS_UNDETERMINED
           : way->originating ? STATUS_ORIGINATING
                              : STATUS_NON_ORIGINATING;
}

static void hold_amount(const char *good, const char *what, struct amount kept, struct amount anew) {
    if (kept.given != anew.given || kept.value != anew.value)
        fail_msg("%s: %s", good, what);
}

static bool asks_content(const struct alternative_result *one) {
    const struct test *content = test_of_kind(one, REQUIRE_RVC);
    return content != NULL && !content->waived;
}

/* U.R. 8(6): whether it originates by no way but one that asks for regional value content. */
static bool by_regional_value(const struct determination *found) {
    bool without =
        found->status == STATUS_ORIGINATING && (found->criterion == 'A' || found->criterion == 'C' ||
                                                (found->criterion == 'B' && found->alternative_count == 0));
    for (uint32_t i = 0; i < found->alternative_count; i++)
        without = without ||
                  (found->status == STATUS_ORIGINATING && found->criterion == 'B' &&
                   found->alternatives[i].result == RESULT_PASS && !asks_content(&found->alternatives[i]));
    return !without;
}

/* A way in which others take it, with nothing taken over from another and every alternative asked. */
static uint32_t hold_way(usmca_case *subject, const struct produced *way, struct case_setting setting,
                         const char *good) {
    struct good alone = subject->good;
    struct determination *found = NULL;
    if (way == NULL || way->read_by_customs || !way->contents_known)
        return 0;
    alone.made = NULL;
    setting.documented_line = EVERY_LINE;
    setting.ask = true; /* what is not known is noted, wherever it is asked */
    setting.every_use = true;
    assert_int_equal(determine(&found, subject->book, &setting, &alone, &subject->law, NULL), USMCA_OK);
    if (found->status == STATUS_ORIGINATING && by_regional_value(found) != way->by_regional_value)
        fail_msg("%s: originates by content alone, or does not: %d", good, way->by_regional_value);
    for (int use = 0; use < USES; use++)
        if (way->by_use[use] != (uint8_t)found->by_use[use])
            fail_msg("%s: for %s %s, and as a material of others %s", good, USE_WORDS[use],
                     STATUS_WORDS[found->by_use[use]], STATUS_WORDS[way->by_use[use]]);
    if (found->status != status_of(way))
        fail_msg("%s: %s, and as a material of others %s", good, STATUS_WORDS[found->status],
                 STATUS_WORDS[status_of(way)]);
    hold_amount(good, "total cost", way->total_cost, found->total_cost);
    struct amount sum = amount_of(0);
    for (uint32_t i = 0; i < found->line_count; i++)
        if (amount_plus(&sum, sum, found->lines[i].vnm[METHOD_NET_COST], &subject->law) != AMOUNT_OK)
            return 0;
    hold_amount(good, "value of non-originating materials", way->vnm, sum);
    return 1;
}

static uint32_t hold_ways(usmca_case *subject, const struct produced *made, const char *good) {
    struct case_setting setting = subject->setting;
    uint32_t count = 0;
    for (int documented = 0; documented < 2 && made != NULL; documented++) {
        setting.documented = documented == 1;
        setting.sparing = false;
        count += hold_way(subject, made, setting, good);
        setting.sparing = true;
        count += hold_way(subject, made->sparing, setting, good);
        made = made->documented;
    }
    return count;
}

/* Few codes have rules by which a material originates for one use of a group of them and not for another, and
 * few goods made at random are open. */
static void suppose(struct produced *made, uint32_t *chance) {
    uint32_t which = next(chance) % 4;
    made->determined = made->determined && which != 0;
    made->originating = made->originating && which != 0;
    if (which > 1)
        return;
    made->own_uses = which == 0 ? 0
                                : 1U << USE_PASSENGER_VEHICLE | 1U << USE_LIGHT_TRUCK |
                                      1U << USE_HEAVY_TRUCK | 1U << USE_OTHER_VEHICLE;
    for (int use = 1; use < USES; use++)
        made->by_use[use] = (uint8_t)(next(chance) % STATUS_REJECTED);
}

static void known_of_a_material_is_found_anew(void **state) {
    struct usmca_rulebook *book = *state;
    uint32_t chance = 11;
    uint32_t uses = 0;
    uint32_t ways = 0;
    uint32_t known = 0;
    for (int i = 0; i < CASES; i++) {
        usmca_case *subject = subject_of(book);
        subject_row(subject, "documents",
                    "document_id=C kind=certification criterion=B valid_from=2024-01-01 "
                    "valid_to=2024-12-31 signed_on=2023-12-01 certifier=A certifier_role=producer");
        subject_row(subject, "documents", "document_id=D kind=certification hs=7318.15 criterion=B");
        for (uint32_t k = 0; k < GOODS; k++) {
            struct written written;
            write_good(&written, k, &chance);
            (void)subject_determine(subject, written.good, written.lines);
            char name[8];
            snprintf(name, sizeof name, "G%u", (unsigned)k);
            subject->good.good_id = text_from(name);
            assert_int_equal(usmca_case_keep(subject, NULL), USMCA_OK);
            struct text id = subject->good.good_id;
            PWord_t kept = (PWord_t)JudyHSGet(subject->kept, (void *)id.data, id.length);
            assert_non_null(kept);
            struct produced *made = (struct produced *)*kept;
            char *anew = answer_again(subject);
            subject->good.made = made;
            char *answer = answer_again(subject);
            if (strcmp(anew, answer) != 0)
                fail_msg("%s: %s\nanew: %s", written.good, answer, anew);
            uses += hold_uses(subject, made, written.good);
            ways += hold_ways(subject, made, written.good);
            known += made->documented != NULL && !made->documented->read_by_customs;
            suppose(made, &chance);
            free(anew);
            free(answer);
        }
        usmca_case_free(subject);
    }
    assert_true(uses > 100);
    assert_true(ways > 500);
    assert_true(known > 20);
}

static int open_book(void **state) {
    struct usmca_rulebook *book = NULL;
    int status = usmca_rulebook_open(&book, RULES, NULL) == USMCA_OK ? 0 : -1;
    *state = book;
    return status;
}

static int close_book(void **state) {
    rulebook_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_of_a_material_is_found_anew),
    };
    return cmocka_run_group_tests(tests, open_book, close_book);
}
