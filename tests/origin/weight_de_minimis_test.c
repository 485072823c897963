#include "origin/no_change.h"

/* U.R. 5(6) to 5(9). No material makes the change, so that the share by weight alone decides. */
#define FABRIC "country=MX transaction_value=100 hs=5208.11 weight_kg=100"
#define SHIRT "country=MX transaction_value=100 hs=6205.20 weight_kg=500"
#define YARN "hs=5205.11 origin=non-originating value=90 "
#define MIXED "hs=5206.11 origin=non-originating value=90 "
#define COMPONENT "classification-component=yes"

static const struct {
    const char *what;
    const char *good;
    const char *lines[4];
    enum status status;
} SHARES[] = {
    {"ten percent of the good, whatever its value",
     FABRIC,
     {YARN "weight_kg=10 facts=elastomeric=no"},
     STATUS_ORIGINATING},
    {"more", FABRIC, {YARN "weight_kg=10.001 facts=elastomeric=no"}, STATUS_NON_ORIGINATING},
    {"two lines together",
     FABRIC,
     {YARN "weight_kg=6 facts=elastomeric=no", YARN "weight_kg=5 facts=elastomeric=no"},
     STATUS_NON_ORIGINATING},
    {"seven percent of elastomeric yarn",
     FABRIC,
     {YARN "weight_kg=7 facts=elastomeric=yes"},
     STATUS_ORIGINATING},
    {"more of elastomeric yarn",
     FABRIC,
     {YARN "weight_kg=7.01 facts=elastomeric=yes"},
     STATUS_NON_ORIGINATING},
    {"elastomeric or not, it is little", FABRIC, {MIXED "weight_kg=7"}, STATUS_ORIGINATING},
    {"elastomeric or not tells", FABRIC, {MIXED "weight_kg=8"}, STATUS_UNDETERMINED},
    {"its code tells that it is not", FABRIC, {YARN "weight_kg=8"}, STATUS_ORIGINATING},
    {"no weight of the good",
     "country=MX transaction_value=100 hs=5208.11",
     {YARN "weight_kg=1"},
     STATUS_NON_ORIGINATING},
    {"of the component, not of the good",
     SHIRT,
     {YARN "weight_kg=11 facts=elastomeric=no;" COMPONENT,
      "hs=5208.11 origin=originating value=1 weight_kg=89 facts=" COMPONENT},
     STATUS_NON_ORIGINATING},
    {"ten percent of the component",
     SHIRT,
     {YARN "weight_kg=10 facts=elastomeric=no;" COMPONENT,
      "hs=5208.11 origin=originating value=1 weight_kg=90 facts=" COMPONENT},
     STATUS_ORIGINATING},
};

static void shares_by_weight(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof SHARES / sizeof SHARES[0]; i++) {
        usmca_case *subject = NULL;
        enum status status = determine_of(&subject, book, SHARES[i].good, SHARES[i].lines)->status;
        if (status != SHARES[i].status)
            fail_msg("%s: %d, not %d", SHARES[i].what, status, SHARES[i].status);
        usmca_case_free(subject);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(shares_by_weight)};
    return cmocka_run_group_tests(tests, load, unload);
}
