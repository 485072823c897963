#ifndef USMCA_ORIGIN_FINDING_H
#define USMCA_ORIGIN_FINDING_H

#include "base/text.h"

enum finding_code {
#define FINDING_CODE(kind, word, group, severity, asks, reason) FINDING_##kind,
#include "origin/findings.def"
#undef FINDING_CODE
    FINDING_CODES
};

enum severity { SEVERITY_INFO, SEVERITY_WARNING, SEVERITY_VIOLATION };
enum { SEVERITIES = SEVERITY_VIOLATION + 1 };

/* What it is about. */
enum finding_group { GROUP_PAPERS, GROUP_DATA, GROUP_RULE };
enum { FINDING_GROUPS = GROUP_RULE + 1 };
extern const char *const FINDING_GROUP_WORDS[FINDING_GROUPS];

extern const char *const FINDING_WORDS[FINDING_CODES];
extern const char *const SEVERITY_WORDS[SEVERITIES];

struct finding {
    enum finding_code code;
    enum severity severity;
    struct text line; /* of the bill of materials, or empty */
    struct text message;
    struct text cite;
    bool breaks; /* a requirement of the good, and is no want of a paper: a violation where it is claimed */
};

enum finding_group finding_group(enum finding_code code);
/* Whether somebody can end it by sending something. */
bool finding_asks(enum finding_code code);
/* Whether it is about a paper that a good rests on, and not about the good. */
bool finding_on_paper(enum finding_code code);
/* Whether goods that rest on it as a material tell it with their papers. */
bool finding_kept_of_material(enum finding_code code);
/* Which of several is told where there is room for one, the greatest: by severity, and of equals what decides
 * before what is wrong with the papers: where the good does not originate a test that is not met, and where
 * it is left open what leaves it so, in the order of its reasons. */
enum { FINDING_SEVERITY_WEIGHT = 64 };
int finding_weight(enum finding_code code, enum severity severity, bool non_originating, bool undetermined);
/* Its place among those that leave a good open though no answer mends them, the first from 1; 0 is none. */
int finding_reason(enum finding_code code);

#endif
