// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/confusion_text.h"

#include "core/export/csv_writer.h"

#include <algorithm>
#include <cmath>

namespace tunescope {
namespace {

constexpr std::size_t kWidestName = 14;

std::string nameOf(const std::vector<std::string>& names, int index)
{
    const auto i = static_cast<std::size_t>(index);
    return (i < names.size() ? names[i] : std::to_string(index)).substr(0, kWidestName);
}

std::string padded(const std::string& text, std::size_t width)
{
    return text.size() >= width ? text : std::string(width - text.size(), ' ') + text;
}

/// 0.967 as "96.7 %", not-a-number as "-".
std::string percent(double share)
{
    if (!std::isfinite(share))
        return "-";
    const auto tenths = static_cast<long long>(std::lround(share * 1000.0));
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " %";
}

std::size_t cellWidth(const ConfusionMatrix& matrix, const std::vector<std::string>& names)
{
    std::size_t width = 4;
    for (int i = 0; i < matrix.classes(); ++i) {
        width = std::max({width, nameOf(names, i).size(), percent(matrix.precision(i)).size()});
        for (int j = 0; j < matrix.classes(); ++j)
            width = std::max(width, std::to_string(matrix.at(i, j)).size());
    }
    return width + 1;
}

} // namespace

std::string printConfusionText(const ConfusionMatrix& matrix, const std::vector<std::string>& classNames)
{
    constexpr std::size_t kRecallWidth = 9;
    const std::size_t width = cellWidth(matrix, classNames);
    const std::size_t first = std::max<std::size_t>(width, 10);
    std::string text = padded("true \\ said", first);
    for (int j = 0; j < matrix.classes(); ++j)
        text += padded(nameOf(classNames, j), width);
    text += padded("recall", kRecallWidth) + "\n";
    for (int i = 0; i < matrix.classes(); ++i) {
        text += padded(nameOf(classNames, i), first);
        for (int j = 0; j < matrix.classes(); ++j)
            text += padded(matrix.at(i, j) == 0 ? "." : std::to_string(matrix.at(i, j)), width);
        text += padded(percent(matrix.recall(i)), kRecallWidth) + "\n";
    }
    text += padded("precision", first);
    for (int j = 0; j < matrix.classes(); ++j)
        text += padded(percent(matrix.precision(j)), width);
    return text + "\n";
}

std::string printConfusionCsv(const ConfusionMatrix& matrix, const std::vector<std::string>& classNames)
{
    const auto fullName = [&](int index) {
        const auto i = static_cast<std::size_t>(index);
        return i < classNames.size() ? classNames[i] : std::to_string(index);
    };
    CsvWriter csv;
    csv.cell("true \\ predicted");
    for (int j = 0; j < matrix.classes(); ++j)
        csv.cell(fullName(j));
    csv.endRow();
    for (int i = 0; i < matrix.classes(); ++i) {
        csv.cell(fullName(i));
        for (int j = 0; j < matrix.classes(); ++j)
            csv.integer(matrix.at(i, j));
        csv.endRow();
    }
    return csv.text();
}

} // namespace tunescope
