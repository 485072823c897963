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

/* One more byte is made room for, so that a stream that is longer than it says is told from one that is not.
 */
bool unpacker_unpack(struct unpacker *unpacker, struct buffer *out, struct text packed,
                     struct text dictionary, uint64_t length) {
    z_stream *stream = &unpacker->stream;
    out->length = 0;
    if (packed.length >= UINT_MAX || length >= UINT_MAX)
        return false;
    if (!unpacker->ready && inflateInit(stream) != Z_OK) {
        out->failed = true;
        return false;
    }
    unpacker->ready = true;
    char *room = buffer_reserve(out, (size_t)length + 1);
    if (room == NULL || inflateReset(stream) != Z_OK)
        return false;
    stream->next_in = (Bytef *)(uintptr_t)packed.data;
    stream->avail_in = (uInt)packed.length;
    stream->next_out = (Bytef *)room;
    stream->avail_out = (uInt)length + 1;
    int status = inflate(stream, Z_FINISH);
    if (status == Z_NEED_DICT &&
        inflateSetDictionary(stream, (const Bytef *)dictionary.data, (uInt)dictionary.length) == Z_OK)
        status = inflate(stream, Z_FINISH);
    out->failed = out->failed || status == Z_MEM_ERROR;
    out->length = (size_t)length;
    return status == Z_STREAM_END && stream->avail_out == 1 && stream->avail_in == 0;
}

void unpacker_end(struct unpacker *unpacker) {
    if (unpacker->ready)
        inflateEnd(&unpacker->stream);
    unpacker->ready = false;
}
