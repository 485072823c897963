#include "case/average_row.h"
#include "case/claim_rows.h"
#include "case/columns.h"
#include "case/cost_rows.h"
#include "case/document.h"
#include "case/duty.h"
#include "case/good.h"
#include "case/movement.h"
#include "case/party.h"
#include "case/rate.h"
#include "case/vehicle_rows.h"

/* NOLINTBEGIN(bugprone-macro-parentheses): names, not expressions */
#define COLUMN(record, field, kind, needed)                                                                  \
    { #field, kind, needed, offsetof(struct record, field), NULL, false }
#define WEIGHTLESS_COLUMN(record, field, kind)                                                               \
    { #field, kind, false, offsetof(struct record, field), NULL, true }
#define WORD_COLUMN(record, field, words, needed)                                                            \
    { #field, COLUMN_WORD, needed, offsetof(struct record, field), &(words), false }
#define TERM_COLUMN(field, kind)                                                                             \
    { #field, kind, false, offsetof(struct material, terms.field), NULL, false }
#define TEXT_COLUMN(record, field, words)                                                                    \
    { #field, COLUMN_TEXT, NEED_NONE, offsetof(struct record, field), &(words), false }
#define TABLE(name, columns, record)                                                                         \
    { name, columns, sizeof columns / sizeof columns[0], sizeof(struct record), false }
#define PLACED_TABLE(name, columns, record)                                                                  \
    { name, columns, sizeof columns / sizeof columns[0], sizeof(struct record), true }
#define WORDS(words, count, message)                                                                         \
    { words, count, message }
/* NOLINTEND(bugprone-macro-parentheses) */

static const char *const ORIGIN_WORDS[] = {"", "originating", "non-originating"};
const char *const DOCUMENT_WORDS[DOCUMENT_KINDS] = {
    "certification",     "accumulation-cost",   "accumulation-amount",
    "accumulation-vnm",  "accumulation-change", "core-part",
    "lvc-certification", "steel-certification", "aluminum-certification"};
static const char *const MOVEMENT_WORDS[MOVEMENTS] = {"", "receipt", "opening", "withdrawal"};
const char *const COST_CLASS_WORDS[COST_CLASSES] = {
    "",       "direct-material", "direct-labour", "direct-overhead",
    "period", "other",           "currency-gain", "currency-loss"};
const char *const EXCLUDED_COST_WORDS[EXCLUDED_COSTS] = {"", "sales-promotion", "royalties",
                                                         "shipping-packing", "interest"};
const char *const LEFT_OUT_WORDS[LEFT_OUTS] = {
    "",       "service-to-others", "discontinued-operation", "accounting-change", "capital-asset",
    "profit", "unrelated-currency"};
const char *const PARTY_ROLE_WORDS[PARTY_ROLES] = {
    "",      "certifier",          "exporter",       "producer",         "importer",
    "plant", "transport-provider", "steel-supplier", "aluminum-supplier"};
const char *const MEASURE_BASE_WORDS[MEASURE_BASES] = {"", "value", "non-originating", "non-us-content"};
const char *const MEASURE_RELIEF_WORDS[MEASURE_RELIEFS] = {"", "yes", "no", "partly"};
static const char *const LOAN_WORDS[LOANS] = {"", "fixed", "variable"};
static const char *const SERIES_WORDS[YIELD_SERIES] = {"", "short-term", "long-term"};

const char *const AVERAGE_PERIOD_WORDS[AVERAGE_PERIODS] = {"", "month", "quarter", "half-year", "year"};
const char *const COST_BASIS_WORDS[COST_BASES] = {"actual", "estimated"};

const char *const ROLE_WORDS[ROLES] = {"material", "self-produced", "intermediate", "packaging", "accessory",
                                       "packing",  "indirect",      "recovered",    "set-item"};

const char *const YES_WORDS[YES_OR_NO] = {"", "yes", "no"};
const char *const VEHICLE_SCOPE_WORDS[VEHICLE_SCOPES] = {"all", "exported"};

const char *const EDITION_WORDS[EDITION_CHOICES] = {"", "2012", "2017", "2022"};

const char *const TARIFF_WORDS[TARIFF_CHOICES] = {"", "US", "MX", "CA"};

static const struct column_words EDITIONS = WORDS(EDITION_WORDS, EDITION_CHOICES, "field.hs-edition");
static const struct column_words TARIFFS = WORDS(TARIFF_WORDS, TARIFF_CHOICES, "field.tariff");
static const struct column_words ORIGINS = WORDS(ORIGIN_WORDS, 3, "field.origin");
static const struct column_words ROLE_CHOICES = WORDS(ROLE_WORDS, ROLES, "field.role");
static const struct column_words USE_CHOICES = WORDS(USE_WORDS, USES, "field.use");
static const struct column_words DOCUMENT_CHOICES = WORDS(DOCUMENT_WORDS, DOCUMENT_KINDS, "field.kind");
static const struct column_words MOVEMENT_CHOICES = WORDS(MOVEMENT_WORDS, MOVEMENTS, "field.movement");
static const struct column_words COST_CLASSES_OF = WORDS(COST_CLASS_WORDS, COST_CLASSES, "field.cost-class");
static const struct column_words EXCLUDED = WORDS(EXCLUDED_COST_WORDS, EXCLUDED_COSTS, "field.excluded");
static const struct column_words LEFT_OUT = WORDS(LEFT_OUT_WORDS, LEFT_OUTS, "field.left-out");
static const struct column_words PARTY_ROLE_CHOICES =
    WORDS(PARTY_ROLE_WORDS, PARTY_ROLES, "field.party-role");
static const struct column_words BASES_OF_MEASURE =
    WORDS(MEASURE_BASE_WORDS, MEASURE_BASES, "field.measure-base");
static const struct column_words RELIEFS = WORDS(MEASURE_RELIEF_WORDS, MEASURE_RELIEFS, "field.relieved");
static const struct column_words LOAN_KINDS = WORDS(LOAN_WORDS, LOANS, "field.loan");
static const struct column_words PERIODS = WORDS(AVERAGE_PERIOD_WORDS, AVERAGE_PERIODS, "field.period");
static const struct column_words BASES_OF_COST = WORDS(COST_BASIS_WORDS, COST_BASES, "field.basis");
static const struct column_words SERIES = WORDS(SERIES_WORDS, YIELD_SERIES, "field.series");

static const char *const ALTERNATIVE_WORDS[LINE_USES] = {"", "no", "in-use", "yes", "unused"};
static const struct column_words ALTERNATIVE_CHOICES =
    WORDS(ALTERNATIVE_WORDS, LINE_USES, "field.alternative");
static const struct column_words YES_CHOICES = WORDS(YES_WORDS, YES_OR_NO, "field.yes");
static const struct column_words METAL_CHOICES = WORDS(METAL_WORDS, METALS, "field.metal");
static const struct column_words MAKES = WORDS(PLANT_MAKES_WORDS, PLANT_MAKES, "field.makes");
static const struct column_words CATEGORIES =
    WORDS(VEHICLE_CATEGORY_WORDS, VEHICLE_CATEGORIES, "field.category");
static const struct column_words SCOPES = WORDS(VEHICLE_SCOPE_WORDS, VEHICLE_SCOPES, "field.scope");
static const struct column_words AVERAGINGS =
    WORDS(AVERAGING_CHOICE_WORDS, AVERAGING_CHOICES, "field.averaging");

/* What may stand in a text: who signs, Annex 5-A; and texts that name something, or nothing. */
static const struct column_words CERTIFIER_ROLES = WORDS(NULL, 0, "kind.certifier_role");
static const struct column_words REFERENCES = WORDS(NULL, 0, "kind.reference");

static const struct column GOOD[] = {
    COLUMN(good, good_id, COLUMN_TEXT, true), COLUMN(good, hs, COLUMN_CODE, true),
    COLUMN(good, country, COLUMN_COUNTRY, true), WEIGHTLESS_COLUMN(good, description, COLUMN_TEXT),
    COLUMN(good, producer, COLUMN_TEXT, false), COLUMN(good, import_country, COLUMN_COUNTRY, false),
    COLUMN(good, date, COLUMN_DATE, false), COLUMN(good, currency, COLUMN_CURRENCY, false),
    COLUMN(good, transaction_value, COLUMN_AMOUNT, false),
    COLUMN(good, international_shipping, COLUMN_AMOUNT, false), COLUMN(good, net_cost, COLUMN_AMOUNT, false),
    COLUMN(good, total_cost, COLUMN_AMOUNT, false), COLUMN(good, other_product_costs, COLUMN_AMOUNT, false),
    COLUMN(good, period_costs, COLUMN_AMOUNT, false),
    /* a gain on currency conversion is deducted from total cost, U.R. 1(6)(d) */
    COLUMN(good, other_costs, COLUMN_SIGNED, false), COLUMN(good, excluded_costs, COLUMN_AMOUNT, false),
    COLUMN(good, weight_kg, COLUMN_AMOUNT, false), COLUMN(good, price_unit, COLUMN_POSITIVE, false),
    COLUMN(good, base_quantity, COLUMN_POSITIVE, false), WORD_COLUMN(good, use, USE_CHOICES, false),
    COLUMN(good, criterion_claimed, COLUMN_CRITERION, false), COLUMN(good, hs_rule, COLUMN_CODE, false),
    WORD_COLUMN(good, hs_edition, EDITIONS, false), WORD_COLUMN(good, tariff, TARIFFS, false),
    COLUMN(good, facts, COLUMN_FACTS, false)};

static const struct column MATERIAL[] = {COLUMN(material, good_id, COLUMN_TEXT, true),
                                         COLUMN(material, hs, COLUMN_CODE, NEED_COLUMN),
                                         WEIGHTLESS_COLUMN(material, line, COLUMN_TEXT),
                                         COLUMN(material, material_id, COLUMN_TEXT, false),
                                         WEIGHTLESS_COLUMN(material, description, COLUMN_TEXT),
                                         WORD_COLUMN(material, origin, ORIGINS, false),
                                         COLUMN(material, country, COLUMN_COUNTRY, false),
                                         COLUMN(material, quantity, COLUMN_AMOUNT, false),
                                         COLUMN(material, unit_value, COLUMN_AMOUNT, false),
                                         COLUMN(material, value, COLUMN_AMOUNT, false),
                                         COLUMN(material, assists, COLUMN_AMOUNT, false),
                                         COLUMN(material, other_additions, COLUMN_AMOUNT, false),
                                         WEIGHTLESS_COLUMN(material, deductible_costs, COLUMN_AMOUNT),
                                         COLUMN(material, exchange_rate, COLUMN_AMOUNT, false),
                                         COLUMN(material, purchase_date, COLUMN_DATE, false),
                                         COLUMN(material, currency, COLUMN_CURRENCY, false),
                                         COLUMN(material, weight_kg, COLUMN_AMOUNT, false),
                                         TERM_COLUMN(price_unit, COLUMN_POSITIVE),
                                         TERM_COLUMN(base_quantity, COLUMN_POSITIVE),
                                         TERM_COLUMN(scrap_percent, COLUMN_PERCENT),
                                         TERM_COLUMN(yield_percent, COLUMN_YIELD_PERCENT),
                                         TERM_COLUMN(unit, COLUMN_TEXT),
                                         TERM_COLUMN(price_unit_of_measure, COLUMN_TEXT),
                                         TERM_COLUMN(unit_weight_kg, COLUMN_AMOUNT),
                                         TERM_COLUMN(weight_unit, COLUMN_TEXT),
                                         TERM_COLUMN(valid_from, COLUMN_DATE),
                                         TERM_COLUMN(valid_to, COLUMN_DATE),
                                         {"alternative", COLUMN_WORD, false,
                                          offsetof(struct material, terms.alternative), &ALTERNATIVE_CHOICES,
                                          false},
                                         WORD_COLUMN(material, role, ROLE_CHOICES, false),
                                         TEXT_COLUMN(material, document, REFERENCES),
                                         TEXT_COLUMN(material, supplier, REFERENCES),
                                         COLUMN(material, hs_rule, COLUMN_CODE, false),
                                         WORD_COLUMN(material, hs_edition, EDITIONS, false),
                                         WORD_COLUMN(material, tariff, TARIFFS, false),
                                         COLUMN(material, facts, COLUMN_FACTS, false),
                                         COLUMN(material, level, COLUMN_TEXT, false)};

static const struct column DOCUMENT[] = {COLUMN(document, document_id, COLUMN_TEXT, NEED_COLUMN),
                                         WORD_COLUMN(document, kind, DOCUMENT_CHOICES, true),
                                         TEXT_COLUMN(document, supplier, REFERENCES),
                                         TEXT_COLUMN(document, material_id, REFERENCES),
                                         COLUMN(document, hs, COLUMN_CODE, false),
                                         WORD_COLUMN(document, hs_edition, EDITIONS, false),
                                         COLUMN(document, criterion, COLUMN_CRITERION, false),
                                         COLUMN(document, valid_from, COLUMN_DATE, false),
                                         COLUMN(document, valid_to, COLUMN_DATE, false),
                                         COLUMN(document, signed_on, COLUMN_DATE, false),
                                         TEXT_COLUMN(document, certifier, REFERENCES),
                                         TEXT_COLUMN(document, certifier_role, CERTIFIER_ROLES),
                                         TEXT_COLUMN(document, exporter, REFERENCES),
                                         TEXT_COLUMN(document, producer, REFERENCES),
                                         TEXT_COLUMN(document, importer, REFERENCES),
                                         COLUMN(document, net_cost, COLUMN_AMOUNT, false),
                                         COLUMN(document, vnm, COLUMN_AMOUNT, false),
                                         COLUMN(document, amount, COLUMN_AMOUNT, false),
                                         COLUMN(document, core_vnm, COLUMN_AMOUNT, false),
                                         COLUMN(document, materials, COLUMN_AMOUNT, false),
                                         WORD_COLUMN(document, produced_in_territory, YES_CHOICES, false),
                                         WORD_COLUMN(document, designated, YES_CHOICES, false),
                                         COLUMN(document, units, COLUMN_AMOUNT, false),
                                         COLUMN(document, period_from, COLUMN_DATE, false),
                                         COLUMN(document, period_to, COLUMN_DATE, false),
                                         COLUMN(document, currency, COLUMN_CURRENCY, false)};

static const struct column STATEMENT_MATERIAL[] = {
    COLUMN(statement_material, document_id, COLUMN_TEXT, true),
    COLUMN(statement_material, hs, COLUMN_CODE, true),
    COLUMN(statement_material, material_id, COLUMN_TEXT, false),
    COLUMN(statement_material, description, COLUMN_TEXT, false),
    COLUMN(statement_material, value, COLUMN_AMOUNT, false),
    COLUMN(statement_material, hs_rule, COLUMN_CODE, false),
    COLUMN(statement_material, facts, COLUMN_FACTS, false)};

static const struct column RATE[] = {
    COLUMN(rate, date, COLUMN_DATE, true), COLUMN(rate, from, COLUMN_CURRENCY, true),
    COLUMN(rate, to, COLUMN_CURRENCY, true), COLUMN(rate, rate, COLUMN_AMOUNT, true)};

static const struct column DUTY[] = {COLUMN(duty, hs, COLUMN_CODE, true),
                                     COLUMN(duty, rate_percent, COLUMN_PERCENT, false),
                                     COLUMN(duty, surcharge_percent, COLUMN_PERCENT, false)};

static const struct column MOVEMENT[] = {
    COLUMN(movement, material_id, COLUMN_TEXT, true),
    COLUMN(movement, date, COLUMN_DATE, true),
    {"movement", COLUMN_WORD, true, offsetof(struct movement, kind), &MOVEMENT_CHOICES, false},
    COLUMN(movement, quantity, COLUMN_AMOUNT, true),
    COLUMN(movement, unit_value, COLUMN_AMOUNT, false),
    COLUMN(movement, value, COLUMN_AMOUNT, false),
    WORD_COLUMN(movement, origin, ORIGINS, false),
    COLUMN(movement, lot, COLUMN_TEXT, false),
    COLUMN(movement, reference, COLUMN_TEXT, false)};

static const struct column PARTY[] = {
    WORD_COLUMN(party, role, PARTY_ROLE_CHOICES, true), COLUMN(party, name, COLUMN_TEXT, true),
    COLUMN(party, signatory, COLUMN_TEXT, false),       COLUMN(party, title, COLUMN_TEXT, false),
    COLUMN(party, address, COLUMN_TEXT, false),         COLUMN(party, city, COLUMN_TEXT, false),
    COLUMN(party, region, COLUMN_TEXT, false),          COLUMN(party, postal_code, COLUMN_TEXT, false),
    COLUMN(party, country, COLUMN_COUNTRY, false),      COLUMN(party, telephone, COLUMN_TEXT, false),
    COLUMN(party, email, COLUMN_TEXT, false),           COLUMN(party, tax_number, COLUMN_TEXT, false)};

static const struct column ENTRY[] = {COLUMN(entry_row, entry, COLUMN_TEXT, true),
                                      COLUMN(entry_row, line, COLUMN_TEXT, false),
                                      COLUMN(entry_row, date, COLUMN_DATE, true),
                                      COLUMN(entry_row, good_id, COLUMN_TEXT, true),
                                      COLUMN(entry_row, value, COLUMN_AMOUNT, true),
                                      WORD_COLUMN(entry_row, claimed, YES_CHOICES, true),
                                      COLUMN(entry_row, quantity, COLUMN_AMOUNT, false),
                                      COLUMN(entry_row, currency, COLUMN_CURRENCY, false),
                                      COLUMN(entry_row, hs, COLUMN_CODE, false),
                                      COLUMN(entry_row, country, COLUMN_COUNTRY, false),
                                      COLUMN(entry_row, import_country, COLUMN_COUNTRY, false),
                                      COLUMN(entry_row, non_us_content, COLUMN_AMOUNT, false),
                                      COLUMN(entry_row, importer, COLUMN_TEXT, false)};

static const struct column MEASURE[] = {COLUMN(measure_row, measure, COLUMN_TEXT, true),
                                        COLUMN(measure_row, heading, COLUMN_TEXT, false),
                                        COLUMN(measure_row, codes, COLUMN_TEXT, false),
                                        COLUMN(measure_row, country, COLUMN_COUNTRY, false),
                                        COLUMN(measure_row, import_country, COLUMN_COUNTRY, true),
                                        COLUMN(measure_row, from, COLUMN_DATE, true),
                                        COLUMN(measure_row, to, COLUMN_DATE, true),
                                        COLUMN(measure_row, rate_percent, COLUMN_PERCENT, true),
                                        WORD_COLUMN(measure_row, base, BASES_OF_MEASURE, true),
                                        WORD_COLUMN(measure_row, relieved, RELIEFS, true),
                                        COLUMN(measure_row, minimum, COLUMN_AMOUNT, false),
                                        COLUMN(measure_row, maximum, COLUMN_AMOUNT, false),
                                        COLUMN(measure_row, currency, COLUMN_CURRENCY, false),
                                        COLUMN(measure_row, source, COLUMN_TEXT, true)};

static const struct column LEDGER[] = {COLUMN(ledger_entry, account, COLUMN_TEXT, true),
                                       WORD_COLUMN(ledger_entry, class, COST_CLASSES_OF, true),
                                       COLUMN(ledger_entry, amount, COLUMN_SIGNED_TOTAL, true),
                                       WORD_COLUMN(ledger_entry, excluded, EXCLUDED, false),
                                       COLUMN(ledger_entry, excluded_amount, COLUMN_SIGNED_TOTAL, false),
                                       COLUMN(ledger_entry, good_id, COLUMN_TEXT, false),
                                       COLUMN(ledger_entry, base, COLUMN_TEXT, false),
                                       WORD_COLUMN(ledger_entry, left_out, LEFT_OUT, false)};

static const struct column BASE[] = {COLUMN(base_share, good_id, COLUMN_TEXT, true),
                                     COLUMN(base_share, base, COLUMN_TEXT, true),
                                     COLUMN(base_share, amount, COLUMN_TOTAL, true)};

static const struct column LOAN[] = {
    COLUMN(loan, loan_id, COLUMN_TEXT, true),    WORD_COLUMN(loan, kind, LOAN_KINDS, true),
    COLUMN(loan, country, COLUMN_COUNTRY, true), COLUMN(loan, date, COLUMN_DATE, true),
    COLUMN(loan, principal, COLUMN_TOTAL, true), COLUMN(loan, rate, COLUMN_PERCENT, true),
    COLUMN(loan, interest, COLUMN_TOTAL, true),  COLUMN(loan, adjusted_every, COLUMN_AMOUNT, false),
    COLUMN(loan, account, COLUMN_TEXT, false)};

static const struct column PAYMENT[] = {
    COLUMN(loan_payment, loan_id, COLUMN_TEXT, true), COLUMN(loan_payment, principal, COLUMN_TOTAL, true),
    COLUMN(loan_payment, years, COLUMN_AMOUNT, false), COLUMN(loan_payment, date, COLUMN_DATE, false)};

static const struct column YIELD[] = {COLUMN(federal_yield, country, COLUMN_COUNTRY, true),
                                      COLUMN(federal_yield, week, COLUMN_DATE, true),
                                      COLUMN(federal_yield, maturity, COLUMN_AMOUNT, true),
                                      COLUMN(federal_yield, rate, COLUMN_SIGNED_PERCENT, true),
                                      WORD_COLUMN(federal_yield, series, SERIES, false)};

static const struct column AVERAGE[] = {COLUMN(average_row, good_id, COLUMN_TEXT, true),
                                        COLUMN(average_row, month, COLUMN_DATE, true),
                                        WORD_COLUMN(average_row, period, PERIODS, true),
                                        COLUMN(average_row, units, COLUMN_TOTAL, true),
                                        COLUMN(average_row, net_cost, COLUMN_TOTAL, true),
                                        COLUMN(average_row, vnm, COLUMN_TOTAL, true),
                                        WORD_COLUMN(average_row, basis, BASES_OF_COST, false),
                                        COLUMN(average_row, group, COLUMN_TEXT, false),
                                        COLUMN(average_row, plant, COLUMN_TEXT, false),
                                        COLUMN(average_row, year_begins, COLUMN_AMOUNT, false)};

static const struct column PLANT[] = {COLUMN(plant_row, plant, COLUMN_TEXT, true),
                                      COLUMN(plant_row, country, COLUMN_COUNTRY, true),
                                      COLUMN(plant_row, producer, COLUMN_TEXT, false),
                                      COLUMN(plant_row, wage, COLUMN_AMOUNT, false),
                                      COLUMN(plant_row, currency, COLUMN_CURRENCY, false),
                                      COLUMN(plant_row, from, COLUMN_DATE, false),
                                      COLUMN(plant_row, to, COLUMN_DATE, false),
                                      WORD_COLUMN(plant_row, makes, MAKES, false),
                                      COLUMN(plant_row, capacity, COLUMN_TOTAL, false),
                                      COLUMN(plant_row, contract_years, COLUMN_AMOUNT, false),
                                      COLUMN(plant_row, technology_wages, COLUMN_TOTAL, false),
                                      COLUMN(plant_row, production_wages, COLUMN_TOTAL, false)};

static const struct column PURCHASE[] = {COLUMN(purchase_row, hs, COLUMN_CODE, true),
                                         COLUMN(purchase_row, from, COLUMN_DATE, true),
                                         COLUMN(purchase_row, to, COLUMN_DATE, true),
                                         COLUMN(purchase_row, value, COLUMN_TOTAL, true),
                                         COLUMN(purchase_row, producer, COLUMN_TEXT, false),
                                         WORD_COLUMN(purchase_row, metal, METAL_CHOICES, false),
                                         COLUMN(purchase_row, currency, COLUMN_CURRENCY, false),
                                         WORD_COLUMN(purchase_row, origin, ORIGINS, false),
                                         WORD_COLUMN(purchase_row, melted_and_poured, YES_CHOICES, false),
                                         WORD_COLUMN(purchase_row, basis, BASES_OF_COST, false),
                                         COLUMN(purchase_row, model_line, COLUMN_TEXT, false),
                                         WORD_COLUMN(purchase_row, class, USE_CHOICES, false),
                                         COLUMN(purchase_row, plant, COLUMN_TEXT, false),
                                         WORD_COLUMN(purchase_row, exported, YES_CHOICES, false)};

static const struct column VEHICLE[] = {COLUMN(vehicle_row, good_id, COLUMN_TEXT, true),
                                        COLUMN(vehicle_row, model_line, COLUMN_TEXT, true),
                                        WORD_COLUMN(vehicle_row, class, USE_CHOICES, true),
                                        COLUMN(vehicle_row, plant, COLUMN_TEXT, true),
                                        COLUMN(vehicle_row, month, COLUMN_DATE, true),
                                        COLUMN(vehicle_row, units, COLUMN_TOTAL, true),
                                        COLUMN(vehicle_row, exported_units, COLUMN_TOTAL, false),
                                        COLUMN(vehicle_row, producer, COLUMN_TEXT, false),
                                        COLUMN(vehicle_row, currency, COLUMN_CURRENCY, false),
                                        COLUMN(vehicle_row, net_cost, COLUMN_TOTAL, false),
                                        COLUMN(vehicle_row, vnm, COLUMN_TOTAL, false),
                                        WORD_COLUMN(vehicle_row, basis, BASES_OF_COST, false),
                                        WORD_COLUMN(vehicle_row, category, CATEGORIES, false),
                                        WORD_COLUMN(vehicle_row, labour_category, CATEGORIES, false),
                                        WORD_COLUMN(vehicle_row, scope, SCOPES, false),
                                        WORD_COLUMN(vehicle_row, period, AVERAGINGS, false),
                                        COLUMN(vehicle_row, high_wage_labour, COLUMN_TOTAL, false),
                                        COLUMN(vehicle_row, high_wage_material, COLUMN_TOTAL, false),
                                        COLUMN(vehicle_row, high_wage_transport, COLUMN_TOTAL, false),
                                        COLUMN(vehicle_row, transport_provider, COLUMN_TEXT, false),
                                        COLUMN(vehicle_row, purchases, COLUMN_TOTAL, false),
                                        COLUMN(vehicle_row, high_wage_purchases, COLUMN_TOTAL, false)};

const struct column_table GOOD_COLUMNS = TABLE("goods.csv", GOOD, good);
const struct column_table MATERIAL_COLUMNS = TABLE("bom.csv", MATERIAL, material);
const struct column_table DOCUMENT_COLUMNS = TABLE("documents.csv", DOCUMENT, document);
const struct column_table STATEMENT_MATERIAL_COLUMNS =
    PLACED_TABLE("statement-materials.csv", STATEMENT_MATERIAL, statement_material);
const struct column_table RATE_COLUMNS = TABLE("rates.csv", RATE, rate);
const struct column_table DUTY_COLUMNS = TABLE("duties.csv", DUTY, duty);
const struct column_table MOVEMENT_COLUMNS = PLACED_TABLE("movements.csv", MOVEMENT, movement);

const struct column_table PARTY_COLUMNS = PLACED_TABLE("parties.csv", PARTY, party);

const struct column_table ENTRY_COLUMNS = PLACED_TABLE("entries.csv", ENTRY, entry_row);
const struct column_table MEASURE_COLUMNS = PLACED_TABLE("measures.csv", MEASURE, measure_row);

const struct column_table LEDGER_COLUMNS = PLACED_TABLE("ledger.csv", LEDGER, ledger_entry);
const struct column_table BASE_COLUMNS = PLACED_TABLE("bases.csv", BASE, base_share);
const struct column_table LOAN_COLUMNS = PLACED_TABLE("loans.csv", LOAN, loan);
const struct column_table PAYMENT_COLUMNS = PLACED_TABLE("payments.csv", PAYMENT, loan_payment);
const struct column_table YIELD_COLUMNS = PLACED_TABLE("yields.csv", YIELD, federal_yield);
const struct column_table AVERAGE_COLUMNS = PLACED_TABLE("averages.csv", AVERAGE, average_row);

const struct column_table PLANT_COLUMNS = PLACED_TABLE("plants.csv", PLANT, plant_row);
const struct column_table PURCHASE_COLUMNS = PLACED_TABLE("purchases.csv", PURCHASE, purchase_row);
const struct column_table VEHICLE_COLUMNS = PLACED_TABLE("vehicles.csv", VEHICLE, vehicle_row);
