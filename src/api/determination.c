#include "api/subject.h"

/* Not NULL, nor one whose good is gone. */
static bool is_one(const usmca_determination *determination) {
    return determination != NULL && determination->found != NULL;
}

USMCA_API const char *usmca_determination_status(const usmca_determination *determination) {
    if (!is_one(determination))
        return NULL;
    return STATUS_WORDS[determination->found->status];
}

USMCA_API const char *usmca_determination_criterion(const usmca_determination *determination) {
    if (!is_one(determination))
        return NULL;
    static const char *const LETTERS[] = {"A", "B", "C", "D"};
    char criterion = determination->found->criterion;
    return criterion != '\0' ? LETTERS[criterion - 'A'] : NULL;
}

USMCA_API const char *usmca_determination_rule(const usmca_determination *determination) {
    if (!is_one(determination))
        return NULL;
    return determination->found->rule_id.data;
}

USMCA_API const char *usmca_determination_cite(const usmca_determination *determination) {
    if (!is_one(determination))
        return NULL;
    return determination->found->rule_cite.data;
}

USMCA_API const char *usmca_determination_pile(const usmca_determination *determination) {
    if (!is_one(determination))
        return NULL;
    return PILE_WORDS[determination->found->papers.pile];
}

USMCA_API const char *usmca_determination_status_documented(const usmca_determination *determination) {
    if (!is_one(determination))
        return NULL;
    return STATUS_WORDS[determination->found->papers.status_documented];
}

USMCA_API const char *usmca_determination_valid_until(const usmca_determination *determination) {
    if (!is_one(determination) || determination->found->valid_until == 0)
        return NULL;
    return determination->valid_until;
}

USMCA_API size_t usmca_determination_findings(const usmca_determination *determination) {
    return is_one(determination) ? determination->found->finding_count : 0;
}

static const struct finding *finding_at(const usmca_determination *determination, size_t index) {
    return is_one(determination) && index < determination->found->finding_count
               ? &determination->found->findings[index]
               : NULL;
}

USMCA_API const char *usmca_determination_finding_code(const usmca_determination *determination,
                                                       size_t index) {
    const struct finding *finding = finding_at(determination, index);
    return finding != NULL ? FINDING_WORDS[finding->code] : NULL;
}

USMCA_API const char *usmca_determination_finding_severity(const usmca_determination *determination,
                                                           size_t index) {
    const struct finding *finding = finding_at(determination, index);
    return finding != NULL ? SEVERITY_WORDS[finding->severity] : NULL;
}

USMCA_API const char *usmca_determination_finding_message(const usmca_determination *determination,
                                                          size_t index) {
    const struct finding *finding = finding_at(determination, index);
    return finding != NULL ? finding->message.data : NULL;
}

USMCA_API const char *usmca_determination_json(const usmca_determination *determination, size_t *length) {
    if (!is_one(determination))
        return NULL;
    if (length != NULL)
        *length = determination->json.length - 1;
    return determination->json.data;
}
