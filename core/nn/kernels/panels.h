// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace tunescope {

/// Rows: one after the other. Panels: blocks of kPanelColumns columns, each with all its rows, [columns / 32,
/// rows, 32]; the last block's rows are filled up to whole 16. Products read and write panels without jumps.
enum class MatrixOrder { Rows, Panels };

inline constexpr std::int64_t kPanelColumns = 32;

/// The length of a row in the panel that begins at `column`.
[[nodiscard, gnu::always_inline]] constexpr std::int64_t panelRow(std::int64_t columns, std::int64_t column)
{
    const std::int64_t left = (columns - column + 15) / 16 * 16;
    return left < kPanelColumns ? left : kPanelColumns;
}

/// Where element [row][column] of a matrix in panels is.
[[nodiscard]] std::int64_t panelIndex(std::int64_t rows, std::int64_t columns, std::int64_t row,
                                      std::int64_t column);

/// Floats of a matrix in panels.
[[nodiscard]] constexpr std::int64_t panelCount(std::int64_t rows, std::int64_t columns)
{
    return rows * ((columns + 15) / 16 * 16);
}

/// A weight matrix [O, I] to panels of its transpose [I, O], and back. What fills up rows is not touched.
void packPanels(const float* plain, std::int64_t inputs, std::int64_t outputs, float* panels);
void unpackPanels(const float* panels, std::int64_t inputs, std::int64_t outputs, float* plain);

} // namespace tunescope
