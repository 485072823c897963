#ifndef USMCA_HS_CODE_H
#define USMCA_HS_CODE_H

#include "base/text.h"

enum { HS_DIGITS_MOST = 10 };

/* A Harmonized System number of 2, 4, 6, 8 or 10 digits. Numbers are compared in a space of eight digits, in
 * which a shorter one is the range of all that it may stand for. Digits behind the sixth are a national
 * tariff item; the ninth and tenth (statistical) never decide anything and are only repeated. */
struct hs_code {
    uint64_t given; /* all digits as a number */
    uint32_t low;   /* first and last eight-digit number */
    uint32_t high;
    uint8_t digits; /* how many were given; 0 is "no code" */
};

enum hs_level { HS_NONE = 0, HS_CHAPTER = 2, HS_HEADING = 4, HS_SUBHEADING = 6, HS_TARIFF_ITEM = 8 };

/* An inclusive range in the eight-digit space. */
struct hs_range {
    uint32_t low;
    uint32_t high;
};

/* Sorted, disjoint ranges. */
struct hs_set {
    const struct hs_range *ranges;
    uint32_t count;
};

enum hs_membership { HS_OUTSIDE, HS_INSIDE, HS_PARTLY };

/* Reads digits, with dots and spaces between them allowed; false for anything else, for an odd number of
 * digits (which as a rule is a leading zero lost in a spreadsheet) and for fewer than 2 or more than 10. */
bool hs_code_parse(struct hs_code *out, struct text source);
/* The code of so many digits, an even number from 2 to 10. */
struct hs_code hs_code_of_digits(uint64_t given, unsigned digits);
/* The subheading `number` (six digits). */
struct hs_code hs_code_subheading(uint32_t number);
/* The number of the chapter, heading, subheading or tariff item in which `number` (eight digits) lies. */
static inline uint32_t hs_unit(uint32_t number, enum hs_level level) {
    return level == HS_CHAPTER      ? number / 1000000
           : level == HS_HEADING    ? number / 10000
           : level == HS_SUBHEADING ? number / 100
                                    : number;
}
/* Whether two numbers share the unit of `level`: HS_PARTLY where one is too short to tell. */
enum hs_membership hs_same_unit(struct hs_code a, struct hs_code b, enum hs_level level);
/* Whether all, none or some of what `code` may stand for lies in `set`. */
enum hs_membership hs_set_holds(struct hs_set set, struct hs_code code);

/* Prints as 8413.30, 8482.99.05; returns the length. */
enum { HS_TEXT_SIZE = 16 };
size_t hs_print_dotted(char out[HS_TEXT_SIZE], uint32_t low, uint8_t digits);
/* The same of a code, to the tariff item at most; empty where none is given. Lies in `room`. */
struct text hs_text(char room[HS_TEXT_SIZE], struct hs_code code);
/* Prints the digits as given, without dots; returns the length. */
size_t hs_print_digits(char out[HS_TEXT_SIZE], struct hs_code code);

#endif
