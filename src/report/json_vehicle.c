#include "report/json_value.h"
#include "report/vehicle.h"

struct writer {
    struct buffer *out;
    const struct determination *determination;
    bool any;
};

static void put_days(struct buffer *out, struct day_range range) {
    JSON_LITERAL(out, "\"from\":");
    json_put_date(out, range.from);
    JSON_LITERAL(out, ",\"to\":");
    json_put_date(out, date_before(range.until));
}

/* ---- details of a requirement ---- */

static void put_reading(struct buffer *out, const struct rvc *rvc, enum core_vnm vnm, enum method method) {
    JSON_LITERAL(out, "{\"vnm_of\":");
    json_put_word(out, CORE_VNM_WORDS[vnm]);
    JSON_LITERAL(out, ",\"method\":");
    json_put_word(out, METHOD_WORDS[method]);
    JSON_LITERAL(out, ",\"base\":");
    json_put_amount(out, rvc->base);
    JSON_LITERAL(out, ",\"vnm\":");
    json_put_amount(out, rvc->vnm);
    JSON_LITERAL(out, ",\"percent\":");
    json_put_percent(out, rvc->content.known, rvc->content.percent);
    JSON_LITERAL(out, ",\"required\":");
    json_put_decimal(out, rvc->content.required, 0);
    JSON_LITERAL(out, ",\"result\":");
    json_put_word(out, RESULT_WORDS[rvc->content.result]);
    buffer_char(out, '}');
}

static void put_core_line(struct buffer *out, const struct determination *determination,
                          const struct core_line *core) {
    const struct line *line = &determination->lines[core->line];
    bool any = false;
    JSON_LITERAL(out, "{\"part\":");
    json_put_string(out, core->part->id);
    JSON_LITERAL(out, ",\"line\":");
    json_put_string(out, line->material->line);
    JSON_LITERAL(out, ",\"material_id\":");
    json_put_text(out, line->material->material_id);
    JSON_LITERAL(out, ",\"described\":");
    json_put_flag(out, core->described);
    JSON_LITERAL(out, ",\"ground\":");
    json_put_word(out, CORE_GROUND_WORDS[core->ground]);
    JSON_LITERAL(out, ",\"result\":");
    json_put_word(out, RESULT_WORDS[core->result]);
    JSON_LITERAL(out, ",\"readings\":[");
    for (int vnm = 0; vnm < CORE_VNMS; vnm++)
        for (int method = METHODS - 1; method >= 0; method--) {
            if (!core->readings[vnm][method].content.known)
                continue;
            if (any)
                buffer_char(out, ',');
            put_reading(out, &core->readings[vnm][method], (enum core_vnm)vnm, (enum method)method);
            any = true;
        }
    JSON_LITERAL(out, "]}");
}

static void put_core(struct buffer *out, const struct determination *determination) {
    const struct vehicle *vehicle = determination->vehicle;
    JSON_LITERAL(out, ",\"parts\":[");
    for (uint32_t i = 0; i < vehicle->core_count; i++) {
        if (i > 0)
            buffer_char(out, ',');
        put_core_line(out, determination, &vehicle->core[i]);
    }
    JSON_LITERAL(out, "],\"missing\":[");
    for (uint32_t i = 0; i < vehicle->missing_count; i++) {
        if (i > 0)
            buffer_char(out, ',');
        json_put_string(out, vehicle->missing[i]->parts);
    }
    JSON_LITERAL(out, "],\"super_core\":[");
    bool any = false;
    for (int vnm = 0; vnm < CORE_VNMS; vnm++) {
        if (!vehicle->super_core[vnm].content.known)
            continue;
        if (any)
            buffer_char(out, ',');
        put_reading(out, &vehicle->super_core[vnm], (enum core_vnm)vnm, METHOD_NET_COST);
        any = true;
    }
    buffer_char(out, ']');
}

static void put_basis(struct buffer *out, enum vehicle_category category, enum vehicle_scope scope) {
    JSON_LITERAL(out, ",\"category\":");
    json_put_text(out, text_from(VEHICLE_CATEGORY_WORDS[category]));
    JSON_LITERAL(out, ",\"scope\":");
    json_put_word(out, VEHICLE_SCOPE_WORDS[scope]);
}

/* Rows that name no currency are in that of the good. */
static void put_currency(struct buffer *out, const struct determination *determination,
                         struct text currency) {
    JSON_LITERAL(out, ",\"currency\":");
    json_put_text(out, currency.length > 0 ? currency : determination->currency);
}

static void put_purchases(struct buffer *out, const struct determination *determination,
                          const struct purchases_outcome *purchases) {
    if (purchases == NULL || !purchases->known)
        return;
    JSON_LITERAL(out, ",\"purchases\":{\"period\":");
    json_put_word(out, CALCULATION_PERIOD_WORDS[purchases->period]);
    buffer_char(out, ',');
    put_days(out, purchases->range);
    put_basis(out, purchases->basis.category, purchases->basis.scope);
    put_currency(out, determination, purchases->currency);
    JSON_LITERAL(out, ",\"originating\":");
    json_put_total(out, purchases->originating);
    JSON_LITERAL(out, ",\"all\":");
    json_put_total(out, purchases->all);
    JSON_LITERAL(out, ",\"melted_and_poured_unsaid\":");
    json_put_total(out, purchases->unsaid);
    JSON_LITERAL(out, ",\"in_doubt\":");
    json_put_total(out, purchases->doubtful);
    JSON_LITERAL(out, ",\"doubt\":");
    json_put_word(out, PURCHASE_DOUBT_WORDS[purchases->doubt]);
    JSON_LITERAL(out, ",\"estimated\":");
    json_put_flag(out, purchases->estimated);
    JSON_LITERAL(out, ",\"rows\":");
    buffer_number(out, purchases->rows);
    JSON_LITERAL(out, ",\"rows_beside_table_s\":");
    buffer_number(out, purchases->beside);
    buffer_char(out, '}');
}

static void put_assembly(struct buffer *out, const struct labour_outcome *labour) {
    JSON_LITERAL(out, ",\"assembly\":{\"result\":");
    json_put_word(out, RESULT_WORDS[labour->assembly]);
    if (labour->assembly == RESULT_PASS) {
        JSON_LITERAL(out, ",\"plant\":");
        json_put_string(out, labour->assembly_plant->plant);
        JSON_LITERAL(out, ",\"makes\":");
        json_put_word(out, PLANT_MAKES_WORDS[labour->assembly_plant->makes]);
        JSON_LITERAL(out, ",\"capacity\":");
        json_put_total(out, labour->assembly_plant->capacity.value);
        JSON_LITERAL(out, ",\"points\":");
        json_put_decimal(out, labour->required->assembly, 0);
    }
    buffer_char(out, '}');
}

static void put_labour(struct buffer *out, const struct determination *determination,
                       const struct labour_outcome *labour) {
    if (labour == NULL || !labour->known)
        return;
    JSON_LITERAL(out, ",\"labour\":{\"formula\":");
    json_put_word(out, LABOUR_FORMULA_WORDS[labour->formula]);
    JSON_LITERAL(out, ",\"period\":");
    if (labour->of_unit) {
        JSON_LITERAL(out, "null");
    } else {
        json_put_word(out, CALCULATION_PERIOD_WORDS[labour->period]);
        buffer_char(out, ',');
        put_days(out, labour->range);
    }
    put_basis(out, labour->category, labour->scope);
    put_currency(out, determination, labour->currency);
    JSON_LITERAL(out, ",\"plant\":");
    json_put_text(out, labour->plant);
    JSON_LITERAL(out, ",\"plants_differ\":");
    json_put_flag(out, labour->plants_differ);
    JSON_LITERAL(out, ",\"labour\":");
    json_put_total(out, labour->labour);
    JSON_LITERAL(out, ",\"labour_counted\":");
    json_put_flag(out, labour->labour_counted);
    JSON_LITERAL(out, ",\"labour_left_out\":");
    json_put_total(out, labour->labour_left_out);
    JSON_LITERAL(out, ",\"labour_unknown\":");
    json_put_total(out, labour->labour_unknown);
    JSON_LITERAL(out, ",\"material\":");
    json_put_total(out, labour->material);
    JSON_LITERAL(out, ",\"material_unknown\":");
    json_put_total(out, labour->material_unknown);
    JSON_LITERAL(out, ",\"transport\":");
    json_put_total(out, labour->transport);
    JSON_LITERAL(out, ",\"transport_left_out\":");
    json_put_total(out, labour->transport_left_out);
    JSON_LITERAL(out, ",\"transport_unknown\":");
    json_put_total(out, labour->transport_unknown);
    JSON_LITERAL(out, ",\"base\":");
    json_put_total(out, labour->base);
    JSON_LITERAL(out, ",\"material_and_labour\":");
    json_put_percent(out, true, labour->material_and_labour);
    JSON_LITERAL(out, ",\"material_and_labour_required\":");
    json_put_decimal(out, labour->required->material_and_labour, 0);
    JSON_LITERAL(out, ",\"technology\":");
    json_put_percent(out, labour->technology.known, labour->technology_points);
    JSON_LITERAL(out, ",\"technology_period\":");
    json_put_text(out, labour->technology.known
                           ? text_from(CALCULATION_PERIOD_WORDS[labour->technology.period])
                           : (struct text){NULL, 0});
    put_assembly(out, labour);
    JSON_LITERAL(out, ",\"estimated\":");
    json_put_flag(out, labour->estimated);
    buffer_char(out, '}');
}

static void put_detail(struct buffer *out, const struct determination *determination, const char *id) {
    const struct alternative_result *tests = determination->vehicle->tests;
    for (uint32_t i = 0; tests != NULL && i < tests->test_count; i++) {
        const struct test *test = &tests->tests[i];
        enum vehicle_requirement requires = test->requirement->vehicle.requires;
        if (strcmp(VEHICLE_REQUIREMENT_WORDS[requires], id) != 0)
            continue;
        if (requires == VEHICLE_CORE_PARTS)
            put_core(out, determination);
        put_purchases(out, determination, test->purchases);
        put_labour(out, determination, test->labour);
    }
}

/* ---- the object ---- */

static void put_evidence(struct buffer *out, struct text evidence) {
    struct text sentence;
    bool any = false;
    buffer_char(out, '[');
    while (evidence.length > 0 && text_split(&evidence, '\n', &sentence)) {
        if (sentence.length == 0)
            continue;
        if (any)
            buffer_char(out, ',');
        json_put_string(out, sentence);
        any = true;
    }
    buffer_char(out, ']');
}

static void put_row(void *context, const struct vehicle_report_row *row) {
    struct writer *writer = context;
    struct buffer *out = writer->out;
    if (writer->any)
        buffer_char(out, ',');
    writer->any = true;
    JSON_LITERAL(out, "{\"id\":");
    json_put_word(out, row->id);
    JSON_LITERAL(out, ",\"result\":");
    json_put_word(out, RESULT_WORDS[row->result]);
    JSON_LITERAL(out, ",\"declared\":");
    json_put_flag(out, row->declared);
    JSON_LITERAL(out, ",\"percent\":");
    json_put_percent(out, row->figure.known, row->figure.percent);
    json_put_asked(out, &row->figure);
    JSON_LITERAL(out, ",\"margin\":");
    json_put_percent(out, row->figure.known && row->figure.asked > 0, row->figure.margin);
    JSON_LITERAL(out, ",\"cite\":");
    json_put_text(out, row->cite);
    JSON_LITERAL(out, ",\"evidence\":");
    put_evidence(out, row->evidence);
    put_detail(out, writer->determination, row->id);
    buffer_char(out, '}');
}

static void put_tables(struct buffer *out, const struct vehicle *vehicle) {
    const struct vehicle_table_sum *sums = vehicle->tables;
    JSON_LITERAL(out, ",\"tables\":[");
    for (uint32_t i = 0; i < vehicle->table_count; i++) {
        if (i > 0)
            buffer_char(out, ',');
        JSON_LITERAL(out, "{\"table\":");
        json_put_string(out, sums[i].table->id);
        JSON_LITERAL(out, ",\"lines\":");
        buffer_number(out, sums[i].lines);
        JSON_LITERAL(out, ",\"originating\":");
        buffer_number(out, sums[i].originating);
        JSON_LITERAL(out, ",\"value\":");
        json_put_amount(out, sums[i].value);
        JSON_LITERAL(out, ",\"vnm\":");
        json_put_amount(out, sums[i].non_originating);
        buffer_char(out, '}');
    }
    buffer_char(out, ']');
}

void report_json_vehicle(struct buffer *out, const struct usmca_rulebook *book,
                         const struct determination *determination) {
    const struct vehicle *vehicle = determination->vehicle;
    struct writer writer = {out, determination, false};
    if (!vehicle_page(determination))
        return;
    JSON_LITERAL(out, ",\"vehicle\":{\"class\":");
    json_put_text(out, vehicle_class_word(vehicle));
    JSON_LITERAL(out, ",\"regime\":");
    json_put_text(out, vehicle->tests != NULL ? vehicle->tests->alternative->id : (struct text){NULL, 0});
    JSON_LITERAL(out, ",\"producer\":");
    json_put_text(out, vehicle->row != NULL && vehicle->row->producer.length > 0
                           ? vehicle->row->producer
                           : determination->good->producer);
    JSON_LITERAL(out, ",\"model_line\":");
    json_put_text(out, vehicle->row != NULL ? vehicle->row->model_line : (struct text){NULL, 0});
    JSON_LITERAL(out, ",\"plant\":");
    json_put_text(out, vehicle->row != NULL ? vehicle->row->plant : (struct text){NULL, 0});
    JSON_LITERAL(out, ",\"disputed_roll_up\":{\"counted\":");
    json_put_flag(out, vehicle->rolled_up && vehicle->disputed_vnm.value > 0);
    JSON_LITERAL(out, ",\"vnm\":");
    json_put_amount(out, vehicle->disputed_vnm);
    JSON_LITERAL(out, "},\"requirements\":[");
    out->failed = !vehicle_rows(book, determination, put_row, &writer) || out->failed;
    buffer_char(out, ']');
    put_tables(out, vehicle);
    buffer_char(out, '}');
}
