// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/gzip_text.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>

namespace tunescope {
namespace {

constexpr int kGzip = 15 + 16; ///< Largest window, gzip's head and tail.

} // namespace

std::string gzipText(std::string_view text)
{
    z_stream stream{};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    std::string packed;
    std::array<Bytef, 1 << 16> chunk{};
    int state = Z_OK;
    while (state != Z_STREAM_END) {
        if (stream.avail_in == 0 && !text.empty()) {
            const std::size_t size = std::min<std::size_t>(text.size(), std::numeric_limits<uInt>::max());
            stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(text.data()));
            stream.avail_in = static_cast<uInt>(size);
            text.remove_prefix(size);
        }
        stream.next_out = chunk.data();
        stream.avail_out = static_cast<uInt>(chunk.size());
        state = deflate(&stream, text.empty() ? Z_FINISH : Z_NO_FLUSH);
        packed.append(reinterpret_cast<const char*>(chunk.data()), chunk.size() - stream.avail_out);
    }
    deflateEnd(&stream);
    return packed;
}

} // namespace tunescope
