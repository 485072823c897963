#include "origin/context.h"

const char *const FINDING_GROUP_WORDS[FINDING_GROUPS] = {"papers", "data", "rule"};
const char *const SEVERITY_WORDS[SEVERITIES] = {"info", "warning", "violation"};

const char *const FINDING_WORDS[FINDING_CODES] = {
#define FINDING_CODE(kind, word, group, severity, asks, reason) [FINDING_##kind] = (word),
#include "origin/findings.def"
#undef FINDING_CODE
};

/* The severity that a finding has where its raiser says no other: one of enum severity, or that of a test
 * that is not met. */
enum { SEVERITY_FAILURE = SEVERITIES };
enum { TELLS, ASKS };

static const struct {
    uint8_t group;
    uint8_t severity;
    uint8_t asks;
    uint8_t reason;
} KINDS[FINDING_CODES] = {
#define FINDING_CODE(kind, word, group, severity, asks, reason)                                              \
    [FINDING_##kind] = {GROUP_##group, SEVERITY_##severity, asks, reason},
#include "origin/findings.def"
#undef FINDING_CODE
};

enum finding_group finding_group(enum finding_code code) {
    return (enum finding_group)KINDS[code].group;
}

bool finding_asks(enum finding_code code) {
    return KINDS[code].asks == ASKS;
}

bool finding_on_paper(enum finding_code code) {
    /* a row of a document; that of a good is its status */
    return finding_group(code) == GROUP_PAPERS || code == FINDING_ROW_REJECTED;
}

bool finding_kept_of_material(enum finding_code code) {
    return finding_on_paper(code) || code == FINDING_ORIGIN_CONTRADICTED;
}

/* What an answer mends goes before a column that nothing reads, and behind the other reasons. */
static int place_among_open(enum finding_code code) {
    enum { PLACES = 2 * (FINDING_SEVERITY_WEIGHT / 2 - 1) };
    const int reason = KINDS[code].reason;
    if (reason != 0)
        return PLACES - 2 * reason;
    return code == FINDING_FACT_MISSING || code == FINDING_USE_MATTERS ||
                   code == FINDING_VEHICLE_REQUIREMENT_UNKNOWN
               ? PLACES - 2 * KINDS[FINDING_COLUMN_UNREAD].reason + 1
               : 0;
}

int finding_weight(enum finding_code code, enum severity severity, bool non_originating, bool undetermined) {
    const bool fails = non_originating && KINDS[code].severity == SEVERITY_FAILURE;
    return FINDING_SEVERITY_WEIGHT * (int)severity + (fails ? 1 : undetermined ? place_among_open(code) : 0);
}

int finding_reason(enum finding_code code) {
    return KINDS[code].reason;
}

static struct finding *next_finding(struct origin_context *context) {
    struct determination *determination = context->determination;
    if (determination->finding_count == determination->finding_room) {
        uint32_t room = determination->finding_room == 0 ? 8 : determination->finding_room * 2;
        struct finding *grown = context_room(context, sizeof *grown * room);
        if (grown == NULL)
            return NULL;
        if (determination->finding_count > 0)
            memcpy(grown, determination->findings, sizeof *grown * determination->finding_count);
        determination->findings = grown;
        determination->finding_room = room;
    }
    return &determination->findings[determination->finding_count++];
}

/* Several alternatives of a rule may meet with the same fact, and several tests with the same line whose bill
 * of materials is missing. What else is said of a line is told once by its finder. */
static bool found_before(const struct determination *determination, enum finding_code code, struct text line,
                         struct text message) {
    if (line.length > 0 && code != FINDING_MATERIALS_MISSING)
        return false;
    for (uint32_t i = 0; i < determination->finding_count; i++)
        if (determination->findings[i].code == code && text_equal(determination->findings[i].line, line) &&
            text_equal(determination->findings[i].message, message))
            return true;
    return false;
}

enum { LONGEST_ID = 96 };

/* "finding.CODE", or "finding.CODE.VARIANT" */
static void name_message(char id[LONGEST_ID], enum finding_code code, const char *variant) {
    const char *const words[] = {"finding.", FINDING_WORDS[code], variant != NULL ? "." : "",
                                 variant != NULL ? variant : ""};
    size_t at = 0;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const size_t length = strnlen(words[i], LONGEST_ID - 1 - at);
        memcpy(id + at, words[i], length);
        at += length;
    }
    id[at] = '\0';
}

void finding_add_as(struct origin_context *context, enum finding_code code, enum severity severity,
                    struct text line, struct text cite, const char *variant, const struct message_part *parts,
                    size_t count) {
    if (!finding_heard(context, code))
        return;
    bool breaks = severity == SEVERITY_VIOLATION && !finding_on_paper(code);
    context->determination->violated = context->determination->violated || breaks;
    if (context->good->criterion_claimed == '\0')
        severity = SEVERITY_INFO;
    char id[LONGEST_ID];
    name_message(id, code, variant);
    struct buffer sentence = {0};
    message_write(&sentence, context->book->messages, id, parts, count);
    context->out_of_memory = context->out_of_memory || sentence.failed;
    bool again = found_before(context->determination, code, line, buffer_view(&sentence));
    struct finding *finding = again ? NULL : next_finding(context);
    if (finding != NULL)
        *finding = (struct finding){code, severity, line, context_keep(context, buffer_view(&sentence)),
                                    cite, breaks};
    buffer_free(&sentence);
}

/* While the outcome is open, another alternative than the one that is not met may still be. */
static enum severity severity_of_failure(const struct origin_context *context) {
    return context->determination->status == STATUS_NON_ORIGINATING ? SEVERITY_VIOLATION : SEVERITY_WARNING;
}

void finding_add(struct origin_context *context, enum finding_code code, struct text line, struct text cite,
                 const char *variant, const struct message_part *parts, size_t count) {
    int severity = KINDS[code].severity;
    finding_add_as(context, code,
                   severity == SEVERITY_FAILURE ? severity_of_failure(context) : (enum severity)severity,
                   line, cite, variant, parts, count);
}
