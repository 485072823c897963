#include "api/subject.h"

USMCA_API const char *usmca_determination_status(const usmca_determination *determination) {
    return STATUS_WORDS[determination->found->status];
}

USMCA_API const char *usmca_determination_criterion(const usmca_determination *determination) {
    static const char *const LETTERS[] = {"A", "B", "C", "D"};
    char criterion = determination->found->criterion;
    return criterion != '\0' ? LETTERS[criterion - 'A'] : NULL;
}

USMCA_API const char *usmca_determination_rule(const usmca_determination *determination) {
    return determination->found->rule_id.data;
}

USMCA_API const char *usmca_determination_cite(const usmca_determination *determination) {
    return determination->found->rule_cite.data;
}

USMCA_API size_t usmca_determination_findings(const usmca_determination *determination) {
    return determination->found->finding_count;
}

static const struct finding *finding_at(const usmca_determination *determination, size_t index) {
    return index < determination->found->finding_count ? &determination->found->findings[index] : NULL;
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
    *length = determination->json.length - 1;
    return determination->json.data;
}
