#include "origin/designation.h"

#include "origin/determine.h"
#include "origin/evidence.h"

usmca_status determine_as_designated(struct determination **out, const struct usmca_rulebook *book,
                                     const struct case_setting *setting, const struct good *good,
                                     struct arena *law, usmca_error *error) {
    struct case_setting sparing = *setting;
    sparing.sparing = true;
    if (good->is_material && setting->designation == DESIGNATE_AUTO) {
        usmca_status status = determine(out, book, &sparing, good, law, error);
        if (status != USMCA_OK || (*out)->status == STATUS_ORIGINATING)
            return status;
    }
    return determine(out, book, setting, good, law, error);
}

usmca_status determine_good(struct determination **out, const struct usmca_rulebook *book,
                            const struct case_setting *setting, const struct good *good, struct arena *law,
                            usmca_error *error) {
    usmca_status status = determine_as_designated(out, book, setting, good, law, error);
    return status == USMCA_OK ? evidence_find(*out, book, setting, good, law, error) : status;
}
