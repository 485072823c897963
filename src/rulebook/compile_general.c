#include "rulebook/compile.h"

static void compile_threshold(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!of", "!percent", "from", "until", "!cite", NULL};
    static const char *const KINDS[] = {"tariff-shift", "regional-value-content", "set"};
    struct general *general = &compiler->book->general;
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    if (general->thresholds == NULL)
        return;
    uint32_t kind = compile_word(compiler, node, "of", KINDS, 3);
    general->thresholds[general->threshold_count++] =
        (struct threshold){kind == 2   ? THRESHOLD_REGIONAL_VALUE
                           : kind == 4 ? THRESHOLD_SET
                                       : THRESHOLD_TARIFF_SHIFT,
                           compile_period(compiler, node), xml_percentage(&compiler->reader, node, "percent"),
                           xml_text(&compiler->reader, node, "cite")};
}

static void compile_interest(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!points", "!maturity-places", "!short-interval", "!cite", NULL};
    struct xml_reader *reader = &compiler->reader;
    xml_allow(reader, node, ATTRIBUTES);
    compiler->book->general.interest = (struct interest_provision){
        .points = xml_decimal(reader, node, "points"),
        .maturity_places = (int)(xml_decimal(reader, node, "maturity-places") / DECIMAL_ONE),
        .short_interval = xml_decimal(reader, node, "short-interval"),
        .cite = xml_text(reader, node, "cite")};
}

static void compile_materials_provision(struct compiler *compiler, const struct xml_node *node,
                                        const char *const *attributes, struct materials_provision *list,
                                        uint32_t *count) {
    const enum hs_edition of_file = compiler->edition;
    struct text edition = xml_text(&compiler->reader, node, "edition");
    xml_allow(&compiler->reader, node, attributes);
    if (list == NULL)
        return;
    if (edition.length > 0 && !hs_edition_named(&compiler->edition, edition))
        xml_complain(&compiler->reader, node, "there is no HS edition %s", edition.data);
    list[(*count)++] = (struct materials_provision){
        .goods = compile_scope(compiler, node, "goods"),
        .goods_when = compile_condition(compiler, node, "goods-when", FACT_OF_GOOD),
        .materials = compile_scope(compiler, node, "materials"),
        .materials_when = compile_condition(compiler, node, "materials-when", FACT_OF_MATERIAL),
        .same_subheading = xml_flag(&compiler->reader, node, "same-subheading"),
        .held_in = compile_held_in(compiler, node),
        .cite = xml_text(&compiler->reader, node, "cite")};
    compiler->edition = of_file;
}

static void compile_exclusion(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!goods",  "goods-when", "materials",       "materials-when",
                                             "edition", "!cite",      "same-subheading", "dispute",
                                             "reading", NULL};
    struct general *general = &compiler->book->general;
    compile_materials_provision(compiler, node, ATTRIBUTES, general->exclusions, &general->exclusion_count);
}

static void compile_allowance(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!goods",         "goods-when", "!materials",
                                             "materials-when", "edition",    "!cite",
                                             "dispute",        "reading",    NULL};
    struct general *general = &compiler->book->general;
    compile_materials_provision(compiler, node, ATTRIBUTES, general->allowances, &general->allowance_count);
}

static void compile_disregarded(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!goods",  "!materials", "materials-when", "!cite", "dispute",
                                             "reading", NULL};
    struct general *general = &compiler->book->general;
    compile_materials_provision(compiler, node, ATTRIBUTES, general->disregarded,
                                &general->disregarded_count);
}

static void compile_not_waived(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!goods", "dispute", "reading", "!cite", NULL};
    static const char *const GOODS[NOT_WAIVED_KINDS] = {"averaged-vehicles", "only-by-content"};
    struct general *general = &compiler->book->general;
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    uint32_t goods = compile_word(compiler, node, "goods", GOODS, NOT_WAIVED_KINDS);
    if (general->not_waived != NULL)
        general->not_waived[general->not_waived_count++] =
            (struct not_waived){goods == 2 ? NOT_WAIVED_ONLY_BY_CONTENT : NOT_WAIVED_AVERAGED_VEHICLES,
                                compile_held_in(compiler, node), xml_text(&compiler->reader, node, "cite")};
}

static void compile_weight_share(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!goods",
                                             "!percent",
                                             "!elastomeric-percent",
                                             "!elastomeric-when",
                                             "!of",
                                             "elastomeric-of",
                                             "component-when",
                                             "fibers",
                                             "yarns",
                                             "except-materials-of-notes",
                                             "from",
                                             "until",
                                             "dispute",
                                             "reading",
                                             "!cite",
                                             NULL};
    static const char *const BASES[] = {"good", "component"};
    struct general *general = &compiler->book->general;
    struct xml_reader *reader = &compiler->reader;
    xml_allow(reader, node, ATTRIBUTES);
    if (general->weight_shares == NULL)
        return;
    struct weight_de_minimis share = {
        .goods = compile_scope(compiler, node, "goods"),
        .period = compile_period(compiler, node),
        .percent = xml_percentage(reader, node, "percent"),
        .elastomeric_percent = xml_percentage(reader, node, "elastomeric-percent"),
        .elastomeric = compile_condition(compiler, node, "elastomeric-when", FACT_OF_MATERIAL),
        .fibers = compile_scope(compiler, node, "fibers"),
        .yarns = compile_scope(compiler, node, "yarns"),
        .not_of_notes = xml_flag(reader, node, "except-materials-of-notes"),
        .of_component = compile_word(compiler, node, "of", BASES, 2) == 2,
        .elastomeric_of_good = compile_word(compiler, node, "elastomeric-of", BASES, 2) == 1,
        .component = compile_condition(compiler, node, "component-when", FACT_OF_MATERIAL),
        .held_in = compile_held_in(compiler, node),
        .cite = xml_text(reader, node, "cite")};
    if (share.of_component != (share.component.fact != NULL))
        xml_complain(reader, node, "component-when goes with of=\"component\"");
    compile_burden(share.elastomeric);
    general->weight_shares[general->weight_share_count++] = share;
}

static void compile_schedule(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!codes", "when", NULL};
    static const char *const OUTER[] = {"!cite", "!imported-from", NULL};
    struct general *general = &compiler->book->general;
    xml_allow(&compiler->reader, node, OUTER);
    struct text key = xml_text(&compiler->reader, node, "imported-from");
    general->imported_from = compile_fact_named(compiler, key);
    if (general->imported_from == NULL)
        xml_complain(&compiler->reader, node, "no fact \"%s\" in facts.xml", key.data);
    general->schedule_count = 0;
    general->schedule = COMPILE_ARRAY(compiler, node, struct schedule_item, "goods");
    general->schedule_cite = xml_text(&compiler->reader, node, "cite");
    for (const struct xml_node *child = xml_child(node); general->schedule != NULL && child != NULL;
         child = xml_next(child)) {
        xml_allow(&compiler->reader, child, ATTRIBUTES);
        if (!xml_named(child, "goods"))
            xml_complain(&compiler->reader, child, "unknown element");
        else
            general->schedule[general->schedule_count++] =
                (struct schedule_item){compile_scope(compiler, child, "codes"),
                                       compile_condition(compiler, child, "when", FACT_OF_GOOD)};
    }
}

/* Roles of a certifier, as the column certifier_role of documents.csv has them. */
static struct text compile_roles(struct compiler *compiler, const struct xml_node *node,
                                 const char *attribute) {
    static const char *const ROLES[] = {"exporter", "producer", "importer"};
    (void)compile_words(compiler, node, attribute, ROLES, sizeof ROLES / sizeof ROLES[0]);
    return xml_text(&compiler->reader, node, attribute);
}

static void compile_paper(struct compiler *compiler, const struct xml_node *node,
                          struct paper_provision *paper) {
    static const char *const ELEMENT[] = {"!column", "unless-certifier", "digits", NULL};
    struct xml_reader *reader = &compiler->reader;
    *paper = (struct paper_provision){.cite = xml_text(reader, node, "cite"),
                                      .signers = compile_roles(compiler, node, "signers")};
    struct paper_element *elements = COMPILE_ARRAY(compiler, node, struct paper_element, "element");
    for (const struct xml_node *child = xml_child(node); elements != NULL && child != NULL;
         child = xml_next(child)) {
        if (!xml_named(child, "element")) {
            xml_complain(reader, child, "unknown element");
            return;
        }
        xml_allow(reader, child, ELEMENT);
        bool counted = xml_text(reader, child, "digits").length > 0;
        elements[paper->element_count++] = (struct paper_element){
            xml_text(reader, child, "column"), compile_roles(compiler, child, "unless-certifier"),
            counted ? xml_positive(reader, child, "digits") : 0};
    }
    paper->elements = elements;
}

static void compile_exchange_rate(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!days", "!apart", "!inverse", "!cite", NULL};
    struct general *general = &compiler->book->general;
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    general->rate_days = xml_positive(&compiler->reader, node, "days");
    general->rate_apart = xml_decimal(&compiler->reader, node, "apart");
    general->rate_inverse = xml_decimal(&compiler->reader, node, "inverse");
    general->rate_cite = xml_text(&compiler->reader, node, "cite");
}

static void compile_certification(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!cite", "!signers", "!months", "!years", NULL};
    struct general *general = &compiler->book->general;
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    general->certification_months = xml_positive(&compiler->reader, node, "months");
    general->certification_years = xml_positive(&compiler->reader, node, "years");
    compile_paper(compiler, node, &general->certification);
}

static void compile_statement(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!cite", "!signers", "!periods", NULL};
    static const char *const MONTHS[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"};
    struct general *general = &compiler->book->general;
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    general->statement_periods =
        compile_words(compiler, node, "periods", MONTHS, sizeof MONTHS / sizeof MONTHS[0]);
    compile_paper(compiler, node, &general->statement);
}

static void compile_statement_of_year(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"dispute", "reading", "!cite", NULL};
    struct general *general = &compiler->book->general;
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    general->statement_of_year = true;
    general->statement_year_held_in = compile_held_in(compiler, node);
}

static void compile_content_only(struct compiler *compiler, const struct xml_node *parent) {
    static const char *const ATTRIBUTES[] = {"!codes", "!use", "when", "dispute", "reading", "!cite", NULL};
    struct general *general = &compiler->book->general;
    general->parts_not_count = 0;
    general->parts_not = COMPILE_ARRAY(compiler, parent, struct content_only, "only-by-content");
    for (const struct xml_node *node = xml_child(parent); general->parts_not != NULL && node != NULL;
         node = xml_next(node)) {
        xml_allow(&compiler->reader, node, ATTRIBUTES);
        if (!xml_named(node, "only-by-content"))
            xml_complain(&compiler->reader, node, "unknown element");
        else
            general->parts_not[general->parts_not_count++] = (struct content_only){
                compile_scope(compiler, node, "codes"), compile_words(compiler, node, "use", USE_WORDS, USES),
                compile_condition(compiler, node, "when", FACT_OF_GOOD), compile_held_in(compiler, node),
                xml_text(&compiler->reader, node, "cite")};
    }
}

static void compile_parts(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {
        "!except", "!transaction-value", "!net-cost",  "from",          "until",
        "!cite",   "!unassembled-when",  "!part-when", "parts-by-note", NULL};
    struct general *general = &compiler->book->general;
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    general->parts_except = compile_scope(compiler, node, "except");
    general->unassembled_when = compile_condition(compiler, node, "unassembled-when", FACT_OF_GOOD);
    general->part_when = compile_condition(compiler, node, "part-when", FACT_OF_MATERIAL);
    general->parts_by_note = compile_scope(compiler, node, "parts-by-note");
    general->parts_cite = xml_text(&compiler->reader, node, "cite");
    compile_content_only(compiler, node);
    general->parts_rvc = (struct rvc_requirement){compile_period(compiler, node),
                                                  xml_minimum(&compiler->reader, node, "transaction-value"),
                                                  xml_minimum(&compiler->reader, node, "net-cost")};
}

static void compile_remanufactured(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!codes", "!except", "!when", "!cite", NULL};
    struct general *general = &compiler->book->general;
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    general->remanufactured = compile_scope(compiler, node, "codes");
    general->remanufactured_except = compile_scope(compiler, node, "except");
    general->remanufactured_when = compile_condition(compiler, node, "when", FACT_OF_GOOD);
    general->remanufactured_cite = xml_text(&compiler->reader, node, "cite");
}

static void compile_disqualification(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!when", "transport", "!cite", NULL};
    struct general *general = &compiler->book->general;
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    if (general->disqualifications == NULL)
        return;
    const struct condition when = compile_condition(compiler, node, "when", FACT_OF_GOOD);
    compile_burden(when);
    general->disqualifications[general->disqualification_count++] = (struct disqualification){
        when, xml_text(&compiler->reader, node, "cite"), xml_flag(&compiler->reader, node, "transport")};
}

static void compile_transport_exception(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!goods", "when", "except-when", "!unless", "!cite", NULL};
    struct general *general = &compiler->book->general;
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    if (general->transport_exceptions == NULL)
        return;
    general->transport_exceptions[general->transport_exception_count++] = (struct transport_exception){
        compile_scope(compiler, node, "goods"), compile_condition(compiler, node, "when", FACT_OF_GOOD),
        compile_condition(compiler, node, "except-when", FACT_OF_GOOD),
        compile_condition(compiler, node, "unless", FACT_OF_GOOD), xml_text(&compiler->reader, node, "cite")};
}

static void compile_production(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!when",          "wholes",   "assemblies",
                                             "assembly-parts", "packings", "doses",
                                             "dose-packings",  "!cite",    NULL};
    struct production_provision *production = &compiler->book->general.production;
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    production->produced = compile_condition(compiler, node, "when", FACT_OF_GOOD);
    production->wholes = compile_scope(compiler, node, "wholes");
    production->assemblies = compile_scope(compiler, node, "assemblies");
    production->assembly_parts = compile_scope(compiler, node, "assembly-parts");
    if ((production->assemblies.count == 0) != (production->assembly_parts.count == 0))
        xml_complain(&compiler->reader, node, "assemblies goes with assembly-parts");
    production->packings = compile_scope(compiler, node, "packings");
    production->doses = compile_scope(compiler, node, "doses");
    production->dose_packings = compile_scope(compiler, node, "dose-packings");
    if ((production->doses.count == 0) != (production->dose_packings.count == 0))
        xml_complain(&compiler->reader, node, "doses goes with dose-packings");
    production->cite = xml_text(&compiler->reader, node, "cite");
}

static void compile_repacking(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!goods", "!from", NULL};
    struct production_provision *production = &compiler->book->general.production;
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    if (production->repackings == NULL)
        return;
    production->repackings[production->repacking_count++] =
        (struct repacking){compile_scope(compiler, node, "goods"), compile_scope(compiler, node, "from")};
}

static void compile_dilution(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!when", "!diluent-when", "!cite", NULL};
    struct production_provision *production = &compiler->book->general.production;
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    production->diluted = compile_condition(compiler, node, "when", FACT_OF_GOOD);
    production->diluent = compile_condition(compiler, node, "diluent-when", FACT_OF_MATERIAL);
    production->dilution_cite = xml_text(&compiler->reader, node, "cite");
}

static void compile_kept_code(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!codes", "!unless", "never", "!cite", NULL};
    struct general *general = &compiler->book->general;
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    if (general->kept_codes == NULL)
        return;
    general->kept_codes[general->kept_code_count++] =
        (struct kept_code){.codes = compile_scope(compiler, node, "codes"),
                           .unless = compile_condition(compiler, node, "unless", FACT_OF_GOOD),
                           .never = compile_scope(compiler, node, "never"),
                           .cite = xml_text(&compiler->reader, node, "cite")};
}

static void compile_former_code(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!codes", "when", "material-when", "!was", "!otherwise",
                                             "!cite",  NULL};
    struct general *general = &compiler->book->general;
    const enum hs_edition edition = compiler->edition;
    struct former_code former = {.when = compile_condition(compiler, node, "when", FACT_OF_GOOD),
                                 .material_when =
                                     compile_condition(compiler, node, "material-when", FACT_OF_MATERIAL),
                                 .cite = xml_text(&compiler->reader, node, "cite")};
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    if (former.when.fact == NULL && former.material_when.fact == NULL)
        xml_complain(&compiler->reader, node, "<former-code> asks nothing: when or material-when");
    if (general->former_codes == NULL)
        return;
    compiler->edition = HS_2022;
    former.codes = compile_scope(compiler, node, "codes");
    compiler->edition = HS_2012;
    former.was = compile_scope(compiler, node, "was");
    former.otherwise = compile_scope(compiler, node, "otherwise");
    compiler->edition = edition;
    general->former_codes[general->former_code_count++] = former;
}

static void compile_other_good(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!when", "!cite", NULL};
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    compiler->book->general.other_good = compile_condition(compiler, node, "when", FACT_OF_MATERIAL);
}

static void compile_unacceptable_price(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!when", "!cite", NULL};
    struct general *general = &compiler->book->general;
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    general->unacceptable_price = compile_condition(compiler, node, "when", FACT_OF_GOOD);
    general->unacceptable_price_cite = xml_text(&compiler->reader, node, "cite");
}

static void compile_unacceptable_value(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!when", "!cite", NULL};
    struct general *general = &compiler->book->general;
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    general->unacceptable_value = compile_condition(compiler, node, "when", FACT_OF_MATERIAL);
    general->unacceptable_value_cite = xml_text(&compiler->reader, node, "cite");
}

static void compile_cite(struct compiler *compiler, const struct xml_node *node, struct text *cite) {
    static const char *const ATTRIBUTES[] = {"!cite", NULL};
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    *cite = xml_text(&compiler->reader, node, "cite");
}

void compile_cited(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!id", "!cite", NULL};
    struct text *cites = compiler->book->general.cites;
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    struct text id = xml_text(&compiler->reader, node, "id");
    int found = 0;
    while (found < PROVISIONS && !text_is(id, PROVISION_IDS[found]))
        found++;
    if (found == PROVISIONS || cites[found].length > 0)
        xml_complain(&compiler->reader, node, "provision \"%s\" %s", id.data,
                     found == PROVISIONS ? "is cited nowhere" : "stands twice");
    else
        cites[found] = xml_text(&compiler->reader, node, "cite");
}

static void compile_wholly_obtained(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!when", "!cite", NULL};
    struct general *general = &compiler->book->general;
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    general->wholly_obtained_when = compile_condition(compiler, node, "when", FACT_OF_GOOD);
    general->wholly_obtained_cite = xml_text(&compiler->reader, node, "cite");
}

static void compile_grown(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!goods", "!when", "!cite", NULL};
    struct general *general = &compiler->book->general;
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    general->grown = compile_scope(compiler, node, "goods");
    general->grown_from = compile_condition(compiler, node, "when", FACT_OF_MATERIAL);
    general->grown_cite = xml_text(&compiler->reader, node, "cite");
}

static void compile_territory(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!countries", "!cite", NULL};
    struct general *general = &compiler->book->general;
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    general->territory = compile_words(compiler, node, "countries", COUNTRY_CODES, COUNTRIES);
    general->territory_cite = xml_text(&compiler->reader, node, "cite");
}

static void compile_only_originating(struct compiler *compiler, const struct xml_node *node) {
    compile_cite(compiler, node, &compiler->book->general.only_originating_cite);
}

static void compile_specific(struct compiler *compiler, const struct xml_node *node) {
    compile_cite(compiler, node, &compiler->book->general.specific_cite);
}

static void compile_sets(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!except", "!cite", NULL};
    struct general *general = &compiler->book->general;
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    general->sets_except = compile_scope(compiler, node, "except");
    general->set_cite = xml_text(&compiler->reader, node, "cite");
}

static void compile_thin_margin(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!points", NULL};
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    compiler->book->general.thin_margin = xml_decimal(&compiler->reader, node, "points");
}

static const struct compiled_element ELEMENTS[] = {
    {"threshold", compile_threshold, true},
    {"no-de-minimis", compile_exclusion, true},
    {"de-minimis-allowed", compile_allowance, true},
    {"disregarded-materials", compile_disregarded, true},
    {"content-not-waived", compile_not_waived, true},
    {"weight-de-minimis", compile_weight_share, true},
    {"parts-classified-with-the-good", compile_parts, false},
    {"goods-originating-by-importation", compile_schedule, false},
    {"certification", compile_certification, false},
    {"statement", compile_statement, false},
    {"statement-of-the-year", compile_statement_of_year, false},
    {"remanufactured-goods", compile_remanufactured, false},
    {"not-originating", compile_disqualification, true},
    {"transport-exception", compile_transport_exception, true},
    {"production", compile_production, false},
    {"dilution", compile_dilution, false},
    {"kept-code", compile_kept_code, true},
    {"former-code", compile_former_code, true},
    {"repacking", compile_repacking, true},
    {"any-other-good", compile_other_good, false},
    {"unacceptable-price", compile_unacceptable_price, false},
    {"unacceptable-value", compile_unacceptable_value, false},
    {"wholly-obtained", compile_wholly_obtained, false},
    {"grown", compile_grown, false},
    {"only-originating-materials", compile_only_originating, false},
    {"product-specific-rules", compile_specific, false},
    {"sets", compile_sets, false},
    {"provision", compile_cited, true},
    {"territory", compile_territory, false},
    {"non-allowable-interest", compile_interest, false},
    {"exchange-rate", compile_exchange_rate, false},
    {"thin-margin", compile_thin_margin, false},
};
enum { ELEMENT_COUNT = sizeof ELEMENTS / sizeof ELEMENTS[0] };

const char *general_lacks(const struct general *general) {
    return compile_lacks(ELEMENTS, ELEMENT_COUNT, general->elements);
}

/* Room for the elements of one name, which must all stand in one file. */
static void *room_once(struct compiler *compiler, const struct xml_node *root, const char *name, void *sofar,
                       uint32_t *used, size_t size) {
    size_t count = xml_count(root, name);
    if (count == 0)
        return sofar;
    if (sofar != NULL)
        xml_complain(&compiler->reader, root, "<%s> stands in more than one file", name);
    *used = 0;
    return compile_room(compiler, count, size);
}

void compile_general(struct compiler *compiler, const struct xml_node *root) {
    static const char *const ATTRIBUTES[] = {"!edition", "in-force", "in-force-cite", "!source", NULL};
    struct general *general = &compiler->book->general;
    xml_allow(&compiler->reader, root, ATTRIBUTES);
    general->in_force = xml_date(&compiler->reader, root, "in-force", general->in_force);
    if (xml_text(&compiler->reader, root, "in-force-cite").length > 0)
        general->in_force_cite = xml_text(&compiler->reader, root, "in-force-cite");
    general->thresholds = room_once(compiler, root, "threshold", general->thresholds,
                                    &general->threshold_count, sizeof(struct threshold));
    general->exclusions = room_once(compiler, root, "no-de-minimis", general->exclusions,
                                    &general->exclusion_count, sizeof(struct materials_provision));
    general->allowances = room_once(compiler, root, "de-minimis-allowed", general->allowances,
                                    &general->allowance_count, sizeof(struct materials_provision));
    general->disregarded = room_once(compiler, root, "disregarded-materials", general->disregarded,
                                     &general->disregarded_count, sizeof(struct materials_provision));
    general->not_waived = room_once(compiler, root, "content-not-waived", general->not_waived,
                                    &general->not_waived_count, sizeof(struct not_waived));
    general->weight_shares = room_once(compiler, root, "weight-de-minimis", general->weight_shares,
                                       &general->weight_share_count, sizeof(struct weight_de_minimis));
    general->kept_codes = room_once(compiler, root, "kept-code", general->kept_codes,
                                    &general->kept_code_count, sizeof(struct kept_code));
    general->former_codes = room_once(compiler, root, "former-code", general->former_codes,
                                      &general->former_code_count, sizeof(struct former_code));
    general->production.repackings =
        room_once(compiler, root, "repacking", general->production.repackings,
                  &general->production.repacking_count, sizeof(struct repacking));
    general->disqualifications = room_once(compiler, root, "not-originating", general->disqualifications,
                                           &general->disqualification_count, sizeof(struct disqualification));
    general->transport_exceptions =
        room_once(compiler, root, "transport-exception", general->transport_exceptions,
                  &general->transport_exception_count, sizeof(struct transport_exception));
    for (const struct xml_node *node = xml_child(root); compiler->reader.status == USMCA_OK && node != NULL;
         node = xml_next(node))
        compile_element(compiler, node, ELEMENTS, ELEMENT_COUNT, &general->elements);
}
