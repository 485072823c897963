#ifndef USMCA_CASE_UNREAD_H
#define USMCA_CASE_UNREAD_H

#include "base/amount.h"
#include "hs/code.h"

/* What a number in it is beside those that are read. */
enum unread_figure {
    FIGURE_NONE,
    FIGURE_LINE_TOTAL, /* what the line is worth */
    FIGURE_LINE_VALUE, /* and only as far as it does not originate */
    FIGURE_PAID,       /* the price that is paid for one piece */
    FIGURE_QUANTITY
};

/* How much of what stands in it may say that a material does not originate. */
enum unread_says {
    SAYS_WHOLLY,    /* its whole header is of that: whatever is not "originating" */
    SAYS_BY_A_WORD, /* a word of it: a no, or a country */
    SAYS_TRANSIT,   /* of a good: that it goes through another country */
    SAYS_REVERSED,  /* it asks whether it does not: whatever is not a no */
    SAYS_SOURCE,    /* how it was procured: a country, or that it is imported */
    SAYS_IMPORTED,  /* and asks whether it is imported */
    SAYS_DOMESTIC,  /* or whether it is not */
    SAYS_IN_WORDS   /* any other column: "non-originating" itself */
};

/* What the header of a column that is read says beside which column it is, and nothing reads. */
enum header_said { HEADER_SAYS_NOTHING, HEADER_SAYS_CURRENCY, HEADER_SAYS_SEVERAL };

/* What a field says that changes nothing. */
enum unread_test {
    TEST_OF_COLUMN,
    TEST_BASIS,    /* that a quantity is of each: "variable" */
    TEST_PORTION,  /* that the line is always the one used: 100 % */
    TEST_PARENT,   /* the product */
    TEST_OUTLINE,  /* a number alone */
    TEST_TIMES,    /* once */
    TEST_REPLACES, /* what is no material of the good */
    TEST_INDENTED, /* the column is read, and sets lines below others */
    TEST_DISCOUNT, /* none */
    TEST_NO_SALE   /* that the material is bought */
};

/* What a field of one may change of a line; bits. */
enum unread_change {
    CHANGES_VALUE = 1,
    CHANGES_QUANTITY = 2, /* how much of the material there is, and so what it weighs */
    CHANGES_USE = 4,      /* whether it is of the good at all */
    CHANGES_LOSS = 8,     /* how much more of it is used */
    CHANGES_SALE = 16     /* whether its price is that of a sale */
};

/* Of which bill of materials of several a line is. */
enum unread_bill {
    BILL_NOT_SAID,
    BILL_SAID,   /* whatever it says: "BOM version" */
    BILL_OR_PART /* or that of the material alone: "Revision" */
};

/* A column of a file that nothing reads, and whose header says that it may change an amount, or say where a
 * material comes from. */
struct unread_column {
    struct text file;
    struct text header;  /* what it says: of goods in a flat file without "good_" */
    struct text written; /* as it stands in the file */
    struct text column;  /* of the project, that it may be */
    uint32_t field;
    bool of_origin;        /* where a material comes from */
    bool spare;            /* and what says that is read of another column */
    unsigned changes;      /* of enum unread_change */
    enum unread_test test; /* how a field of it is known to change nothing, where its column does not tell */
    bool fixed;            /* whether the quantity is the same for any number of the good */
    bool in_use;           /* whether the line is: it may say that it is not */
    bool status;           /* the same, among others */
    enum unread_bill bill;
    bool unnamed; /* it has no header: `header` is its place, and something stands in it */
    enum unread_figure figure;
    struct text currency; /* of the figure, that the header names; or empty */
    enum unread_says says;
    struct text fact;      /* by which the row says whether it is so; or empty */
    enum header_said said; /* the column is read; of a currency, `currency` */
    bool of_goods;         /* and is of the goods */
    struct text note;      /* the row above the header that says it of all rows: it is no column; or empty */
    struct text stated;    /* what stands there, where the words before it are a header */
};

/* What an unread column says of the line that it originates, and otherwise. */
struct origin_denial {
    const struct unread_column *column;
    struct text country; /* that stands there; empty where a country is not what it says */
    bool imported;       /* from nobody says where */
};

struct origin_denials {
    const struct origin_denial *list;
    uint32_t count;
};

/* More bills of one good are not told apart. */
enum { BILLS_MOST = 32 };

/* The lines of a good are of several bills of materials: what a column says of two of them. */
struct unread_bill_differs {
    const struct unread_column *column;
    struct text one; /* or empty */
    struct text other;
    bool crossed; /* one bill may be several of the parts that the lines are numbered by: columns part them
                   * otherwise, or bills stand within bills */
};

/* What one has as the classification of what the row is of, which is another than that of the row. */
struct unread_code {
    struct hs_code hs;
    const struct unread_column *column;
};

/* What one has that may have to be taken off the transaction value (freight, a discount, taxes), or be in the
 * costs that leave net cost, or take the transaction value away. */
struct unread_deduction {
    struct amount amount; /* of all such columns; not given where it is not known */
    struct amount own;    /* of that one */
    struct text terms;    /* what stands there, where that is no amount: terms of delivery; or empty */
    bool taxes;
    const struct unread_column *column;
};

struct unread_columns {
    const struct unread_column *list;
    uint32_t count;
};

#endif
