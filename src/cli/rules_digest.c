#include "cli/rules_digest.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"

enum { MOST_BYTES = 64 * 1024 * 1024, PATH_SIZE = 4400 };

static int is_file_of_rules(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

static int by_name(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static usmca_status add_file(digest_parts *parts, const char *path, const char *name, usmca_error *error) {
    struct buffer bytes = {0};
    usmca_status status = file_read(&bytes, path, MOST_BYTES, error);
    if (status == USMCA_OK) {
        struct digest digest = digest_of(buffer_view(&bytes));
        digest_text(parts, text_from(name));
        digest_digest(parts, &digest);
    }
    buffer_free(&bytes);
    return status;
}

static usmca_status add_folder(digest_parts *parts, const char *rules, const char *folder,
                               usmca_error *error) {
    char path[PATH_SIZE];
    struct dirent **list = NULL;
    usmca_status status = USMCA_OK;
    snprintf(path, sizeof path, "%s/%s", rules, folder);
    int count = scandir(path, &list, is_file_of_rules, by_name);
    if (count < 0)
        return error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot read: %s", strerror(errno));
    for (int i = 0; i < count; i++) {
        char name[300];
        snprintf(path, sizeof path, "%s/%s/%s", rules, folder, list[i]->d_name);
        snprintf(name, sizeof name, "%s/%s", folder, list[i]->d_name);
        if (status == USMCA_OK)
            status = add_file(parts, path, name, error);
        free(list[i]);
    }
    free(list);
    return status;
}

usmca_status rules_digest(struct digest *out, const char *rules, usmca_error *error) {
    digest_parts parts;
    digest_begin(&parts);
    usmca_status status = add_folder(&parts, rules, "usmca", error);
    if (status == USMCA_OK)
        status = add_folder(&parts, rules, "hs", error);
    *out = digest_end(&parts);
    return status;
}
