// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layer.h"
#include "core/nn/onednn/compat.h"

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tunescope::onednn {

using Tag = dnnl::memory::format_tag;
using Arguments = std::unordered_map<int, dnnl::memory>;

/// A primitive with its arguments, ready to run.
struct Call {
    dnnl::primitive primitive;
    Arguments arguments;

    void run(const dnnl::stream& stream) const { primitive.execute(stream, arguments); }
};

[[nodiscard]] inline std::int64_t floatsOf(const MemoryDesc& desc)
{
    return static_cast<std::int64_t>(desc.get_size() / sizeof(float));
}

[[nodiscard]] inline dnnl::memory memoryAt(const MemoryDesc& desc, const dnnl::engine& engine,
                                           const float* data)
{
    return {desc, engine, const_cast<float*>(data)}; // oneDNN has no read-only memory
}

/// Copies between two layouts, at once.
inline void convert(const dnnl::engine& engine, const dnnl::stream& stream,
                    std::pair<const float*, MemoryDesc> from, std::pair<float*, MemoryDesc> to)
{
    dnnl::memory source = memoryAt(from.second, engine, from.first);
    dnnl::memory target = memoryAt(to.second, engine, to.first);
    dnnl::reorder(source, target).execute(stream, source, target);
}

/// `held` in the layout that a primitive wants: itself, or a copy in the scratch that `calls` makes first.
[[nodiscard]] inline dnnl::memory wantedAs(const MemoryDesc& wanted, const dnnl::memory& held,
                                           const dnnl::engine& engine, float* scratch,
                                           std::vector<Call>& calls)
{
    if (wanted == held.get_desc())
        return held;
    const dnnl::memory copy = memoryAt(wanted, engine, scratch);
    calls.push_back({dnnl::reorder(held, copy), {{DNNL_ARG_FROM, held}, {DNNL_ARG_TO, copy}}});
    return copy;
}

} // namespace tunescope::onednn
