// SPDX-License-Identifier: GPL-3.0-or-later
// What the charts that belong to one page say in words and in tables.
#include "ui/pages/best/luck_chart.h"
#include "ui/pages/data/projection_view.h"
#include "ui/pages/run/mistake_list.h"
#include "ui/pages/search/tried_squares.h"
#include "ui/pages/welcome_page_curves.h"
#include "ui/viewmodels/best_model.h"

#include <QModelIndex>

#include <numbers>

namespace tunescope::ui {
namespace {

QString shortly(double value)
{
    return QString::number(value, 'g', 5);
}

} // namespace

ChartReading LuckChart::reading() const
{
    ChartReading reading;
    reading.title = tr("Scores of the best trials");
    reading.columns = {tr("Trial"), tr("Score"), tr("From"), tr("To")};
    if (rows() == 0) {
        reading.sentence = tr("No trial has finished yet.");
        return reading;
    }
    const double half = m_model.luckMargin().value_or(0.0) / std::numbers::sqrt2;
    const double factor = m_model.metric().isShare ? 100.0 : 1.0;
    for (int row = 0; row < rows(); ++row) {
        const QModelIndex index = m_model.index(row);
        const double value = index.data(BestModel::ValueRole).toDouble();
        reading.rows.push_back({QString::number(index.data(BestModel::TrialRole).toInt()),
                                shortly(factor * value), shortly(factor * (value - half)),
                                shortly(factor * (value + half))});
    }
    reading.sentence = tr("The best is trial %1 with %2; luck alone could have put it between %3 and %4.")
                           .arg(reading.rows.front()[0], reading.rows.front()[1], reading.rows.front()[2],
                                reading.rows.front()[3]);
    return reading;
}

ChartReading TriedSquare::reading() const
{
    ChartReading reading;
    reading.title = accessibleName().isEmpty() ? tr("What gets tried") : accessibleName();
    reading.sentence =
        m_points.empty()
            ? tr("Nothing is tried yet.")
            : tr("%1 points, %2 different values across.").arg(m_points.size()).arg(distinctAcross());
    reading.columns = {tr("Across, 0 to 1"), tr("Up, 0 to 1")};
    for (const QPointF& point : m_points)
        reading.rows.push_back({shortly(point.x()), shortly(point.y())});
    return reading;
}

ChartReading ProjectionView::reading() const
{
    ChartReading reading;
    reading.title = tr("Rows on two principal components");
    reading.columns = {tr("Row"), tr("First component"), tr("Second component"), tr("Target")};
    if (m_projection.rows.empty()) {
        reading.sentence = tr("These data cannot be projected.");
        return reading;
    }
    for (const ProjectedRow& row : m_projection.rows)
        reading.rows.push_back({QString::number(row.row + 1), shortly(row.x), shortly(row.y),
                                m_classes.isEmpty() ? shortly(row.value) : m_classes.value(row.classIndex)});
    reading.sentence = tr("%n row(s) of the training and validation parts", nullptr,
                          static_cast<int>(m_projection.rows.size()));
    reading.sentence += m_classes.isEmpty()
                            ? tr(", shaded by %1.").arg(m_target)
                            : tr(", %n class(es).", nullptr, static_cast<int>(m_classes.size()));
    return reading;
}

ChartReading CurvesPreview::reading() const
{
    ChartReading reading;
    reading.title = tr("Recorded curves");
    reading.sentence = m_curves.empty() ? tr("The recording is missing.") : accessibleName() + u'.';
    reading.columns = {tr("Trial"), tr("Epoch"), tr("Validation accuracy, %")};
    for (std::size_t curve = 0; curve < m_curves.size(); ++curve) {
        for (std::size_t epoch = 0; epoch < m_curves[curve].size(); ++epoch)
            reading.rows.push_back({QString::number(curve + 1), QString::number(epoch),
                                    shortly(100.0 * m_curves[curve][epoch])});
    }
    return reading;
}

ChartReading MistakeList::reading() const
{
    ChartReading reading;
    reading.title = accessibleName();
    reading.columns = {tr("True"), tr("Read as"), tr("Times")};
    for (const MistakePair& pair : m_mistakes)
        reading.rows.push_back({m_classNames.value(pair.trueClass), m_classNames.value(pair.predictedClass),
                                QString::number(pair.count)});
    reading.sentence = m_mistakes.empty() ? tr("No mistakes.")
                                          : tr("Most often %1 was read as %2: %3 times.")
                                                .arg(reading.rows.front()[0], reading.rows.front()[1],
                                                     reading.rows.front()[2]);
    return reading;
}

} // namespace tunescope::ui
