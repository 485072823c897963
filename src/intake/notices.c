#include "intake/notices.h"

void file_notices(struct buffer *out, const struct messages *messages, const struct csv_source *source,
                  const struct layout *layout) {
    struct text file = text_from(source->path);
    if (source->guessed != NULL) {
        MESSAGE(out, messages, "encoding-guessed", {"file", file}, {"encoding", text_from(source->guessed)});
        buffer_char(out, '\n');
    }
    if (layout->unknown.length > 0) {
        MESSAGE(out, messages, "unknown-columns", {"file", file}, {"columns", layout->unknown});
        buffer_char(out, '\n');
    }
}
