// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layer.h"

#include <algorithm>

namespace tunescope {

std::int64_t RowCounts::largest() const
{
    return std::max({train, last, evaluate});
}

void Layer::planMemory(MemoryPlan& /*plan*/, const RowCounts& /*rows*/) {}

void Layer::pack(std::size_t index, const float* plain, float* stored) const
{
    std::copy_n(plain, m_parameters[index].count(), stored);
}

void Layer::unpack(std::size_t index, const float* stored, float* plain) const
{
    std::copy_n(stored, m_parameters[index].count(), plain);
}

Parameter& Layer::addParameter(std::string_view suffix, ParameterRole role, std::int64_t rows,
                               std::int64_t columns)
{
    Parameter parameter;
    parameter.name = suffix;
    parameter.role = role;
    parameter.rows = rows;
    parameter.columns = columns;
    parameter.stored = rows * columns;
    return m_parameters.emplace_back(std::move(parameter));
}

} // namespace tunescope
