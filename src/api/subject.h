#ifndef USMCA_API_SUBJECT_H
#define USMCA_API_SUBJECT_H

#include "base/buffer.h"
#include "case/tables.h"
#include "intake/hs_pattern.h"
#include "origin/determination.h"
#include "origin/stated.h"

/* What usmca_case and usmca_determination are made of. */

struct usmca_determination {
    const struct determination *found;
    const struct usmca_rulebook *book;
    struct buffer json;
    char valid_until[DATE_TEXT_SIZE];
};

struct usmca_case {
    const struct usmca_rulebook *book;
    struct hs_pattern *codes;
    struct case_setting setting;
    struct tables tables;   /* their arena keeps what holds for all goods */
    bool tables_changed;    /* since they were prepared, otherwise than by further documents */
    bool documents_changed; /* by those */
    int first_month;        /* of the fiscal year */
    struct stated stated;   /* reckoned from the tables */
    struct arena arena;     /* of the good begun last */
    struct arena law;       /* of its determination */
    struct good good;
    struct material *materials;
    size_t material_room;
    bool begun;
    bool broken;        /* a material of it was refused */
    bool several;       /* it is not the first good of the case */
    void *document_ids; /* JudyHS: those that the case has */
    void *kept;         /* JudyHS: good_id of a good that others are made of to its struct produced */
    struct usmca_determination determination;
};

#endif
