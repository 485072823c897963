#include "intake/notices.h"

void file_notices(struct buffer *out, const struct messages *messages, const struct csv_source *source,
                  const struct layout *layout) {
    struct text file = text_from(source->path);
    if (source->guessed != NULL) {
        MESSAGE(out, messages, "encoding-guessed", {"file", file}, {"encoding", text_from(source->guessed)});
        buffer_char(out, '\n');
    }
    if (layout->skipped > 0) {
        struct buffer count = {0};
        buffer_number(&count, layout->skipped);
        MESSAGE(out, messages, "rows-skipped", {"file", file}, {"count", buffer_view(&count)},
                {"rules", layout->skipped_by});
        buffer_char(out, '\n');
        buffer_free(&count);
    }
    if (layout->unknown.length > 0) {
        MESSAGE(out, messages, "unknown-columns", {"file", file}, {"columns", layout->unknown});
        buffer_char(out, '\n');
    }
}
