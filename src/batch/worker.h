#ifndef USMCA_BATCH_WORKER_H
#define USMCA_BATCH_WORKER_H

#include "batch/index.h"
#include "report/overview.h"
#include "report/tables.h"

/* Which goods are written; the others are determined and counted all the same. */
struct good_filter {
    struct text good_id; /* empty: any */
    int status;          /* of enum status, from 1; 0: any */
    int pile;            /* of enum pile, from 1; 0: any */
};

/* What a run shares between its threads; nothing of it changes while they work. */
struct batch {
    const struct usmca_rulebook *book;
    const struct case_setting *setting;
    report_function report;
    struct report_style style;
    struct good_filter filter;
    bool results;                    /* the goods are written */
    bool tables[REPORT_TABLE_COUNT]; /* these are */
    bool overview;                   /* a line of each good that is written is kept too */
    struct unit_files files;
    struct plan_file *goods; /* NULL for a flat file */
    struct plan_file *lines;
    struct plan *plan;         /* streamed, or */
    const struct index *index; /* loaded */
};

struct batch_counts {
    uint64_t rows;
    uint64_t goods[STATUSES];
    uint64_t piles[PILES];
    uint64_t findings[FINDING_CODES];
    uint64_t violations;
    uint64_t written;
};

/* What is left of a job to be written, and what was counted. */
struct job_result {
    struct buffer output;
    struct buffer tables[REPORT_TABLE_COUNT];
    struct rejects rejects;
    struct batch_counts counts;
    struct overview overview;
};

/* One thread's part: its readers, and the job that it works on. */
struct worker {
    const struct batch *batch;
    struct case_setting setting; /* that of the batch, with what this thread keeps from good to good */
    struct hs_pattern *codes;
    struct unit_reader reader;
    struct arena law;
    struct job_result result;
    struct buffer goods_bytes;
    struct buffer lines_bytes;
    usmca_status status;
    usmca_error error;
};

/* To be closed in any case. */
usmca_status worker_open(struct worker *worker, const struct batch *batch, usmca_error *error);
void worker_close(struct worker *worker);

/* An empty one, whose rows are told as those of the batch. */
struct job_result job_result_of(const struct batch *batch);
/* As it was, but for the room that it has. */
void job_result_reset(struct job_result *result);
void job_result_free(struct job_result *result);

/* Each appends to worker->result; worker->status says whether it could. */
void worker_stream(struct worker *worker, const struct plan_job *job);
void worker_loaded(struct worker *worker, size_t first, size_t count);

/* Determines a good of the index for those that it is a material of, and writes nothing. */
const struct produced *worker_produce(struct worker *worker, size_t good, struct arena *arena);

void batch_counts_add(struct batch_counts *sum, const struct batch_counts *part);

#endif
