#include <stdio.h>

#include "report/html_page.h"

/* What a manager looks at first: the piles, what to act on, the papers to get, and what was found. */

/* ---- piles ---- */

static void put_pile_words(struct html_page *page, size_t count, const char *pile) {
    struct buffer room = {0};
    char id[48];
    snprintf(id, sizeof id, "html.pile.%.24s", pile);
    html_element(page, "b", NULL, html_number(&room, count));
    html_element(page, "span", NULL, html_word(page, "pile", pile));
    html_element(page, "small", NULL, html_say(page, id));
    html_release(page, &room);
}

/* As wide as there are goods in it, and never too narrow for its words. */
static void put_width(struct html_page *page, size_t count) {
    char style[48];
    snprintf(style, sizeof style, "flex-grow:%zu", count > 0 ? count : 1);
    html_attribute(page, "style", style);
}

static void put_radio(struct html_page *page, const char *group, const char *word, bool checked) {
    char id[64];
    snprintf(id, sizeof id, "%.16s-%.40s", group, word);
    html_open(page, "input", NULL);
    html_attribute(page, "type", "radio");
    html_attribute(page, "name", group);
    html_attribute(page, "id", id);
    if (checked)
        html_attribute(page, "checked", "checked");
    html_void(page);
}

static void put_filter(struct html_page *page, const char *pile, size_t count, bool all) {
    html_open(page, "label", pile);
    if (!all)
        put_width(page, count);
    put_radio(page, "pile", pile, all);
    put_pile_words(page, count, pile);
    html_close(page);
}

static void put_link(struct html_page *page, const char *pile, size_t count) {
    char href[48];
    snprintf(href, sizeof href, "%.24s.html", pile);
    html_open(page, count > 0 ? "a" : "div", pile);
    if (count > 0)
        html_attribute(page, "href", href);
    put_width(page, count);
    put_pile_words(page, count, pile);
    html_close(page);
}

void html_piles(struct html_page *page, const struct audit *audit, bool filters) {
    html_open(page, filters ? "fieldset" : "nav", "piles index");
    if (filters) {
        html_open(page, "legend", NULL);
        html_element(page, "span", "sr", html_say(page, "book.pile"));
        html_close(page);
        put_filter(page, "all", audit->count, true);
    } else {
        html_attribute_text(page, "aria-label", html_say(page, "book.pile"));
        html_open(page, "a", "all");
        html_attribute(page, "href", "names.html");
        put_pile_words(page, audit->count, "all");
        html_close(page);
    }
    for (int pile = 0; pile < PILES; pile++)
        if (filters)
            put_filter(page, PILE_WORDS[pile], audit->piles[pile], false);
        else
            put_link(page, PILE_WORDS[pile], audit->piles[pile]);
    html_close(page);
}

/* ---- what narrows the table down ---- */

static void put_status_filter(struct html_page *page, const char *word, struct text name, size_t count) {
    struct buffer room = {0};
    html_open(page, "label", NULL);
    put_radio(page, "status", word, strcmp(word, "all") == 0);
    html_text(page, name);
    html_text(page, TEXT(" "));
    html_element(page, "span", "soft", html_number(&room, count));
    html_close(page);
    html_release(page, &room);
}

static void put_box(struct html_page *page, const char *id, const char *label) {
    html_open(page, "label", NULL);
    html_open(page, "input", NULL);
    html_attribute(page, "type", "checkbox");
    html_attribute(page, "id", id);
    html_void(page);
    html_text(page, html_say(page, label));
    html_close(page);
}

void html_search(struct html_page *page) {
    html_open(page, "label", NULL);
    html_attribute(page, "hidden", "hidden");
    html_text(page, html_say(page, "html.search"));
    html_open(page, "input", NULL);
    html_attribute(page, "type", "search");
    html_attribute(page, "id", "search");
    html_attribute(page, "autocomplete", "off");
    html_void(page);
    html_open(page, "output", "soft");
    html_attribute(page, "id", "found");
    html_attribute(page, "for", "search");
    html_close(page);
    html_close(page);
}

void html_filters(struct html_page *page, const struct audit *audit) {
    static const enum status ORDER[] = {STATUS_ORIGINATING, STATUS_NON_ORIGINATING, STATUS_UNDETERMINED,
                                        STATUS_REJECTED};
    html_open(page, "div", "filters");
    html_search(page);
    html_open(page, "fieldset", NULL);
    html_element(page, "legend", "sr", html_say(page, "html.status"));
    put_status_filter(page, "all", html_say(page, "html.all"), audit->count);
    for (size_t i = 0; i < sizeof ORDER / sizeof ORDER[0]; i++)
        if (audit->status[ORDER[i]] > 0)
            put_status_filter(page, STATUS_WORDS[ORDER[i]], html_word(page, "status", STATUS_WORDS[ORDER[i]]),
                              audit->status[ORDER[i]]);
    html_close(page);
    put_box(page, "only-claimed", "html.only-claimed");
    if (audit->thin > 0)
        put_box(page, "only-thin", "html.only-thin");
    html_close(page);
}

/* ---- findings ---- */

struct counted {
    int code;
    const size_t *severity;
};

static int compare_counted(const void *a, const void *b) {
    const struct counted *x = a;
    const struct counted *y = b;
    for (int severity = SEVERITIES - 1; severity >= 0; severity--)
        if (x->severity[severity] != y->severity[severity])
            return x->severity[severity] > y->severity[severity] ? -1 : 1;
    return x->code - y->code;
}

static const char *const FINDING_IDS[] = {"html.finding", "severity.violation", "severity.warning",
                                          "severity.info", "html.goods"};
static const struct html_columns FINDINGS_TABLE = {FINDING_IDS, sizeof FINDING_IDS / sizeof FINDING_IDS[0], 1,
                                                   4};

static void put_finding(struct html_page *page, const struct audit *audit, int code) {
    static const char *const CLASSES[SEVERITIES] = {"number", "number warning", "number violation"};
    struct buffer room = {0};
    html_open(page, "tr", NULL);
    html_cell_open(page, &FINDINGS_TABLE, 0, "name");
    html_text(page, html_word(page, "finding-name", FINDING_WORDS[code]));
    html_close(page);
    for (int severity = SEVERITIES - 1; severity >= 0; severity--) {
        size_t count = audit->findings[code][severity];
        html_cell(page, &FINDINGS_TABLE, (size_t)(SEVERITIES - severity), CLASSES[severity],
                  count > 0 ? html_number(&room, count) : TEXT(""));
    }
    html_cell(page, &FINDINGS_TABLE, 4, NULL, html_number(&room, audit->finding_goods[code]));
    html_close(page);
    html_release(page, &room);
}

void html_findings_of_all(struct html_page *page, const struct audit *audit) {
    struct counted counted[FINDING_CODES];
    size_t count = 0;
    for (int code = 0; code < FINDING_CODES; code++)
        if (audit->finding_goods[code] > 0)
            counted[count++] = (struct counted){code, audit->findings[code]};
    if (count == 0)
        return;
    qsort(counted, count, sizeof counted[0], compare_counted);
    html_open(page, "section", "card");
    html_element(page, "h2", NULL, html_say(page, "html.by-finding"));
    html_table(page, "stack", html_say(page, "html.by-finding"), &FINDINGS_TABLE);
    for (size_t i = 0; i < count; i++)
        put_finding(page, audit, counted[i].code);
    html_table_end(page);
    html_close(page);
}

/* ---- papers to get ---- */

static const char *const PAPER_IDS[] = {"book.paper", "book.state", "book.valid-to",
                                        "html.good",  "html.goods", "html.deciding"};
static const struct html_columns PAPERS_TABLE = {PAPER_IDS, sizeof PAPER_IDS / sizeof PAPER_IDS[0], 4, 2};

static void put_paper(struct html_page *page, const struct wanted_paper *paper) {
    const struct html_columns *columns = &PAPERS_TABLE;
    struct buffer room = {0};
    char state[32];
    snprintf(state, sizeof state, "%.*s", (int)paper->state.length, paper->state.data);
    html_open(page, "tr", NULL);
    html_cell(page, columns, 0, "name", paper->what);
    html_cell(page, columns, 1, state, html_word(page, "paper-state", state));
    html_cell(page, columns, 2, "day", paper->valid_to);
    html_cell_open(page, columns, 3, NULL);
    html_open(page, "a", NULL);
    html_attribute_text(page, "href", html_good_link(page, &room, paper->good_id, paper->number));
    html_text(page, paper->good_id);
    html_close(page);
    html_close(page);
    html_cell(page, columns, 4, NULL, html_number(&room, paper->goods));
    html_cell(page, columns, 5, NULL, paper->deciding > 0 ? html_number(&room, paper->deciding) : TEXT(""));
    html_close(page);
    html_release(page, &room);
}

struct supplier {
    size_t first;
    size_t count;
    size_t deciding;
    size_t goods;
};

static int compare_suppliers(const void *a, const void *b) {
    const struct supplier *x = a;
    const struct supplier *y = b;
    if (x->deciding != y->deciding)
        return x->deciding > y->deciding ? -1 : 1;
    if (x->goods != y->goods)
        return x->goods > y->goods ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

/* Those of one supplier stand together in audit->papers. */
static size_t find_suppliers(const struct audit *audit, struct supplier *suppliers) {
    size_t count = 0;
    for (size_t i = 0; i < audit->paper_count; i++) {
        const struct wanted_paper *paper = &audit->papers[i];
        if (i == 0 || !text_equal(paper->supplier, audit->papers[i - 1].supplier))
            suppliers[count++] = (struct supplier){.first = i};
        suppliers[count - 1].count++;
        suppliers[count - 1].deciding += paper->deciding;
        suppliers[count - 1].goods += paper->goods;
    }
    qsort(suppliers, count, sizeof *suppliers, compare_suppliers);
    return count;
}

/* What a page can show, and a person act on; the pages of the goods have them all. */
enum { MOST_SUPPLIERS = 200, MOST_OF_SUPPLIER = 200, SUPPLIERS_IN_SIGHT = 12 };

static void put_supplier(struct html_page *page, const struct audit *audit, const struct supplier *supplier) {
    struct text name = audit->papers[supplier->first].supplier;
    struct buffer rooms[2] = {{0}, {0}};
    html_open(page, "details", "supplier");
    html_open(page, "summary", NULL);
    html_text(page, name.length > 0 ? name : html_say(page, "html.no-supplier"));
    html_text(page, TEXT(" "));
    html_element(page, "span", "soft",
                 HTML_SAY(page, supplier->deciding > 0 ? "html.supplier.decides" : "html.supplier",
                          {"papers", html_number(&rooms[0], supplier->count)},
                          {"goods", html_number(&rooms[1], supplier->deciding)}));
    html_close(page);
    html_table(page, "stack", name.length > 0 ? name : html_say(page, "html.no-supplier"), &PAPERS_TABLE);
    for (size_t i = 0; i < supplier->count && i < MOST_OF_SUPPLIER; i++)
        put_paper(page, &audit->papers[supplier->first + i]);
    html_table_end(page);
    if (supplier->count > MOST_OF_SUPPLIER)
        html_element(page, "p", "soft",
                     HTML_SAY(page, "html.more",
                              {"count", html_number(&rooms[0], supplier->count - MOST_OF_SUPPLIER)}));
    html_close(page);
    html_release(page, &rooms[0]);
    html_release(page, &rooms[1]);
}

static void put_suppliers(struct html_page *page, const struct audit *audit) {
    struct buffer room = {0};
    struct supplier *suppliers = calloc(audit->paper_count + 1, sizeof *suppliers);
    if (suppliers == NULL) {
        page->failed = true;
        return;
    }
    size_t count = find_suppliers(audit, suppliers);
    size_t left = audit->papers_beyond;
    for (size_t i = 0; i < count; i++) {
        if (i == SUPPLIERS_IN_SIGHT) {
            html_open(page, "details", "supplier");
            html_element(page, "summary", NULL,
                         HTML_SAY(page, "html.suppliers.more", {"count", html_number(&room, count - i)}));
        }
        if (i < MOST_SUPPLIERS)
            put_supplier(page, audit, &suppliers[i]);
        else
            left += suppliers[i].count;
    }
    if (count > SUPPLIERS_IN_SIGHT)
        html_close(page);
    if (left > 0)
        html_element(page, "p", "soft", HTML_SAY(page, "html.more", {"count", html_number(&room, left)}));
    html_release(page, &room);
    free(suppliers);
}

void html_papers_to_get(struct html_page *page, const struct audit *audit) {
    html_open(page, "section", "card");
    html_element(page, "h2", NULL, html_say(page, "html.papers-to-get"));
    if (audit->paper_count == 0)
        html_element(page, "p", "soft", html_say(page, "html.no-papers-to-get"));
    else
        put_suppliers(page, audit);
    html_close(page);
}
