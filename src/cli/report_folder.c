#include "cli/report_folder.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "batch/run.h"

static const char GOODS[] = "goods";

/* ---- what stands there ---- */

/* Whether a folder has nothing but pages, of which those of goods begin with their number, and their style.
 */
static bool has_pages_alone(const char *path, bool goods, bool *any) {
    DIR *folder = opendir(path);
    const struct dirent *entry = NULL;
    bool alone = folder != NULL;
    while (alone && (entry = readdir(folder)) != NULL) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
            continue;
        *any = true;
        alone = output_name_ends(name, ".html")
                    ? !goods || isdigit((unsigned char)name[0])
                    : !goods && (strcmp(name, GOODS) == 0 || strcmp(name, HTML_STYLE_FILE) == 0);
    }
    if (folder != NULL)
        closedir(folder);
    return alone;
}

/* An earlier report, or an empty folder. */
static bool is_report(const char *path) {
    bool any = false;
    char *goods = output_folder_joined(path, GOODS);
    char *index = output_folder_joined(path, "index.html");
    bool ours = goods != NULL && index != NULL && has_pages_alone(path, false, &any) &&
                (!any || (access(index, F_OK) == 0 && has_pages_alone(goods, true, &any)));
    free(goods);
    free(index);
    return ours;
}

usmca_status report_folder_open(struct report_folder *folder, const char *path, usmca_error *error) {
    for (int i = 0; i < HTML_FILES; i++)
        folder->files[i] = -1;
    folder->has_goods = false;
    return output_folder_open(&folder->place, path, is_report, ERROR_WORDS("an earlier report"), error);
}

/* ---- files ---- */

usmca_status report_folder_end(void *context, enum html_file file, usmca_error *error) {
    struct report_folder *folder = context;
    int descriptor = folder->files[file];
    folder->files[file] = -1;
    return descriptor < 0 || close(descriptor) == 0 ? USMCA_OK : output_folder_failed(&folder->place, error);
}

usmca_status report_folder_file(void *context, enum html_file file, const char *name, usmca_error *error) {
    struct report_folder *folder = context;
    usmca_status status = report_folder_end(context, file, error);
    if (status != USMCA_OK)
        return status;
    status = output_folder_goes_on(&folder->place, error);
    if (status != USMCA_OK)
        return status;
    if (!folder->has_goods && mkdirat(folder->place.root, GOODS, 0777) != 0)
        return output_folder_failed(&folder->place, error);
    folder->has_goods = true;
    folder->files[file] = openat(folder->place.root, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    return folder->files[file] >= 0 ? USMCA_OK : output_folder_failed(&folder->place, error);
}

usmca_status report_folder_write(void *context, enum html_file file, struct text bytes, usmca_error *error) {
    return batch_write(((struct report_folder *)context)->files[file], bytes, error);
}

usmca_status report_folder_close(struct report_folder *folder, bool keep, usmca_error *error) {
    usmca_error ignored;
    usmca_status status = USMCA_OK;
    for (int i = 0; i < HTML_FILES; i++) {
        usmca_status closed =
            report_folder_end(folder, (enum html_file)i, status == USMCA_OK ? error : &ignored);
        status = status == USMCA_OK ? closed : status;
    }
    usmca_status moved = output_folder_close(&folder->place, keep && status == USMCA_OK,
                                             status == USMCA_OK ? error : &ignored);
    return status == USMCA_OK ? moved : status;
}
