#include "record/pack.h"

#include <limits.h>

/* What a step hands to zlib, which counts in unsigned int. */
enum { STEP = 1 << 30 };

usmca_status packer_begin(struct packer *packer, struct text dictionary, usmca_error *error) {
    *packer = (struct packer){.dictionary = dictionary};
    packer->packing = deflateInit(&packer->stream, PACKING_LEVEL) == Z_OK;
    return packer->packing ? USMCA_OK : error_memory(error);
}

usmca_status packer_pack(struct packer *packer, struct buffer *out, struct text bytes, usmca_error *error) {
    z_stream *stream = &packer->stream;
    out->length = 0;
    int status = deflateReset(stream);
    if (status == Z_OK && packer->dictionary.length > 0)
        status = deflateSetDictionary(stream, (const Bytef *)packer->dictionary.data,
                                      (uInt)packer->dictionary.length);
    while (status == Z_OK) {
        enum { ROOM = 65536 };
        if (stream->avail_in == 0) {
            stream->avail_in = (uInt)(bytes.length < STEP ? bytes.length : STEP);
            stream->next_in = (Bytef *)(uintptr_t)bytes.data;
            bytes.data += stream->avail_in;
            bytes.length -= stream->avail_in;
        }
        stream->next_out = (Bytef *)buffer_reserve(out, ROOM);
        stream->avail_out = stream->next_out != NULL ? ROOM : 0;
        if (stream->next_out == NULL)
            return error_memory(error);
        status = deflate(stream, bytes.length == 0 ? Z_FINISH : Z_NO_FLUSH);
        out->length += ROOM - stream->avail_out;
    }
    return status == Z_STREAM_END ? USMCA_OK : error_memory(error);
}

void packer_end(struct packer *packer) {
    if (packer->packing)
        deflateEnd(&packer->stream);
    packer->packing = false;
}

/* ---- unpacking ---- */

/* A stream is read without what stands around it (RFC 1950), which is compared here: zlib would sum up the
 * dictionary for each of them, and it is five times as long as what it helps to pack. */
enum { HEAD = 2, SUM = 4, WINDOW_BITS = 15 };
/* What one byte can become, at most. */
enum { MOST_OF_BYTE = 1032 };

void unpacker_dictionary(struct unpacker *unpacker, struct text dictionary) {
    unpacker->dictionary = dictionary;
    unpacker->dictionary_sum =
        (uint32_t)adler32_z(adler32_z(0, NULL, 0), (const Bytef *)dictionary.data, dictionary.length);
}

static uint32_t sum_at(const char *at) {
    const unsigned char *bytes = (const unsigned char *)at;
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* Takes the head and the sum at the end off the stream. */
static bool open_stream(const struct unpacker *unpacker, struct text *packed, bool *dictionary,
                        uint32_t *sum) {
    enum { METHOD_AND_WINDOW = 0x78, HAS_DICTIONARY = 0x20, CHECKED = 31 };
    if (packed->length < HEAD + SUM)
        return false;
    unsigned char first = (unsigned char)packed->data[0];
    unsigned char second = (unsigned char)packed->data[1];
    *dictionary = (second & HAS_DICTIONARY) != 0;
    size_t head = HEAD + (*dictionary ? (size_t)SUM : 0);
    if (first != METHOD_AND_WINDOW || (first << 8 | second) % CHECKED != 0 || packed->length < head + SUM ||
        (*dictionary && sum_at(packed->data + HEAD) != unpacker->dictionary_sum))
        return false;
    *packed = (struct text){packed->data + head, packed->length - head - SUM};
    *sum = sum_at(packed->data + packed->length);
    return true;
}

static bool prepare(struct unpacker *unpacker, bool dictionary, struct buffer *out) {
    z_stream *stream = &unpacker->stream;
    if (!unpacker->ready && inflateInit2(stream, -WINDOW_BITS) != Z_OK) {
        out->failed = true;
        return false;
    }
    unpacker->ready = true;
    if (inflateReset(stream) != Z_OK)
        return false;
    int status = dictionary ? inflateSetDictionary(stream, (const Bytef *)unpacker->dictionary.data,
                                                   (uInt)unpacker->dictionary.length)
                            : Z_OK;
    out->failed = out->failed || status == Z_MEM_ERROR;
    return status == Z_OK;
}

/* One more byte is made room for, so that a stream that is longer than it says is told from one that is not.
 */
bool unpacker_unpack(struct unpacker *unpacker, struct buffer *out, struct text packed, uint64_t length) {
    z_stream *stream = &unpacker->stream;
    bool dictionary = false;
    uint32_t sum = 0;
    out->length = 0;
    if (packed.length >= UINT_MAX || length >= UINT_MAX || length / MOST_OF_BYTE > packed.length ||
        !open_stream(unpacker, &packed, &dictionary, &sum) || !prepare(unpacker, dictionary, out))
        return false;
    char *room = buffer_reserve(out, (size_t)length + 1);
    if (room == NULL)
        return false;
    stream->next_in = (Bytef *)(uintptr_t)packed.data;
    stream->avail_in = (uInt)packed.length;
    stream->next_out = (Bytef *)room;
    stream->avail_out = (uInt)length + 1;
    int status = inflate(stream, Z_FINISH);
    out->failed = out->failed || status == Z_MEM_ERROR;
    out->length = (size_t)length;
    return status == Z_STREAM_END && stream->avail_out == 1 && stream->avail_in == 0 &&
           (unpacker->without_sums ||
            adler32_z(adler32_z(0, NULL, 0), (const Bytef *)room, (size_t)length) == sum);
}

void unpacker_end(struct unpacker *unpacker) {
    if (unpacker->ready)
        inflateEnd(&unpacker->stream);
    unpacker->ready = false;
}
