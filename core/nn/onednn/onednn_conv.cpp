// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/onednn/onednn_conv.h"

#include "core/nn/onednn/prepared_call.h"

#include <algorithm>
#include <cassert>

namespace tunescope {
namespace {

using onednn::Call;
using onednn::floatsOf;
using onednn::MemoryDesc;
using onednn::Tag;

/// The primitives of one batch size.
struct ConvBatch {
    std::int64_t rows = 0;
    PassKind kind = PassKind::Evaluate;
    onednn::ConvForwardDesc forwardDesc;
    onednn::ConvBackwardDataDesc dataDesc;
    onednn::ConvBackwardWeightsDesc weightsDesc;
    std::vector<Call> forward;
    std::vector<Call> backward;
};

class OneDnnConv final : public DenseBackend
{
public:
    OneDnnConv(const ConvShape& shape, const RowCounts& rows, InputGradient inputGradient);

    [[nodiscard]] std::string name() const override
    {
        return std::string("oneDNN ") + m_batches.front().forwardDesc.impl_info_str();
    }
    [[nodiscard]] std::int64_t storedWeights() const override { return floatsOf(m_weights); }
    void pack(const float* plain, float* stored) const override;
    void unpack(const float* stored, float* plain) const override;
    [[nodiscard]] std::int64_t scratch() const override { return m_scratch; }
    void bind(const DenseBuffers& buffers, float* scratch) override;
    void forward(const Pass& pass) override { run(batchOf(pass).forward); }
    void backward(const Pass& pass) override { run(batchOf(pass).backward); }

private:
    void addBatch(std::int64_t rows, PassKind kind, InputGradient inputGradient);
    void bindForward(ConvBatch& batch, const DenseBuffers& buffers, float* scratch) const;
    void bindBackward(ConvBatch& batch, const DenseBuffers& buffers, float* scratch) const;
    [[nodiscard]] std::int64_t filledIndex(std::int64_t o, std::int64_t i) const
    {
        return (o * m_inputs + i) * m_shape.kernel * m_shape.kernel;
    }
    [[nodiscard]] const ConvBatch& batchOf(const Pass& pass) const;
    void run(const std::vector<Call>& calls) const
    {
        for (const Call& call : calls)
            call.run(m_stream);
    }

    dnnl::engine m_engine{dnnl::engine::kind::cpu, 0};
    dnnl::stream m_stream{m_engine};
    ConvShape m_shape;
    std::int64_t m_inputs; ///< Filled up to whole blocks, as are the outputs.
    std::int64_t m_outputs;
    MemoryDesc m_filled; ///< [O, I, k, k] in plain order.
    MemoryDesc m_weights;
    MemoryDesc m_bias;
    std::vector<ConvBatch> m_batches;
    std::int64_t m_scratch = 0;
};

OneDnnConv::OneDnnConv(const ConvShape& shape, const RowCounts& rows, InputGradient inputGradient)
    : m_shape(shape)
    , m_inputs(paddedChannels(shape.input.channels))
    , m_outputs(paddedChannels(shape.outputs))
    , m_filled({m_outputs, m_inputs, shape.kernel, shape.kernel}, dnnl::memory::data_type::f32, Tag::oihw)
    , m_bias({m_outputs}, dnnl::memory::data_type::f32, Tag::a)
{
    m_batches.reserve(3);
    if (rows.train > 0)
        addBatch(rows.train, PassKind::Train, inputGradient);
    if (rows.last > 0)
        addBatch(rows.last, PassKind::Train, inputGradient);
    if (rows.evaluate > 0)
        addBatch(rows.evaluate, PassKind::Evaluate, inputGradient);
    assert(!m_batches.empty());
    m_weights = m_batches.front().forwardDesc.weights_desc();
    for (const ConvBatch& batch : m_batches) {
        m_scratch = std::max(m_scratch, floatsOf(batch.forwardDesc.weights_desc()));
        if (batch.kind == PassKind::Evaluate)
            continue;
        if (batch.dataDesc)
            m_scratch = std::max(m_scratch, floatsOf(batch.dataDesc.weights_desc()));
        m_scratch = std::max(m_scratch, floatsOf(batch.weightsDesc.diff_weights_desc()));
    }
}

void OneDnnConv::addBatch(std::int64_t rows, PassKind kind, InputGradient inputGradient)
{
    const Tag blocked = channelBlock() == 16 ? Tag::nChw16c : Tag::nChw8c;
    const auto image = [&](std::int64_t channels) {
        return MemoryDesc({rows, channels, m_shape.input.height, m_shape.input.width},
                          dnnl::memory::data_type::f32, blocked);
    };
    const onednn::ConvDescs descs{
        .src = image(m_inputs),
        .weights = {{m_outputs, m_inputs, m_shape.kernel, m_shape.kernel},
                    dnnl::memory::data_type::f32,
                    Tag::any},
        .bias = m_bias,
        .dst = image(m_outputs),
        .dilation = {m_shape.dilation - 1, m_shape.dilation - 1},
        .padding = {m_shape.padding(), m_shape.padding()},
    };
    ConvBatch batch;
    batch.rows = rows;
    batch.kind = kind;
    batch.forwardDesc = onednn::convForwardDesc(m_engine,
                                                kind == PassKind::Train ? dnnl::prop_kind::forward_training
                                                                        : dnnl::prop_kind::forward_inference,
                                                descs);
    if (kind == PassKind::Train) {
        if (inputGradient == InputGradient::Needed)
            batch.dataDesc = onednn::convBackwardDataDesc(m_engine, descs, batch.forwardDesc);
        batch.weightsDesc = onednn::convBackwardWeightsDesc(m_engine, descs, batch.forwardDesc);
    }
    m_batches.push_back(std::move(batch));
}

void OneDnnConv::pack(const float* plain, float* stored) const
{
    const std::int64_t taps = m_shape.kernel * m_shape.kernel;
    std::vector<float> filled(static_cast<std::size_t>(m_outputs * m_inputs * taps), 0.0F);
    for (std::int64_t o = 0; o < m_shape.outputs; ++o) {
        for (std::int64_t i = 0; i < m_shape.input.channels; ++i)
            std::copy_n(plain + (o * m_shape.input.channels + i) * taps, taps,
                        filled.data() + filledIndex(o, i));
    }
    onednn::convert(m_engine, m_stream, {filled.data(), m_filled}, {stored, m_weights});
}

void OneDnnConv::unpack(const float* stored, float* plain) const
{
    const std::int64_t taps = m_shape.kernel * m_shape.kernel;
    std::vector<float> filled(static_cast<std::size_t>(m_outputs * m_inputs * taps));
    onednn::convert(m_engine, m_stream, {stored, m_weights}, {filled.data(), m_filled});
    for (std::int64_t o = 0; o < m_shape.outputs; ++o) {
        for (std::int64_t i = 0; i < m_shape.input.channels; ++i)
            std::copy_n(filled.data() + filledIndex(o, i), taps,
                        plain + (o * m_shape.input.channels + i) * taps);
    }
}

void OneDnnConv::bind(const DenseBuffers& buffers, float* scratch)
{
    for (ConvBatch& batch : m_batches) {
        bindForward(batch, buffers, scratch);
        if (batch.kind == PassKind::Train)
            bindBackward(batch, buffers, scratch);
    }
}

void OneDnnConv::bindForward(ConvBatch& batch, const DenseBuffers& buffers, float* scratch) const
{
    const auto& desc = batch.forwardDesc;
    const auto at = [&](const MemoryDesc& d, const float* data) {
        return onednn::memoryAt(d, m_engine, data);
    };
    const dnnl::memory weights = onednn::wantedAs(desc.weights_desc(), at(m_weights, buffers.weights),
                                                  m_engine, scratch, batch.forward);
    batch.forward.push_back({dnnl::convolution_forward(desc),
                             {{DNNL_ARG_SRC, at(desc.src_desc(), buffers.src)},
                              {DNNL_ARG_WEIGHTS, weights},
                              {DNNL_ARG_BIAS, at(m_bias, buffers.bias)},
                              {DNNL_ARG_DST, at(desc.dst_desc(), buffers.dst)}}});
}

void OneDnnConv::bindBackward(ConvBatch& batch, const DenseBuffers& buffers, float* scratch) const
{
    const auto& desc = batch.weightsDesc;
    const auto at = [&](const MemoryDesc& d, const float* data) {
        return onednn::memoryAt(d, m_engine, data);
    };
    const dnnl::memory diffDst = at(desc.diff_dst_desc(), buffers.diffDst);
    const dnnl::memory stored = at(m_weights, buffers.weightDiff);
    const bool same = desc.diff_weights_desc() == m_weights;
    const dnnl::memory made = same ? stored : at(desc.diff_weights_desc(), scratch);
    batch.backward.push_back({dnnl::convolution_backward_weights(desc),
                              {{DNNL_ARG_SRC, at(desc.src_desc(), buffers.src)},
                               {DNNL_ARG_DIFF_DST, diffDst},
                               {DNNL_ARG_DIFF_WEIGHTS, made},
                               {DNNL_ARG_DIFF_BIAS, at(m_bias, buffers.biasDiff)}}});
    if (!same)
        batch.backward.push_back(
            {dnnl::reorder(made, stored), {{DNNL_ARG_FROM, made}, {DNNL_ARG_TO, stored}}});
    if (!batch.dataDesc)
        return;
    const dnnl::memory weights = onednn::wantedAs(
        batch.dataDesc.weights_desc(), at(m_weights, buffers.weights), m_engine, scratch, batch.backward);
    batch.backward.push_back({dnnl::convolution_backward_data(batch.dataDesc),
                              {{DNNL_ARG_DIFF_DST, diffDst},
                               {DNNL_ARG_WEIGHTS, weights},
                               {DNNL_ARG_DIFF_SRC, at(batch.dataDesc.diff_src_desc(), buffers.diffSrc)}}});
}

const ConvBatch& OneDnnConv::batchOf(const Pass& pass) const
{
    for (const ConvBatch& batch : m_batches) {
        if (batch.rows == pass.rows && batch.kind == pass.kind)
            return batch;
    }
    assert(false && "a batch size that was not prepared");
    return m_batches.front();
}

} // namespace

std::unique_ptr<DenseBackend> makeOneDnnConv(const ConvShape& shape, const RowCounts& rows,
                                             InputGradient inputGradient)
{
    return std::make_unique<OneDnnConv>(shape, rows, inputGradient);
}

} // namespace tunescope
