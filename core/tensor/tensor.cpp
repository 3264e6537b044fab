// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/tensor.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <new>
#include <numeric>

namespace tunescope {
namespace {

constexpr std::align_val_t kAlignment{64};

} // namespace

std::int64_t Shape::count() const
{
    return std::accumulate(m_sizes.begin(), m_sizes.end(), std::int64_t{1}, std::multiplies<>());
}

std::string Shape::text() const
{
    std::string text = "[";
    for (std::size_t i = 0; i < m_sizes.size(); ++i)
        text += (i == 0 ? "" : ", ") + std::to_string(m_sizes[i]);
    return text + "]";
}

void Tensor::AlignedFree::operator()(float* memory) const
{
    ::operator delete[](memory, kAlignment);
}

Tensor::Tensor(Shape shape) : m_shape(std::move(shape)), m_count(m_shape.count())
{
    const auto bytes = static_cast<std::size_t>(m_count) * sizeof(float);
    m_data.reset(static_cast<float*>(::operator new[](std::max<std::size_t>(bytes, 64), kAlignment)));
    std::memset(m_data.get(), 0, bytes);
}

Tensor::Tensor(const Tensor& other) : Tensor()
{
    *this = other;
}

Tensor& Tensor::operator=(const Tensor& other)
{
    if (this == &other)
        return *this;
    if (!other.m_data) {
        *this = Tensor();
        return *this;
    }
    Tensor copy(other.m_shape);
    std::copy_n(other.data(), other.m_count, copy.data());
    *this = std::move(copy);
    return *this;
}

std::span<float> Tensor::row(std::int64_t index)
{
    assert(index >= 0 && index < rows());
    return span().subspan(static_cast<std::size_t>(index * columns()), static_cast<std::size_t>(columns()));
}

std::span<const float> Tensor::row(std::int64_t index) const
{
    assert(index >= 0 && index < rows());
    return span().subspan(static_cast<std::size_t>(index * columns()), static_cast<std::size_t>(columns()));
}

} // namespace tunescope
