#include "cli/pdf_module.h"

#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

#include "base/error.h"
#include "cli/apart.h"
#include "cli/command.h"

/* Where it lies, from the folder of the program on: in a build tree, and installed. */
static const char *const PLACES[] = {"usmca-pdf.so", USMCA_PDF_INSTALLED};

static void *open_beside_program(char *why, size_t room) {
    char program[2048];
    snprintf(why, room, "the folder of the program is not known");
    program_folder(program, sizeof program);
    for (size_t i = 0; program[0] != '\0' && i < sizeof PLACES / sizeof PLACES[0]; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", program, PLACES[i]);
        if (i + 1 < sizeof PLACES / sizeof PLACES[0] && access(path, F_OK) != 0)
            continue;
        void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
        if (module == NULL)
            snprintf(why, room, "%s", dlerror());
        return module;
    }
    return NULL;
}

static usmca_status load(const struct pdf_floor **out, usmca_error *error) {
    static const struct pdf_floor *loaded;
    char why[512];
    if (loaded != NULL) {
        *out = loaded;
        return USMCA_OK;
    }
    void *module = open_beside_program(why, sizeof why);
    if (module == NULL)
        return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot make a PDF: %s", why);
    const struct pdf_floor *floor = dlsym(module, "usmca_pdf_floor");
    if (floor == NULL || strcmp(floor->version, USMCA_VERSION) != 0)
        return error_set(error, USMCA_ERROR_IO, NULL, 0, 0,
                         "cannot make a PDF: usmca-pdf.so is not of version %s, as the program is",
                         USMCA_VERSION);
    *out = loaded = floor;
    return USMCA_OK;
}

static void say(const struct pdf_notes *notes) {
    char line[256];
    if (notes->font_instead[0] != '\0') {
        snprintf(line, sizeof line, "usmca: the font DejaVu Sans is not installed: the PDF is set in %s",
                 notes->font_instead);
        command_say(text_from(line));
    }
    if (notes->unknown == 0)
        return;
    snprintf(
        line, sizeof line,
        "usmca: no installed font has %zu of the letters of the PDF: they stand by their numbers, the first "
        "as [U+%04X]",
        notes->unknown, notes->unknown_first);
    command_say(text_from(line));
}

struct drawn {
    pdf_drawing drawing;
    void *context;
};

static usmca_status give(void *context, struct text bytes, usmca_error *error) {
    return apart_give(context, bytes, error);
}

static usmca_status draw_apart(struct apart *apart, void *context, usmca_error *error) {
    const struct drawn *drawn = context;
    const struct pdf_output output = {give, apart};
    const struct pdf_floor *floor = NULL;
    struct pdf_notes notes = {0};
    usmca_status status = load(&floor, error);
    if (status == USMCA_OK)
        status = drawn->drawing(floor, &output, &notes, drawn->context, error);
    if (status == USMCA_OK)
        say(&notes);
    return status;
}

usmca_status pdf_module_draw(pdf_drawing drawing, void *context, const struct pdf_output *output,
                             usmca_error *error) {
    struct drawn drawn = {drawing, context};
    return apart_run(draw_apart, &drawn, &(struct apart_taker){output->write, output->context}, error);
}
