#ifndef USMCA_BATCH_PLAN_H
#define USMCA_BATCH_PLAN_H

#include "batch/good_ids.h"
#include "intake/csv_source.h"
#include "intake/layout.h"

/* How a run of goods is cut into jobs: one look over the files before anything is determined.
 *
 * A bill of materials is grouped by good more often than not, and its goods stand in the order of goods.csv.
 * Then a job is a stretch of each file, and memory does not grow with them. Where a good stands twice, its
 * rows are apart, or a material is a good of the file itself, the run cannot stream: the files are loaded
 * instead (batch/index.h).
 */

/* One of the files, opened, with its header read. */
struct plan_file {
    struct csv_source source;
    struct layout *layout;
};

struct plan_span {
    off_t from;
    off_t to;
    uint64_t file_line;
};

struct plan_job {
    struct plan_span lines;
    struct plan_span goods; /* empty for a flat file */
};

struct plan {
    struct plan_job *jobs;
    size_t job_count;
    bool streams;
    bool within;         /* rows may have line ends within quotation marks */
    uint64_t goods;      /* rows of goods.csv, or groups of a flat file */
    uint64_t rows;       /* of both files */
    uint64_t goods_rows; /* of them, those of goods.csv */
    struct good_ids ids;
};

/* How it is made. Those of zeros are ways of a test. */
struct plan_means {
    int threads;         /* that read lines of another file than the goods, at the most */
    off_t least_stretch; /* bytes of lines that are worth a thread; 0 is PLAN_LEAST_STRETCH */
};

enum { PLAN_LEAST_STRETCH = 512 * 1024 };

/* `goods` is NULL for a flat file. Lines that nobody has looked at for rows within quotation marks are looked
 * at, and parted where there are any. */
usmca_status plan_make(struct plan *plan, struct plan_file *goods, struct plan_file *lines,
                       struct plan_means means, usmca_error *error);
void plan_free(struct plan *plan);

/* Whether some good of the run may have that id: further threads may ask at the same time. */
bool plan_knows(struct plan *plan, struct text id);

/* Opens a file and reads its header, by so many threads at the most. `table` is "goods", or "bom" or "flat",
 * whose lines plan_make() looks at. */
usmca_status plan_file_open(struct plan_file *file, const char *path, const struct profile *profile,
                            const char *table, int threads, usmca_error *error);
/* The same of rows that a program gave. */
usmca_status plan_file_given(struct plan_file *file, const struct given_table *given,
                             const struct profile *profile, const char *table, usmca_error *error);
void plan_file_close(struct plan_file *file);

#endif
