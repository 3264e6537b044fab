// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/onednn/onednn_dense.h"

#include "core/nn/onednn/prepared_call.h"

#include <algorithm>
#include <cassert>
#include <vector>

namespace tunescope {
namespace {

using onednn::Call;
using onednn::floatsOf;
using onednn::MemoryDesc;
using onednn::Tag;

MemoryDesc matrix(std::int64_t rows, std::int64_t columns, Tag tag)
{
    return {{rows, columns}, dnnl::memory::data_type::f32, tag};
}

/// The primitives of one batch size. Weights that a primitive wants in another layout pass through the
/// scratch.
struct Batch {
    std::int64_t rows = 0;
    PassKind kind = PassKind::Evaluate;
    onednn::ForwardDesc forwardDesc;
    onednn::BackwardDataDesc dataDesc;
    onednn::BackwardWeightsDesc weightsDesc;
    std::vector<Call> forward;
    std::vector<Call> backward;
};

class OneDnnDense final : public DenseBackend
{
public:
    OneDnnDense(DenseShape shape, const RowCounts& rows, InputGradient inputGradient);

    [[nodiscard]] std::string name() const override { return m_name; }
    [[nodiscard]] std::int64_t storedWeights() const override { return floatsOf(m_weights); }
    void pack(const float* plain, float* stored) const override
    {
        onednn::convert(m_engine, m_stream, {plain, m_plain}, {stored, m_weights});
    }
    void unpack(const float* stored, float* plain) const override
    {
        onednn::convert(m_engine, m_stream, {stored, m_weights}, {plain, m_plain});
    }
    [[nodiscard]] std::int64_t scratch() const override { return m_scratch; }
    void bind(const DenseBuffers& buffers, float* scratch) override;
    void forward(const Pass& pass) override;
    void backward(const Pass& pass) override;

private:
    void addBatch(std::int64_t rows, PassKind kind, InputGradient inputGradient);
    void bindForward(Batch& batch, const DenseBuffers& buffers, float* scratch) const;
    void bindBackward(Batch& batch, const DenseBuffers& buffers, float* scratch) const;
    [[nodiscard]] const Batch& batchOf(const Pass& pass) const;
    [[nodiscard]] dnnl::memory memoryAt(const MemoryDesc& desc, const float* data) const;

    dnnl::engine m_engine{dnnl::engine::kind::cpu, 0};
    dnnl::stream m_stream{m_engine};
    DenseShape m_shape;
    MemoryDesc m_plain;
    MemoryDesc m_weights;
    MemoryDesc m_bias;
    std::vector<Batch> m_batches;
    std::int64_t m_scratch = 0;
    std::string m_name;
};

OneDnnDense::OneDnnDense(DenseShape shape, const RowCounts& rows, InputGradient inputGradient)
    : m_shape(shape)
    , m_plain(matrix(shape.outputs, shape.inputs, Tag::ab))
    , m_bias({shape.outputs}, dnnl::memory::data_type::f32, Tag::a)
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
    m_name = std::string("oneDNN ") + m_batches.front().forwardDesc.impl_info_str();
    for (const Batch& batch : m_batches) {
        if (batch.forwardDesc.weights_desc() != m_weights)
            m_scratch = std::max(m_scratch, floatsOf(batch.forwardDesc.weights_desc()));
        if (batch.kind == PassKind::Evaluate)
            continue;
        if (batch.dataDesc && batch.dataDesc.weights_desc() != m_weights)
            m_scratch = std::max(m_scratch, floatsOf(batch.dataDesc.weights_desc()));
        if (batch.weightsDesc.diff_weights_desc() != m_weights)
            m_scratch = std::max(m_scratch, floatsOf(batch.weightsDesc.diff_weights_desc()));
    }
}

void OneDnnDense::addBatch(std::int64_t rows, PassKind kind, InputGradient inputGradient)
{
    const MemoryDesc src = matrix(rows, m_shape.inputs, Tag::ab);
    const MemoryDesc dst = matrix(rows, m_shape.outputs, Tag::ab);
    const MemoryDesc weights = matrix(m_shape.outputs, m_shape.inputs, Tag::any);
    const auto prop =
        kind == PassKind::Train ? dnnl::prop_kind::forward_training : dnnl::prop_kind::forward_inference;
    Batch batch;
    batch.rows = rows;
    batch.kind = kind;
    batch.forwardDesc = onednn::forwardDesc(m_engine, prop, src, weights, m_bias, dst);
    if (kind == PassKind::Train) {
        if (inputGradient == InputGradient::Needed)
            batch.dataDesc = onednn::backwardDataDesc(m_engine, src, weights, dst, batch.forwardDesc);
        batch.weightsDesc =
            onednn::backwardWeightsDesc(m_engine, src, weights, m_bias, dst, batch.forwardDesc);
    }
    m_batches.push_back(std::move(batch));
}

dnnl::memory OneDnnDense::memoryAt(const MemoryDesc& desc, const float* data) const
{
    return {desc, m_engine, const_cast<float*>(data)}; // oneDNN has no read-only memory
}

void OneDnnDense::bind(const DenseBuffers& buffers, float* scratch)
{
    for (Batch& batch : m_batches) {
        bindForward(batch, buffers, scratch);
        if (batch.kind == PassKind::Train)
            bindBackward(batch, buffers, scratch);
    }
}

void OneDnnDense::bindForward(Batch& batch, const DenseBuffers& buffers, float* scratch) const
{
    const auto& desc = batch.forwardDesc;
    dnnl::memory weights = memoryAt(m_weights, buffers.weights);
    if (desc.weights_desc() != m_weights) {
        dnnl::memory wanted = memoryAt(desc.weights_desc(), scratch);
        batch.forward.push_back(
            {dnnl::reorder(weights, wanted), {{DNNL_ARG_FROM, weights}, {DNNL_ARG_TO, wanted}}});
        weights = wanted;
    }
    batch.forward.push_back({dnnl::inner_product_forward(desc),
                             {{DNNL_ARG_SRC, memoryAt(desc.src_desc(), buffers.src)},
                              {DNNL_ARG_WEIGHTS, weights},
                              {DNNL_ARG_BIAS, memoryAt(m_bias, buffers.bias)},
                              {DNNL_ARG_DST, memoryAt(desc.dst_desc(), buffers.dst)}}});
}

void OneDnnDense::bindBackward(Batch& batch, const DenseBuffers& buffers, float* scratch) const
{
    const auto& desc = batch.weightsDesc;
    const dnnl::memory diffDst = memoryAt(desc.diff_dst_desc(), buffers.diffDst);
    dnnl::memory stored = memoryAt(m_weights, buffers.weightDiff);
    const MemoryDesc wantedDesc = desc.diff_weights_desc();
    dnnl::memory made = wantedDesc == m_weights ? stored : memoryAt(wantedDesc, scratch);
    batch.backward.push_back({dnnl::inner_product_backward_weights(desc),
                              {{DNNL_ARG_SRC, memoryAt(desc.src_desc(), buffers.src)},
                               {DNNL_ARG_DIFF_DST, diffDst},
                               {DNNL_ARG_DIFF_WEIGHTS, made},
                               {DNNL_ARG_DIFF_BIAS, memoryAt(m_bias, buffers.biasDiff)}}});
    if (wantedDesc != m_weights)
        batch.backward.push_back(
            {dnnl::reorder(made, stored), {{DNNL_ARG_FROM, made}, {DNNL_ARG_TO, stored}}});
    if (!batch.dataDesc)
        return;
    dnnl::memory weights = memoryAt(m_weights, buffers.weights);
    if (batch.dataDesc.weights_desc() != m_weights) {
        dnnl::memory wanted = memoryAt(batch.dataDesc.weights_desc(), scratch);
        batch.backward.push_back(
            {dnnl::reorder(weights, wanted), {{DNNL_ARG_FROM, weights}, {DNNL_ARG_TO, wanted}}});
        weights = wanted;
    }
    batch.backward.push_back(
        {dnnl::inner_product_backward_data(batch.dataDesc),
         {{DNNL_ARG_DIFF_DST, diffDst},
          {DNNL_ARG_WEIGHTS, weights},
          {DNNL_ARG_DIFF_SRC, memoryAt(batch.dataDesc.diff_src_desc(), buffers.diffSrc)}}});
}

const Batch& OneDnnDense::batchOf(const Pass& pass) const
{
    for (const Batch& batch : m_batches) {
        if (batch.rows == pass.rows && batch.kind == pass.kind)
            return batch;
    }
    assert(false && "a batch size that was not prepared");
    return m_batches.front();
}

void OneDnnDense::forward(const Pass& pass)
{
    for (const Call& call : batchOf(pass).forward)
        call.run(m_stream);
}

void OneDnnDense::backward(const Pass& pass)
{
    for (const Call& call : batchOf(pass).backward)
        call.run(m_stream);
}

} // namespace

std::unique_ptr<DenseBackend> makeOneDnnDense(DenseShape shape, const RowCounts& rows,
                                              InputGradient inputGradient)
{
    return std::make_unique<OneDnnDense>(shape, rows, inputGradient);
}

} // namespace tunescope
