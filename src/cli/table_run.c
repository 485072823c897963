#include "cli/table_run.h"

#include <string.h>

#include "batch/case_sheets.h"
#include "cli/config.h"

int table_run_check(struct table_run *run, size_t of) {
    const char *inputs[TABLES + 1];
    memcpy(inputs, run->files, sizeof run->files);
    inputs[TABLES] = run->profile_name;
    const char *const outputs[] = {run->output, run->rejects_path};
    int status = command_outputs_apart(run->command, outputs, 2, inputs, TABLES + 1);
    if (status == EXIT_DONE)
        status = command_language(run->command, &run->language);
    return status != EXIT_DONE
               ? status
               : command_format(run->command, run->format_word, of, run->output, &run->format);
}

usmca_status table_run_read(struct table_run *run, usmca_error *error) {
    char room[4096];
    const char *rules = command_rules(run->rules, room);
    usmca_status status = rulebook_open(&run->book, rules, run->language, error);
    if (status == USMCA_OK)
        status = profile_of_run(&run->profile, run->profile_name, rules, &(struct file_form){0},
                                run->book->words, error);
    if (status == USMCA_OK)
        status = hs_pattern_new(&run->codes, error);
    if (status == USMCA_OK)
        run->rejects = (struct rejects){.messages = run->book->messages, .raw = run->raw};
    if (status == USMCA_OK)
        config_say(&run->notices, run->book->messages);
    for (int kind = 0; kind < TABLES && status == USMCA_OK; kind++)
        if (run->files[kind] != NULL && (status = option_sheet(&run->files[kind], INPUT_TABLES[kind].name,
                                                               rules, &run->tables.arena, error)) == USMCA_OK)
            status = table_file_read(&run->tables, (enum table_kind)kind, run->files[kind], NULL,
                                     run->profile, run->codes, &run->rejects, &run->notices, NULL, error);
    return status;
}

usmca_status table_run_write(struct table_run *run, const struct buffer *report, usmca_error *error) {
    struct command_output outputs[2] = {{0}};
    usmca_error ignored;
    if (report->failed || run->rejects.rows.failed)
        return error_memory(error);
    struct buffer head = {0};
    if (run->format != NULL && strcmp(run->format->name, "text") == 0)
        config_say(&head, run->book->messages);
    if (head.length > 0)
        buffer_char(&head, '\n');
    usmca_status status = head.failed ? error_memory(error) : USMCA_OK;
    if (status == USMCA_OK && !run->nothing)
        status = command_output_put(&outputs[0], run->output, buffer_view(&head), report, error);
    buffer_free(&head);
    if (status == USMCA_OK && run->rejects_path != NULL)
        status = command_output_put(&outputs[1], run->rejects_path, text_from(REJECTS_HEADER),
                                    &run->rejects.rows, error);
    bool keep = status == USMCA_OK;
    usmca_status closed = command_outputs_close(outputs, 2, keep, keep ? error : &ignored);
    return keep ? closed : status;
}

int table_run_finish(struct table_run *run, struct text summary) {
    const bool told = !run->quiet || run->nothing;
    if (run->rejects_path == NULL && told)
        buffer_text(&run->notices, buffer_view(&run->rejects.lines));
    if (told) {
        buffer_text(&run->notices, summary);
        buffer_char(&run->notices, '\n');
    }
    if (run->notices.length > 0)
        command_say(buffer_view(&run->notices));
    return run->rejects.count > 0 ? EXIT_REJECTED : EXIT_DONE;
}

void table_run_free(struct table_run *run) {
    tables_free(&run->tables);
    rejects_free(&run->rejects);
    profile_free(run->profile);
    hs_pattern_free(run->codes);
    buffer_free(&run->notices);
    if (run->book != NULL)
        rulebook_free(run->book);
}
