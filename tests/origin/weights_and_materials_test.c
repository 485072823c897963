#include "origin/subject.h"

/* One rule with one requirement, and the answer that materials of given weights and facts give it. */

struct example {
    const char *what;
    const char *requirement;
    const char *good;
    const char *lines[4];
    enum status status;
};

#define HEAD                                                                                                 \
    "<rules edition='2012' source='test'><rule id='t' cite='c' scope='01-97' status='verified'><alternative>"
#define TAIL "</alternative></rule></rules>"
#define GOOD "country=MX transaction_value=100 hs=1302.39 facts=produced=yes"
#define HEAVY_GOOD GOOD " weight_kg=10"

#define LIMIT_OF_GOOD "<weight-limit codes='1302.39' percent='50' of='good'/>"
#define LIMIT_OF_MATERIALS "<weight-limit codes='17' percent='35'/>"
#define SHARE "<weight-share codes='3901' percent='50'/>"
#define EACH                                                                                                 \
    "<each-material codes='5402' when='used-as-sewing-thread' must='formed-and-finished' "                   \
    "originating-suffices='true'/>"
#define EACH_STRICT "<each-material codes='5903' must='of-regional-yarn'/>"
#define FOREIGN "origin=non-originating value=1 "

static const struct example EXAMPLES[] = {
    {"at the limit", LIMIT_OF_GOOD, HEAVY_GOOD, {FOREIGN "hs=1302.39 weight_kg=5"}, STATUS_ORIGINATING},
    {"over it", LIMIT_OF_GOOD, HEAVY_GOOD, {FOREIGN "hs=1302.39 weight_kg=5.0001"}, STATUS_NON_ORIGINATING},
    {"other codes do not count",
     LIMIT_OF_GOOD,
     HEAVY_GOOD,
     {FOREIGN "hs=1301.90 weight_kg=9"},
     STATUS_ORIGINATING},
    {"the good has no weight", LIMIT_OF_GOOD, GOOD, {FOREIGN "hs=1302.39 weight_kg=5"}, STATUS_UNDETERMINED},
    {"a line has no weight", LIMIT_OF_GOOD, HEAVY_GOOD, {FOREIGN "hs=1302.39"}, STATUS_UNDETERMINED},
    {"nothing foreign needs no weight",
     LIMIT_OF_GOOD,
     GOOD,
     {"origin=originating value=1 hs=1302.39"},
     STATUS_ORIGINATING},

    {"of the materials named",
     LIMIT_OF_MATERIALS,
     GOOD,
     {FOREIGN "hs=1701.14 weight_kg=35", "origin=originating value=1 hs=1701.14 weight_kg=65"},
     STATUS_ORIGINATING},
    {"more of the materials named",
     LIMIT_OF_MATERIALS,
     GOOD,
     {FOREIGN "hs=1701.14 weight_kg=36", "origin=originating value=1 hs=1701.14 weight_kg=64"},
     STATUS_NON_ORIGINATING},

    {"half is originating",
     SHARE,
     GOOD,
     {FOREIGN "hs=3901.10 weight_kg=5", "origin=originating value=1 hs=3901.20 weight_kg=5"},
     STATUS_ORIGINATING},
    {"less than half is",
     SHARE,
     GOOD,
     {FOREIGN "hs=3901.10 weight_kg=5", "origin=originating value=1 hs=3901.20 weight_kg=4.9"},
     STATUS_NON_ORIGINATING},

    {"made here",
     EACH,
     GOOD,
     {FOREIGN "hs=5402.11 facts=used-as-sewing-thread=yes;formed-and-finished=yes"},
     STATUS_ORIGINATING},
    {"not made here",
     EACH,
     GOOD,
     {FOREIGN "hs=5402.11 facts=used-as-sewing-thread=yes;formed-and-finished=no"},
     STATUS_NON_ORIGINATING},
    {"not a sewing thread",
     EACH,
     GOOD,
     {FOREIGN "hs=5402.11 facts=used-as-sewing-thread=no"},
     STATUS_ORIGINATING},
    {"not told whether it is one",
     EACH,
     GOOD,
     {FOREIGN "hs=5402.11 facts=formed-and-finished=no"},
     STATUS_UNDETERMINED},
    {"from outside the territory",
     EACH,
     GOOD,
     {FOREIGN "hs=5402.11 country=CN facts=used-as-sewing-thread=yes"},
     STATUS_NON_ORIGINATING},
    {"originating",
     EACH,
     GOOD,
     {"origin=originating value=1 hs=5402.11 facts=used-as-sewing-thread=yes"},
     STATUS_ORIGINATING},
    {"originating does not tell of the yarn",
     EACH_STRICT,
     GOOD,
     {"origin=originating value=1 hs=5903.10", FOREIGN "hs=3901.10"},
     STATUS_UNDETERMINED},
    {"every one of them",
     EACH_STRICT,
     GOOD,
     {FOREIGN "hs=5903.10 facts=of-regional-yarn=yes", FOREIGN "hs=5903.20 facts=of-regional-yarn=no"},
     STATUS_NON_ORIGINATING},
};

static enum status answer_of(const struct example *example) {
    struct usmca_rulebook *book = NULL;
    usmca_case *subject = NULL;
    usmca_error error = {0};
    char xml[512];
    snprintf(xml, sizeof xml, HEAD "%s" TAIL, example->requirement);
    if (book_of(&book, xml, NULL, &error) != USMCA_OK)
        fail_msg("%s: %s", example->what, error.text);
    enum status status = determine_of(&subject, book, example->good, example->lines)->status;
    usmca_case_free(subject);
    rulebook_free(book);
    return status;
}

static void each_requirement_gives_its_answer(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof EXAMPLES / sizeof EXAMPLES[0]; i++) {
        enum status status = answer_of(&EXAMPLES[i]);
        if (status != EXAMPLES[i].status)
            fail_msg("%s: %d, not %d", EXAMPLES[i].what, status, EXAMPLES[i].status);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_requirement_gives_its_answer)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
