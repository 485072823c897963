#ifndef USMCA_BATCH_INDEX_H
#define USMCA_BATCH_INDEX_H

#include "batch/plan.h"
#include "case/good.h"
#include "case/setting.h"
#include "intake/unit.h"

/* Goods and their rows in memory, for input that cannot stream: rows of a good that are apart, a good that
 * stands twice, and materials that are goods of the file themselves (contract, section 2: their own bill of
 * materials decides). */

#define INDEX_NONE UINT32_MAX

/* There are many: a slice takes no more room than it needs. */
enum { SLICE_BITS = 40, LINE_BITS_LOW = 64 - SLICE_BITS, LINE_BITS_HIGH = 64 - SLICE_BITS - 1 };

struct index_line {
    const char *record;
    uint64_t length : SLICE_BITS;
    uint64_t file_line_low : LINE_BITS_LOW;
    uint64_t malformed : SLICE_BITS;
    uint64_t file_line_high : LINE_BITS_HIGH;
    bool nearly : 1; /* its id is written nearly as the material */
    uint32_t good;
    uint32_t child; /* the good that the material is, or INDEX_NONE */
};

struct index_good {
    struct text id;
    struct csv_slice row; /* in goods.csv; record.data is NULL for a flat file */
    size_t first;         /* of its lines */
    uint32_t count;
    uint32_t level; /* above all its materials' */
    bool twice;
    bool beside_unreadable;          /* a row that cannot be told to be of another good */
    bool below_header;               /* a row of it stands below a second header, of other columns */
    bool spelled_twice;              /* another good of a flat file has its letters */
    bool nearly_named;               /* a row that names no good names one that is written nearly so */
    uint32_t near_next;              /* another good that is written nearly so, or INDEX_NONE */
    bool needed;                     /* it is a material of another good */
    bool nearly_needed;              /* or is written nearly as one */
    bool of_itself;                  /* it is a material of its own */
    struct text cycle;               /* the goods that it is a material of, and they of it */
    const struct produced *produced; /* or NULL */
};

struct index {
    struct arena arena;
    struct buffer goods_bytes;
    struct buffer lines_bytes;
    struct index_good *goods;
    size_t good_count;
    size_t good_room;
    struct index_line *lines; /* by good */
    size_t line_count;
    size_t line_room;
    bool scattered;  /* some good's rows are apart */
    uint32_t *order; /* goods by level, each behind those that are its materials */
    size_t *levels;  /* where each level begins in `order`, and where the last ends */
    size_t level_count;
    struct arena *produced; /* one a thread: what goods[].produced points to */
    size_t produced_count;
    void *ids;  /* JudyHS: good_id to its index + 1 */
    void *near; /* JudyHS: near_id() of a good_id to its index + 1 */
    uint64_t rows;
};

/* What the good is as a material: nothing that is known, where it stands in a circle. */
const struct produced *index_produced(const struct index_good *good);

/* The row of a line where it stands in its file; a view of what the index holds. */
struct csv_slice index_slice(const struct index_line *line);

/* Goods that hang together lie all over memory: what one of them needs is fetched while those before it are
 * determined, its lines first, then what they name, and at last what is known of its materials. */
void index_fetch_lines(const struct index *index, size_t good);
void index_fetch_rows(const struct index *index, size_t good);
void index_fetch_produced(const struct index *index, size_t good);
void index_fetch_known(const struct index *index, size_t good);

/* `readers` reject what belongs to no good: rows of unknown goods, and goods that stand twice. */
usmca_status index_make(struct index *index, struct plan_file *goods, struct plan_file *lines,
                        struct unit_reader *readers, usmca_error *error);
void index_free(struct index *index);

/* Fills index->order, the levels and the cycles (index_order.c). */
usmca_status index_order(struct index *index, usmca_error *error);

#endif
