#ifndef USMCA_RECORD_PACK_H
#define USMCA_RECORD_PACK_H

#include <zlib.h>

#include "base/buffer.h"
#include "base/error.h"

/* zlib streams, of one text each. Short texts that are much alike are packed with a dictionary of them. */

enum { DICTIONARY_SIZE = 16384, PACKING_LEVEL = 5 }; /* a sixth larger than the best, in half the time */

struct packer {
    z_stream stream;
    struct text dictionary;
    bool packing;
};

/* The dictionary outlives the packer; it may be empty. */
usmca_status packer_begin(struct packer *packer, struct text dictionary, usmca_error *error);
/* Replaces what is in `out`. */
usmca_status packer_pack(struct packer *packer, struct buffer *out, struct text bytes, usmca_error *error);
void packer_end(struct packer *packer);

/* Begins as zeros. */
struct unpacker {
    z_stream stream;
    bool ready;
    struct text dictionary;
    uint32_t dictionary_sum; /* which streams name it by */
    bool without_sums; /* what comes out is held against its SHA-256, which finds more than zlib's sum */
};

/* That of the streams that follow, which it outlives. */
void unpacker_dictionary(struct unpacker *unpacker, struct text dictionary);
/* Replaces what is in `out`; false where it is no stream of that dictionary and length, or where there is no
 * memory, and then `out` is failed. */
bool unpacker_unpack(struct unpacker *unpacker, struct buffer *out, struct text packed, uint64_t length);
void unpacker_end(struct unpacker *unpacker);

#endif
