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

using ConvForwardDesc = dnnl::convolution_forward::primitive_desc;
using ConvBackwardDataDesc = dnnl::convolution_backward_data::primitive_desc;
using ConvBackwardWeightsDesc = dnnl::convolution_backward_weights::primitive_desc;

/// A convolution with stride 1; `dilation` counts the pixels between two taps.
struct ConvDescs {
    MemoryDesc src;
    MemoryDesc weights;
    MemoryDesc bias;
    MemoryDesc dst;
    dnnl::memory::dims dilation;
    dnnl::memory::dims padding;
    dnnl::memory::dims stride = {1, 1};
};

inline constexpr auto kDirect = dnnl::algorithm::convolution_direct;

[[nodiscard]] inline ConvForwardDesc convForwardDesc(const dnnl::engine& engine, dnnl::prop_kind kind,
                                                     const ConvDescs& d)
{
#if DNNL_VERSION_MAJOR >= 3
    return {engine, kind,     kDirect,    d.src,     d.weights, d.bias,
            d.dst,  d.stride, d.dilation, d.padding, d.padding};
#else
    return {dnnl::convolution_forward::desc(kind, kDirect, d.src, d.weights, d.bias, d.dst, d.stride,
                                            d.dilation, d.padding, d.padding),
            engine};
#endif
}

[[nodiscard]] inline ConvBackwardDataDesc convBackwardDataDesc(const dnnl::engine& engine, const ConvDescs& d,
                                                               const ConvForwardDesc& hint)
{
#if DNNL_VERSION_MAJOR >= 3
    return {engine, kDirect, d.src, d.weights, d.dst, d.stride, d.dilation, d.padding, d.padding, hint};
#else
    return {dnnl::convolution_backward_data::desc(kDirect, d.src, d.weights, d.dst, d.stride, d.dilation,
                                                  d.padding, d.padding),
            engine, hint};
#endif
}

[[nodiscard]] inline ConvBackwardWeightsDesc
convBackwardWeightsDesc(const dnnl::engine& engine, const ConvDescs& d, const ConvForwardDesc& hint)
{
#if DNNL_VERSION_MAJOR >= 3
    return {engine,   kDirect,    d.src,     d.weights, d.bias, d.dst,
            d.stride, d.dilation, d.padding, d.padding, hint};
#else
    return {dnnl::convolution_backward_weights::desc(kDirect, d.src, d.weights, d.bias, d.dst, d.stride,
                                                     d.dilation, d.padding, d.padding),
            engine, hint};
#endif
}

} // namespace tunescope::onednn
