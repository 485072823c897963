#include <stdio.h>

#include "origin/evidence.h"
#include "report/html_page.h"

/* The table of goods, and the short one of those to begin with. */

static const char *const GOODS_IDS[] = {"html.good", "report.code",      "html.status",
                                        "book.pile", "overview.content", "overview.margin",
                                        "book.duty", "book.valid-until", "overview.missing"};
static const struct html_columns GOODS_TABLE = {GOODS_IDS, sizeof GOODS_IDS / sizeof GOODS_IDS[0], 4, 3};

enum goods_column {
    GOODS_GOOD,
    GOODS_CODE,
    GOODS_STATUS,
    GOODS_PILE,
    GOODS_CONTENT,
    GOODS_MARGIN,
    GOODS_DUTY,
    GOODS_UNTIL,
    GOODS_MISSING
};

static void put_name(struct html_page *page, const struct html_columns *columns, const json_t *good,
                     size_t number) {
    struct buffer room = {0};
    struct text id = html_value(good, "good_id");
    html_cell_open(page, columns, GOODS_GOOD, "name");
    html_open(page, "a", NULL);
    html_attribute_text(page, "href", html_good_link(page, &room, id, number));
    html_text(page, id.length > 0 ? id : TEXT("?"));
    html_close(page);
    if (results_string(good, "description")[0] != '\0')
        html_element(page, "span", "soft", html_value(good, "description"));
    html_close(page);
    html_release(page, &room);
}

/* ---- what is missing ---- */

static const json_t *first_paper(const json_t *good, size_t *others) {
    const json_t *first = NULL;
    const json_t *paper = NULL;
    size_t index = 0;
    size_t count = 0;
    json_array_foreach(json_object_get(json_object_get(good, "evidence"), "documents"), index, paper) {
        if (!audit_wants(paper))
            continue;
        count++;
        if (first == NULL || (json_is_true(json_object_get(paper, "decides")) &&
                              !json_is_true(json_object_get(first, "decides"))))
            first = paper;
    }
    *others = count > 0 ? count - 1 : 0;
    return first;
}

static void put_missing(struct html_page *page, const struct html_columns *columns, size_t column,
                        const json_t *good, const struct audit_good *one) {
    size_t others = 0;
    bool papers = one->pile == PILE_PAPER_FIRST || one->pile == PILE_PAPER_MISSING;
    const json_t *paper = papers ? first_paper(good, &others) : NULL;
    const json_t *finding = NULL;
    if (paper == NULL) {
        finding =
            results_worst_finding(good, one->pile == PILE_SIGN ? SEVERITY_WARNING : SEVERITY_INFO, &others);
        others -= finding != NULL;
    }
    struct buffer room = {0};
    html_cell_open(page, columns, column, paper == NULL && finding == NULL ? "none" : "words");
    html_open(page, "span", NULL);
    if (paper != NULL) {
        html_text(page, html_word(page, "paper-state", results_string(paper, "state")));
        html_text(page, TEXT(" "));
        html_text(page, evidence_last_step(html_value(paper, "path")));
    } else if (finding != NULL) {
        html_text(page, html_word(page, "finding-name", results_string(finding, "code")));
    }
    if (others > 0) {
        html_text(page, TEXT(" +"));
        html_text(page, html_number(&room, others));
    }
    html_close(page);
    html_close(page);
    html_release(page, &room);
}

/* ---- figures ---- */

static void put_content(struct html_page *page, const struct html_columns *columns, const json_t *good) {
    decimal margin = 0;
    const char *method = results_content(good, &margin);
    const json_t *figures = method != NULL ? json_object_get(json_object_get(good, "rvc"), method) : NULL;
    html_cell_open(page, columns, GOODS_CONTENT, figures == NULL ? "none" : NULL);
    if (figures != NULL) {
        html_open(page, "span", NULL);
        html_data(page, html_value(figures, "percent"), TEXT("/"));
        html_text(page, TEXT(" "));
        html_data(page, html_value(figures, "required"), TEXT(""));
        html_close(page);
    }
    html_close(page);
}

static void put_margin(struct html_page *page, const struct html_columns *columns,
                       const struct audit_good *one) {
    char digits[DECIMAL_TEXT_SIZE];
    struct text text = {digits, one->margin_known ? decimal_print(digits, one->margin, PERCENT_PLACES) : 0};
    html_cell(page, columns, GOODS_MARGIN, one->thin ? "number thin" : NULL, html_written(page, text));
}

static void put_duty(struct html_page *page, const struct html_columns *columns, size_t column,
                     const json_t *good) {
    struct text amount = html_value(json_object_get(good, "duty"), "amount");
    if (page->without != NULL)
        return;
    html_cell_open(page, columns, column, amount.length == 0 ? "none" : NULL);
    if (amount.length > 0) {
        html_open(page, "span", NULL);
        html_data(page, amount, html_value(good, "currency"));
        html_close(page);
    }
    html_close(page);
}

/* ---- the table ---- */

void html_goods_begin(struct html_page *page, struct text label) {
    html_table(page, "stack tall", label, &GOODS_TABLE);
}

void html_goods_row(struct html_page *page, const json_t *good, const struct audit_good *one) {
    const struct html_columns *columns = &GOODS_TABLE;
    char class_name[48];
    const char *status = results_string(good, "status");
    snprintf(class_name, sizeof class_name, "find p p%d s%d%s%s", one->pile, one->status,
             one->thin ? " thin" : "", one->claimed ? " claimed" : "");
    html_open(page, "tr", class_name);
    put_name(page, columns, good, one->number);
    html_cell_open(page, columns, GOODS_CODE, NULL);
    html_element(page, "span", "hs", html_hs(page, good));
    struct text cite = results_rule_cite(page->book, good);
    if (cite.length > 0)
        html_element(page, "span", "soft", html_cite(page, cite));
    html_close(page);
    html_cell_open(page, columns, GOODS_STATUS, NULL);
    html_badge(page, "status", status);
    if (results_string(good, "criterion")[0] != '\0')
        html_element(page, "span", "soft",
                     HTML_SAY(page, "report.criterion", {"criterion", html_value(good, "criterion")}));
    html_close(page);
    html_cell_open(page, columns, GOODS_PILE, NULL);
    html_element(page, "b", PILE_WORDS[one->pile], html_word(page, "pile", PILE_WORDS[one->pile]));
    html_close(page);
    put_content(page, columns, good);
    put_margin(page, columns, one);
    put_duty(page, columns, GOODS_DUTY, good);
    html_cell(page, columns, GOODS_UNTIL, "day", html_value(good, "valid_until"));
    put_missing(page, columns, GOODS_MISSING, good, one);
    html_close(page);
}

void html_goods_end(struct html_page *page) {
    html_table_end(page);
}

/* ---- those to begin with ---- */

static bool has_more_at_stake(const struct audit_good *one, const struct audit_good *other) {
    return one->currency != other->currency ? one->currency < other->currency : one->duty > other->duty;
}

/* Most duty first; where none is known, in the order of the table. */
size_t html_urgent(const struct audit *audit, size_t places[MOST_URGENT]) {
    size_t count = 0;
    for (size_t i = 0; i < audit->count; i++) {
        const struct audit_good *one = &audit->goods[i];
        if (one->pile == PILE_SIGN)
            continue;
        size_t at = count;
        while (at > 0 && has_more_at_stake(one, &audit->goods[places[at - 1]]))
            at--;
        if (at >= MOST_URGENT)
            continue;
        count += count < MOST_URGENT;
        memmove(places + at + 1, places + at, (count - at - 1) * sizeof *places);
        places[at] = i;
    }
    return count;
}

static const char *const URGENT_IDS[] = {"html.good", "book.pile", "book.duty", "overview.missing"};
static const struct html_columns URGENT_TABLE = {URGENT_IDS, sizeof URGENT_IDS / sizeof URGENT_IDS[0], 2, 1};

void html_urgent_begin(struct html_page *page) {
    html_open(page, "section", "card");
    html_element(page, "h2", NULL, html_say(page, "html.act-first"));
    html_table(page, "stack", html_say(page, "html.act-first"), &URGENT_TABLE);
}

void html_urgent_row(struct html_page *page, const json_t *good, const struct audit_good *one) {
    html_open(page, "tr", NULL);
    put_name(page, &URGENT_TABLE, good, one->number);
    html_cell_open(page, &URGENT_TABLE, 1, NULL);
    html_element(page, "b", PILE_WORDS[one->pile], html_word(page, "pile", PILE_WORDS[one->pile]));
    html_close(page);
    put_duty(page, &URGENT_TABLE, 2, good);
    put_missing(page, &URGENT_TABLE, 3, good, one);
    html_close(page);
}

void html_urgent_end(struct html_page *page) {
    html_table_end(page);
    html_close(page);
}
