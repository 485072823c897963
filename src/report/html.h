#ifndef USMCA_REPORT_HTML_H
#define USMCA_REPORT_HTML_H

#include "report/results.h"
#include "rulebook/messages.h"

/* The audit report, from the results of a check: one self-contained page of all goods, or a folder of pages,
 * an index and one a good, with one style beside the index. The results are read twice; of each good some 40
 * bytes are kept. No page asks for anything from outside. */

/* What the head says beside the results. */
struct html_head {
    const json_t *summary; /* of the run (--summary), or NULL */
    const char *company;   /* each of the cover, or NULL */
    const char *certifier;
    const char *period;
};

/* Whether an object is what a run of usmca check says of itself. */
bool html_is_summary(const json_t *object);

/* `write` takes the page piece by piece, and says on `error` what went wrong. */
struct html_output {
    usmca_status (*write)(void *context, struct text bytes, usmca_error *error);
    void *context;
};

usmca_status html_report(const struct results_source *source, const struct html_output *output,
                         const struct html_head *head, const struct usmca_rulebook *book, usmca_error *error);

#define HTML_STYLE_FILE "style.css"

/* Files of a folder that are open at the same time, one of a kind. */
enum html_file { HTML_INDEX, HTML_LIST, HTML_NAMES, HTML_GOOD, HTML_FILES };

/* `open` begins the file of that name, relative to the folder, after closing the one of its kind that is
 * open; `end` closes what is open. Names are of letters of ASCII, digits, ".", "-", "_" and "/" alone. */
struct html_folder {
    usmca_status (*open)(void *context, enum html_file file, const char *name, usmca_error *error);
    usmca_status (*write)(void *context, enum html_file file, struct text bytes, usmca_error *error);
    usmca_status (*end)(void *context, enum html_file file, usmca_error *error);
    void *context;
};

usmca_status html_split_report(const struct results_source *source, const struct html_folder *folder,
                               const struct html_head *head, const struct usmca_rulebook *book,
                               usmca_error *error);

#endif
