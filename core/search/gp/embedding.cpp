// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/gp/embedding.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

constexpr double kMiddle = 0.5;
const double kBeside = std::sqrt(0.1);

} // namespace

Embedding::Embedding(const EncodedSpace& space, const std::vector<double>& weights)
{
    for (std::size_t i = 0; i < space.size(); ++i) {
        const bool isChoice = space.axis(i).kind == EncodedAxis::Kind::Choice;
        m_axes.push_back({m_rows, isChoice ? space.axis(i).values : 0, weights[i]});
        m_rows += isChoice ? static_cast<std::size_t>(space.axis(i).values) : 2;
    }
}

std::vector<double> Embedding::operator()(const std::vector<EncodedPoint>& points) const
{
    std::vector<double> columns(m_rows * points.size(), 0.0);
    for (std::size_t j = 0; j < points.size(); ++j) {
        double* column = columns.data() + j * m_rows;
        for (std::size_t i = 0; i < m_axes.size(); ++i) {
            const Axis& axis = m_axes[i];
            const double u = points[j][i];
            if (axis.choices == 0) {
                column[axis.first] = axis.weight * (std::isnan(u) ? kMiddle : u);
                column[axis.first + 1] = std::isnan(u) ? axis.weight * kBeside : 0.0;
            } else if (!std::isnan(u)) {
                const auto index = std::min(static_cast<std::uint64_t>(u * static_cast<double>(axis.choices)),
                                            axis.choices - 1);
                column[axis.first + static_cast<std::size_t>(index)] = axis.weight * std::sqrt(0.5);
            }
        }
    }
    return columns;
}

} // namespace tunescope
