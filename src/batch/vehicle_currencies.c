#include "batch/vehicle_currencies.h"

#include <stdlib.h>

struct currencies {
    const struct batch *batch;
    const struct plan_file *file; /* that names the goods */
    struct vehicle_data *data;
    struct unit_reader reader;
    struct rejects rejects; /* told when the goods are determined */
    struct buffer previous; /* the id of the row before */
    bool out_of_memory;
    char scratch[CSV_LONGEST_FIELD];
};

/* Whether a row of a vehicle beside others names none. */
static bool matter(const struct vehicle_data *data) {
    bool without = false;
    bool several = false;
    for (size_t i = 0; i < data->vehicle_count; i++) {
        without = without || data->vehicles[i].currency.length == 0;
        several = several || !text_equal(data->vehicles[i].good_id, data->vehicles[0].good_id);
    }
    return without && several;
}

static void say(struct currencies *currencies, struct text id, const struct csv_slice *slice) {
    struct unit_reader *reader = &currencies->reader;
    const struct text currency = currencies->batch->setting->currency; /* of a good that names none */
    unit_begin(reader, id, reader->flat ? NULL : slice);
    if (reader->flat)
        unit_add(reader, slice, NULL, false);
    const struct good *good = &reader->good;
    const bool said = vehicle_data_good_currency(currencies->data, id,
                                                 good->rejected.length > 0   ? NO_TEXT
                                                 : good->currency.length > 0 ? good->currency
                                                                             : currency);
    currencies->out_of_memory =
        currencies->out_of_memory || !said || reader->out_of_memory || reader->arena.failed;
}

/* Of a flat file, the first of rows that stand together. */
static bool take_row(void *context, const struct csv_place *place) {
    struct currencies *currencies = context;
    const struct plan_file *file = currencies->file;
    struct text id;
    if (!layout_id(file->layout, place->slice, file->source.delimiter, currencies->scratch, &id) ||
        (currencies->reader.flat && text_equal(id, buffer_view(&currencies->previous))))
        return true;
    currencies->previous.length = 0;
    buffer_text(&currencies->previous, id);
    currencies->out_of_memory = currencies->out_of_memory || currencies->previous.failed;
    const struct row_span rows = vehicle_rows_of_good(currencies->data, id);
    if (rows.first < rows.end)
        say(currencies, id, &place->slice);
    return !currencies->out_of_memory;
}

static usmca_status read_goods(struct currencies *currencies, usmca_error *error) {
    const struct csv_source *source = &currencies->file->source;
    usmca_status status =
        csv_source_walk(source, source->data, source->data_line, take_row, currencies, error);
    return status == USMCA_OK && currencies->out_of_memory ? error_memory(error) : status;
}

static usmca_status read_currencies(const struct batch *batch, struct vehicle_data *data,
                                    usmca_error *error) {
    struct hs_pattern *codes = NULL;
    struct currencies *currencies = calloc(1, sizeof *currencies);
    if (currencies == NULL)
        return error_memory(error);
    currencies->batch = batch;
    currencies->file = batch->goods != NULL ? batch->goods : batch->lines;
    currencies->data = data;
    currencies->rejects.messages = batch->book->messages;
    usmca_status status = hs_pattern_new(&codes, error);
    if (status == USMCA_OK)
        status = unit_reader_open(&currencies->reader, &batch->files, codes, &currencies->rejects, error);
    if (status == USMCA_OK)
        status = read_goods(currencies, error);
    unit_reader_close(&currencies->reader);
    hs_pattern_free(codes);
    rejects_free(&currencies->rejects);
    buffer_free(&currencies->previous);
    free(currencies);
    return status;
}

usmca_status batch_vehicle_currencies(const struct batch *batch, struct vehicle_data *data,
                                      usmca_error *error) {
    usmca_status status = USMCA_OK;
    if (data == NULL || batch->setting->vehicles == NULL)
        return USMCA_OK;
    if (matter(data))
        status = read_currencies(batch, data, error);
    vehicle_data_goods_read(data);
    return status;
}
