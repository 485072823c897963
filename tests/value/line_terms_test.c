#include "rulebook/book.h"
#include "value/line_terms.h"

enum { DAY = 20261005 };

static struct usmca_rulebook *book;
static struct arena arena;

static int load(void **state) {
    (void)state;
    return book_of(
               &book,
               "<rules edition='2012' source='test'><rule id='t' cite='c' scope='01-97' status='verified'>"
               "<alternative><rvc transaction-value='60'/></alternative></rule></rules>",
               NULL, NULL) == USMCA_OK
               ? 0
               : -1;
}

static int unload(void **state) {
    (void)state;
    rulebook_free(book);
    arena_free(&arena);
    return 0;
}

static struct amount number(const char *text) {
    decimal value = 0;
    assert_int_equal(decimal_parse(&value, text_from(text), (struct decimal_format){'.', '\0'}), DECIMAL_OK);
    return amount_of(value);
}

static const struct good *reckon(const struct good *good) {
    const struct good *out = NULL;
    assert_int_equal(line_terms_reckon(&out, book, DAY, good, &arena, NULL), USMCA_OK);
    return out;
}

/* The one line of a good; it lives until the next. */
static const struct material *line_of(struct material material) {
    static struct material given;
    static struct good good;
    given = material;
    good = (struct good){.materials = &given, .material_count = 1};
    const struct good *out = reckon(&good);
    assert_int_equal(out->rejected.length, 0);
    assert_int_equal(out->material_count, 1);
    return out->materials;
}

static void is(struct amount amount, const char *expected) {
    char text[AMOUNT_TEXT_SIZE];
    text[amount.given ? amount_print(text, amount, 0) : 0] = '\0';
    assert_string_equal(text, expected);
}

static void a_plain_good_is_left_as_it_is(void **state) {
    (void)state;
    const struct material lines[] = {
        {.line = TEXT("9"), .quantity = number("2"), .unit_value = number("4"), .value = number("8")},
        {.line = TEXT("10"), .value = number("8")},
        {.line = TEXT("11"), .quantity = number("2")}};
    const struct good good = {.materials = lines, .material_count = 3};
    assert_ptr_equal(reckon(&good), &good);
    const struct good rejected = {
        .materials = lines, .material_count = 3, .rejected = TEXT("x"), .base_quantity = number("2")};
    assert_ptr_equal(reckon(&rejected), &rejected);
}

static void what_is_reckoned_is_not_reckoned_again(void **state) {
    (void)state;
    const struct material given = {
        .quantity = number("20"), .unit_value = number("4"), .terms = {.base_quantity = number("10")}};
    const struct good good = {.materials = &given, .material_count = 1};
    const struct good *once = reckon(&good);
    is(once->materials[0].quantity, "2");
    assert_ptr_equal(reckon(once), once);
}

static void in_this_order(void **state) {
    (void)state;
    const struct material *line = line_of((struct material){.quantity = number("2"),
                                                            .unit_value = number("500"),
                                                            .terms = {.base_quantity = number("4"),
                                                                      .scrap_percent = number("20"),
                                                                      .yield_percent = number("75"),
                                                                      .unit = TEXT("dozen"),
                                                                      .price_unit_of_measure = TEXT("EA"),
                                                                      .price_unit = number("1000")}});
    static const char *const RESULTS[] = {"0.5", "0.6", "0.8", "9.6", "0.5"};
    assert_int_equal(line->reckoned->step_count, 5);
    for (uint32_t i = 0; i < 5; i++) {
        assert_int_equal(line->reckoned->steps[i].kind, i);
        is(line->reckoned->steps[i].result, RESULTS[i]);
    }
    is(line->quantity, "9.6");
    is(line->unit_value, "0.5");
    is(case_units(line), "9.6");
    line = line_of((struct material){.quantity = number("2"),
                                     .unit_value = number("5"),
                                     .terms = {.base_quantity = number("1"),
                                               .scrap_percent = number("0"),
                                               .yield_percent = number("100"),
                                               .unit = TEXT("EA"),
                                               .price_unit = number("1")}});
    assert_int_equal(line->reckoned->step_count, 0); /* none that changes nothing */
    is(line->quantity, "2");
}

static void thirds_are_exact(void **state) {
    (void)state;
    const struct material *line = line_of((struct material){
        .quantity = number("1"), .unit_value = number("1"), .terms = {.base_quantity = number("3")}});
    struct amount all = line->quantity;
    assert_int_equal(amount_times(&all, all, amount_of(3 * DECIMAL_ONE), &arena), AMOUNT_OK);
    is(all, "1");
}

static void units_of_a_material_are_pieces(void **state) {
    (void)state;
    struct material given = {
        .quantity = number("2"), .unit_value = number("5"), .terms = {.unit = TEXT("GRO")}};
    is(line_of(given)->quantity, "2");
    is(case_units(line_of(given)), "288");
    given.terms.unit = TEXT("LB");
    is(case_units(line_of(given)), "2");
    given.terms.price_unit_of_measure = TEXT("OZ");
    is(line_of(given)->quantity, "32");
    is(case_units(line_of(given)), "2");
    given.quantity = amount_not_given();
    assert_false(case_units(line_of(given)).given);
    given.unit_value = amount_not_given();
    is(case_units(line_of(given)), "1");
}

static void what_cannot_be_converted_has_no_price(void **state) {
    (void)state;
    struct material given = {.quantity = number("2"),
                             .unit_value = number("5"),
                             .terms = {.unit = TEXT("KG"), .price_unit_of_measure = TEXT("M")}};
    assert_int_equal(line_of(given)->reckoned->problem, UNITS_OF_DIMENSIONS);
    assert_false(line_of(given)->unit_value.given);
    is(line_of(given)->quantity, "2");
    given.terms.price_unit_of_measure = TEXT("ton");
    assert_int_equal(line_of(given)->reckoned->problem, UNIT_NOT_KNOWN);
    given.terms.unit = TEXT("Ton");
    assert_int_equal(line_of(given)->reckoned->problem, UNITS_AGREE);
    is(line_of(given)->unit_value, "5");
}

/* Whether a value and what quantity × unit value come to are two figures. */
static void differ(const char *value, const char *quantity, const char *price, bool expected) {
    const struct material given = {
        .value = number(value), .quantity = number(quantity), .unit_value = number(price)};
    const struct good good = {.materials = &given, .material_count = 1};
    const struct good *out = reckon(&good);
    bool found = out != &good && out->materials[0].reckoned->by_price.given;
    if (found != expected)
        fail_msg("%s, and %s × %s", value, quantity, price);
}

static void by_half_of_the_last_place(void **state) {
    (void)state;
    differ("28", "10", "2.8", false);
    differ("28", "1", "28.005", false);
    differ("28", "1", "28.005000001", true);
    differ("28", "1", "27.995", false);
    differ("28", "1", "27.994999999", true);
    differ("28.1", "1", "28.104", false);
    differ("28.125", "1", "28.1255", false);
    differ("28.125", "1", "28.1256", true);
    differ("28.123456789", "1", "28.123456789", false);
    differ("28.123456789", "1", "28.12345679", true);
    differ("0", "0", "5", false);
    differ("2.8", "10", "2.8", true);
}

static void weights(void **state) {
    (void)state;
    struct material given = {.quantity = number("2"), .terms = {.unit_weight_kg = number("0.06")}};
    is(line_of(given)->weight_kg, "0.12");
    given.terms.unit = TEXT("DZN");
    is(line_of(given)->weight_kg, "1.44");
    given.terms.unit = TEXT("M");
    is(line_of(given)->weight_kg, "0.12");
    given.terms.unit = TEXT("G");
    is(line_of(given)->weight_kg, "0.002");
    given.terms.unit = TEXT("");
    given.terms.weight_unit = TEXT("LB");
    is(line_of(given)->weight_kg, "0.0544310844");
    given.terms.weight_unit = TEXT("M");
    assert_false(line_of(given)->weight_kg.given);
    assert_int_equal(line_of(given)->reckoned->weight_problem, UNITS_OF_DIMENSIONS);
    given.terms.weight_unit = TEXT("?");
    assert_int_equal(line_of(given)->reckoned->weight_problem, UNIT_NOT_KNOWN);
    given.terms.weight_unit = TEXT("kg");
    given.weight_kg = number("0.12");
    is(line_of(given)->weight_kg, "0.12");
    given.weight_kg = number("0.06");
    assert_false(line_of(given)->weight_kg.given);
    is(line_of(given)->reckoned->by_pieces, "0.12");
    given = (struct material){.unit_value = number("5"), .terms = {.unit_weight_kg = number("0.06")}};
    assert_false(line_of(given)->weight_kg.given); /* how many there are is not known */
}

static void what_does_not_fit_rejects_the_good(void **state) {
    (void)state;
    const struct material given = {.quantity = number("9000000000"),
                                   .unit_value = number("1"),
                                   .terms = {.base_quantity = number("0.000000001")}};
    const struct good good = {.materials = &given, .material_count = 1};
    assert_true(reckon(&good)->rejected.length > 0);
    const struct material stated = {
        .quantity = number("9000000000"), .unit_value = number("9000000000"), .value = number("1")};
    const struct good of_stated = {.materials = &stated, .material_count = 1};
    assert_true(reckon(&of_stated)->rejected.length > 0);
    const struct material never = {.line = TEXT("7"),
                                   .terms = {.valid_from = 20260102, .valid_to = 20260101}};
    const struct good of_never = {.materials = &never, .material_count = 1};
    assert_non_null(strstr(reckon(&of_never)->rejected.data, "line 7"));
}

static struct material alternative(const char *line, const char *id, enum line_use use) {
    return (struct material){
        .line = text_from(line), .material_id = text_from(id), .terms = {.alternative = use}};
}

static void lines_in_use(void **state) {
    (void)state;
    struct material lines[] = {alternative("10", "A", LINE_ALTERNATIVE), alternative("20", "B", LINE_USED),
                               alternative("10", "C", LINE_IN_USE), alternative("30", "D", LINE_UNUSED),
                               alternative("20", "E", LINE_USED)};
    const struct good good = {.materials = lines, .material_count = 5};
    const struct good *out = reckon(&good);
    assert_int_equal(out->material_count, 3);
    assert_true(text_is(out->materials[0].material_id, "B"));
    assert_true(text_is(out->materials[1].material_id, "C"));
    assert_true(text_is(out->materials[2].material_id, "E"));
    assert_int_equal(out->reckoned->left_out_count, 2);
    assert_int_equal(out->reckoned->repeated_count, 0); /* both of 20 are said to be used */
    lines[4].terms.alternative = LINE_USE_NOT_SAID;
    assert_int_equal(reckon(&good)->reckoned->repeated_count, 1);
    lines[4].assembly = 2; /* numbers begin anew below each assembly */
    assert_int_equal(reckon(&good)->reckoned->repeated_count, 0);
    lines[2].terms.alternative = LINE_ALTERNATIVE;
    assert_int_equal(reckon(&good)->material_count, 4);
}

static void their_day(void **state) {
    (void)state;
    struct material line = {.line = TEXT("1"), .terms = {.valid_from = DAY, .valid_to = DAY}};
    const struct good good = {.materials = &line, .material_count = 1};
    assert_int_equal(reckon(&good)->material_count, 1);
    line.terms = (struct line_terms){.valid_from = DAY + 1};
    assert_int_equal(reckon(&good)->material_count, 0);
    line.terms = (struct line_terms){.valid_to = DAY - 1};
    assert_int_equal(reckon(&good)->material_count, 0);
}

static void a_price_of_several_goods(void **state) {
    (void)state;
    const struct good good = {.transaction_value = number("8000"),
                              .international_shipping = number("50"),
                              .price_unit = number("100")};
    const struct good *out = reckon(&good);
    is(out->transaction_value, "80");
    is(out->international_shipping, "0.5");
    is(out->reckoned->price, "8000");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_plain_good_is_left_as_it_is),
                                       cmocka_unit_test(what_is_reckoned_is_not_reckoned_again),
                                       cmocka_unit_test(in_this_order),
                                       cmocka_unit_test(thirds_are_exact),
                                       cmocka_unit_test(units_of_a_material_are_pieces),
                                       cmocka_unit_test(what_cannot_be_converted_has_no_price),
                                       cmocka_unit_test(by_half_of_the_last_place),
                                       cmocka_unit_test(weights),
                                       cmocka_unit_test(what_does_not_fit_rejects_the_good),
                                       cmocka_unit_test(lines_in_use),
                                       cmocka_unit_test(their_day),
                                       cmocka_unit_test(a_price_of_several_goods)};
    return cmocka_run_group_tests(tests, load, unload);
}
