#include "cli/service_options.h"

#include <string.h>

#include "cli/command.h"

int service_options_take(struct service *service, const char *command, const struct service_options *options,
                         const char **language) {
    int status = command_language(command, language);
    if (status != EXIT_DONE)
        return status;
    for (size_t i = 0; i < LANGUAGES; i++)
        if (strcmp(LANGUAGE_NAMES[i], *language) == 0)
            service->language = i;
    service->currency = options->currency;
    service->edition = options->edition;
    service->tariff = options->tariff;
    service->default_use = options->default_use;
    service->designate = options->designate;
    service->year_begins = options->year_begins;
    return EXIT_DONE;
}

int service_options_check(const struct service *service, const char *command) {
    struct service_question question;
    usmca_error error = {0};
    json_t *nothing = json_object();
    if (nothing == NULL)
        return command_no_memory();
    usmca_status status = question_read(&question, service, nothing, &error);
    json_decref(nothing);
    return status == USMCA_OK               ? EXIT_DONE
           : status == USMCA_ERROR_ARGUMENT ? usage_said(command, &error)
                                            : command_fail(&error);
}
