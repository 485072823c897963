#include "report/terminal_gap.h"

#include <stdio.h>

#include "report/number.h"
#include "report/paragraph.h"

enum { MOST_NAMED = 12, MOST_PRICES = 5 };

struct teller {
    struct buffer *out;
    const struct messages *messages;
    const struct determination *determination;
    size_t width; /* of lines, in columns */
    struct buffer sentence;
    struct buffer list;
};

#define SAY(teller, id, ...) MESSAGE(&(teller)->sentence, (teller)->messages, (id), __VA_ARGS__)

static void put_sentence(struct teller *teller, const char *lead) {
    paragraph_write_within(teller->out, teller->width, text_from(lead), buffer_view(&teller->sentence));
    teller->sentence.length = 0;
}

static void put_heading(struct teller *teller, const char *id) {
    buffer_string(teller->out, "  ");
    buffer_text(teller->out, message_find(teller->messages, id));
    buffer_char(teller->out, '\n');
}

/* "10, 20, 30", and no more than can be read. */
static struct text line_list(struct teller *teller, const uint32_t *lines, uint32_t count) {
    teller->list.length = 0;
    for (uint32_t i = 0; i < count && i < MOST_NAMED; i++) {
        buffer_string(&teller->list, i > 0 ? ", " : "");
        buffer_text(&teller->list, teller->determination->lines[lines[i]].material->line);
    }
    buffer_string(&teller->list, count > MOST_NAMED ? ", \xe2\x80\xa6" : "");
    return buffer_view(&teller->list);
}

static struct text method_name(const struct teller *teller, enum method method) {
    return message_find(teller->messages,
                        method == METHOD_NET_COST ? "method.net-cost" : "method.transaction-value");
}

/* Where a regional value content is asked as well, a line of another classification would still count. */
static void tell_change(struct teller *teller, const struct gap_route *route) {
    bool content = route->method != METHODS;
    const char *one = content ? "gap.originate.one" : "gap.change.one";
    const char *many = content ? "gap.originate" : "gap.change";
    if (route->shift_count > 0)
        SAY(teller, route->shift_count == 1 ? one : many,
            {"lines", line_list(teller, route->lines, route->shift_count)});
}

static void tell_content(struct teller *teller, const struct gap_route *route) {
    struct number_room excess;
    struct number_room base;
    uint32_t count = route->line_count - route->shift_count;
    if (route->method == METHODS)
        return;
    buffer_string(&teller->sentence, route->shift_count > 0 ? " " : "");
    if (route->excess.value == 0) {
        if (route->valueless_count == 0)
            SAY(teller, "gap.content.enough", {"method", method_name(teller, route->method)});
        return;
    }
    SAY(teller,
        route->averaged ? "gap.content.averaged"
        : count == 0    ? "gap.content.other"
        : count == 1    ? "gap.content.one"
                        : "gap.content",
        {"method", method_name(teller, route->method)},
        {"excess", number_decimal(&excess, teller->messages, route->excess.value, 2)},
        {"currency", teller->determination->currency},
        {"lines", line_list(teller, route->lines + route->shift_count, count)},
        {"base", number_decimal(&base, teller->messages, route->base.value, 2)});
}

static void tell_valueless(struct teller *teller, const struct gap_route *route) {
    struct number_room most;
    if (route->valueless_count == 0)
        return;
    buffer_string(&teller->sentence, teller->sentence.length > 0 ? " " : "");
    SAY(teller,
        !route->most.given            ? "gap.valueless.any"
        : route->valueless_count == 1 ? "gap.valueless.one"
                                      : "gap.valueless",
        {"lines", line_list(teller, route->valueless, route->valueless_count)},
        {"most", number_decimal(&most, teller->messages, route->most.value, 2)},
        {"currency", teller->determination->currency}, {"method", method_name(teller, route->method)});
}

/* Of self-produced lines: what is in them, or their designation. */
static void tell_self_produced(struct teller *teller, const struct gap_route *route) {
    if (route->designated_count > 0) {
        buffer_string(&teller->sentence, teller->sentence.length > 0 ? " " : "");
        SAY(teller, route->designated_count == 1 ? "gap.designate.one" : "gap.designate",
            {"lines", line_list(teller, route->designated, route->designated_count)});
    }
    if (route->contents_count > 0) {
        buffer_string(&teller->sentence, teller->sentence.length > 0 ? " " : "");
        SAY(teller, route->contents_count == 1 ? "gap.contents.one" : "gap.contents",
            {"lines", line_list(teller, route->contents, route->contents_count)});
    }
}

static void tell_value(struct teller *teller, const struct gap_route *route) {
    struct number_room value;
    if (route->line_count + route->contents_count > 0 && route->value.given) {
        buffer_char(&teller->sentence, ' ');
        SAY(teller, route->exact ? "gap.value" : "gap.value.found",
            {"value", number_decimal(&value, teller->messages, route->value.value, 2)},
            {"currency", teller->determination->currency});
    }
    if (route->unmet) {
        buffer_string(&teller->sentence, teller->sentence.length > 0 ? " " : "");
        buffer_text(&teller->sentence,
                    message_find(teller->messages,
                                 teller->sentence.length > 0 ? "gap.blocked.besides" : "gap.blocked"));
    }
    if (route->use_unsaid) {
        buffer_string(&teller->sentence, teller->sentence.length > 0 ? " " : "");
        buffer_text(&teller->sentence, message_find(teller->messages, "gap.blocked.use"));
    }
}

/* Of the lines of the route, those that are mended that way. */
static uint32_t mended_by(const struct teller *teller, const struct gap_route *route, enum line_mend mend,
                          uint32_t *found) {
    const uint32_t *const lists[] = {route->lines, route->contents, route->designated, route->valueless};
    const uint32_t counts[] = {route->line_count, route->contents_count, route->designated_count,
                               route->valueless_count};
    uint32_t count = 0;
    for (size_t list = 0; list < sizeof lists / sizeof lists[0]; list++)
        for (uint32_t i = 0; i < counts[list] && count <= MOST_NAMED; i++)
            if (teller->determination->lines[lists[list][i]].mend == mend)
                found[count++] = lists[list][i];
    return count;
}

/* What takes least is said first; another source for every line is what has been said already. */
static void tell_mends(struct teller *teller, const struct gap_route *route) {
    uint32_t found[MOST_NAMED + 1];
    bool any = false;
    for (int mend = MEND_NOTHING + 1; mend < LINE_MENDS; mend++) {
        char id[64];
        uint32_t count = mended_by(teller, route, (enum line_mend)mend, found);
        if (count == 0 || (mend == MEND_SOURCE && !any))
            continue;
        any = true;
        snprintf(id, sizeof id, "gap.mend.%s%s", MEND_WORDS[mend], count == 1 ? ".one" : "");
        buffer_string(&teller->sentence, teller->sentence.length > 0 ? " " : "");
        SAY(teller, id, {"lines", line_list(teller, found, count)});
    }
}

static void tell_routes(struct teller *teller) {
    const struct gap *gap = &teller->determination->gap;
    if (gap->route_count > 0)
        put_heading(teller, "gap.heading");
    for (uint32_t i = 0; i < gap->route_count; i++) {
        const struct gap_route *route = &gap->routes[i];
        char lead[32] = "    ";
        struct text id = route->alternative->alternative->id;
        if (id.length > 0)
            snprintf(lead, sizeof lead, "    (%.*s) ", (int)(id.length < 20 ? id.length : 20), id.data);
        tell_change(teller, route);
        tell_content(teller, route);
        tell_self_produced(teller, route);
        tell_valueless(teller, route);
        tell_value(teller, route);
        tell_mends(teller, route);
        put_sentence(teller, lead);
    }
}

/* A few: every other may rise as much or more. */
static void tell_prices(struct teller *teller) {
    const struct gap *gap = &teller->determination->gap;
    for (uint32_t i = 0; i < gap->price_count && i < MOST_PRICES; i++) {
        struct number_room room;
        SAY(teller, "gap.margin.line",
            {"line", teller->determination->lines[gap->prices[i].line].material->line},
            {"percent", number_percent(&room, teller->messages, gap->prices[i].percent)});
        put_sentence(teller, "      ");
    }
}

static void tell_share(struct teller *teller) {
    const struct gap_share *share = &teller->determination->gap.share;
    struct number_room rise;
    struct number_room limit;
    char basis[64];
    if (share->share == NULL)
        return;
    snprintf(basis, sizeof basis, "basis.%s", BASIS_WORDS[share->share->basis]);
    SAY(teller, share->line_count == 1 ? "gap.share.one" : "gap.share",
        {"lines", line_list(teller, share->lines, share->line_count)},
        {"rise", number_decimal(&rise, teller->messages, share->rise.value, 2)},
        {"currency", teller->determination->currency},
        {"limit", number_decimal(&limit, teller->messages, share->share->figure.required, 0)},
        {"basis", message_find(teller->messages, basis)});
    put_sentence(teller, "    ");
}

static void tell_margin(struct teller *teller) {
    const struct gap *gap = &teller->determination->gap;
    struct number_room rise;
    if (gap->margin.method == METHODS)
        return;
    SAY(teller, "gap.margin", {"method", method_name(teller, gap->margin.method)},
        {"rise", number_decimal(&rise, teller->messages, gap->margin.rise.value, 2)},
        {"currency", teller->determination->currency});
    if (gap->price_count + gap->currency_count > 0) {
        buffer_char(&teller->sentence, ' ');
        buffer_text(&teller->sentence, message_find(teller->messages, "gap.margin.each"));
    }
    put_sentence(teller, "    ");
    tell_prices(teller);
    for (uint32_t i = 0; i < gap->currency_count; i++) {
        struct number_room share;
        SAY(teller, "gap.margin.currency", {"currency", gap->currencies[i].currency},
            {"percent", number_percent(&share, teller->messages, gap->currencies[i].percent)});
        put_sentence(teller, "      ");
    }
}

static void tell_limits(struct teller *teller) {
    const struct gap *gap = &teller->determination->gap;
    if (gap->margin.method != METHODS || gap->share.share != NULL)
        put_heading(teller, "gap.margin.heading");
    tell_margin(teller);
    tell_share(teller);
}

static void tell_documents(struct teller *teller) {
    const struct gap *gap = &teller->determination->gap;
    if (gap->document_count == 0)
        return;
    SAY(teller, gap->document_count == 1 ? "gap.documents.one" : "gap.documents",
        {"lines", line_list(teller, gap->documents, gap->document_count)});
    put_sentence(teller, "    ");
}

void report_text_gap(struct buffer *out, const struct messages *messages,
                     const struct determination *determination, size_t width) {
    struct teller teller = {.out = out, .messages = messages, .determination = determination, .width = width};
    if (!determination->gap.asked)
        return;
    tell_routes(&teller);
    tell_limits(&teller);
    tell_documents(&teller);
    out->failed = out->failed || teller.sentence.failed || teller.list.failed;
    buffer_free(&teller.sentence);
    buffer_free(&teller.list);
}
