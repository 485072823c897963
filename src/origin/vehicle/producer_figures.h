#ifndef USMCA_ORIGIN_VEHICLE_PRODUCER_FIGURES_H
#define USMCA_ORIGIN_VEHICLE_PRODUCER_FIGURES_H

#include "origin/vehicle/category_sums.h"
#include "origin/vehicle/plants.h"
#include "origin/vehicle/purchases.h"

/* What is reckoned of a producer for a day, or of a category of its vehicles for a period, kept for its next
 * vehicle: nothing comes out otherwise for it. One thread, and one set of rows, has its own; NULL keeps
 * nothing. */
struct producer_figures;

/* NULL where memory is exhausted. */
struct producer_figures *producer_figures_new(void);
void producer_figures_free(struct producer_figures *figures);

/* As plants_technology(), plants_assembly() and purchases_reckon(). */
struct technology figures_technology(struct producer_figures *figures, const struct vehicle_data *data,
                                     struct text producer, date day);
enum result figures_assembly(struct producer_figures *figures, const struct vehicle_data *data,
                             const struct vehicle_class *vehicle_class, struct text producer, date day,
                             const struct plant_row **row, struct conversions *told);
struct purchases_outcome figures_purchases(struct producer_figures *figures, const struct vehicle_data *data,
                                           struct text producer, const struct vehicle_row *of, date day,
                                           const struct purchases_requirement *required,
                                           const struct melted_provision *melted);

/* As category_costs_reckon() and category_labour_reckon(). */
struct category_costs figures_costs(struct producer_figures *figures, const struct vehicle_data *data,
                                    const struct vehicle_row *of, const struct category_period *period);
struct category_labour figures_labour(struct producer_figures *figures, const struct vehicle_data *data,
                                      const struct vehicle_row *of, const struct category_period *period,
                                      bool past, enum labour_formula formula);

#endif
