// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace tunescope {

/// Sizes of a row-major array, outermost first, for example [N, F].
class Shape
{
public:
    Shape() = default;
    Shape(std::initializer_list<std::int64_t> sizes) : m_sizes(sizes) {}

    [[nodiscard]] std::size_t rank() const { return m_sizes.size(); }
    [[nodiscard]] std::int64_t operator[](std::size_t axis) const { return m_sizes[axis]; }

    /// Number of elements; 1 for rank 0.
    [[nodiscard]] std::int64_t count() const;

    /// "[32, 64]"
    [[nodiscard]] std::string text() const;

    friend bool operator==(const Shape&, const Shape&) = default;

private:
    std::vector<std::int64_t> m_sizes;
};

/// Owning float32 array, row-major, 64-byte aligned, zero-filled on creation. Moves cheaply, copies deeply.
class Tensor
{
public:
    Tensor() = default;
    explicit Tensor(Shape shape);
    Tensor(const Tensor& other);
    Tensor& operator=(const Tensor& other);
    Tensor(Tensor&&) noexcept = default;
    Tensor& operator=(Tensor&&) noexcept = default;
    ~Tensor() = default;

    [[nodiscard]] const Shape& shape() const { return m_shape; }
    [[nodiscard]] std::int64_t size() const { return m_count; }
    [[nodiscard]] bool empty() const { return m_count == 0; }
    [[nodiscard]] float* data() { return m_data.get(); }
    [[nodiscard]] const float* data() const { return m_data.get(); }
    [[nodiscard]] std::span<float> span() { return {m_data.get(), static_cast<std::size_t>(m_count)}; }
    [[nodiscard]] std::span<const float> span() const
    {
        return {m_data.get(), static_cast<std::size_t>(m_count)};
    }

    /// Rows and columns of a rank-2 tensor; a rank-1 tensor is one column.
    [[nodiscard]] std::int64_t rows() const { return m_shape.rank() > 0 ? m_shape[0] : 0; }
    [[nodiscard]] std::int64_t columns() const { return rows() == 0 ? 0 : m_count / rows(); }
    [[nodiscard]] std::span<float> row(std::int64_t index);
    [[nodiscard]] std::span<const float> row(std::int64_t index) const;

private:
    struct AlignedFree {
        void operator()(float* memory) const;
    };

    Shape m_shape;
    std::int64_t m_count = 0;
    std::unique_ptr<float[], AlignedFree> m_data;
};

} // namespace tunescope
