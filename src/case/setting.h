#ifndef USMCA_CASE_SETTING_H
#define USMCA_CASE_SETTING_H

#include "case/document.h"
#include "case/duty.h"
#include "case/good.h"
#include "case/rate.h"

/* Which self-produced materials are intermediate materials, U.R. 8(6): those whose role says so; or besides
 * every one that originates and may be. */
enum designation { DESIGNATE_DECLARED, DESIGNATE_AUTO };

#define EVERY_LINE UINT32_MAX

struct averages;
struct vehicle_data;
struct producer_figures;
struct certifications;
struct remembered;

/* What holds for all goods of a run. */
struct case_setting {
    enum designation designation;
    bool sparing; /* leave undesignated what would bar the designation of the good itself, U.R. 8(6) */
    date date;    /* for goods without one */
    struct text currency;        /* for goods without one */
    enum edition_choice edition; /* of codes that name none; not given: that in force on the good's day */
    enum tariff_choice tariff;   /* of codes where nothing says it */
    struct document_table documents;
    struct rate_table rates;
    struct duty_table duties;
    const struct averages *averages;       /* value/average; or NULL */
    const struct vehicle_data *vehicles;   /* origin/vehicle/vehicle_data; or NULL */
    struct producer_figures *figures;      /* origin/vehicle/producer_figures, of one thread; or NULL */
    struct certifications *certifications; /* origin/certifications, of one thread; or NULL */
    struct remembered *remembered;         /* origin/remembered, of one thread; or NULL */
    enum use default_use;                  /* of goods that say none, and are no vehicles */
    bool every_use;                        /* compare the uses of a good that says its own, too */
    bool as_material;                      /* the good is read as a material of others, for imports into: */
    enum country customs;                  /* whose reading is taken of places in dispute; or none */
    enum country used_in;     /* where it is a material: not traded where it is produced; or none */
    bool *traded;             /* noted of a material: a rule of one trade was asked; or NULL */
    bool suppose_listed;      /* what the Tables may list, they list: U.R. 20(4) */
    bool documented;          /* what is declared to originate does so by a paper in order alone */
    uint32_t documented_line; /* on this line of the good; or EVERY_LINE */
    bool gap;                 /* whether to work out what would make a good qualify */
    bool ask;                 /* and what would decide one that is undetermined */
    bool status_alone;        /* nothing is told of what comes out */
    bool untold;              /* no finding is */
};

#endif
