#include "origin/materials.h"

#include "origin/currency.h"
#include "origin/documents.h"
#include "origin/importation.h"

/* ---- codes ---- */

/* The codes that the line may have in the rule book's edition. Digits behind the sixth stay where the
 * subheading is the same in both editions. */
void materials_find_codes(struct origin_context *context, struct line *line) {
    const struct material *material = line->material;
    line->codes = material->hs_rule.digits > 0 ? &material->hs_rule : &material->hs;
    line->code_count = 1;
    if (material->hs_rule.digits > 0)
        return;
    if (material->hs.digits < HS_SUBHEADING &&
        hs_exists(context->book->editions, context->setting->edition, material->hs))
        return;
    uint32_t count = 0;
    const uint32_t *numbers = hs_counterparts(context->book->editions, context->setting->edition,
                                              context->book->edition, material->hs, &count);
    if (count == 1 && numbers[0] == hs_unit(material->hs.low, HS_SUBHEADING))
        return;
    struct hs_code *codes = context_room(context, sizeof *codes * (count + 1));
    for (uint32_t i = 0; codes != NULL && i < count; i++)
        codes[i] = hs_code_subheading(numbers[i]);
    line->codes = codes;
    line->code_count = codes != NULL ? count : 0;
}

static void set_codes(struct origin_context *context, struct line *line) {
    const struct material *material = line->material;
    materials_find_codes(context, line);
    if (line->code_count == 0)
        FINDING(context, FINDING_HS_UNKNOWN, SEVERITY_WARNING, material->line, NO_TEXT, "material",
                {"line", material->line}, {"hs", context_code(context, material->hs)},
                {"edition", text_from(hs_edition_name(context->setting->edition))});
}

/* ---- origin ---- */

/* U.R. 4(1): derived in the territory, and used in a remanufactured good as U.R. 1(1) defines it. */
static bool recovered_originates(const struct origin_context *context, const struct material *material) {
    const struct general *general = &context->book->general;
    struct hs_code hs = context->good->hs;
    return territory_holds(context, material->country) &&
           condition_of_good(context, NULL, general->remanufactured_when) == RESULT_PASS &&
           scope_holds_good(context, &general->remanufactured, hs) == RESULT_PASS &&
           scope_holds_good(context, &general->remanufactured_except, hs) == RESULT_FAIL;
}

/* The sentence of a finding on a material without an id leaves the brackets out. */
static const char *unnamed(const struct material *material) {
    return material->material_id.length > 0 ? NULL : "unnamed";
}

static void check_declared(struct origin_context *context, const struct line *line) {
    const struct material *material = line->material;
    bool certified = line->document != NULL && line->document->kind == DOCUMENT_CERTIFICATION;
    if (!certified)
        FINDING(context, FINDING_ORIGIN_UNDOCUMENTED, SEVERITY_WARNING, material->line,
                context->book->general.certification_cite, unnamed(material), {"line", material->line},
                {"material", material->material_id});
    if (material->country.length > 0 && !territory_holds(context, material->country))
        FINDING(context, FINDING_ORIGIN_IMPLAUSIBLE, SEVERITY_WARNING, material->line, TEXT("U.R. 3"), NULL,
                {"line", material->line}, {"country", material->country});
}

/* A part of a vehicle that originates, but perhaps not as original equipment: it counts as non-originating.
 */
static bool use_unsaid(struct origin_context *context, const struct line *line) {
    const struct produced *produced = line->material->produced;
    const struct vehicle_provisions *provisions = &context->book->general.vehicles;
    if (!produced->originating || !produced->use_matters ||
        hs_set_holds(provisions->codes.set, context->good->hs) != HS_INSIDE)
        return false;
    FINDING(context, FINDING_USE_MATTERS, SEVERITY_WARNING, line->material->line, TEXT("U.R. 13 to 15, 20"),
            "part", {"line", line->material->line}, {"material", line->material->material_id});
    return true;
}

static void set_origin(struct origin_context *context, struct line *line) {
    const struct material *material = line->material;
    if (line->disregarded) {
        line->originating = true; /* U.R. 8(13)(a), 8(17) */
        return;
    }
    if (material->role == ROLE_RECOVERED && recovered_originates(context, material)) {
        line->originating = true;
        return;
    }
    if (material->origin == ORIGIN_DECLARED_ORIGINATING) {
        line->originating = true;
        if (material->produced == NULL)
            check_declared(context, line);
        return;
    }
    if (material->origin == ORIGIN_DECLARED_NON_ORIGINATING)
        return; /* U.R. 7(21) */
    if (material->produced != NULL && material->produced->determined) {
        line->originating = material->produced->originating && !use_unsaid(context, line);
        return;
    }
    FINDING(context, FINDING_ORIGIN_ASSUMED, SEVERITY_INFO, material->line, TEXT("U.R. 7(21)"),
            unnamed(material), {"line", material->line}, {"material", material->material_id});
}

/* ---- value ---- */

static struct amount times_quantity(struct origin_context *context, struct amount each,
                                    const struct material *material) {
    if (each.given && material->quantity.given &&
        !decimal_multiply(&each.value, each.value, material->quantity.value))
        context->overflow = true;
    return each;
}

static struct amount given_value(struct origin_context *context, const struct material *material) {
    if (material->value.given)
        return currency_convert(context, material->value, material->currency, material->line);
    if (material->quantity.given && material->unit_value.given)
        return currency_convert(context, times_quantity(context, material->unit_value, material),
                                material->currency, material->line);
    if (material->produced != NULL && material->produced->determined)
        return currency_convert(context, times_quantity(context, material->produced->total_cost, material),
                                material->produced->currency, material->line);
    return (struct amount){0};
}

/* U.R. 8(6): of two self-produced materials, one inside the other and both subject to a regional value
 * content requirement, only one may be designated. */
static bool designation_barred(const struct produced *produced) {
    return produced->by_regional_value && produced->holds_intermediate;
}

/* Declared as such, or chosen for the producer where that is asked. */
static void designate(struct origin_context *context, struct line *line) {
    const struct material *material = line->material;
    const struct produced *produced = case_self_produced(material);
    enum designation designation = context->setting->designation;
    bool barred = produced != NULL && designation_barred(produced);
    line->intermediate = material->role == ROLE_INTERMEDIATE && !barred;
    if (barred && material->role == ROLE_INTERMEDIATE)
        FINDING(context, FINDING_DESIGNATION_BARRED, SEVERITY_WARNING, material->line, TEXT("U.R. 8(6)"),
                unnamed(material), {"line", material->line}, {"material", material->material_id});
    if (designation == DESIGNATE_DECLARED || produced == NULL || !produced->originating || barred ||
        line->intermediate || (designation == DESIGNATE_SPARINGLY && produced->by_regional_value))
        return;
    line->intermediate = true;
    FINDING(context, FINDING_DESIGNATED, SEVERITY_INFO, material->line, TEXT("U.R. 8(6)"), NULL,
            {"line", material->line}, {"material", material->material_id});
}

/* What a non-originating line adds to the value of non-originating materials before any accumulation: its
 * value less the deductions of U.R. 8(2), or for a self-produced material the non-originating materials in
 * it, U.R. 7(5)(a). */
static struct amount plain_vnm(struct origin_context *context, const struct line *line) {
    const struct material *material = line->material;
    const struct produced *produced = case_self_produced(material);
    if (produced != NULL)
        return currency_convert(context, times_quantity(context, produced->vnm, material), produced->currency,
                                material->line);
    return line->non_originating;
}

/* Whether a good of the codes is listed in a table of parts for other vehicles, F or G. */
static bool listed_for_other_vehicles(const struct origin_context *context, const struct line *line,
                                      struct hs_code hs) {
    const struct vehicle_provisions *provisions = &context->book->general.vehicles;
    for (uint32_t i = 0; i < provisions->table_count; i++) {
        const struct parts_table *table = &provisions->tables[i];
        if ((table->uses >> USE_OTHER_VEHICLE & 1) == 0)
            continue;
        enum result listed = line != NULL ? result_or(scope_holds_line(context, &table->codes, line),
                                                      scope_holds_line(context, &table->described, line))
                                          : result_or(scope_holds_good(context, &table->codes, hs),
                                                      scope_holds_good(context, &table->described, hs));
        if (listed == RESULT_PASS)
            return true;
    }
    return false;
}

/* U.R. 20(4): of a listed material in a listed part for another vehicle, its value or the non-originating
 * materials in it, at the producer's choice. */
static struct amount chosen_vnm(struct origin_context *context, const struct line *line,
                                struct amount plain) {
    const struct produced *produced = line->material->produced;
    if (context->good->use != USE_OTHER_VEHICLE || produced == NULL || !produced->determined ||
        !plain.given || !listed_for_other_vehicles(context, NULL, context->good->hs) ||
        !listed_for_other_vehicles(context, line, line->material->hs))
        return plain;
    struct amount inner = currency_convert(context, times_quantity(context, produced->vnm, line->material),
                                           produced->currency, line->material->line);
    return inner.given && inner.value < plain.value ? inner : plain;
}

static struct amount less_deductions(struct origin_context *context, const struct line *line,
                                     struct amount deductible) {
    if (!deductible.given)
        return line->value;
    struct amount rest = amount_subtract(context, line->value, deductible);
    if (rest.given && rest.value < 0) {
        FINDING(context, FINDING_VALUE_IMPLAUSIBLE, SEVERITY_WARNING, line->material->line, TEXT("U.R. 8(2)"),
                "deductible", {"line", line->material->line});
        return (struct amount){0};
    }
    return rest;
}

/* U.R. 9(2) and 9(3). */
static void accumulate(struct origin_context *context, struct line *line) {
    const struct document *document = line->document;
    const struct material *material = line->material;
    struct amount net_cost = times_quantity(
        context, currency_convert(context, document->net_cost, document->currency, material->line), material);
    struct amount vnm = times_quantity(
        context, currency_convert(context, document->vnm, document->currency, material->line), material);
    struct amount amount = times_quantity(
        context, currency_convert(context, document->amount, document->currency, material->line), material);
    switch (document->kind) {
    case DOCUMENT_ACCUMULATION_COST: /* U.R. 9(2)(a); freight, duties and brokerage that the statement lacks
                                        are not told from waste in deductible_costs, and are left out: the net
                                        cost of the good is then never too high */
        line->cost = net_cost;
        line->vnm[METHOD_NET_COST] = vnm;
        line->vnm[METHOD_TRANSACTION_VALUE] = vnm;
        break;
    case DOCUMENT_ACCUMULATION_AMOUNT: /* U.R. 9(2)(b) */
        line->vnm[METHOD_NET_COST] = amount_subtract(context, line->value, amount);
        if (line->vnm[METHOD_NET_COST].given && line->vnm[METHOD_NET_COST].value < 0)
            line->vnm[METHOD_NET_COST].value = 0;
        break;
    case DOCUMENT_ACCUMULATION_VNM: /* U.R. 9(3) */
        line->vnm[METHOD_TRANSACTION_VALUE] = vnm;
        break;
    default:
        break;
    }
}

static void set_value(struct origin_context *context, struct line *line) {
    const struct material *material = line->material;
    const struct amount nothing = {0, true};
    line->value = given_value(context, material);
    line->cost = line->value;
    struct amount deductible =
        currency_convert(context, material->deductible_costs, material->currency, material->line);
    designate(context, line);
    bool rolled_down = case_self_produced(material) != NULL && !line->intermediate;
    line->non_originating = line->originating ? nothing : less_deductions(context, line, deductible);
    if (line->originating && !rolled_down) {
        line->vnm[METHOD_TRANSACTION_VALUE] = nothing; /* U.R. 7(4) */
        line->vnm[METHOD_NET_COST] = nothing;
        return;
    }
    if (line->value.given && line->value.value == 0)
        FINDING(context, FINDING_VALUE_IMPLAUSIBLE, SEVERITY_WARNING, material->line, TEXT("U.R. 8(1)"),
                "zero", {"line", material->line});
    struct amount plain = plain_vnm(context, line);
    line->vnm[METHOD_TRANSACTION_VALUE] = plain;
    line->vnm[METHOD_NET_COST] = chosen_vnm(context, line, plain);
    if (line->document != NULL)
        accumulate(context, line);
}

/* A chapter rule may leave the origin of some materials out of account. */
static bool provision_disregards(const struct origin_context *context, const struct line *line) {
    const struct general *general = &context->book->general;
    for (uint32_t i = 0; i < general->disregarded_count; i++) {
        const struct materials_provision *provision = &general->disregarded[i];
        if (scope_holds_good(context, &provision->goods, context->good->hs) == RESULT_PASS &&
            scope_holds_line(context, &provision->materials, line) == RESULT_PASS &&
            condition_of_line(line, provision->materials_when) == RESULT_PASS)
            return true;
    }
    return false;
}

static void prepare_line(struct origin_context *context, struct line *line, const struct material *material) {
    line->material = material;
    line->shift = NO_SHIFT;
    line->disregarded = material->role == ROLE_PACKING || material->role == ROLE_INDIRECT;
    line->beside = material->role == ROLE_PACKAGING || material->role == ROLE_ACCESSORY;
    set_codes(context, line);
    line->disregarded = line->disregarded || provision_disregards(context, line);
    if (!line->disregarded)
        line->document = documents_check(context, material);
    set_origin(context, line);
    set_value(context, line);
}

void materials_prepare(struct origin_context *context) {
    struct determination *result = context->result;
    const struct good *good = context->good;
    result->lines = context_room(context, sizeof *result->lines * ((size_t)good->material_count + 1));
    if (result->lines == NULL)
        return;
    for (uint32_t i = 0; i < good->material_count; i++) {
        prepare_line(context, &result->lines[i], &good->materials[i]);
        result->line_count++;
        if (context->overflow) {
            context->overflow_line = i;
            return;
        }
    }
}
