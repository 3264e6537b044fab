// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/curve_card.h"

#include "ui/charts/ghost_raster.h"
#include "ui/pages/run/curve_legend.h"
#include "ui/widgets/glossary_topic.h"

#include <QVBoxLayout>

namespace tunescope::ui {

CurveCard::CurveCard(LearningCurveModel& model, CurveQuantity quantity, QWidget* parent)
    : Card({}, CardHead::Plain, parent)
    , m_model(model)
    , m_chart(new LearningCurveChart(model, quantity))
    , m_legend(new CurveLegend)
{
    addHeadWidget(m_legend);
    setGlossaryTopic(*this, QStringLiteral("chart:LearningCurveChart"));
    body()->setContentsMargins(4, 0, 4, 4);
    body()->addWidget(m_chart);
    connect(m_chart, &LearningCurveChart::readoutChanged, m_legend, &CurveLegend::setReadout);
    connect(&model, &LearningCurveModel::replaced, this, &CurveCard::describe);
    connect(&model, &LearningCurveModel::choicesChanged, this, &CurveCard::describe);
    describe();
}

void CurveCard::describe()
{
    const bool isLoss = m_chart->quantity() == CurveQuantity::Loss;
    const MetricStyle& metric = m_model.metric();
    const auto told = static_cast<qint64>(m_model.told().size());
    setTitle(isLoss ? tr("Validation loss") : metric.isShare ? tr("%1, %").arg(metric.title) : metric.title);
    bool hasTraining = false, hasRecent = false, hasSelected = false, hasRunning = false;
    for (const CurveChoice& choice : m_model.choices()) {
        hasTraining = hasTraining || choice.part == CurvePart::Training;
        hasRecent = hasRecent || choice.role == CurveRole::Recent;
        hasSelected = hasSelected || choice.role == CurveRole::Selected;
        hasRunning = hasRunning || choice.role == CurveRole::Running;
    }
    using Mark = CurveLegend::Mark;
    QList<CurveLegend::Entry> entries;
    if (isLoss) {
        if (hasTraining)
            entries << CurveLegend::Entry{Mark::Line, ColorRole::Text2, tr("validation")}
                    << CurveLegend::Entry{Mark::Dashed, ColorRole::Text2, tr("training")};
        else if (told > GhostRaster::kMostLines)
            entries << CurveLegend::Entry{Mark::Cloud, ColorRole::Axis, tr("%1 trials").arg(wholeText(told))};
    } else {
        entries << CurveLegend::Entry{Mark::Star, ColorRole::BestMark, tr("best")};
        if (hasSelected)
            entries << CurveLegend::Entry{Mark::Line, ColorRole::Text, tr("selected")};
        if (hasRecent)
            entries << CurveLegend::Entry{Mark::Line, ColorRole::Running, tr("last 8")};
        else if (hasRunning)
            entries << CurveLegend::Entry{Mark::Line, ColorRole::Running, tr("running")};
        if (told <= GhostRaster::kMostLines)
            entries << CurveLegend::Entry{Mark::Cross, ColorRole::Pruned, tr("pruned")};
    }
    m_legend->setEntries(entries);
}

} // namespace tunescope::ui
