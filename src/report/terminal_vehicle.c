#include "report/number.h"
#include "report/paragraph.h"
#include "report/vehicle.h"

/* Columns are as wide as the widest of what stands in them. */
enum { INDENT = 4, GAP = 2 };
enum vehicle_column { NAME, OUTCOME, FIGURE, LIMIT, MARGIN, VEHICLE_CELLS };

struct page {
    struct buffer *out;
    const struct messages *messages;
    size_t width; /* of lines, in columns */
    size_t columns[VEHICLE_CELLS];
    struct buffer sentence;
};

struct vehicle_cells {
    struct text of[VEHICLE_CELLS];
    struct number_room rooms[VEHICLE_CELLS];
};

static struct text result_word(const struct page *page, enum result result) {
    static const char *const IDS[] = {
        [RESULT_FAIL] = "result.fail", [RESULT_UNKNOWN] = "result.unknown", [RESULT_PASS] = "result.pass"};
    return message_find(page->messages, IDS[result]);
}

static void read_cells(struct vehicle_cells *cells, const struct page *page,
                       const struct vehicle_report_row *row) {
    const struct figure *figure = &row->figure;
    for (int i = 0; i < VEHICLE_CELLS; i++)
        cells->of[i] = TEXT("\xe2\x80\x93");
    cells->of[NAME] = message_find(page->messages, row->name);
    cells->of[OUTCOME] = result_word(page, row->result);
    if (figure->known)
        cells->of[FIGURE] = number_figure(&cells->rooms[FIGURE], page->messages, figure);
    if (figure->required > 0)
        cells->of[LIMIT] = number_decimal(&cells->rooms[LIMIT], page->messages, figure->required, 0);
    if (figure->known && figure->asked > 0)
        cells->of[MARGIN] = number_percent(&cells->rooms[MARGIN], page->messages, figure->margin);
}

static void read_heads(struct vehicle_cells *cells, const struct page *page) {
    static const char *const HEADS[VEHICLE_CELLS] = {"vehicle.column.requirement", "vehicle.column.result",
                                                     "vehicle.column.figure", "vehicle.column.limit",
                                                     "vehicle.column.margin"};
    for (int i = 0; i < VEHICLE_CELLS; i++)
        cells->of[i] = message_find(page->messages, HEADS[i]);
}

static void widen(struct page *page, const struct vehicle_cells *cells) {
    for (int i = 0; i < VEHICLE_CELLS; i++) {
        const size_t wide = paragraph_columns(cells->of[i]);
        page->columns[i] = wide > page->columns[i] ? wide : page->columns[i];
    }
}

static void measure_row(void *context, const struct vehicle_report_row *row) {
    struct page *page = context;
    struct vehicle_cells cells;
    read_cells(&cells, page, row);
    widen(page, &cells);
}

/* Returns how many columns the line has. */
static size_t put_cells(struct page *page, const struct vehicle_cells *cells) {
    size_t used = INDENT;
    buffer_string(page->out, "    ");
    for (int i = 0; i < VEHICLE_CELLS; i++) {
        buffer_string(page->out, i > 0 ? "  " : "");
        if (i < FIGURE)
            paragraph_pad(page->out, cells->of[i], page->columns[i]);
        else
            paragraph_pad_left(page->out, cells->of[i], page->columns[i]);
        used += page->columns[i] + (i > 0 ? GAP : 0);
    }
    return used;
}

/* The provision stands beside the figures, or below where there is no room. */
static void put_row(void *context, const struct vehicle_report_row *row) {
    struct page *page = context;
    const size_t width = page->width > 0 ? page->width : PARAGRAPH_WIDTH;
    struct text evidence = row->evidence;
    struct text sentence;
    struct vehicle_cells cells;
    struct buffer cite = {0};
    read_cells(&cells, page, row);
    const size_t used = put_cells(page, &cells);
    message_cite(&cite, page->messages, row->cite);
    const bool fits = used + GAP + paragraph_columns(buffer_view(&cite)) <= width;
    buffer_string(page->out, fits ? "  " : "\n        ");
    buffer_text(page->out, buffer_view(&cite));
    buffer_char(page->out, '\n');
    while (evidence.length > 0 && text_split(&evidence, '\n', &sentence))
        if (sentence.length > 0)
            paragraph_write_within(page->out, page->width, TEXT("        "), sentence);
    buffer_release(&cite, page->out);
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
    struct vehicle_cells heads;
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
    read_heads(&heads, &page);
    widen(&page, &heads);
    out->failed = !vehicle_rows(book, determination, measure_row, &page) || out->failed;
    put_cells(&page, &heads);
    buffer_char(out, '\n');
    out->failed = !vehicle_rows(book, determination, put_row, &page) || out->failed;
    put_tables(&page, vehicle);
    buffer_release(&page.sentence, out);
}
