#include "origin/vehicle/conversion_findings.h"

static struct text file_name(enum vehicle_file file) {
    static const char *const NAMES[VEHICLE_FILES] = {"plants.csv", "purchases.csv", "vehicles.csv"};
    return text_from(NAMES[file]);
}

static struct text line_number(struct origin_context *context, const struct told_conversion *one) {
    struct buffer line = {0};
    buffer_number(&line, one->place->line);
    return buffer_keep(&line, context->arena);
}

static struct text rate_text(struct origin_context *context, struct conversion rate) {
    return context_decimal(context, rate.rate, 0);
}

static void say_missing(struct origin_context *context, const struct told_conversion *one) {
    char day[DATE_TEXT_SIZE];
    FINDING(context, FINDING_CURRENCY_RATE_MISSING, NO_TEXT, context_cite(context, PROVISION_VALUE_CONVERTED),
            one->rate.found == LOOK_UP_TWICE      ? "file-twice"
            : one->rate.found == LOOK_UP_REJECTED ? "file-rejected"
                                                  : "file",
            {"from", one->from}, {"to", one->to}, {"file", file_name(one->file)},
            {"line", line_number(context, one)}, {"day", {day, date_print(day, one->day)}});
}

static void say_doubtful(struct origin_context *context, const struct told_conversion *one) {
    const struct conversion *used = &one->rate.used;
    const struct conversion *beside = &one->rate.beside;
    char days[2][DATE_TEXT_SIZE];
    FINDING(context, FINDING_CURRENCY_RATE_DIFFERS, NO_TEXT, context_cite(context, PROVISION_VALUE_CONVERTED),
            one->rate.accord == RATES_INVERTED ? "file-inverted" : "file", {"file", file_name(one->file)},
            {"line", line_number(context, one)}, {"rate", rate_text(context, *used)},
            {"of", used->inverse ? one->to : one->from}, {"in", used->inverse ? one->from : one->to},
            {"date", {days[0], date_print(days[0], used->day)}}, {"other", rate_text(context, *beside)},
            {"other-of", beside->inverse ? one->to : one->from},
            {"other-in", beside->inverse ? one->from : one->to},
            {"other-date", {days[1], date_print(days[1], beside->day)}});
}

static void say_old(struct origin_context *context, const struct told_conversion *one) {
    const date of = one->rate.used.day;
    const int32_t days = of < one->day ? date_days(of, one->day) : date_days(one->day, of);
    char words[2][DATE_TEXT_SIZE];
    char count[DECIMAL_TEXT_SIZE];
    FINDING(context, FINDING_CURRENCY_RATE_OLD, NO_TEXT, context->book->general.rate_cite, "file",
            {"from", one->from}, {"to", one->to}, {"file", file_name(one->file)},
            {"line", line_number(context, one)}, {"date", {words[0], date_print(words[0], of)}},
            {"day", {words[1], date_print(words[1], one->day)}},
            {"count", {count, decimal_print(count, days * DECIMAL_ONE, 0)}});
}

void conversion_findings(struct origin_context *context, const struct conversions *told, bool open) {
    if (open && told->failed.place != NULL) {
        if (told->failed.rate.found != LOOK_UP_FOUND)
            say_missing(context, &told->failed);
        else
            say_doubtful(context, &told->failed);
    }
    if (told->old.place != NULL)
        say_old(context, &told->old);
}
