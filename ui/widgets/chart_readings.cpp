// SPDX-License-Identifier: GPL-3.0-or-later
// What the painted charts of this folder say in words and in tables.
#include "ui/widgets/heatmap_view.h"
#include "ui/widgets/timeline.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

QString plainNumber(double value)
{
    return QString::number(value, 'g', 6);
}

QString blockWord(BlockState state)
{
    switch (state) {
    case BlockState::Finished:
        return Timeline::tr("finished");
    case BlockState::Pruned:
        return Timeline::tr("pruned");
    case BlockState::Diverged:
        return Timeline::tr("diverged");
    case BlockState::Failed:
        return Timeline::tr("failed");
    case BlockState::Stopped:
        return Timeline::tr("stopped");
    case BlockState::Running:
        return Timeline::tr("running");
    case BlockState::Best:
        break;
    }
    return Timeline::tr("finished, the best");
}

} // namespace

ChartReading HeatmapView::reading() const
{
    ChartReading reading;
    reading.title = accessibleName();
    const int size = m_data.size();
    if (size == 0) {
        reading.sentence = tr("There is no matrix yet.");
        return reading;
    }
    double right = 0.0, all = 0.0, most = 0.0;
    int mostRow = 0, mostColumn = 0;
    reading.columns << m_rowTitle;
    for (int row = 0; row < size; ++row) {
        QStringList cells{m_data.labels[row]};
        for (int column = 0; column < size; ++column) {
            const double count = m_data.cell(row, column);
            cells << plainNumber(count);
            all += std::abs(count);
            right += row == column ? count : 0.0;
            if (row != column && std::abs(count) > most) {
                most = std::abs(count);
                mostRow = row;
                mostColumn = column;
            }
        }
        reading.rows.push_back(std::move(cells));
    }
    for (const QString& label : m_data.labels)
        reading.columns << label;
    if (m_mode == HeatmapMode::Difference)
        reading.sentence = most > 0.0 ? tr("Differences of counts, first minus second. Largest: %1.")
                                            .arg(differenceSentence(m_data, mostRow, mostColumn))
                                      : tr("Both trials make the same mistakes.");
    else if (most > 0.0)
        reading.sentence =
            tr("%1 of %2 on the diagonal. Most common mistake: %3.")
                .arg(plainNumber(right), plainNumber(all), cellSentence(m_data, mostRow, mostColumn));
    else
        reading.sentence =
            tr("%1 of %2 on the diagonal, no mistakes.").arg(plainNumber(right), plainNumber(all));
    if (const QString cell = sentence(); !cell.isEmpty() && (hasFocus() || m_hovered))
        reading.sentence += u' ' + cell + u'.';
    return reading;
}

ChartReading Timeline::reading() const
{
    ChartReading reading;
    reading.title = accessibleName();
    const auto count = [this](auto holds) {
        return static_cast<int>(
            std::count_if(m_data.blocks.begin(), m_data.blocks.end(),
                          [&](const TimelineBlock& block) { return holds(block.state); }));
    };
    const int total = static_cast<int>(m_data.blocks.size());
    if (total == 0) {
        reading.sentence = tr("Nothing has run yet.");
    } else {
        const int running = count([](BlockState state) { return state == BlockState::Running; });
        const int stopped = count(
            [](BlockState state) { return state == BlockState::Pruned || state == BlockState::Stopped; });
        const int lost = count(
            [](BlockState state) { return state == BlockState::Diverged || state == BlockState::Failed; });
        reading.sentence = tr("%n trial(s) on ", nullptr, total) +
                           tr("%n worker(s): ", nullptr, m_data.lanes) +
                           tr("%1 finished, %2 stopped early, %3 lost, %4 running, in %5 seconds.")
                               .arg(total - running - stopped - lost)
                               .arg(stopped)
                               .arg(lost)
                               .arg(running)
                               .arg(plainNumber(std::round(m_data.now * 10) / 10));
    }
    reading.columns = {tr("Trial"), tr("Worker"), tr("From, s"), tr("To, s"), tr("State")};
    for (const TimelineBlock& block : m_data.blocks)
        reading.rows.push_back({QString::number(block.id), QString::number(block.lane + 1),
                                plainNumber(block.start), plainNumber(block.end), blockWord(block.state)});
    return reading;
}

} // namespace tunescope::ui
