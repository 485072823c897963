#ifndef USMCA_ORIGIN_DOCUMENTS_H
#define USMCA_ORIGIN_DOCUMENTS_H

#include "origin/context.h"

/* Works out what no good changes: what each document lacks, and when it ends. To be called once for documents
 * that goods will rely on; what they lack is put in `arena`. `first_month` is that of the fiscal year of the
 * producer of the goods, 1 to 12. */
void documents_prepare(const struct usmca_rulebook *book, struct document *documents, size_t count,
                       int first_month, struct arena *arena);

/* The supplier's document that a line relies on: Article 5.2 and Annex 5-A for certifications of origin, U.R.
 * 9(2) and 9(3) for statements. line->document is set to it where it is valid on the good's date, complete
 * and about this material; line->paper in any case, with what is wrong with it, which findings say. A line
 * that is declared to originate and names none relies on the certification of its material, and of its
 * supplier where it says who that is. */
void documents_check(struct origin_context *context, struct line *line, const struct document *named);

/* What is wrong with a document for this material, told to nobody. */
enum paper_state documents_state(const struct origin_context *context, const struct material *material,
                                 const struct document *document);

/* The same, of a material of a good of that day of which nothing else is known. */
enum paper_state documents_state_on(const struct usmca_rulebook *book, date day,
                                    const struct material *material, const struct document *document);

/* Whether its code may be that of the material, each in its edition. */
bool documents_code_fits(const struct usmca_rulebook *book, date day, const struct material *material,
                         const struct document *document);

/* Tells what is wrong with it. */
void documents_tell(struct origin_context *context, const struct material *material,
                    const struct document *document);

/* The days between which it may be relied on; 0 is any. */
void documents_period(const struct document *document, date *begins, date *ends);

/* Of materials whose line says when they were bought, for a good of that day: the days of purchase that it
 * covers; 0 is any. False where it covers none. */
bool documents_purchases(const struct document *document, date day, date *begins, date *ends);

/* Whether its period, if it has one, has begun for a material of a good of that day; and whether it holds.
 * Annex 5-A, 8: it covers what is shipped within it, so that the day is that of the purchase where the line
 * says it. Nothing is bought after the good was made: that day alone opens no period. */
bool documents_begun(date day, const struct material *material, const struct document *document);
bool documents_period_holds(date day, const struct material *material, const struct document *document);

/* ---- certifications of a material whose line names none ---- */

/* Whether a certification is of what the line's code says. */
bool documents_of_code(const struct origin_context *context, const struct material *material,
                       const struct document *document);
/* Whether nothing is wrong with it whatever the line and the day. */
bool documents_whole(const struct document *document);
/* Whether nothing is wrong with it for this line. */
bool documents_stands(const struct origin_context *context, const struct material *material,
                      const struct document *document);
/* Whether two suppliers may be one: one who is not named may be any. */
bool documents_same_supplier(struct text one, struct text other);
/* Of two that are alike the later one is relied on. */
bool documents_is_later(const struct document *document, const struct document *other);

#endif
