#include "binder/parts.h"

static void put_requirement(struct binder *binder, const json_t *requirement) {
    struct pdf *pdf = binder->pdf;
    const char *result = results_string(requirement, "result");
    struct text name = binder_word(binder, "vehicle", results_string(requirement, "id"));
    enum pdf_tone tone = strcmp(result, "pass") == 0   ? PDF_GOOD
                         : strcmp(result, "fail") == 0 ? PDF_BAD
                                                       : PDF_OPEN;
    size_t index = 0;
    const json_t *sentence = NULL;
    pdf_toned(pdf, PDF_STRONG, tone, binder_labelled(binder, name, binder_word(binder, "result", result)));
    pdf_pair(pdf, binder_say(binder, "vehicle.column.figure"), binder_value(requirement, "percent"));
    pdf_pair(pdf, binder_say(binder, "vehicle.column.limit"), binder_value(requirement, "required"));
    pdf_pair(pdf, binder_say(binder, "vehicle.column.margin"), binder_value(requirement, "margin"));
    pdf_pair(pdf, binder_say(binder, "html.cite"), binder_cite(binder, binder_value(requirement, "cite")));
    json_array_foreach(json_object_get(requirement, "evidence"), index, sentence) {
        const char *words = json_string_value(sentence);
        pdf_bullet(pdf, PDF_PLAIN, text_from(words));
    }
    pdf_space(pdf, 4);
}

static struct text integer(struct binder *binder, const json_t *object, const char *key) {
    return binder_number(binder, (size_t)json_integer_value(json_object_get(object, key)));
}

void binder_vehicle(struct binder *binder, const json_t *good) {
    const json_t *vehicle = json_object_get(good, "vehicle");
    size_t index = 0;
    const json_t *one = NULL;
    if (!json_is_object(vehicle))
        return;
    bool stated = results_string(vehicle, "model_line")[0] != '\0';
    binder_section(binder, "binder.vehicle");
    pdf_paragraph(binder->pdf, PDF_STRONG,
                  BINDER_SAY(binder, stated ? "vehicle.heading.stated" : "vehicle.heading",
                             {"class", binder_word(binder, "use", results_string(vehicle, "class"))},
                             {"model_line", binder_value(vehicle, "model_line")},
                             {"plant", binder_value(vehicle, "plant")}));
    json_array_foreach(json_object_get(vehicle, "requirements"), index, one) {
        put_requirement(binder, one);
    }
    json_array_foreach(json_object_get(vehicle, "tables"), index, one) {
        pdf_bullet(binder->pdf, PDF_PLAIN,
                   BINDER_SAY(binder, "vehicle.table", {"table", binder_value(one, "table")},
                              {"lines", integer(binder, one, "lines")},
                              {"originating", integer(binder, one, "originating")},
                              {"value", binder_value(one, "value")}, {"vnm", binder_value(one, "vnm")}));
    }
}
