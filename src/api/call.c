#include "api/call.h"

#include "case/setting.h"

usmca_status call_day(date *out, const char *day, usmca_error *error) {
    if (day != NULL && date_parse_iso(out, text_from(day)))
        return USMCA_OK;
    return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "%s is not a day (YYYY-MM-DD)",
                     day != NULL ? day : "NULL");
}

usmca_status call_currency(const char *currency, usmca_error *error) {
    if (currency != NULL && strlen(currency) == 3 && strspn(currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3)
        return USMCA_OK;
    return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "the currency is not three capital letters");
}

usmca_status call_designation(int *out, const char *word, usmca_error *error) {
    static const char *const WORDS[] = {[DESIGNATE_DECLARED] = "declared", [DESIGNATE_AUTO] = "auto"};
    for (int i = 0; i < (int)(sizeof WORDS / sizeof WORDS[0]) && word != NULL; i++)
        if (strcmp(word, WORDS[i]) == 0) {
            *out = i;
            return USMCA_OK;
        }
    return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "%s is no designation",
                     word != NULL ? word : "NULL");
}

usmca_status call_keep(struct arena *arena, const char **out, const char *value, usmca_error *error) {
    const char *copy = value != NULL ? arena_string(arena, text_from(value)) : NULL;
    if (value != NULL && copy == NULL)
        return error_memory(error);
    *out = copy;
    return USMCA_OK;
}
