#include "rulebook/compile.h"
#include "rulebook/vocabulary.h"

/* U.R. 18(5): the longest period that certifies a plant. */
static void compile_certification(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!months", "!cite", NULL};
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    compiler->book->general.vehicles.certification_months = xml_positive(&compiler->reader, node, "months");
}

/* U.R. 18(5): a first period of the Agreement. */
static struct period compile_first_certification(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"from", "until", "!cite", NULL};
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    return compile_period(compiler, node);
}

static void compile_contract(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!years", "!cite", NULL};
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    compiler->book->general.vehicles.contract_years = xml_positive(&compiler->reader, node, "years");
}

/* The one word of an attribute that `words` has; 0 with a complaint where there is none. */
static unsigned one_word(struct compiler *compiler, const struct xml_node *node, const char *attribute,
                         const char *const *words, unsigned count) {
    uint32_t bits = compile_word(compiler, node, attribute, words, count);
    for (unsigned i = 0; i < count; i++)
        if (bits == 1U << i)
            return i;
    return 0;
}

/* A figure without which everything would be enough. */
static decimal above_zero(struct compiler *compiler, const struct xml_node *node, const char *attribute) {
    decimal number = xml_decimal(&compiler->reader, node, attribute);
    if (number == 0)
        xml_complain(&compiler->reader, node, "%s is not above 0", attribute);
    return number;
}

static struct wage_floor compile_floor(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!country", "!currency", "!hourly", "from",
                                             "until",    "!cite",     NULL};
    struct xml_reader *reader = &compiler->reader;
    xml_allow(reader, node, ATTRIBUTES);
    const struct vocabulary *words = compiler->book->words;
    struct text currency = xml_text(reader, node, "currency");
    if (words != NULL && !vocabulary_currency(words, currency))
        xml_complain(reader, node, "there is no currency %s", currency.data);
    return (struct wage_floor){(enum country)one_word(compiler, node, "country", COUNTRY_CODES, COUNTRIES),
                               currency, above_zero(compiler, node, "hourly"), compile_period(compiler, node),
                               xml_text(reader, node, "cite")};
}

static struct certificate_provision compile_certificate(struct compiler *compiler,
                                                        const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!requires", "!document", "!country", "from",
                                             "until",     "!cite",     NULL};
    static const char *const KINDS[] = {"lvc-certification", "steel-certification", "aluminum-certification"};
    struct xml_reader *reader = &compiler->reader;
    xml_allow(reader, node, ATTRIBUTES);
    (void)one_word(compiler, node, "document", KINDS, sizeof KINDS / sizeof KINDS[0]);
    return (struct certificate_provision){
        (enum vehicle_requirement)one_word(compiler, node, "requires", VEHICLE_REQUIREMENT_WORDS,
                                           VEHICLE_REQUIREMENTS),
        xml_text(reader, node, "document"),
        (enum country)one_word(compiler, node, "country", COUNTRY_CODES, COUNTRIES),
        compile_period(compiler, node), xml_text(reader, node, "cite")};
}

static struct averaging_period compile_averaging(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!choice",           "class", "from", "until",
                                             "to-end-of-year-of", "!cite", NULL};
    struct xml_reader *reader = &compiler->reader;
    xml_allow(reader, node, ATTRIBUTES);
    return (struct averaging_period){
        (enum averaging_choice)one_word(compiler, node, "choice", AVERAGING_CHOICE_WORDS, AVERAGING_CHOICES),
        compile_words(compiler, node, "class", USE_WORDS, USES), compile_period(compiler, node),
        xml_date(reader, node, "to-end-of-year-of", 0), xml_text(reader, node, "cite")};
}

static struct averaging_categories compile_categories(struct compiler *compiler,
                                                      const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!class", "!category", "!cite", NULL};
    struct xml_reader *reader = &compiler->reader;
    xml_allow(reader, node, ATTRIBUTES);
    return (struct averaging_categories){
        compile_words(compiler, node, "class", USE_WORDS, USES),
        compile_words(compiler, node, "category", VEHICLE_CATEGORY_WORDS, VEHICLE_CATEGORIES),
        xml_text(reader, node, "cite")};
}

static struct assembly_part compile_assembly_part(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!parts", "!codes", "!cite", NULL};
    struct xml_reader *reader = &compiler->reader;
    xml_allow(reader, node, ATTRIBUTES);
    return (struct assembly_part){xml_text(reader, node, "parts"), compile_scope(compiler, node, "codes"),
                                  xml_text(reader, node, "cite")};
}

static struct core_part compile_core_part(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!id", "!codes", "!components", "described", "!cite", NULL};
    struct xml_reader *reader = &compiler->reader;
    xml_allow(reader, node, ATTRIBUTES);
    return (struct core_part){xml_text(reader, node, "id"), compile_scope(compiler, node, "codes"),
                              compile_scope(compiler, node, "components"),
                              xml_flag(reader, node, "described"), xml_text(reader, node, "cite")};
}

static struct rvc_requirement compile_core_content(struct compiler *compiler, const struct xml_node *node) {
    struct rvc_requirement step = compile_rvc_step(compiler, node);
    if (step.transaction_value == 0 || step.net_cost == 0)
        xml_complain(&compiler->reader, node, "needs transaction-value and net-cost");
    return step;
}

static void note_core_part(struct vehicle_provisions *out, struct core_part part) {
    out->core_parts[out->core_part_count++] = part;
    for (uint32_t i = 0; i < part.codes.count; i++) {
        uint32_t heading = hs_unit(part.codes.items[i].low, HS_HEADING);
        out->core_headings[heading / 64] |= UINT64_C(1) << heading % 64;
    }
}

static struct whole_core_parts compile_whole_core_parts(struct compiler *compiler,
                                                        const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"dispute", "reading", "!cite", NULL};
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    return (struct whole_core_parts){true, compile_held_in(compiler, node),
                                     xml_text(&compiler->reader, node, "cite")};
}

static struct parts_table compile_table(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!id",         "!use",  "!codes", "material-when",
                                             "choice-when", "!cite", NULL};
    static const char *const DESCRIBED[] = {"!codes", "use", "when", NULL};
    struct xml_reader *reader = &compiler->reader;
    xml_allow(reader, node, ATTRIBUTES);
    struct parts_table table = {.id = xml_text(reader, node, "id"),
                                .uses = compile_words(compiler, node, "use", USE_WORDS, USES),
                                .codes = compile_scope(compiler, node, "codes"),
                                .material_when =
                                    compile_condition(compiler, node, "material-when", FACT_OF_MATERIAL),
                                .choice_when = compile_condition(compiler, node, "choice-when", FACT_OF_GOOD),
                                .cite = xml_text(reader, node, "cite")};
    struct described_goods *described = COMPILE_ARRAY(compiler, node, struct described_goods, "described");
    for (const struct xml_node *child = xml_child(node); described != NULL && child != NULL;
         child = xml_next(child)) {
        if (!xml_named(child, "described")) {
            xml_complain(reader, child, "unknown element");
            continue;
        }
        xml_allow(reader, child, DESCRIBED);
        described[table.described_count++] = (struct described_goods){
            compile_scope(compiler, child, "codes"), compile_words(compiler, child, "use", USE_WORDS, USES),
            compile_condition(compiler, child, "when", FACT_OF_GOOD)};
    }
    table.described = described;
    return table;
}

/* ---- the content for a use ---- */

static const struct parts_table *table_named(struct compiler *compiler, const struct xml_node *node) {
    const struct vehicle_provisions *vehicles = &compiler->book->general.vehicles;
    struct text id = xml_text(&compiler->reader, node, "table");
    for (uint32_t i = 0; i < vehicles->table_count; i++)
        if (text_equal(vehicles->tables[i].id, id))
            return &vehicles->tables[i];
    if (id.length > 0)
        xml_complain(&compiler->reader, node, "no parts-table \"%s\" stands before it", id.data);
    return NULL;
}

static struct content_for_use compile_content(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!id",     "!use",  "table",   "codes",   "except", "when",
                                             "content", "!cite", "dispute", "reading", NULL};
    static const char *const MANNERS[] = {"alone", "always"};
    struct xml_reader *reader = &compiler->reader;
    xml_allow(reader, node, ATTRIBUTES);
    uint32_t manner = compile_word(compiler, node, "content", MANNERS, 2);
    struct content_for_use content = {.id = xml_text(reader, node, "id"),
                                      .uses = compile_words(compiler, node, "use", USE_WORDS, USES),
                                      .table = table_named(compiler, node),
                                      .codes = compile_scope(compiler, node, "codes"),
                                      .except = compile_scope(compiler, node, "except"),
                                      .when = compile_condition(compiler, node, "when", FACT_OF_GOOD),
                                      .manner = manner == 1   ? CONTENT_ALONE
                                                : manner == 2 ? CONTENT_ALWAYS
                                                              : CONTENT_REPLACES,
                                      .held_in = compile_held_in(compiler, node),
                                      .cite = xml_text(reader, node, "cite"),
                                      .file = arena_copy(&compiler->book->arena, text_from(reader->file)),
                                      .line = node->line};
    content.steps = compile_rvc(compiler, node, (struct held_in){0}, &content.step_count);
    if (content.uses == 0 || content.step_count == 0 || (content.table == NULL) == (content.codes.count == 0))
        xml_complain(reader, node, "needs use, table or codes, and <rvc>");
    if (content.held_in.dispute != NULL && content.manner != CONTENT_ALWAYS)
        xml_complain(reader, node, "only content=\"always\" may stand in one reading of a dispute");
    return content;
}

static struct melted_provision compile_melted(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!metal",  "!from", "!day-of", "dispute",
                                             "reading", "!cite", NULL};
    static const char *const DAYS[] = {"vehicle", "purchase"};
    struct xml_reader *reader = &compiler->reader;
    xml_allow(reader, node, ATTRIBUTES);
    return (struct melted_provision){(enum metal)one_word(compiler, node, "metal", METAL_WORDS, METALS),
                                     xml_date(reader, node, "from", 0),
                                     one_word(compiler, node, "day-of", DAYS, 2) == 1,
                                     compile_held_in(compiler, node), xml_text(reader, node, "cite")};
}

static struct metal_provision compile_metal(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!name", "!codes", "!cite", NULL};
    struct xml_reader *reader = &compiler->reader;
    xml_allow(reader, node, ATTRIBUTES);
    return (struct metal_provision){(enum metal)one_word(compiler, node, "name", METAL_WORDS, METALS),
                                    compile_scope(compiler, node, "codes"), xml_text(reader, node, "cite")};
}

/* ---- classes ---- */

static struct labour_requirement compile_labour(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {
        "!percent", "!material-and-labour", "!technology", "!assembly", "from", "until", "!cite", NULL};
    struct xml_reader *reader = &compiler->reader;
    xml_allow(reader, node, ATTRIBUTES);
    return (struct labour_requirement){compile_period(compiler, node),
                                       xml_minimum(reader, node, "percent"),
                                       xml_minimum(reader, node, "material-and-labour"),
                                       xml_percentage(reader, node, "technology"),
                                       xml_percentage(reader, node, "assembly"),
                                       xml_text(reader, node, "cite")};
}

static struct purchases_requirement compile_purchases(struct compiler *compiler,
                                                      const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!metal", "!percent", "!cite", NULL};
    struct xml_reader *reader = &compiler->reader;
    xml_allow(reader, node, ATTRIBUTES);
    return (struct purchases_requirement){(enum metal)one_word(compiler, node, "metal", METAL_WORDS, METALS),
                                          xml_minimum(reader, node, "percent"),
                                          xml_text(reader, node, "cite")};
}

static struct assembly_capacity compile_assembly(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!makes", "!capacity", "!cite", NULL};
    struct xml_reader *reader = &compiler->reader;
    xml_allow(reader, node, ATTRIBUTES);
    return (struct assembly_capacity){
        (enum plant_makes)one_word(compiler, node, "makes", PLANT_MAKES_WORDS, PLANT_MAKES),
        above_zero(compiler, node, "capacity"), xml_text(reader, node, "cite")};
}

static struct excess_labour compile_excess(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!codes", "!above", "!over", "!least-content",
                                             "from",   "until",  "!cite", NULL};
    struct xml_reader *reader = &compiler->reader;
    xml_allow(reader, node, ATTRIBUTES);
    return (struct excess_labour){compile_period(compiler, node),
                                  compile_scope(compiler, node, "codes"),
                                  xml_minimum(reader, node, "above"),
                                  xml_minimum(reader, node, "over"),
                                  xml_minimum(reader, node, "least-content"),
                                  xml_text(reader, node, "cite")};
}

static void compile_class(struct compiler *compiler, const struct xml_node *node, struct vehicle_class *out) {
    static const char *const ATTRIBUTES[] = {"!id", "!use", "codes", "when", NULL};
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    out->id = xml_text(&compiler->reader, node, "id");
    out->uses = compile_words(compiler, node, "use", USE_WORDS, USES);
    out->codes = compile_scope(compiler, node, "codes");
    out->when = compile_condition(compiler, node, "when", FACT_OF_GOOD);
    struct labour_requirement *labour =
        COMPILE_ARRAY(compiler, node, struct labour_requirement, "labour-value");
    struct purchases_requirement *purchases =
        COMPILE_ARRAY(compiler, node, struct purchases_requirement, "purchases");
    struct assembly_capacity *assembly =
        COMPILE_ARRAY(compiler, node, struct assembly_capacity, "high-wage-assembly");
    if (labour == NULL || purchases == NULL || assembly == NULL)
        return;
    for (const struct xml_node *child = xml_child(node); child != NULL; child = xml_next(child)) {
        if (xml_named(child, "labour-value"))
            labour[out->labour_count++] = compile_labour(compiler, child);
        else if (xml_named(child, "purchases"))
            purchases[out->purchases_count++] = compile_purchases(compiler, child);
        else if (xml_named(child, "high-wage-assembly"))
            assembly[out->assembly_count++] = compile_assembly(compiler, child);
        else if (xml_named(child, "excess-labour-value"))
            out->excess = compile_excess(compiler, child);
        else
            xml_complain(&compiler->reader, child, "unknown element");
    }
    out->labour = labour;
    out->purchases = purchases;
    out->assembly = assembly;
}

/* ---- the whole ---- */

static const struct fact *fact_of(struct compiler *compiler, const struct xml_node *node,
                                  const char *attribute, enum fact_owner owner) {
    struct text key = xml_text(&compiler->reader, node, attribute);
    const struct fact *fact = compile_fact_named(compiler, key);
    if (fact == NULL || fact->owner != owner)
        xml_complain(&compiler->reader, node, "no fact \"%s\" of a %s in facts.xml", key.data,
                     owner == FACT_OF_GOOD ? "good" : "material");
    return fact;
}

static bool make_room(struct compiler *compiler, const struct xml_node *node,
                      struct vehicle_provisions *out) {
    out->floors = COMPILE_ARRAY(compiler, node, struct wage_floor, "wage-floor");
    out->first_certifications = COMPILE_ARRAY(compiler, node, struct period, "first-certification");
    out->certificates = COMPILE_ARRAY(compiler, node, struct certificate_provision, "vehicle-certification");
    out->categories = COMPILE_ARRAY(compiler, node, struct averaging_categories, "averaging-category");
    out->assembly_parts = COMPILE_ARRAY(compiler, node, struct assembly_part, "assembly-part");
    out->averaging = COMPILE_ARRAY(compiler, node, struct averaging_period, "averaging-period");
    out->core_parts = COMPILE_ARRAY(compiler, node, struct core_part, "core-part");
    out->core_content = COMPILE_ARRAY(compiler, node, struct rvc_requirement, "core-part-content");
    out->tables = COMPILE_ARRAY(compiler, node, struct parts_table, "parts-table");
    out->contents = COMPILE_ARRAY(compiler, node, struct content_for_use, "content-for-use");
    out->metals = COMPILE_ARRAY(compiler, node, struct metal_provision, "metal");
    out->melted = COMPILE_ARRAY(compiler, node, struct melted_provision, "melted-and-poured");
    out->classes = COMPILE_ARRAY(compiler, node, struct vehicle_class, "vehicle-class");
    return out->first_certifications != NULL && out->certificates != NULL && out->categories != NULL &&
           out->assembly_parts != NULL && out->floors != NULL && out->averaging != NULL &&
           out->core_parts != NULL && out->core_content != NULL && out->tables != NULL &&
           out->contents != NULL && out->metals != NULL && out->melted != NULL && out->classes != NULL;
}

/* Each adds what it compiles to the provisions. */
#define ADDS(name, list, count, compile)                                                                     \
    static void name(struct compiler *compiler, const struct xml_node *node) {                               \
        struct vehicle_provisions *out = &compiler->book->general.vehicles;                                  \
        out->list[out->count++] = compile(compiler, node);                                                   \
    }
ADDS(add_floor, floors, floor_count, compile_floor)
ADDS(add_certificate, certificates, certificate_count, compile_certificate)
ADDS(add_first_certification, first_certifications, first_certification_count, compile_first_certification)
ADDS(add_categories, categories, categories_count, compile_categories)
ADDS(add_assembly_part, assembly_parts, assembly_part_count, compile_assembly_part)
ADDS(add_averaging, averaging, averaging_count, compile_averaging)
ADDS(add_core_content, core_content, core_content_count, compile_core_content)
ADDS(add_table, tables, table_count, compile_table)
ADDS(add_content, contents, content_count, compile_content)
ADDS(add_metal, metals, metal_count, compile_metal)
ADDS(add_melted, melted, melted_count, compile_melted)
#undef ADDS

static void add_core_part(struct compiler *compiler, const struct xml_node *node) {
    note_core_part(&compiler->book->general.vehicles, compile_core_part(compiler, node));
}

static void add_whole_core_parts(struct compiler *compiler, const struct xml_node *node) {
    compiler->book->general.vehicles.whole_core_parts = compile_whole_core_parts(compiler, node);
}

static void add_class(struct compiler *compiler, const struct xml_node *node) {
    struct vehicle_provisions *out = &compiler->book->general.vehicles;
    compile_class(compiler, node, &out->classes[out->class_count++]);
}

static const struct compiled_element ELEMENTS[] = {
    {"provision", compile_cited, true},
    {"wage-floor", add_floor, true},
    {"plant-certification", compile_certification, false},
    {"first-certification", add_first_certification, true},
    {"vehicle-certification", add_certificate, true},
    {"averaging-category", add_categories, true},
    {"assembly-part", add_assembly_part, true},
    {"long-term-contract", compile_contract, false},
    {"averaging-period", add_averaging, true},
    {"core-part", add_core_part, true},
    {"core-part-content", add_core_content, true},
    {"core-parts-counted-whole", add_whole_core_parts, false},
    {"parts-table", add_table, true},
    {"content-for-use", add_content, true},
    {"metal", add_metal, true},
    {"melted-and-poured", add_melted, true},
    {"vehicle-class", add_class, true},
};
enum { ELEMENT_COUNT = sizeof ELEMENTS / sizeof ELEMENTS[0] };

const char *vehicles_lack(const struct vehicle_provisions *vehicles) {
    return compile_lacks(ELEMENTS, ELEMENT_COUNT, vehicles->elements);
}

void compile_vehicles(struct compiler *compiler, const struct xml_node *root) {
    static const char *const ATTRIBUTES[] = {"!codes",     "!with-core-parts", "!core-part",
                                             "!component", "!high-wage-plant", NULL};
    struct vehicle_provisions *out = &compiler->book->general.vehicles;
    xml_allow(&compiler->reader, root, ATTRIBUTES);
    if (out->classes != NULL) {
        xml_complain(&compiler->reader, root, "stands in more than one file");
        return;
    }
    out->codes = compile_scope(compiler, root, "codes");
    out->with_core_parts = compile_scope(compiler, root, "with-core-parts");
    out->core_part = fact_of(compiler, root, "core-part", FACT_OF_MATERIAL);
    out->core_component = fact_of(compiler, root, "component", FACT_OF_MATERIAL);
    out->high_wage_plant = fact_of(compiler, root, "high-wage-plant", FACT_OF_MATERIAL);
    if (!make_room(compiler, root, out))
        return;
    for (const struct xml_node *node = xml_child(root); node != NULL; node = xml_next(node))
        compile_element(compiler, node, ELEMENTS, ELEMENT_COUNT, &out->elements);
}

static const struct vehicle_class *class_named(const struct vehicle_provisions *vehicles, struct text id) {
    for (uint32_t i = 0; i < vehicles->class_count; i++)
        if (text_equal(vehicles->classes[i].id, id))
            return &vehicles->classes[i];
    return NULL;
}

struct vehicle_test compile_vehicle_test(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!class", "!requires", "!declared", "exempt", NULL};
    struct xml_reader *reader = &compiler->reader;
    xml_allow(reader, node, ATTRIBUTES);
    struct text id = xml_text(reader, node, "class");
    struct vehicle_test test = {.vehicle_class = class_named(&compiler->book->general.vehicles, id),
                                .requires = (enum vehicle_requirement)one_word(compiler, node, "requires",
                                                                               VEHICLE_REQUIREMENT_WORDS,
                                                                               VEHICLE_REQUIREMENTS),
                                .declared = fact_of(compiler, node, "declared", FACT_OF_GOOD),
                                .exempt = compile_condition(compiler, node, "exempt", FACT_OF_GOOD)};
    if (test.requires == VEHICLE_CONTENT)
        xml_complain(reader, node, "the content is asked by the rule itself, as <rvc>");
    if (test.vehicle_class == NULL)
        xml_complain(reader, node, "no vehicle-class \"%s\" stands before it", id.data);
    return test;
}
