#include "report/html_audit.h"

#include <Judy.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/list.h"
#include "origin/evidence.h"
#include "report/urgency.h"

static const struct decimal_format PLAIN = {.point = '.'};

static bool read_decimal(const json_t *object, const char *key, decimal *value) {
    struct text text = text_from(results_string(object, key));
    return text.length > 0 && decimal_parse(value, text, PLAIN) == DECIMAL_OK;
}

/* ---- papers ---- */

bool audit_wants(const json_t *paper) {
    int state = results_word(results_string(paper, "state"), PAPER_STATE_WORDS, PAPER_STATES);
    return state != PAPER_IN_ORDER && state != PAPER_NONE;
}

static struct text kept(struct audit *audit, const json_t *object, const char *key) {
    return arena_copy(&audit->arena, text_from(results_string(object, key)));
}

static void new_paper(struct audit *audit, const json_t *good, size_t number, const json_t *paper) {
    struct wanted_paper *papers =
        list_room(audit->papers, audit->paper_count, &audit->paper_room, sizeof *audit->papers);
    if (papers == NULL) {
        audit->failed = true;
        return;
    }
    audit->papers = papers;
    audit->papers[audit->paper_count++] = (struct wanted_paper){
        .supplier = kept(audit, paper, "supplier"),
        .what = arena_copy(&audit->arena, evidence_last_step(text_from(results_string(paper, "path")))),
        .kind = kept(audit, paper, "kind"),
        .state = kept(audit, paper, "state"),
        .valid_to = kept(audit, paper, "valid_to"),
        .good_id = kept(audit, good, "good_id"),
        .number = (uint32_t)number,
    };
}

/* The place of the paper, from 1; 0 where the list is full. */
static size_t place_of_paper(struct audit *audit, const json_t *good, size_t number, const json_t *paper) {
    static const char *const PARTS[] = {"supplier", "kind", "state", "valid_to"};
    struct buffer key = {0};
    size_t place = 0;
    buffer_text(&key, evidence_last_step(text_from(results_string(paper, "path"))));
    for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++) {
        buffer_char(&key, '\n');
        buffer_string(&key, results_string(paper, PARTS[i]));
    }
    PPvoid_t found = key.failed ? PPJERR
                     : audit->paper_count < MOST_WANTED
                         ? JudyHSIns(&audit->paper_places, key.data, key.length, PJE0)
                         : JudyHSGet(audit->paper_places, key.data, key.length);
    if (found == PPJERR) {
        audit->failed = true;
    } else if (found != NULL) {
        Word_t *known = (Word_t *)found;
        if (*known == 0) {
            new_paper(audit, good, number, paper);
            *known = audit->paper_count;
        }
        place = *known;
    }
    buffer_free(&key);
    return place;
}

static void count_papers(struct audit *audit, const json_t *good, size_t number) {
    const json_t *paper = NULL;
    size_t index = 0;
    json_array_foreach(json_object_get(json_object_get(good, "evidence"), "documents"), index, paper) {
        if (!audit_wants(paper))
            continue;
        size_t place = place_of_paper(audit, good, number, paper);
        if (audit->failed)
            return;
        if (place == 0) {
            audit->papers_beyond++;
            continue;
        }
        struct wanted_paper *wanted = &audit->papers[place - 1];
        if (wanted->last == number)
            continue;
        wanted->last = (uint32_t)number;
        wanted->goods++;
        wanted->deciding += json_is_true(json_object_get(paper, "decides"));
    }
}

/* ---- goods ---- */

static bool count_findings(struct audit *audit, const json_t *good) {
    bool seen[FINDING_CODES] = {false};
    const json_t *finding = NULL;
    size_t index = 0;
    json_array_foreach(json_object_get(good, "findings"), index, finding) {
        int code = results_word(results_string(finding, "code"), FINDING_WORDS, FINDING_CODES);
        int severity = results_word(results_string(finding, "severity"), SEVERITY_WORDS, SEVERITIES);
        if (code < 0 || severity < 0)
            continue;
        audit->findings[code][severity]++;
        audit->finding_goods[code] += !seen[code];
        seen[code] = true;
    }
    return seen[FINDING_RVC_MARGIN_THIN];
}

void audit_add(struct audit *audit, const json_t *good, size_t number, uint64_t place) {
    struct audit_good *goods = list_room(audit->goods, audit->count, &audit->room, sizeof *audit->goods);
    if (goods == NULL) {
        audit->failed = true;
        return;
    }
    audit->goods = goods;
    int pile = results_word(results_string(json_object_get(good, "evidence"), "pile"), PILE_WORDS, PILES);
    struct audit_good *one = &audit->goods[audit->count++];
    *one = (struct audit_good){
        .place = place,
        .number = (uint32_t)number,
        .pile = (uint8_t)(pile >= 0 ? pile : PILE_DO_NOT_SIGN),
        .status = (uint8_t)results_word(results_string(good, "status"), STATUS_WORDS, STATUSES),
        .claimed = results_string(good, "claimed")[0] != '\0'};
    one->duty_known = read_decimal(json_object_get(good, "duty"), "amount", &one->duty);
    one->currency =
        one->duty_known
            ? duty_currency(&audit->currencies, text_from(results_string(good, "currency")), &audit->arena)
            : DUTY_UNKNOWN;
    one->margin_known = results_content(good, &one->margin) != NULL;
    one->thin = count_findings(audit, good);
    audit->status[one->status]++;
    audit->piles[one->pile]++;
    audit->thin += one->thin;
    audit->duties += one->duty_known;
    count_papers(audit, good, number);
    audit->failed = audit->failed || audit->arena.failed;
}

/* ---- the order ---- */

static struct urgency urgency_of(const struct audit_good *one) {
    return (struct urgency){.pile = (enum pile)one->pile,
                            .claimed = one->claimed,
                            .currency = one->currency,
                            .duty = one->duty,
                            .margin_known = one->margin_known,
                            .margin = one->margin,
                            .place = one->number};
}

static int compare_goods(const void *a, const void *b) {
    const struct urgency one = urgency_of(a);
    const struct urgency other = urgency_of(b);
    return urgency_compare(&one, &other);
}

static int compare_papers(const void *a, const void *b) {
    const struct wanted_paper *x = a;
    const struct wanted_paper *y = b;
    int by_supplier = text_order(x->supplier, y->supplier);
    if ((x->supplier.length == 0) != (y->supplier.length == 0))
        return x->supplier.length == 0 ? 1 : -1;
    if (by_supplier != 0)
        return by_supplier;
    if (x->deciding != y->deciding)
        return x->deciding > y->deciding ? -1 : 1;
    if (x->goods != y->goods)
        return x->goods > y->goods ? -1 : 1;
    int by_name = text_order(x->what, y->what);
    return by_name != 0 ? by_name : (x->number > y->number) - (x->number < y->number);
}

void audit_order(struct audit *audit) {
    uint8_t order[MOST_DUTY_CURRENCIES + 1];
    duty_currencies_order(&audit->currencies, order);
    for (size_t i = 0; i < audit->count; i++)
        audit->goods[i].currency = order[audit->goods[i].currency];
    if (audit->count > 0)
        qsort(audit->goods, audit->count, sizeof *audit->goods, compare_goods);
    if (audit->paper_count > 0)
        qsort(audit->papers, audit->paper_count, sizeof *audit->papers, compare_papers);
}

void audit_free(struct audit *audit) {
    JudyHSFreeArray(&audit->paper_places, PJE0);
    free(audit->goods);
    free(audit->papers);
    arena_free(&audit->arena);
    *audit = (struct audit){0};
}
