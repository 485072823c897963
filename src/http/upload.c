#include "http/upload.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/shown.h"
#include "base/utf8.h"
#include "http/form_heads.h"
#include "intake/csv_source.h"
#include "service/case_question.h"

static void refuse(struct uploads *uploads, const char *name, const char *why) {
    if (uploads->problem[0] == '\0')
        snprintf(uploads->problem, sizeof uploads->problem, "%.60s: %s", name, why);
}

/* MOST_UPLOADS where there is no such table. */
static int input_named(const char *name) {
    if (strcmp(name, "file") == 0)
        return INPUT_FLAT;
    if (strcmp(name, "profile") == 0)
        return UPLOAD_PROFILE;
    if (strcmp(name, "results") == 0)
        return UPLOAD_RESULTS;
    if (strcmp(name, "columns") == 0)
        return UPLOAD_COLUMNS;
    for (int i = 0; i < INPUT_FLAT; i++)
        if (case_table_given(i) && strcmp(name, case_table_name(i)) == 0)
            return i;
    return MOST_UPLOADS;
}

/* What a part said that is no file. */
static void end_value(struct uploads *uploads) {
    size_t at = 0;
    struct text value = buffer_view(&uploads->value);
    if (uploads->name[0] == '\0')
        return;
    uploads->out_of_memory = uploads->out_of_memory || uploads->value.failed;
    if (uploads->out_of_memory)
        value.length = 0;
    else if (!utf8_valid(uploads->name, strlen(uploads->name), &at) ||
             !utf8_valid(value.data, value.length, &at) ||
             memchr(value.length > 0 ? value.data : "", '\0', value.length) != NULL)
        refuse(uploads, uploads->name, "it is not UTF-8");
    else if (json_object_get(uploads->said, uploads->name) != NULL)
        refuse(uploads, uploads->name, "it stands twice");
    else if (json_object_set_new(uploads->said, uploads->name,
                                 value.length > 0 ? json_stringn(value.data, value.length) : json_null()) !=
             0)
        uploads->out_of_memory = true;
    uploads->value.length = 0;
    uploads->name[0] = '\0';
}

/* The name that messages have: that of the file, without folders. */
static void name_file(struct upload *file, const char *key, const char *filename) {
    const char *slash = strrchr(filename, '/');
    const char *name = slash != NULL ? slash + 1 : filename;
    size_t at = 0;
    bool plain = name[0] != '\0' && utf8_valid(name, strlen(name), &at);
    for (const char *c = name; *c != '\0' && plain; c++)
        plain = (unsigned char)*c >= ' ' && *c != 0x7f;
    struct text shown = text_cut(text_from(plain ? name : key), sizeof file->shown - 1);
    snprintf(file->shown, sizeof file->shown, "%.*s", (int)shown.length, shown.data);
}

static void begin_file(struct uploads *uploads, const char *key, const char *filename, bool blank) {
    int input = input_named(key);
    usmca_error error;
    for (size_t i = 0; i < uploads->count; i++)
        if (uploads->files[i].input == input)
            input = MOST_UPLOADS;
    if (input == MOST_UPLOADS) {
        refuse(uploads, key, "it is no table, or stands twice");
        return;
    }
    if (blank && filename[0] == '\0') /* a field of a page in which no file was chosen */
        return;
    struct upload *file = &uploads->files[uploads->count];
    file->input = input;
    if (memory_file(&file->descriptor, "upload", &error) != USMCA_OK) {
        uploads->out_of_memory = true;
        return;
    }
    uploads->count++;
    uploads->file = file;
    name_file(file, key, filename);
    /* a mark would begin the name of a sheet */
    snprintf(file->path, sizeof file->path, FILE_IN_MEMORY "%d/%s", file->descriptor,
             strchr(file->shown, '#') == NULL ? file->shown : key);
}

static enum MHD_Result take_part(void *context, enum MHD_ValueKind kind, const char *key,
                                 const char *filename, const char *type, const char *encoding,
                                 const char *data, uint64_t offset, size_t size) {
    struct uploads *uploads = context;
    usmca_error error;
    (void)kind;
    (void)type;
    (void)encoding;
    if (key == NULL || key[0] == '\0') {
        refuse(uploads, "a part", "it has no name");
        return MHD_NO;
    }
    if (offset == 0) {
        end_value(uploads);
        uploads->file = NULL;
        if (filename != NULL)
            begin_file(uploads, key, filename, size == 0);
        else
            snprintf(uploads->name, sizeof uploads->name, "%s", key);
    }
    if (uploads->file != NULL &&
        csv_source_write(uploads->file->descriptor, (struct text){data, size}, &error) != USMCA_OK)
        uploads->out_of_memory = true;
    if (uploads->file == NULL && uploads->value.length + size <= QUESTION_WORD_SIZE)
        buffer_put(&uploads->value, data, size);
    else if (uploads->file == NULL)
        refuse(uploads, key, "it is too long");
    return uploads->problem[0] == '\0' && !uploads->out_of_memory ? MHD_YES : MHD_NO;
}

bool uploads_read(struct uploads *uploads, const struct http_library *library,
                  struct MHD_Connection *connection, struct text body) {
    enum { BLOCK = 4096 };
    *uploads = (struct uploads){.said = json_object()};
    if (uploads->said == NULL)
        return false;
    struct MHD_PostProcessor *processor =
        library->MHD_create_post_processor(connection, BLOCK, take_part, uploads);
    struct buffer heads = {0};
    const char *type = library->MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Content-Type");
    if (form_heads_rewrite(&heads, body, type != NULL ? type : ""))
        body = buffer_view(&heads);
    uploads->out_of_memory = heads.failed;
    bool whole = processor != NULL && (body.length == 0 || library->MHD_post_process(processor, body.data,
                                                                                     body.length) == MHD_YES);
    whole = processor != NULL && library->MHD_destroy_post_processor(processor) == MHD_YES && whole;
    buffer_free(&heads);
    end_value(uploads);
    if (!whole && uploads->problem[0] == '\0')
        refuse(uploads, "form", "it cannot be read to its end");
    return !uploads->out_of_memory;
}

const struct upload *uploads_find(const struct uploads *uploads, int input) {
    for (size_t i = 0; uploads != NULL && i < uploads->count; i++)
        if (uploads->files[i].input == input)
            return &uploads->files[i];
    return NULL;
}

void uploads_tables(const struct uploads *uploads, struct table_input *files, const char **profile) {
    const struct upload *of_profile = uploads_find(uploads, UPLOAD_PROFILE);
    for (int i = 0; i < QUESTION_INPUTS; i++) {
        const struct upload *file = uploads_find(uploads, i);
        files[i] =
            file != NULL ? (struct table_input){file->path, file->shown, NULL} : (struct table_input){0};
    }
    *profile = of_profile != NULL ? of_profile->path : NULL;
}

void uploads_free(struct uploads *uploads) {
    for (size_t i = 0; i < uploads->count; i++)
        close(uploads->files[i].descriptor);
    json_decref(uploads->said);
    buffer_free(&uploads->value);
    *uploads = (struct uploads){0};
}
