// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The one place that knows how oneDNN 2.x (op descriptor, then primitive descriptor) and 3.x (in one step)
// differ.

#include <oneapi/dnnl/dnnl.hpp>

namespace tunescope::onednn {

using ForwardDesc = dnnl::inner_product_forward::primitive_desc;
using BackwardDataDesc = dnnl::inner_product_backward_data::primitive_desc;
using BackwardWeightsDesc = dnnl::inner_product_backward_weights::primitive_desc;
using MemoryDesc = dnnl::memory::desc;

[[nodiscard]] inline ForwardDesc forwardDesc(const dnnl::engine& engine, dnnl::prop_kind kind,
                                             const MemoryDesc& src, const MemoryDesc& weights,
                                             const MemoryDesc& bias, const MemoryDesc& dst)
{
#if DNNL_VERSION_MAJOR >= 3
    return {engine, kind, src, weights, bias, dst};
#else
    return {dnnl::inner_product_forward::desc(kind, src, weights, bias, dst), engine};
#endif
}

[[nodiscard]] inline BackwardDataDesc backwardDataDesc(const dnnl::engine& engine, const MemoryDesc& diffSrc,
                                                       const MemoryDesc& weights, const MemoryDesc& diffDst,
                                                       const ForwardDesc& hint)
{
#if DNNL_VERSION_MAJOR >= 3
    return {engine, diffSrc, weights, diffDst, hint};
#else
    return {dnnl::inner_product_backward_data::desc(diffSrc, weights, diffDst), engine, hint};
#endif
}

[[nodiscard]] inline BackwardWeightsDesc
backwardWeightsDesc(const dnnl::engine& engine, const MemoryDesc& src, const MemoryDesc& diffWeights,
                    const MemoryDesc& diffBias, const MemoryDesc& diffDst, const ForwardDesc& hint)
{
#if DNNL_VERSION_MAJOR >= 3
    return {engine, src, diffWeights, diffBias, diffDst, hint};
#else
    return {dnnl::inner_product_backward_weights::desc(src, diffWeights, diffBias, diffDst), engine, hint};
#endif
}

} // namespace tunescope::onednn
