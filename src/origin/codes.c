#include "origin/codes.h"

#include <stdio.h>

#include "origin/code_search.h"
#include "origin/former_codes.h"
#include "rulebook/sentence.h"

/* The edition nearest to `edition` that has the code; itself where none has. */
static enum hs_edition edition_with(const struct origin_context *context, enum hs_edition edition,
                                    struct hs_code code) {
    for (int distance = 1; distance < HS_EDITIONS; distance++)
        for (int sign = -1; sign <= 1; sign += 2) {
            int other = (int)edition + sign * distance;
            if (other >= 0 && other < HS_EDITIONS &&
                hs_exists(context->book->editions, (enum hs_edition)other, code))
                return (enum hs_edition)other;
        }
    return edition;
}

enum hs_edition codes_edition(const struct origin_context *context, enum edition_choice of_line,
                              const struct hs_code *hs) {
    enum edition_choice choice = of_line;
    if (choice == EDITION_NOT_GIVEN)
        choice = context->good->hs_edition;
    if (choice == EDITION_NOT_GIVEN)
        choice = context->setting->edition;
    const enum hs_edition edition = edition_chosen(choice, context->book->editions, context_day(context));
    const bool other = hs != NULL && hs->digits > 0 && !hs_exists(context->book->editions, edition, *hs);
    return other ? edition_with(context, edition, *hs) : edition;
}

/* ---- finding ---- */

static bool is_rule_code(const struct hs_lineage *lineage, enum hs_edition book, struct hs_code hs_rule) {
    uint32_t low = hs_code_subheading(lineage->in[book]).low;
    uint32_t first = hs_unit(hs_rule.low, HS_SUBHEADING);
    uint32_t last = hs_unit(hs_rule.high, HS_SUBHEADING);
    return hs_unit(low, HS_SUBHEADING) >= first && hs_unit(low, HS_SUBHEADING) <= last;
}

/* Those that hs_rule names. */
static void keep_named(struct origin_context *context, struct hs_code hs_rule, struct code_set *set) {
    enum hs_edition book = context->book->edition;
    struct hs_lineage *kept = context_room(context, sizeof *kept * ((size_t)set->count + 1));
    uint32_t count = 0;
    for (uint32_t i = 0; kept != NULL && i < set->count; i++)
        if (is_rule_code(&set->lineages[i], book, hs_rule))
            kept[count++] = set->lineages[i];
    set->lineages = kept;
    set->count = kept != NULL ? count : 0;
    if (count == 0)
        set->problem =
            hs_exists(context->book->editions, book, hs_rule) ? CODE_RULE_DIFFERS : CODE_RULE_UNKNOWN;
}

/* The provision by which the code is itself, or may be; NULL where there is none. */
static const struct kept_code *kept_code(const struct origin_context *context, struct hs_code hs) {
    const struct general *general = &context->book->general;
    for (uint32_t i = 0; i < general->kept_code_count; i++)
        if (hs_set_holds(general->kept_codes[i].codes.set, hs) == HS_INSIDE)
            return &general->kept_codes[i];
    return NULL;
}

uint32_t codes_kept(const struct origin_context *context, const struct code_set *set) {
    const struct kept_code *kept_by = kept_code(context, context->codes.hs);
    uint32_t i = 0;
    if (kept_by == NULL || condition_of_good(context, NULL, kept_by->unless) != RESULT_UNKNOWN)
        return set->count;
    while (i < set->count &&
           set->lineages[i].in[context->book->edition] != set->lineages[i].in[context->codes.edition])
        i++;
    return i;
}

/* The code alone, where what else it may be is declared not to be meant; else without what it never is. */
static void keep_itself(struct origin_context *context, enum hs_edition edition, struct hs_code hs,
                        struct code_set *set) {
    const struct kept_code *kept_by = kept_code(context, hs);
    enum hs_edition book = context->book->edition;
    if (kept_by == NULL)
        return;
    const bool itself = condition_of_good(context, NULL, kept_by->unless) == RESULT_FAIL;
    struct hs_lineage *kept = context_room(context, sizeof *kept * set->count);
    uint32_t count = 0;
    for (uint32_t i = 0; kept != NULL && i < set->count; i++) {
        const struct hs_lineage *lineage = &set->lineages[i];
        if (itself ? lineage->in[book] == lineage->in[edition]
                   : hs_set_holds(kept_by->never.set, hs_code_subheading(lineage->in[book])) != HS_INSIDE)
            kept[count++] = *lineage;
    }
    if (count > 0)
        *set = (struct code_set){.lineages = kept, .count = count, .problem = set->problem};
}

/* With the digits behind the sixth that hs, or hs_rule, has where the subheading is the same. */
static struct hs_code detailed(const struct usmca_rulebook *book, const struct hs_lineage *lineage,
                               const struct hs_code *hs, const struct hs_code *hs_rule) {
    struct hs_code code = hs_lineage_code(book->editions, lineage, book->edition, *hs);
    struct hs_code named = hs_lineage_code(book->editions, lineage, book->edition, *hs_rule);
    return named.digits > code.digits ? named : code;
}

void codes_find(struct origin_context *context, enum hs_edition edition, const struct hs_code *hs,
                const struct hs_code *hs_rule, struct code_set *out) {
    enum hs_edition book = context->book->edition;
    *out = (struct code_set){0};
    out->lineages = hs_lineages(context->book->editions, edition, *hs, &out->count);
    if (out->count == 0)
        out->problem = CODE_UNKNOWN;
    else if (hs_rule->digits > 0)
        keep_named(context, *hs_rule, out);
    else if (out->count > 1)
        keep_itself(context, edition, *hs, out);
    if (out->count == 1 && hs_rule->digits == 0 && hs->digits >= HS_SUBHEADING &&
        out->lineages[0].in[book] == hs_unit(hs->low, HS_SUBHEADING)) {
        out->codes = hs;
        return;
    }
    struct hs_code *codes = context_room(context, sizeof *codes * ((size_t)out->count + 1));
    for (uint32_t i = 0; codes != NULL && i < out->count; i++)
        codes[i] = detailed(context->book, &out->lineages[i], hs, hs_rule);
    out->codes = codes;
    out->count = codes != NULL ? out->count : 0;
}

/* ---- the line and the material's own row ---- */

static bool share_lineage(const struct code_set *a, const struct code_set *b) {
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t k = 0; k < b->count; k++)
            if (memcmp(a->lineages[i].in, b->lineages[k].in, sizeof a->lineages[i].in) == 0)
                return true;
    return false;
}

static bool overlap(struct hs_code a, struct hs_code b) {
    return a.low <= b.high && b.low <= a.high;
}

/* Adds what else the line may be. */
static void join(struct origin_context *context, const struct code_set *other, struct code_set *out) {
    size_t count = (size_t)out->count + other->count;
    struct hs_lineage *lineages = context_room(context, sizeof *lineages * count);
    struct hs_code *codes = context_room(context, sizeof *codes * count);
    if (lineages == NULL || codes == NULL)
        return;
    memcpy(lineages, out->lineages, sizeof *lineages * out->count);
    memcpy(lineages + out->count, other->lineages, sizeof *lineages * other->count);
    memcpy(codes, out->codes, sizeof *codes * out->count);
    memcpy(codes + out->count, other->codes, sizeof *codes * other->count);
    *out = (struct code_set){lineages, codes, (uint32_t)count, out->problem};
}

/* The code of the material's own row, where it cannot be that of the line; else NULL. */
static const struct own_code *other_code(const struct material *material, const struct hs_code *hs,
                                         enum hs_edition edition) {
    const struct own_code *own = material->produced != NULL ? material->produced->own_code : NULL;
    bool both = own != NULL && own->hs.digits > 0 && hs->digits > 0;
    return both && (own->edition != edition || !overlap(own->hs, *hs)) ? own : NULL;
}

bool codes_differ_of_line(const struct material *material, enum hs_edition edition) {
    return material->unread_code != NULL || other_code(material, &material->hs, edition) != NULL;
}

/* What another column of the row has, in the edition of the row or else in one that has it. False where it is
 * nothing, or what the row says in an edition of its own. */
static bool find_unread(struct origin_context *context, enum hs_edition edition,
                        const struct unread_code *said, const struct code_set *own, struct code_set *out) {
    static const struct hs_code NOT_GIVEN = {0};
    *out = (struct code_set){0};
    for (int i = 0; said != NULL && i < HS_EDITIONS; i++) {
        struct code_set set;
        codes_find(context, (enum hs_edition)((edition + i) % HS_EDITIONS), &said->hs, &NOT_GIVEN, &set);
        if (share_lineage(own, &set))
            return false;
        if (out->count == 0)
            *out = set;
    }
    return own->count > 0 && out->count > 0;
}

void codes_find_good(struct origin_context *context, enum hs_edition edition, const struct hs_code *hs,
                     struct code_set *out) {
    struct code_set other;
    codes_find(context, edition, hs, &context->good->hs_rule, out);
    former_codes_keep(context, edition, hs, NULL, out);
    if (find_unread(context, edition, context->good->unread_code, out, &other))
        join(context, &other, out);
}

void codes_find_line(struct origin_context *context, enum hs_edition edition, const struct hs_code *hs,
                     const struct material *material, struct code_set *out) {
    codes_find(context, edition, hs, &material->hs_rule, out);
    former_codes_keep(context, edition, hs, material, out);
    const struct own_code *own = other_code(material, hs, edition);
    struct code_set other = {0};
    struct code_set unread;
    const bool also = find_unread(context, edition, material->unread_code, out, &unread);
    if (own != NULL && out->count > 0)
        codes_find(context, own->edition, &own->hs, &own->hs_rule, &other);
    if (other.count > 0 && (own->edition == edition || !share_lineage(out, &other)))
        join(context, &other, out);
    if (also)
        join(context, &unread, out);
}

/* ---- telling ---- */

enum { CODES_SHOWN = 12 };

/* Codes as a list of a sentence, each once, and not without end. Of those of an edition that has names for
 * them, which tell codes apart that a newer one has as one, with their names. */
struct code_list {
    struct buffer words;
    const struct messages *names;
    enum hs_edition edition;
    uint32_t shown[CODES_SHOWN];
    uint32_t count;
};

static void name_code(struct code_list *list, uint32_t number) {
    char id[48];
    snprintf(id, sizeof id, "code.%s.%06u", hs_edition_name(list->edition), (unsigned)number);
    if (list->names == NULL || !message_has(list->names, id))
        return;
    buffer_string(&list->words, " (");
    buffer_text(&list->words, message_find(list->names, id));
    buffer_char(&list->words, ')');
}

static void list_code(struct code_list *list, uint32_t number) {
    char code[HS_TEXT_SIZE];
    for (uint32_t i = 0; i < list->count && i < CODES_SHOWN; i++)
        if (list->shown[i] == number)
            return;
    if (list->count > CODES_SHOWN)
        return;
    if (list->count < CODES_SHOWN)
        list->shown[list->count] = number;
    list->count++;
    buffer_string(&list->words, list->count > 1 ? ", " : "");
    if (list->count > CODES_SHOWN)
        buffer_string(&list->words, "\xe2\x80\xa6");
    else
        buffer_put(&list->words, code, hs_print_dotted(code, hs_code_subheading(number).low, HS_SUBHEADING));
    if (list->count <= CODES_SHOWN)
        name_code(list, number);
}

static struct text list_end(struct origin_context *context, struct code_list *list) {
    return buffer_keep(&list->words, context->arena);
}

/* What a code given in edition `from` may be in another: itself first, which of hundreds it mostly is. */
static struct text list_codes_named(struct origin_context *context, const struct hs_lineage *lineages,
                                    uint32_t count, enum hs_edition from, enum hs_edition edition,
                                    const struct messages *names) {
    struct code_list list = {.names = names, .edition = edition};
    for (int itself = 1; itself >= 0; itself--)
        for (uint32_t i = 0; i < count; i++)
            if ((lineages[i].in[edition] == lineages[i].in[from]) == (itself == 1))
                list_code(&list, lineages[i].in[edition]);
    return list_end(context, &list);
}

static struct text list_codes(struct origin_context *context, const struct hs_lineage *lineages,
                              uint32_t count, enum hs_edition from, enum hs_edition edition) {
    return list_codes_named(context, lineages, count, from, edition, NULL);
}

/* The codes of `edition` that are, or were, the code of another edition. */
static struct text list_counterparts(struct origin_context *context, enum hs_edition other,
                                     enum hs_edition edition, struct hs_code code) {
    const struct hs_editions *editions = context->book->editions;
    struct code_list list = {0};
    uint32_t count = 0;
    if (other > edition) {
        const struct hs_lineage *lineages = hs_lineages(editions, other, code, &count);
        return list_codes(context, lineages, count, other, edition);
    }
    const uint32_t *numbers = hs_subheadings(editions, edition, &count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t older = 0;
        const uint32_t *was =
            hs_counterparts(editions, edition, other, hs_code_subheading(numbers[i]), &older);
        for (uint32_t k = 0; k < older; k++) {
            uint32_t low = hs_code_subheading(was[k]).low;
            if (low >= code.low - code.low % 100 && low <= code.high)
                list_code(&list, numbers[i]);
        }
    }
    return list_end(context, &list);
}

static void tell_unknown(struct origin_context *context, struct hs_code code, enum hs_edition edition,
                         const struct line *line) {
    const struct text at = line != NULL ? line->material->line : NO_TEXT;
    FINDING_AS(context, FINDING_HS_UNKNOWN, line != NULL ? SEVERITY_WARNING : SEVERITY_VIOLATION, at, NO_TEXT,
               line != NULL ? "material" : NULL, {"line", at}, {"hs", context_code(context, code)},
               {"edition", text_from(hs_edition_name(edition))});
}

void codes_tell_edition(struct origin_context *context, const struct line *line) {
    const enum hs_edition read_in = line != NULL ? line->edition : context->codes.edition;
    const enum hs_edition edition =
        codes_edition(context, line != NULL ? line->material->hs_edition : EDITION_NOT_GIVEN, NULL);
    const struct hs_code hs = line != NULL ? line->material->hs : context->good->hs;
    const struct text at = line != NULL ? line->material->line : NO_TEXT;
    if (read_in == edition || !context_tells(context))
        return;
    FINDING_AS(context, FINDING_HS_MAPPED, line != NULL ? SEVERITY_INFO : SEVERITY_WARNING, at,
               context->book->general.specific_cite, line != NULL ? "material.elsewhere" : "elsewhere",
               {"line", at}, {"hs", context_code(context, hs)},
               {"edition", text_from(hs_edition_name(edition))},
               {"other", text_from(hs_edition_name(read_in))},
               {"codes", list_counterparts(context, read_in, edition, hs)});
}

void codes_tell_problem(struct origin_context *context, enum code_problem problem, const struct line *line) {
    enum hs_edition edition = line != NULL ? line->edition : context->codes.edition;
    struct hs_code hs = line != NULL ? line->material->hs : context->good->hs;
    struct hs_code hs_rule = line != NULL ? line->material->hs_rule : context->good->hs_rule;
    const struct text at = line != NULL ? line->material->line : NO_TEXT;
    if (problem == CODE_FOUND || (line != NULL && hs.digits == 0) || !context_tells(context))
        return;
    if (problem == CODE_UNKNOWN) {
        tell_unknown(context, hs, edition, line);
        return;
    }
    uint32_t count = 0;
    const struct hs_lineage *lineages = hs_lineages(context->book->editions, edition, hs, &count);
    bool unknown = problem == CODE_RULE_UNKNOWN;
    FINDING_AS(context, FINDING_HS_RULE_DIFFERS, line != NULL ? SEVERITY_WARNING : SEVERITY_VIOLATION, at,
               NO_TEXT,
               line == NULL ? (unknown ? "unknown" : NULL)
               : unknown    ? "material.unknown"
                            : "material",
               {"line", at}, {"hs", context_code(context, hs)}, {"rule", context_code(context, hs_rule)},
               {"edition", text_from(hs_edition_name(context->book->edition))},
               {"codes", list_codes(context, lineages, count, edition, context->book->edition)});
}

/* Whether the code is itself in the edition of the rules, in full or as all of its heading. */
static bool is_itself(const struct hs_lineage *lineages, uint32_t count, enum hs_edition from,
                      enum hs_edition book) {
    for (uint32_t i = 0; i < count; i++)
        if (lineages[i].in[book] != lineages[i].in[from])
            return false;
    return true;
}

void codes_tell_good(struct origin_context *context) {
    const struct code_search *settled = context->codes.settled;
    if (settled == NULL)
        return;
    const struct code_set *set = &settled->good;
    codes_tell_problem(context, set->problem, NULL);
    if (set->count > 0)
        codes_tell_edition(context, NULL);
    struct code_set alone;
    if (context->good->unread_code != NULL) {
        codes_find(context, context->codes.edition, &context->codes.hs, &context->good->hs_rule, &alone);
        set = &alone;
    }
    if (set->count == 0 || context->good->hs_rule.digits > 0 || settled->dispute.of_good ||
        is_itself(set->lineages, set->count, context->codes.edition, context->book->edition))
        return;
    FINDING(context, FINDING_HS_MAPPED, NO_TEXT, context->book->general.specific_cite,
            set->count > 1 ? "several" : NULL, {"hs", context_code(context, context->good->hs)},
            {"codes",
             list_codes(context, set->lineages, set->count, context->codes.edition, context->book->edition)});
}

static const char *status_message(enum status status) {
    return status == STATUS_ORIGINATING    ? "status.originating"
           : status == STATUS_UNDETERMINED ? "status.undetermined"
           : status == STATUS_REJECTED     ? "status.rejected"
                                           : "status.non-originating";
}

/* The edition in which two codes are not the same: that of the rules, or one between. */
static enum hs_edition edition_that_tells(const struct code_dispute *dispute, enum hs_edition book) {
    for (int edition = book; edition < HS_EDITIONS; edition++)
        if (dispute->lineages[0].in[edition] != dispute->lineages[1].in[edition])
            return (enum hs_edition)edition;
    return book;
}

/* Asks what would tell that the code is itself; false where nothing would. */
static bool ask_kept(struct origin_context *context, struct hs_code hs) {
    const struct kept_code *kept = kept_code(context, hs);
    const bool asked = kept != NULL && condition_of_good(context, NULL, kept->unless) == RESULT_UNKNOWN;
    if (asked)
        FINDING(context, FINDING_FACT_MISSING, NO_TEXT, kept->cite, NULL, {"fact", kept->unless.fact->key},
                {"question", sentence_question(context->book, kept->unless.fact)});
    return asked;
}

/* Asks what would tell the two codes apart; false where nothing would. */
static bool ask_former(struct origin_context *context, const struct code_dispute *dispute,
                       const struct line *line) {
    const enum hs_edition edition = line != NULL ? line->edition : context->codes.edition;
    const struct hs_code *hs = line != NULL ? &line->hs : &context->codes.hs;
    const struct code_set two = {dispute->lineages, dispute->codes, 2, CODE_FOUND};
    return former_codes_ask(context, edition, hs, line, &two);
}

static void tell_dispute(struct origin_context *context, const struct code_dispute *dispute,
                         const struct line *line) {
    const struct hs_code hs = line != NULL ? line->material->hs : context->good->hs;
    const enum hs_edition edition = line != NULL ? line->edition : context->codes.edition;
    const struct text at = line != NULL ? line->material->line : NO_TEXT;
    enum hs_edition book = context->book->edition;
    enum hs_edition telling = edition_that_tells(dispute, book);
    bool too_short = hs.digits < HS_SUBHEADING && is_itself(dispute->lineages, 2, edition, book);
    bool between = telling != book && !too_short;
    uint32_t count = 0;
    const struct hs_lineage *lineages = hs_lineages(context->book->editions, edition, hs, &count);
    const struct messages *messages = context->book->messages;
    struct text codes[2];
    if (ask_kept(context, hs)) { /* it may be any of hundreds: the question says of what */
        FINDING(context, FINDING_HS_AMBIGUOUS, at, context->book->general.specific_cite,
                dispute->of_line ? "material.kept" : "kept", {"line", at}, {"hs", context_code(context, hs)});
        return;
    }
    const bool asked = ask_former(context, dispute, line);
    for (int i = 0; i < 2; i++)
        codes[i] = context_code(context, between ? hs_code_subheading(dispute->lineages[i].in[telling])
                                                 : dispute->codes[i]);
    FINDING(context, too_short ? FINDING_HS_TOO_SHORT : FINDING_HS_AMBIGUOUS, at,
            context->book->general.specific_cite,
            dispute->of_line ? (between ? "material.between"
                                : asked ? "material.asked"
                                        : "material.answers")
            : between        ? "between"
            : asked          ? "asked"
                             : "answers",
            {"line", at}, {"hs", context_code(context, hs)},
            {"codes", list_codes_named(context, lineages, count, edition, telling, messages)},
            {"edition", text_from(hs_edition_name(telling))}, {"one", codes[0]},
            {"one_status", message_find(messages, status_message(dispute->statuses[0]))}, {"other", codes[1]},
            {"other_status", message_find(messages, status_message(dispute->statuses[1]))});
}

/* Whether one of the two codes is that of the material's own row, and not of the line. */
static bool tell_own(struct origin_context *context, const struct code_dispute *dispute,
                     const struct line *line) {
    const struct own_code *own = other_code(line->material, &line->hs, line->edition);
    struct code_set of_line;
    const struct code_set disputed = {&dispute->lineages[1], &dispute->codes[1], 1, CODE_FOUND};
    if (own == NULL)
        return false;
    codes_find(context, line->edition, &line->hs, &line->material->hs_rule, &of_line);
    if ((own->edition != line->edition || of_line.count > 1) && share_lineage(&of_line, &disputed))
        return false;
    const struct messages *messages = context->book->messages;
    FINDING(context, FINDING_HS_AMBIGUOUS, line->material->line, context->book->general.specific_cite,
            "material.own", {"line", line->material->line}, {"hs", context_code(context, line->material->hs)},
            {"material", line->material->material_id}, {"own", context_code(context, own->hs)},
            {"one", context_code(context, dispute->codes[0])},
            {"one_status", message_find(messages, status_message(dispute->statuses[0]))},
            {"other", context_code(context, dispute->codes[1])},
            {"other_status", message_find(messages, status_message(dispute->statuses[1]))});
    return true;
}

/* Whether one of the two codes is that of another column, and not of the row. */
static bool tell_unread(struct origin_context *context, const struct code_dispute *dispute,
                        const struct line *line) {
    const struct unread_code *said = line != NULL ? line->material->unread_code : context->good->unread_code;
    const struct hs_code *hs = line != NULL ? &line->hs : &context->codes.hs;
    const struct hs_code *hs_rule = line != NULL ? &line->material->hs_rule : &context->good->hs_rule;
    const enum hs_edition edition = line != NULL ? line->edition : context->codes.edition;
    const struct code_set disputed = {dispute->lineages, dispute->codes, 2, CODE_FOUND};
    struct code_set own;
    struct code_set other;
    codes_find(context, edition, hs, hs_rule, &own);
    if (!find_unread(context, edition, said, &own, &other) || !share_lineage(&other, &disputed))
        return false;
    const struct messages *messages = context->book->messages;
    const struct text at = line != NULL ? line->material->line : NO_TEXT;
    FINDING(context, FINDING_HS_AMBIGUOUS, at, context->book->general.specific_cite,
            line != NULL ? "material.column" : "column", {"line", at},
            {"hs", context_code(context, line != NULL ? line->material->hs : context->good->hs)},
            {"header", said->column->written}, {"file", said->column->file},
            {"own", context_code(context, said->hs)}, {"one", context_code(context, dispute->codes[0])},
            {"one_status", message_find(messages, status_message(dispute->statuses[0]))},
            {"other", context_code(context, dispute->codes[1])},
            {"other_status", message_find(messages, status_message(dispute->statuses[1]))});
    return true;
}

void codes_tell_dispute(struct origin_context *context) {
    const struct code_dispute *dispute = &context->codes.settled->dispute;
    const struct line *line = dispute->of_line ? &context->determination->lines[dispute->line] : NULL;
    if (line != NULL && tell_own(context, dispute, line))
        return;
    if ((line != NULL || dispute->of_good) && tell_unread(context, dispute, line))
        return;
    if (line != NULL || dispute->of_good)
        tell_dispute(context, dispute, line);
}

void codes_tell_criteria(struct origin_context *context) {
    const struct code_search *settled = context->codes.settled;
    char list[2 * 4];
    size_t length = 0;
    if (settled == NULL || (settled->criteria & (settled->criteria - 1)) == 0)
        return;
    for (int i = 0; i < 4; i++)
        if ((settled->criteria >> i & 1) != 0) {
            if (length > 0)
                list[length++] = '/';
            list[length++] = (char)('A' + i);
        }
    FINDING_AS(
        context, FINDING_HS_MAPPED, SEVERITY_WARNING, NO_TEXT, context->book->general.specific_cite,
        "criteria", {"criteria", {list, length}},
        {"criterion", {&context->determination->criterion, context->determination->criterion != '\0'}});
}

bool codes_told(const struct origin_context *context, const struct line *line) {
    const struct code_search *settled = context->codes.settled;
    return settled != NULL && settled->dispute.of_line &&
           line == &context->determination->lines[settled->dispute.line];
}

bool codes_too_short(const struct origin_context *context, const struct line *line) {
    if (line->doubt == NULL || line->material->hs.digits >= HS_SUBHEADING)
        return line->doubt == NULL;
    return is_itself(&line->lineages[line->doubt->one], 1, line->edition, context->book->edition) &&
           is_itself(&line->lineages[line->doubt->other], 1, line->edition, context->book->edition);
}
