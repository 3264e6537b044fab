// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/heatmap_summary.h"

#include <QCoreApplication>

#include <cmath>
#include <limits>

namespace tunescope::ui {
namespace {

QString tr(const char* text, int count = -1)
{
    return QCoreApplication::translate("Heatmap", text, nullptr, count);
}

QString nounOf(const HeatmapData& data)
{
    return data.noun.isEmpty() ? tr("samples") : data.noun;
}

} // namespace

double HeatmapData::cell(int row, int column) const
{
    const auto index = std::size_t(row) * std::size_t(size()) + std::size_t(column);
    return index < cells.size() ? cells[index] : 0.0;
}

HeatmapSummary summarise(const HeatmapData& data)
{
    const int n = data.size();
    std::vector<double> columns(std::size_t(n), 0.0);
    HeatmapSummary summary;
    summary.rowTotals.assign(std::size_t(n), 0.0);
    for (int row = 0; row < n; ++row) {
        for (int column = 0; column < n; ++column) {
            summary.rowTotals[std::size_t(row)] += data.cell(row, column);
            columns[std::size_t(column)] += data.cell(row, column);
        }
    }
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    int present = 0;
    for (int i = 0; i < n; ++i) {
        const double hits = data.cell(i, i), rows = summary.rowTotals[std::size_t(i)],
                     cols = columns[std::size_t(i)];
        summary.recall.push_back(rows > 0 ? hits / rows : kNone);
        summary.precision.push_back(cols > 0 ? hits / cols : kNone);
        if (rows + cols > 0) {
            // F1 = 2 TP / (2 TP + FP + FN).
            summary.macroF1 += 2 * hits / (rows + cols);
            ++present;
        }
    }
    summary.macroF1 = present > 0 ? summary.macroF1 / present : kNone;
    return summary;
}

QString cellSentence(const HeatmapData& data, int row, int column)
{
    double total = 0;
    for (int other = 0; other < data.size(); ++other)
        total += data.cell(row, other);
    const QString count = QString::number(data.cell(row, column), 'f', 0);
    const QString truth = data.labels[row];
    const bool isOne = data.cell(row, column) == 1;
    if (row == column)
        return (isOne ? tr("%1 of %2 %3 that are %4 was recognised")
                      : tr("%1 of %2 %3 that are %4 were recognised"))
            .arg(count, QString::number(total, 'f', 0), nounOf(data), truth);
    if (data.cell(row, column) == 0)
        return tr("No %1 that are %2 were read as %3").arg(nounOf(data), truth, data.labels[column]);
    const double share = total > 0 ? 100 * data.cell(row, column) / total : 0;
    return (isOne ? tr("%1 time “%2” was read as “%3” (%4 % of all “%2”)")
                  : tr("%1 times “%2” was read as “%3” (%4 % of all “%2”)"))
        .arg(count, truth, data.labels[column], QString::number(share, 'f', share < 10 ? 1 : 0));
}

QString differenceSentence(const HeatmapData& data, int row, int column)
{
    const double difference = data.cell(row, column);
    if (difference == 0)
        return tr("No difference for %1 that are %2 and read as %3")
            .arg(nounOf(data), data.labels[row], data.labels[column]);
    return tr("The first trial reads %1 %2 %3 that are %4 as %5")
        .arg(QString::number(std::abs(difference), 'f', 0), difference > 0 ? tr("more") : tr("fewer"),
             nounOf(data), data.labels[row], data.labels[column]);
}

} // namespace tunescope::ui
