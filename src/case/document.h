#ifndef USMCA_CASE_DOCUMENT_H
#define USMCA_CASE_DOCUMENT_H

#include "base/date.h"
#include "case/row_place.h"
#include "case/values.h"

enum document_kind {
    DOCUMENT_CERTIFICATION,
    DOCUMENT_ACCUMULATION_COST,   /* U.R. 9(2)(a) */
    DOCUMENT_ACCUMULATION_AMOUNT, /* U.R. 9(2)(b) */
    DOCUMENT_ACCUMULATION_VNM,    /* U.R. 9(3) */
    DOCUMENT_ACCUMULATION_CHANGE, /* U.R. 9(7)(a)(ii), with the figures of the others where it states them */
    DOCUMENT_CORE_PART,           /* figures of a part of Table A.2, U.R. 14(7) to 14(11) */
    DOCUMENT_LVC_CERTIFICATION,   /* unique identifiers that customs gave, 19 CFR 182.92(b) */
    DOCUMENT_STEEL_CERTIFICATION,
    DOCUMENT_ALUMINUM_CERTIFICATION,
    DOCUMENT_KINDS
};
extern const char *const DOCUMENT_WORDS[DOCUMENT_KINDS];

/* What is wrong with a document whatever the good that relies on it. */
enum document_flaw {
    DOCUMENT_SIGNER,           /* who signed it may not */
    DOCUMENT_CODE_SHORT,       /* fewer digits than it must have */
    DOCUMENT_ONE_END,          /* of its period, one end alone */
    DOCUMENT_BACKWARDS,        /* its period ends before it begins */
    DOCUMENT_BLANKET_LONG,     /* Annex 5-A */
    DOCUMENT_AVERAGING_PERIOD, /* U.R. 9(4), 9(5): a period of sums is none of those allowed */
    DOCUMENT_FISCAL_YEAR,      /* or lies in two fiscal years of the producer of the good */
    DOCUMENT_VNM_ABOVE_COST,   /* more non-originating materials than net cost */
    DOCUMENT_DOUBTED,          /* a column that nothing reads may say that it does not hold */
    DOCUMENT_FLAWS
};

/* What a column that nothing reads says of a document, and may be that it does not hold. */
struct document_doubt {
    struct text said;    /* the column and what stands there */
    struct text country; /* of origin, where the column says that: the law judges it; else empty */
};

/* What every line that relies on it asks of it stands first, close together. */
struct document {
    struct text document_id;
    struct text material_id;
    struct text supplier;
    struct hs_code hs;
    date valid_from;
    date valid_to;
    date signed_on;
    date ends;            /* by documents_prepare: the last day on which it holds whatever its period; 0 is
                           * never */
    struct text rejected; /* why its row is not used, or empty */
    struct text lacks;    /* by documents_prepare: columns that it should have */
    uint32_t flaws;       /* and bits of enum document_flaw */
    enum document_kind kind;
    char criterion;
    bool of_any_kind;               /* of a rejected row whose kind is not known; `kind` says nothing then */
    bool twice;                     /* another row of its document_id says otherwise */
    bool lists;                     /* by documents_prepare: it lists the non-originating materials used */
    enum edition_choice hs_edition; /* of the code; not given: that in force when it was signed */
    struct text certifier;
    struct text certifier_role;
    struct text exporter;
    struct text producer;
    struct text importer;
    struct text currency;
    struct amount net_cost;
    struct amount vnm;
    struct amount amount;
    struct amount core_vnm;  /* of the components of column 2 of Table A.2 */
    struct amount materials; /* how many non-originating materials the statement lists, U.R. 9(7)(a)(ii) */
    enum yes_or_no produced_in_territory; /* entirely, the same */
    enum yes_or_no designated; /* whether its figures leave out what is in an intermediate material that is
                                * subject to regional value content: U.R. 8(6), 9(6) */
    struct amount units;       /* that net_cost, vnm and amount are sums of, over a period: U.R. 9(4), 9(5) */
    date period_from;
    date period_to;
    const struct document_doubt *doubts;
    uint32_t doubt_count;
    struct text doubted; /* by documents_prepare: what the first of them says that bars it; or empty */
    /* the rows of statement-materials.csv, by statements_join */
    const struct produced *stated; /* those materials, as what the material is made of; NULL without any */
    struct amount stated_vnm;      /* the sum of their values that are given */
    bool stated_whole;             /* all of them are */
    /* worked out from the above by documents_prepare */
    int prepared;           /* with this first month of the fiscal year; 0: not yet */
    struct text list_lacks; /* columns or a table that the list should have, so that it may not be whole */
    struct amount unit_vnm_least; /* what it states at least where it is not */
    struct amount unit_net_cost;
    struct amount unit_vnm;
    struct amount unit_amount;
};

/* Whether its row can be believed at all. */
static inline bool document_usable(const struct document *document) {
    return document->rejected.length == 0 && !document->twice;
}

/* A non-originating material that the producer of a material used, by its statement. */
struct statement_material {
    struct row_place place;
    struct text document_id;
    struct text material_id;
    struct text description;
    struct hs_code hs;
    struct hs_code hs_rule;
    struct amount value; /* of what is in one unit; or with `units` in all of them */
    struct facts facts;
};

/* Where a document stands, from 1, and a part of the hash of its document_id; 0 where there is none. */
struct document_place {
    uint32_t hash;
    uint32_t row;
};

struct document_table {
    const struct document *rows;
    size_t count;
    size_t in_order;               /* of those the first, which are by document_id */
    bool some_of_any_kind;         /* the kind of one at least is not known */
    struct document_place *places; /* an open table of document_ids; or NULL */
    size_t place_count;            /* a power of two */
    void *materials; /* Judy array: hash of a kind and a material_id to the place of the first; or NULL */
    size_t *next_materials; /* of each document the place of the next of that hash, by document_id, or 0 */
    size_t next_room;
};

/* Sorts the documents, and marks those that contradict others. The caller frees the table. */
void documents_sort(struct document_table *table, struct document *documents, size_t count);
void documents_free(struct document_table *table);

/* For documents that came in behind those that the table was sorted with, which may lie elsewhere now. No two
 * have one document_id. Costs what is new, not what is there. */
void documents_extend(struct document_table *table, struct document *documents, size_t count);

/* The document of that id, or NULL. It may be one whose row is rejected. */
const struct document *documents_find(const struct document_table *table, struct text document_id);

/* The same of several, so that what one of them waits for is fetched while the others are looked for. */
struct document_search {
    struct text document_id;
    uint64_t hash;
    const struct document *found;
};
void documents_find_all(const struct document_table *table, struct document_search *searches, size_t count);

/* Of the documents of a kind on a material, by document_id, the first where `after` is NULL, else the one
 * behind it; or NULL. Those that name no material are those of the empty one. Rows that are rejected are
 * among them. */
const struct document *documents_on_material(const struct document_table *table, enum document_kind kind,
                                             struct text material_id, const struct document *after);

#endif
