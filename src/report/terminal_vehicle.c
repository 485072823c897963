#include "report/number.h"
#include "report/paragraph.h"
#include "report/vehicle.h"

enum { NAME_WIDTH = 28, RESULT_WIDTH = 16, FIGURE_WIDTH = 12 };

struct page {
    struct buffer *out;
    const struct messages *messages;
    size_t width; /* of lines, in columns */
    struct buffer sentence;
};

static void put_right(struct buffer *out, struct text text, size_t columns) {
    for (size_t wide = paragraph_columns(text); wide < columns; wide++)
        buffer_char(out, ' ');
    buffer_text(out, text);
}

static struct text result_word(const struct page *page, enum result result) {
    static const char *const IDS[] = {
        [RESULT_FAIL] = "result.fail", [RESULT_UNKNOWN] = "result.unknown", [RESULT_PASS] = "result.pass"};
    return message_find(page->messages, IDS[result]);
}

static void put_figure(struct page *page, bool given, struct text text) {
    put_right(page->out, given ? text : TEXT("\xe2\x80\x93"), FIGURE_WIDTH);
}

static void put_row(void *context, const struct vehicle_report_row *row) {
    struct page *page = context;
    struct number_room rooms[3];
    struct text evidence = row->evidence;
    struct text sentence;
    buffer_string(page->out, "    ");
    paragraph_pad(page->out, message_find(page->messages, row->name), NAME_WIDTH);
    paragraph_pad(page->out, result_word(page, row->result), RESULT_WIDTH);
    put_figure(page, row->figure.known, number_figure(&rooms[0], page->messages, &row->figure));
    put_figure(page, row->figure.required > 0,
               number_decimal(&rooms[1], page->messages, row->figure.required, 0));
    put_figure(page, row->figure.known && row->figure.asked > 0,
               number_percent(&rooms[2], page->messages, row->figure.margin));
    buffer_string(page->out, "  ");
    message_cite(page->out, page->messages, row->cite);
    buffer_char(page->out, '\n');
    while (evidence.length > 0 && text_split(&evidence, '\n', &sentence))
        if (sentence.length > 0)
            paragraph_write_within(page->out, page->width, TEXT("        "), sentence);
}

static void put_tables(struct page *page, const struct vehicle *vehicle) {
    const struct vehicle_table_sum *sums = vehicle->tables;
    struct buffer numbers[2] = {{0}, {0}};
    for (uint32_t i = 0; i < vehicle->table_count; i++) {
        struct number_room rooms[2];
        numbers[0].length = 0;
        numbers[1].length = 0;
        buffer_number(&numbers[0], sums[i].lines);
        buffer_number(&numbers[1], sums[i].originating);
        page->sentence.length = 0;
        MESSAGE(&page->sentence, page->messages, "vehicle.table", {"table", sums[i].table->id},
                {"lines", buffer_view(&numbers[0])}, {"originating", buffer_view(&numbers[1])},
                {"value", number_amount(&rooms[0], page->messages, sums[i].value)},
                {"vnm", number_amount(&rooms[1], page->messages, sums[i].non_originating)});
        paragraph_write_within(page->out, page->width, TEXT("    "), buffer_view(&page->sentence));
    }
    buffer_release(&numbers[0], page->out);
    buffer_release(&numbers[1], page->out);
}

/* As the catalogue calls it, or its own id. */
static struct text class_name(const struct page *page, struct text id) {
    struct buffer key = {0};
    buffer_string(&key, "use.");
    buffer_text(&key, id);
    buffer_char(&key, '\0');
    struct text name =
        !key.failed && message_has(page->messages, key.data) ? message_find(page->messages, key.data) : id;
    buffer_release(&key, page->out);
    return name;
}

void report_text_vehicle(struct buffer *out, const struct usmca_rulebook *book,
                         const struct determination *determination, size_t width) {
    const struct vehicle *vehicle = determination->vehicle;
    struct page page = {.out = out, .messages = book->messages, .width = width};
    if (!vehicle_page(determination))
        return;
    bool stated = vehicle->row != NULL;
    struct text name = vehicle_class_word(vehicle);
    MESSAGE(&page.sentence, page.messages, stated ? "vehicle.heading.stated" : "vehicle.heading",
            {"class", class_name(&page, name)},
            {"producer", stated ? vehicle->row->producer : determination->good->producer},
            {"model_line", stated ? vehicle->row->model_line : TEXT("")},
            {"plant", stated ? vehicle->row->plant : TEXT("")});
    paragraph_write_within(out, width, TEXT("  "), buffer_view(&page.sentence));
    buffer_string(out, "    ");
    paragraph_pad(out, message_find(page.messages, "vehicle.column.requirement"), NAME_WIDTH);
    paragraph_pad(out, message_find(page.messages, "vehicle.column.result"), RESULT_WIDTH);
    put_right(out, message_find(page.messages, "vehicle.column.figure"), FIGURE_WIDTH);
    put_right(out, message_find(page.messages, "vehicle.column.limit"), FIGURE_WIDTH);
    put_right(out, message_find(page.messages, "vehicle.column.margin"), FIGURE_WIDTH);
    buffer_char(out, '\n');
    out->failed = !vehicle_rows(book, determination, put_row, &page) || out->failed;
    put_tables(&page, vehicle);
    buffer_release(&page.sentence, out);
}
